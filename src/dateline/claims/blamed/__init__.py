"""Whom an act of speech accuses, for whom a speaker speaks, and what is said of a deed."""

from __future__ import annotations

from dateline.claims.content import Ranges
from dateline.claims.cues import REACH, Cue, words
from dateline.claims.grammar import (
    LAID,
    agent,
    clause_of,
    denies_such,
    doer_before,
    is_relative,
    named,
    noun_at,
    phrase,
    subject,
)
from dateline.model.claim import About, Stance
from dateline.model.page import Page

NOBODY = frozenset(("other", "another", "others", "each", "one", "itself", "themselves", "himself", "herself"))
"""Words in the place of the accused that name none ("each side blamed the other")."""
BEHALF = (("behalf", "of"), ("name", "of"))
OWN = frozenset(("its", "their", "his", "her", "our", "it", "they", "he", "she", "we"))
_STYLED = ("calling itself", "calling themselves", "calls itself", "known as", "himself as", "herself as")
SELF_STYLED = tuple(tuple(words.split()) for words in _STYLED)
BODY_OWN = frozenset(("its", "their", "our"))
"""What a body calls its own; "his clients" are others than the lawyer who speaks."""


def whom(page: Page, cue: Cue, head: int | None) -> tuple[int, int] | None:
    """Return the range of the actor that a cue accuses, suspects or rules out, or who takes or denies a deed.

    Args:
        head: the speaker's noun.
    """
    how = cue.field("actor", "object" if cue.field("frame") == "person" else "")
    if cue.rule.id == "claims.denies":
        how = "speaker"
    if how == "speaker":
        behalf = _behalf(page, cue) if cue.rule.id == "claims.responsibility" else None
        if behalf is None and head is not None:
            return _denier(page, cue, head) if cue.rule.id == "claims.denies" else own_body(page, head)
        return behalf
    found = _object(page, cue) if how == "object" else _placed(page, cue, how)
    found = _of_clause(page, cue, found)
    if found is None or page.tokens[found].tag in ("WP", "WDT", "EX", "DT") or page.tokens[found].lower in NOBODY:
        return None
    if page.tokens[found].lemma in words("nobodies"):
        return None
    called = self_named(page, found) if page.tokens[found].pos == "NOUN" else None
    if called is not None and page.tokens[called].pos == "PROPN":
        return named(page, called)  # "the group known as the Karun Lions"
    beside = page.child(found, "appos")
    if page.tokens[found].pos == "NOUN" and beside is not None and page.tokens[beside].pos == "PROPN":
        found = beside
    return named(page, _equated(page, found))


def _of_clause(page: Page, cue: Cue, found: int | None) -> int | None:
    """Whom "which" and "whom" take up: "the front, which the army blames, ...", "a militia that it blamed for"."""
    verb = page.tokens[cue.verb]
    if cue.rule.id == "claims.accuses" and _is_left_out(page, cue.verb):
        return verb.head
    token = page.tokens[found] if found is not None else None
    if token is None or token.tag not in ("WP", "WDT") or verb.dep != "relcl" or token.i > cue.start:
        return found
    taken = page.tokens[verb.head]
    while taken.dep == "pobj" and page.tokens[page.tokens[taken.head].head].pos == "PROPN":
        taken = page.tokens[page.tokens[taken.head].head]  # "the State in the Sahel, which the army blames"
    return taken.i if taken.pos == "PROPN" else found


def _is_left_out(page: Page, verb: int) -> bool:
    """Whether a relative clause leaves out whom it blames: its pronoun stands first, and another noun does the blaming.

    "The front, which the army accuses of the raid"; not "a raid that the army blames on the front".
    """
    token, tokens = page.tokens[verb], page.tokens
    if token.dep != "relcl" or token.head >= verb or tokens[token.head].pos not in ("NOUN", "PROPN"):
        return False
    first = next((i for i in range(token.head + 1, verb) if page.edges[verb][0] <= i and is_relative(page, i)), None)
    doer = subject(page, verb)
    after = {tokens[c].lower for c in page.children[verb] if c > verb}
    said = after & {"for", "of"} and not after & {"on", "to"}
    return first is not None and doer is not None and first < doer < verb and bool(said)


def _equated(page: Page, head: int) -> int:
    """Who a description is said to be: X in "they suspect that the group behind the raid was X"."""
    tokens, verb = page.tokens, page.tokens[head].head
    told = page.child(verb, "attr") if tokens[head].dep == "nsubj" and tokens[verb].lemma == "be" else None
    described = tokens[head].pos == "NOUN" and page.child(verb, "neg") is None
    return told if told is not None and described and tokens[told].pos == "PROPN" else head


def _placed(page: Page, cue: Cue, how: str) -> int | None:
    if how == "after":
        return noun_at(page, cue.end, page.sentences[page.tokens[cue.verb].sentence][1])
    if how == "subject":
        return subject(page, cue.verb)
    if how == "whose":  # "called it an Oruan attack"
        near = range(cue.end, min(cue.end + 3, page.sentences[page.tokens[cue.verb].sentence][1]))
        return next((i for i in near if page.tokens[i].text[0].isupper()), None)
    if how == "part":  # "a role of the rebels", "rebel involvement"
        role = noun_at(page, cue.end, page.sentences[page.tokens[cue.verb].sentence][1])
        of = page.child(role, "prep") if role is not None else None
        whose = page.child(of, "pobj") if of is not None else None
        return whose if whose is not None or role is None else page.child(role, "poss", "compound", "amod")
    if how == "owner":  # "it was an army drone"
        thing = noun_at(page, cue.end, page.sentences[page.tokens[cue.verb].sentence][1])
        return page.child(thing, "poss", "compound", "nmod", "amod") if thing is not None else None
    return doer_before(page, cue.start, cue.verb) if how == "before" else None


def _object(page: Page, cue: Cue) -> int | None:
    laid = [c for c in page.children[cue.verb] if page.tokens[c].lower in LAID.get(page.tokens[cue.verb].lemma, ())]
    laid = [c for c in laid if not _is_day(page, page.child(c, "pobj"))]  # "blamed for a raid on Aug. 3"
    blamed = page.child(cue.verb, "dobj")
    if not laid and blamed is not None and page.tokens[blamed].lemma not in words("doers"):
        wanted = LAID.get(page.tokens[cue.verb].lemma, ())  # "blamed the killings on rebels", parsed as one noun phrase
        laid = [c for c in page.children[blamed] if page.tokens[c].lower in wanted]
    found = page.child(laid[0], "pobj") if laid else blamed
    planted = page.child(cue.verb, "ccomp")
    if found is None and planted is not None:
        found = subject(page, planted)
    if found is None and cue.rule.id == "claims.suspects":
        found = page.child(cue.verb, "nsubjpass")  # "the rebels are suspected"
    return found if found is not None else _placed(page, cue, "after")


def _is_day(page: Page, i: int | None) -> bool:
    return any(name.label in ("DATE", "TIME") and i in range(name.start, name.end) for name in page.names)


def _behalf(page: Page, cue: Cue) -> tuple[int, int] | None:
    """The one for whom another speaks: "claimed the raid on behalf of X", "in the name of X"."""
    last = page.sentences[page.tokens[cue.verb].sentence][1]
    for i in range(cue.end, last - 2):
        if (page.tokens[i].lower, page.tokens[i + 1].lower) in BEHALF:
            found = noun_at(page, i + 2, last)
            return named(page, found) if found is not None else None
    return None


def own_body(page: Page, head: int) -> tuple[int, int]:
    """Return the body a mouthpiece speaks for: "Taliban" of "a Taliban spokesman", "spokesman for the Taliban".

    A paper speaks for whoever signed it, "a group calling itself X" is X; anyone else speaks for themselves.
    """
    tokens = page.tokens
    if tokens[head].lemma in words("documents"):
        owner = _signer(page, head)
        return own_body(page, owner) if owner is not None else phrase(page, head)
    called = self_named(page, head)
    if called is not None:
        return named(page, called) if tokens[called].lower not in words("mouthpieces") else own_body(page, called)
    told = next((c for c in page.children[head] if tokens[c].dep == "relcl" and tokens[c].lemma == "speak"), None)
    body = page.child(told, "prep") if told is not None else None
    if body is not None and tokens[body].lower == "for" and (who := page.child(body, "pobj")) is not None:
        return phrase(page, who)  # "Anton Vale, who speaks for the Karun Front"
    office = _office(page, head)
    return (_spoken_for(page, office) or phrase(page, head)) if office is not None else phrase(page, head)


def speaks_for(page: Page, head: int, start: int, end: int) -> bool:
    """Return whether a mouthpiece's own body is named: the last words of "a coalition spokesman said the coalition"."""
    office = _office(page, head)
    body = _spoken_for(page, office) if office is not None else None
    return body is not None and _plain(page, *body) == _plain(page, start, end)


def _plain(page: Page, start: int, end: int) -> list[str]:
    """The words of a name in lower case, without articles and the "'s" behind it."""
    return [t.lower for t in page.tokens[start:end] if t.tag not in ("DT", "POS")]


def _office(page: Page, head: int) -> int | None:
    """The noun for the office of a speaker: itself, or beside a name ("X, spokesman of Y", "Y spokesman X")."""
    tokens = page.tokens
    if tokens[head].lower in words("mouthpieces") and not (
        tokens[head].pos == "PROPN" and tokens[head].lower == "army"
    ):
        return head
    if tokens[head].pos != "PROPN":
        return None
    start, end = phrase(page, head, joined=False)
    beside = [c for c in page.children[head] if tokens[c].dep == "appos"]
    above = [tokens[head].head] if tokens[head].dep == "appos" else []
    near = (i for i in (*range(start, end), *beside, *above) if i != head)  # "Zarin Liberation Army" is a name
    return next((i for i in near if tokens[i].lower in words("mouthpieces")), None)


def _spoken_for(page: Page, office: int) -> tuple[int, int] | None:
    tokens = page.tokens
    bodies = words("speakers") - words("persons")
    for c in page.children[office]:
        token = tokens[c]
        proper = token.tag in ("NNP", "NNPS", "JJ") and token.text[0].isupper()
        owner = token.dep == "poss" and (token.lemma in bodies or token.lower in BODY_OWN)
        if (proper and token.dep in ("compound", "poss", "amod", "nmod")) or owner:
            return phrase(page, c)
        body = page.child(c, "pobj") if token.lower in ("for", "of") and c > office else None
        if body is not None and (tokens[body].pos == "PROPN" or tokens[body].lemma in bodies):
            return phrase(page, body)
    before = office
    while before > 0 and (tokens[before - 1].pos == "PROPN" or tokens[before - 1].lemma in bodies):
        before -= 1  # "Karun Front spokesman Anton Vale"
    return (before, office) if before < office and tokens[office].head > office else None


def _signer(page: Page, head: int) -> int | None:
    """Whose a paper is: "a statement signed by X", "a leaflet in the name of X", "X's video"; the one who issued it."""
    tokens = page.tokens
    owner = page.child(head, "poss")
    if owner is not None and tokens[owner].pos in ("NOUN", "PROPN"):
        return owner
    last = page.edges[head][1]
    for i in range(head + 1, last):
        if tokens[i].lower in ("by", "from", "of", "to"):
            found = noun_at(page, i + 1, last)
            if found is not None and (tokens[found].lemma in words("speakers") or tokens[found].pos == "PROPN"):
                return found
    issuer = subject(page, tokens[head].head) if tokens[head].dep == "dobj" else None
    return issuer if issuer is not None and issuer < head else None


def self_named(page: Page, head: int) -> int | None:
    """What a speaker gives out to be: "calling itself the Zarin Brigade", "identified himself as its spokesman"."""
    tokens, last = page.tokens, page.edges[head][1]
    near = range(head + 1, min(head + 5, last - 1))
    at = next((i for i in near if (tokens[i].lower, tokens[i + 1].lower) in SELF_STYLED), None)
    return noun_at(page, at + 2, page.sentences[tokens[head].sentence][1]) if at is not None else None


def subject_of(page: Page, cue: Cue, content: Ranges, stance: Stance) -> About | None:
    """Return what a saying is about, where its cue or its content shows it; None if neither does."""
    if cue.field("about"):
        return About(cue.field("about"))
    if cue.rule.id in ("claims.denies", "claims.rejects_claim") and _is_own_deed(page, cue, content):
        return About.RESPONSIBILITY
    return About.MOTIVE if stance is Stance.ASSERTS and is_motive(page, content) else None


def doer(page: Page, cue: Cue) -> int | None:
    """Return who would have done what is denied in a clause ("denied that its guns had fired": "guns"), or None."""
    planted = clause_of(page, cue.verb)
    if planted is None or page.tokens[planted].lemma not in words("deeds") or planted < cue.verb:
        return None
    passive = page.child(planted, "auxpass", "nsubjpass") is not None
    return agent(page, planted) if passive else page.child(planted, "nsubj")


def _denier(page: Page, cue: Cue, head: int) -> tuple[int, int]:
    """Return whom a denial is for: the speaker's body, or those who are not its own ("that the guards had fired")."""
    who = doer(page, cue)
    if who is not None and page.tokens[who].lemma in words("doers") and page.tokens[who].pos != "PRON":
        start, end = phrase(page, who)
        if page.tokens[start].lower not in BODY_OWN | {"any", "no"}:
            return start, end
    return own_body(page, head)


def _is_own_deed(page: Page, cue: Cue, content: Ranges) -> bool:
    """Whether a deed is denied by those who would have done it: "denied burning ...", "denied that its guns fired"."""
    tokens = page.tokens
    if not content or denies_such(page, cue.verb):
        return False
    if _was_there(page, cue.verb):
        return True
    start = content[0][0]
    if tokens[start].tag == "VBG":
        of = tokens[start + 1 : start + 3] if tokens[start].lower == "having" else tokens[start : start + 1]
        done = of[1] if len(of) > 1 and of[0].tag == "RB" else of[0] if of else None
        return start == cue.end and done is not None and done.lemma in words("deeds")
    who = doer(page, cue)
    if who is None and (placed := page.child(cue.verb, "ccomp")) is not None and tokens[placed].lemma == "be":
        who = page.child(placed, "nsubj")  # "denied that its guns had been in action"
        whose = OWN if not _is_present(page, placed) else OWN | {"any", "no"}
        return who is not None and tokens[who].lemma in words("doers") and tokens[phrase(page, who)[0]].lower in whose
    if who is None:
        # "dismissed suggestions that its agents had killed ...": the clause hangs on a noun.
        own = tokens[start].lower == "that" and any(t.lower in BODY_OWN for t in tokens[start + 1 : start + 2])
        return own and any(t.lemma in words("deeds") and t.tag in ("VBD", "VBN") for t in tokens[start : start + REACH])
    return tokens[who].lemma in words("doers") or tokens[who].lower in OWN or tokens[phrase(page, who)[0]].lower in OWN


def _was_there(page: Page, verb: int) -> bool:
    """Whether it is denied to have been where it was done: "denied having been there", "denies being present"."""
    been = page.child(verb, "xcomp", "pcomp")
    return been is not None and page.tokens[been].lemma == "be" and _is_present(page, been)


def _is_present(page: Page, verb: int) -> bool:
    """Whether a form of "be" says that somebody was at a place: "was present", "had been in the village"."""
    beside = [page.tokens[c] for c in page.children[verb] if c > verb]
    there = any(t.lower in ("there", "present", "nearby", "involved", "around", "behind") for t in beside)
    return there or any(t.dep == "prep" and t.lower in ("in", "at", "near", "on") for t in beside)


def _is_deed(page: Page, i: int) -> bool:
    """Whether what is done in answer is told here: "it came in response", "the crime was committed in revenge"."""
    token = page.tokens[i]
    done = token.tag in ("VBD", "VBN") and token.lemma in words("committed")
    return token.lemma in ("be", "come") or done


def is_motive(page: Page, content: Ranges) -> bool:
    """Return whether a deed is said to answer another: "was revenge for ...", "answered Monday's raid"."""
    tokens = page.tokens
    for start, end in content:
        for i in range(start, end):
            token, above = tokens[i], tokens[tokens[i].head]
            is_named = token.lemma in words("motives") and token.dep in ("attr", "oprd", "pobj")
            if is_named and (above.lemma == "be" or _is_deed(page, above.head)):
                return True
            if token.lemma in words("answers") and token.tag in ("VBD", "VBN") and page.child(i, "dobj") is not None:
                return True
    return False
