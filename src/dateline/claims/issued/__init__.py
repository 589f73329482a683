"""Papers that a body gives out: whose they are, and what stands in them in the body's own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.claims.blamed import is_motive
from dateline.claims.cues import rule_of, words
from dateline.claims.grammar import phrase
from dateline.claims.quotations import Quoted, scoffs
from dateline.model.actor import ActorKind
from dateline.model.claim import About, Attribution, Stance
from dateline.model.found import Findings, Found, Saying
from dateline.model.page import Page, ZoneKind

PAPER = re.compile(
    r"(?:(?:public|press|official|joint|news|media|military|urgent|important|daily|weekly|evening|morning) )*"
    r"(?:statement|communiqu[eé]|release|declaration|bulletin|press note|briefing|(?:press )?briefing notes)\b"
    r"(?: (?:no|nr|number|#)\b.*| \S{1,6}| \d[\d/.-]*| (?:from|by|of|issued by) .*| on .{1,40})?",
    re.IGNORECASE,
)
"""A heading of a paper that a body gives out: "COMMUNIQUÉ No. 41", "Public statement"."""
OPENING = re.compile(
    r"\b(?:informs?|communicates?|announces?|declares?|notif(?:y|ies)|makes? (?:it )?known|wish(?:es)? to inform)\b"
    r"(?: to)?(?: (?:the|our|all|its))?(?: (?:\w+ and )?(?:national|international|general|public|world|local))*"
    r" (?:opinion|public|people|masses|media|nation|citizens|population|world|journalists|compatriots|community)\b",
    re.IGNORECASE,
)
"""How such a paper begins: "The Third Division informs public opinion that ...\"."""
SPEAKS_FOR = re.compile(
    r"(?:spokes\w+|press (?:office|officer|service)) (?:for|of) (?:the )?([^:]{3,60}?): ", re.IGNORECASE
)
"""Who a paper's spokesperson speaks for: "Spokesperson for the Rights Office: Ana Sorel"."""
TITLED = re.compile(
    r"(?:\w+ )?(?:statement|communiqu[eé]|declaration|message|notice) (?:on|about|regarding|concerning) .*",
    re.IGNORECASE,
)
"""A heading that only says what a paper is about: "Statement on the capture of the fort of Orsa"."""
OPENINGS = 2
"""Sentences at the head of a report in which a group's spokesman is said to have given out a statement."""
HEADINGS = 8
"""Lines at the front of a communiqué among which the body's own name stands."""
OURS = frozenset(("our", "your"))
"""What the men of the body that speaks are called in its paper: "our fighters", "your heroes"."""
CLOSED = frozenset((".", "!", ":", ";"))


def issuer(page: Page, findings: Findings, quoted: Quoted) -> int | None:
    """Return a token of the body that gives out the paper, whose own words it is; None in a newspaper's report."""
    front = page.sentences[:HEADINGS]
    headings = [s for s in front if (zone := page.zone(s[0])) is not None and zone.kind is not ZoneKind.BODY]
    headed = any(PAPER.fullmatch(page.text(*s).strip(" .:")) for s in front)
    opened = any(page.text(*s).isupper() for s in headings) and any(OPENING.search(page.text(*s)) for s in front)
    if not headed and not opened:
        return _first_person(page, findings, quoted)
    kinds = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.ORGANISATION, ActorKind.COALITION)
    inside = [a for a in findings.actors if any(s <= a.start < e for s, e in headings)]
    bodies = [a.end - 1 for a in inside if a.value.actor.kind in kinds]
    doing = [i for i in bodies if _is_told_of(page, i)]  # "U.S. CENTRAL COMMAND ... Rebels attack a ship in the strait"
    bodies = [i for i in bodies if i not in doing]
    named = [_last_word(page, s, e) for s, e in headings if _is_upper(page, s, e) and not PAPER.search(page.text(s, e))]
    named += [i for s in front if headed and (i := _principal(page, *s)) is not None]
    states = [a.end - 1 for a in inside if a.value.actor.kind is ActorKind.STATE]
    return next(iter([*bodies, *(i for i in named if i not in states), *doing]), None)


def _is_told_of(page: Page, i: int) -> bool:
    """Whether a heading goes on behind a body's name, so that it tells of the body and is no letterhead."""
    _, last = page.sentences[page.tokens[i].sentence]
    return i + 1 < last and page.tokens[i + 1].text.isalpha() and not PAPER.search(page.text(i + 1, last))


def _last_word(page: Page, start: int, end: int) -> int:
    """The last word of a name in a heading, without its short form in brackets."""
    bracket = next((i for i in range(start + 1, end) if page.tokens[i].text == "("), end)
    return bracket - 1


def _is_upper(page: Page, start: int, end: int) -> bool:
    """Whether a heading is printed in capitals, whatever it was repaired to."""
    spot = page.repaired.source(page.tokens[start].start, page.tokens[end - 1].end)
    return page.repaired.report.text[spot.start : spot.end].isupper()


def _principal(page: Page, start: int, end: int) -> int | None:
    """The last token of the body for which a spokesperson is named at the head of a paper."""
    found = SPEAKS_FOR.match(page.text(start, end))
    if found is None:
        return None
    at = page.tokens[start].start + found.end(1)
    return next((i for i in range(start, end) if page.tokens[i].end == at), None)


def _first_person(page: Page, findings: Findings, quoted: Quoted) -> int | None:
    """The last token of the group whose statement a site prints in its own words: "its spokesman said in a statement".

    Behind that, outside quotations, its men are "our fighters".
    """
    ours = (
        t for t in page.tokens if t.lower == "our" and page.tokens[t.head].lemma in words("doers") | words("comrades")
    )
    first = next((t.i for t in ours if _is_body(page, t.i) and quoted.around(t.i) is None), None)
    if first is not None and any(TITLED.fullmatch(page.text(*s)) for s in page.sentences[:HEADINGS]):
        return _doing_it(page, findings, first)
    body = [s for s in page.sentences if _is_body(page, s[0])][:OPENINGS]
    for start, end in body if first is not None else []:
        stated = any(t.lemma in ("statement", "communique", "communiqué", "release") for t in page.tokens[start:end])
        groups = (a for a in findings.actors if start <= a.start < end and a.value.actor.kind is ActorKind.GROUP)
        spoken = next((a.end - 1 for a in groups), None)
        if stated and spoken is not None and first is not None and spoken < first:
            return spoken
    return None


def _doing_it(page: Page, findings: Findings, before: int) -> int | None:
    """The last token of the group whose men do the first deed told: "the soldiers of the Zarin Front took the fort"."""
    body = [s for s in page.sentences if _is_body(page, s[0])][: 2 * OPENINGS]
    for start, end in body:
        verb = next((i for i in range(start, end) if page.tokens[i].dep == "ROOT"), start)
        said = _subject_words(page, start, verb)
        groups = (a for a in findings.actors if a.start in said and a.value.actor.kind is ActorKind.GROUP)
        doer = next((a.end - 1 for a in groups if a.end <= before), None)
        if doer is not None:
            return doer
    return None


def own_voice(
    page: Page, quoted: Quoted, issuer: int, name: str | None, said: Sequence[Found[Saying]]
) -> Iterator[Found[Saying]]:
    """Yield what a communiqué says in its own voice: each sentence that nobody else is quoted in is its issuer's.

    Args:
        issuer: a token of the body that gives it out, in the heading; `name` is what it is called.
        said: the acts of speech found on the page.

    Yields:
        An assertion a sentence, and a claim where its own men do a deed, in the order of the text.
    """
    spoken = {page.tokens[s.value.cue].sentence for s in said if s.value.attribution.speaker is not None}
    claimed = {page.tokens[s.value.cue].sentence for s in said if s.value.attribution.stance is Stance.CLAIMS}
    heading, own = phrase(page, issuer), short_names(page, issuer)
    for number, (first, last) in enumerate(page.sentences):
        verb = next((i for i in range(first, last) if page.tokens[i].dep == "ROOT"), first)
        if last <= issuer or not _is_body(page, first) or (quoted.around(verb) or quoted.around(first)) is not None:
            continue
        deed = _own_deed(page, first, last, own, issuer) if number not in claimed else None
        end = last - (page.tokens[last - 1].text in CLOSED)
        if deed is not None:
            attribution = Attribution(name, Stance.CLAIMS, cue=page.evidence(*heading, "claims.own_deed"))
            whose = phrase(page, who, joined=False) if (who := page.child(deed, "nsubj")) is not None else None
            saying = Saying(attribution, end - 1, whose, ((first, end),), About.RESPONSIBILITY, heading)
            yield Found(deed, deed + 1, saying, "claims.own_deed")
        if number not in spoken and any(page.tokens[i].pos in ("VERB", "AUX") for i in range(first, end)):
            rule = "claims.scoffs" if scoffs(page, ((first, end),)) else "claims.own_voice"
            attribution = Attribution(name, Stance(rule_of(rule).fields["stance"]), cue=page.evidence(*heading, rule))
            about = About.MOTIVE if is_motive(page, ((first, end),)) else None
            yield Found(verb, verb + 1, Saying(attribution, verb, None, ((first, end),), about), rule)


def _is_body(page: Page, i: int) -> bool:
    zone = page.zone(i)
    return zone is None or zone.kind is ZoneKind.BODY


def short_names(page: Page, issuer: int) -> frozenset[str]:
    """Return what the heading calls its issuer in brackets: "LIBERATION ARMY OF ORUA (LAO)"."""
    first, last = page.sentences[page.tokens[issuer].sentence]
    inside = re.findall(r"\(([^()]+)\)", page.text(first, last))
    return frozenset(part.lower() for name in inside for part in (name, *name.split("-")) if len(part) > 1)


def _own_deed(page: Page, first: int, last: int, own: frozenset[str], issuer: int) -> int | None:
    """The verb of a deed that the issuer's own men do: "our fighters attacked", "your heroes targeted"."""
    for i in range(first, last):
        token = page.tokens[i]
        deed = token.lemma in words("deeds") or _takes(page, i)
        done = deed and token.tag in ("VBD", "VBN") and page.child(i, "auxpass", "neg") is None
        subject = _subject_words(page, first, i) if done else range(0)
        said = {page.tokens[k].lower for k in subject}
        if said & OURS or said & own or issuer in subject:
            return i
    return None


def _takes(page: Page, i: int) -> bool:
    """Whether a verb tells that a place was taken: "took control of the barracks", "took the fort"."""
    taken = page.child(i, "dobj") if page.tokens[i].lemma == "take" else None
    return taken is not None and page.tokens[taken].lemma in (
        "control",
        "possession",
        "barracks",
        "fort",
        "town",
        "base",
    )


def _subject_words(page: Page, first: int, verb: int) -> range:
    """The tokens of a verb's subject; all before a main verb that has none ("By God's grace, our")."""
    who = page.child(verb, "nsubj")
    if who is not None:
        return range(*phrase(page, who, joined=False))
    return range(first, verb) if page.tokens[verb].dep == "ROOT" else range(0)
