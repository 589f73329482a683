"""What is said: the token ranges that a cue governs, before it, behind it, or on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from dateline.claims.grammar import NOUNS, RELATIVE
from dateline.claims.quotations import Quotation, Quoted
from dateline.model.page import Page, ZoneKind

K = TypeVar("K")
V = TypeVar("V")
Ranges = tuple[tuple[int, int], ...]
COMMAS = frozenset((",", "—", "–", "-", "--", ":"))
CLOSERS = frozenset("”\"»’'") | {"''"}
OPENERS = frozenset("“\"«‘'„") | {"``"}
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
HEARERS = frozenset(("tell", "inform", "ask", "brief", "advise", "warn", "remind", "assure", "promise"))
"""Verbs whose object is the hearer; what other verbs have for an object is said."""
BESIDES = frozenset(("npadvmod", "dobj", "prep", "advmod", "dative", "prt", "punct"))
LEADS_ON = frozenset(("that", "when", "where", "because", "but", "and", "while", "which"))
"""Words behind which "according to X" speaks of what follows ("when, according to witnesses, three men ...")."""
HARMS = frozenset(("kill", "wound", "injure", "hurt", "destroy", "hit", "shoot", "burn", "abduct", "kidnap", "seize"))
"""Verbs of what is told, not of whoever tells it: "..., the army said, and killed 18 fighters"."""
LEAD = 12
"""Tokens that may stand between a cue and the colon of the quotation it announces."""
NEW_CLAUSE = frozenset(
    (
        "and",
        "but",
        "while",
        "as",
        "adding",
        "who",
        "which",
        "whose",
        "though",
        "although",
        "when",
        "after",
        "because",
        "so",
    )
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Speaker and cue together, tokens `[start, end)`, around `verb`; `inverted` = "said the official"."""

    start: int
    end: int
    verb: int
    inverted: bool


def unit(page: Page, start: int, end: int, verb: int, speaker: int | None) -> Unit:
    """Return the stretch that speaker, cue, addressee and date take up."""
    tokens = page.tokens
    first, last = page.sentences[tokens[verb].sentence]
    if speaker is None or not first <= speaker < last:
        return Unit(start, _past(page, verb, end, last), verb, False)
    left, right = page.edges[speaker]
    if speaker < start and not _is_own_subject(page, verb, speaker):
        return Unit(start, _past(page, verb, end, last), verb, False)
    if speaker > verb:
        return Unit(start, min(last, max(end, right)), verb, True)
    begin = left if first <= left <= speaker else speaker
    while begin > first and begin < speaker and tokens[begin].text in COMMAS | CLOSERS:
        begin += 1
    return Unit(min(begin, start), _past(page, verb, end, last), verb, False)


def _is_own_subject(page: Page, verb: int, speaker: int) -> bool:
    """Whether the speaker stands with this very verb, not with one that shares them ("spoke ... and said")."""
    tokens = page.tokens
    if any(tokens[i].pos == "VERB" for i in range(speaker + 1, verb)) and tokens[verb].dep in (
        "conj",
        "advcl",
        "xcomp",
    ):
        return page.child(verb, "nsubj", "nsubjpass") is not None
    return True


def _past(page: Page, verb: int, end: int, last: int) -> int:
    """Step over the addressee, the day and the place of saying behind the verb."""
    tokens = page.tokens
    while end < last:
        token = tokens[end]
        top = next((c for c in page.children[verb] if page.edges[c][0] == end and c >= end), None)
        if token.text in OPENERS or top is None or tokens[top].dep not in BESIDES or token.text in COMMAS | {"."}:
            break
        if tokens[top].dep == "dobj" and tokens[verb].lemma not in HEARERS:
            break
        right = page.edges[top][1]
        end = next(
            (
                i
                for i in range(end + 1, min(right, last))
                if tokens[i].text in OPENERS or tokens[i].tag == "IN" and tokens[i].lower == "that"
            ),
            max(end + 1, right),
        )
    return min(end, last)


def said_content(page: Page, quoted: Quoted, spot: Unit, cuts: list[int]) -> Ranges:
    """Return what a verb of saying governs: a clause, a quotation, or the sentence in front of it.

    Args:
        cuts: starts of the other units of the sentence, where a content may begin or end.

    Returns:
        Ranges in order; empty if nothing is said.
    """
    tokens = page.tokens
    first, last = page.sentences[tokens[spot.verb].sentence]
    clause = page.child(spot.verb, "ccomp")
    before = _before(page, quoted, spot, first, cuts)
    if clause is not None and clause > spot.verb and not (before and spot.start > first and _is_end(page, spot, last)):
        start = page.edges[clause][0]
        return _ahead(page, quoted, spot, start if spot.verb < start else spot.verb + 1, last, cuts)
    quote = _opening(page, quoted, spot, last, bool(before))
    if quote is not None:
        begin = quote.start
        if quote.is_long and quote.end < last - 1 and tokens[quote.end].dep == "cc":
            return (*before, (begin, quote.end))
        return before + _ahead(page, quoted, spot, begin, last, cuts)
    if before:
        return before + _after(page, quoted, spot, last, before)
    return _unled(page, quoted, spot, last, cuts, clause)


def _opening(page: Page, quoted: Quoted, spot: Unit, last: int, has_before: bool) -> Quotation | None:
    """The quotation that opens right behind the unit; behind a comma it may belong to what goes on."""
    tokens, at = page.tokens, spot.end
    if at < last and tokens[at].text in COMMAS and not has_before:
        at += 1
    return quoted.around(at) if at < last and tokens[at].text in OPENERS else None


def _unled(page: Page, quoted: Quoted, spot: Unit, last: int, cuts: list[int], clause: int | None) -> Ranges:
    """What is said where nothing that says anything stands in front."""
    tokens = page.tokens
    first = page.sentences[tokens[spot.verb].sentence][0]
    if spot.end < last - 1 and tokens[spot.end].lower == "that":
        return _ahead(page, quoted, spot, spot.end, last, cuts)
    lead = _before(page, quoted, spot, first, cuts, whole=False)
    after = _after(page, quoted, spot, last, lead) if lead else ()
    if after:
        return lead + after
    if _is_parenthetic(page, spot, first, last):
        return ((spot.end + 1, _trim(page, spot.end + 1, last)),)
    following = _following(page, quoted, spot, last)
    if not following and clause is not None and clause < spot.verb and page.edges[clause][0] < spot.start:
        return ((page.edges[clause][0], min(page.edges[clause][1], spot.start)),)
    return following


def _following(page: Page, quoted: Quoted, spot: Unit, last: int) -> Ranges:
    """The quotation that "X said with a smile:" announces, in this sentence or at the head of the next."""
    tokens = page.tokens
    for at in range(spot.end, min(last, spot.end + LEAD)):
        if tokens[at].text == ":" and at + 1 < len(tokens) and tokens[at + 1].text in OPENERS:
            quote = quoted.around(at + 1)
            return ((quote.start, quote.end),) if quote else ()
    return ()


def _is_parenthetic(page: Page, spot: Unit, first: int, last: int) -> bool:
    """Whether the unit leads its sentence as "As the mayor noted, ..."."""
    tokens = page.tokens
    lead = [tokens[i].lower for i in range(first, spot.start)]
    return bool(lead) and len(lead) <= 3 and lead[-1] == "as" and spot.end < last - 1 and tokens[spot.end].text == ","


def _is_end(page: Page, spot: Unit, last: int) -> bool:
    return spot.end >= last or page.tokens[spot.end].text in (".", ",") or spot.end == last - 1


def _before(page: Page, quoted: Quoted, spot: Unit, first: int, cuts: list[int], *, whole: bool = True) -> Ranges:
    """The material in front of a trailing "..., X said": the sentence so far, or the quotation that just closed.

    Args:
        whole: whether it must say something by itself ("Over that time, X said, ..." does not).
    """
    tokens = page.tokens
    at = spot.start - 1
    if at < 0 or (tokens[at].text not in COMMAS and tokens[at].text not in CLOSERS):
        return ()
    quote = quoted.around(at) or (quoted.around(at - 1) if at else None)
    if at < first:
        if "\n" in page.repaired.text[tokens[at].end : tokens[first].start]:
            return ()
        return ((quote.start, quote.end),) if quote and quote.end == at + 1 and quote.is_long else ()
    start = _body_start(page, first, at)
    start = max([start, *(c for c in cuts if first < c < spot.start and tokens[c - 1].text in COMMAS)])
    if quote and (quote.start < start or (quote.end == at + 1 and tokens[quote.start - 1].text in (".", "?", "!"))):
        start = quote.start
    elif tokens[spot.verb].tag == "VBG":
        # A participle ("..., claiming that ...") never stands behind what it says, unless that is quoted.
        return ()
    end = at if tokens[at].text in COMMAS else at + 1
    if end <= start or tokens[start].lower == "asked" or (whole and not _is_statement(page, start, end, quote)):
        return ()
    return ((start, end),)


def _body_start(page: Page, first: int, at: int) -> int:
    """Leave the dateline and a leading "and" out."""
    while first < at:
        zone = page.zone(first)
        if (zone is not None and zone.kind is ZoneKind.DATELINE) or page.tokens[first].text in COMMAS:
            first += 1
        else:
            break
    return first


def _is_statement(page: Page, start: int, end: int, quote: Quotation | None) -> bool:
    tokens = page.tokens
    if quote is not None and quote.start == start and quote.end == end:
        return True  # "Lies," he said
    return (quote is not None and quote.is_long) or any(tokens[i].pos in ("VERB", "AUX") for i in range(start, end))


def _after(page: Page, quoted: Quoted, spot: Unit, last: int, before: Ranges) -> Ranges:
    """What goes on behind a "..., X said, ...": a quotation always, else only a clause that was broken off."""
    tokens = page.tokens
    at = spot.end
    if at >= last - 1 or tokens[at].text not in COMMAS:
        return ()
    if tokens[at + 1].text in OPENERS:
        quote = quoted.around(at + 1)
        return ((at + 1, max(last, quote.end) if quote else last),)
    if tokens[at + 1].lower == "and":
        # "fired two missiles, the army said, and killed 18 fighters"
        goes_on = [c for c in page.children[spot.verb] if tokens[c].dep == "conj" and tokens[c].lemma in HARMS]
        own = goes_on and page.child(goes_on[0], "nsubj", "nsubjpass") is not None
        return ((at + 1, _trim(page, at + 1, last)),) if goes_on and not own else ()
    broken = not any(tokens[i].tag in FINITE for start, end in before for i in range(start, end))
    if broken and tokens[at + 1].lower not in NEW_CLAUSE and tokens[at + 1].tag != "VBG":
        return ((at + 1, _trim(page, at + 1, last)),)
    return ()


def _ahead(page: Page, quoted: Quoted, spot: Unit, start: int, last: int, cuts: list[int]) -> Ranges:
    tokens = page.tokens
    end = clause_end(page, spot.verb, last)
    if tokens[start - 1].text in OPENERS and (opened := quoted.around(start)) is not None and opened.start == start - 1:
        start -= 1
    for cut in sorted(cuts):
        if start < cut < end and quoted.around(cut) is None and _ends_at(page, spot.verb, cut):
            end = before_and(page, start, cut)
            break
    if quoted.around(start) is None:
        end = next((q.start for q in quoted.between(start, end) if tokens[q.start - 1].text in (".", "?", "!")), end)
    quote = quoted.around(end - 1) if end > start else None
    if quote and quote.is_long and quote.end > last:
        return ((start, quote.end),)
    while start < end and tokens[start].text in COMMAS:
        start += 1
    end = _trim(page, start, end)
    return ((start, end),) if start < end else ()


def before_and(page: Page, start: int, cut: int) -> int:
    """Return where a content ends that is cut at `cut`: before the "and" or the comma."""
    while cut > start + 1 and (page.tokens[cut - 1].text in COMMAS or page.tokens[cut - 1].dep == "cc"):
        cut -= 1
    return cut


def _ends_at(page: Page, verb: int, cut: int) -> bool:
    """Whether a unit behind the verb stands beside it ("... and Y said") rather than within what it says."""
    tokens = page.tokens
    for i in range(cut, min(cut + 12, len(tokens))):
        if tokens[i].dep == "ccomp" and tokens[i].head == verb:
            return False  # "said the rebels were the culprits but cautioned": the unit is within what is said
        if tokens[i].pos == "VERB" and tokens[i].dep in ("conj", "advcl", "parataxis"):
            return tokens[i].head == verb or (tokens[i].dep == "advcl" and tokens[cut - 1].text == ",")
    return False


def clause_end(page: Page, verb: int, last: int) -> int:
    """Return where the clause of `verb` ends: its subtree, or the sentence for the main verb."""
    tokens = page.tokens
    at = verb
    while tokens[at].dep in ("conj", "xcomp", "aux") and tokens[at].head != at:
        at = tokens[at].head
    return last if tokens[at].dep in ("ROOT", "parataxis") else min(last, max(page.edges[verb][1], verb + 1))


def _trim(page: Page, start: int, end: int) -> int:
    while end > start and page.tokens[end - 1].text in (".", ",", ";", ":", "—", "–", "-"):
        end -= 1
    return end


def rest(page: Page, start: int, verb: int) -> Ranges:
    """Return what follows a cue up to the end of its clause; a relative clause also takes the noun it tells of."""
    tokens = page.tokens
    last = page.sentences[tokens[verb].sentence][1]
    end = max(clause_end(page, verb, last), start)
    for child in page.children[verb]:
        if child >= start and tokens[child].dep == "conj" and tokens[child].pos == "VERB":
            end = before_and(page, start, page.edges[child][0])
            break
    end = _trim(page, start, end)
    told = told_of(page, verb)
    here: Ranges = ((start, end),) if start < end else ()
    return ((told, told + 1), *here) if told is not None else here


def told_of(page: Page, verb: int) -> int | None:
    """Return the noun before a relative clause whose object it is ("a figure the army raised"), or None."""
    tokens = page.tokens
    if tokens[verb].dep != "relcl" or tokens[verb].head >= verb:
        return None
    doer = page.child(verb, "nsubj")
    if (
        page.child(verb, "dobj") is not None
        or doer is None
        or tokens[doer].lower in RELATIVE
        or tokens[tokens[verb].head].pos not in NOUNS
    ):
        return None
    return tokens[verb].head


def before_cue(page: Page, start: int, verb: int) -> Ranges:
    """Return the sentence in front of a cue that takes it up ("..., a claim the army rejected")."""
    begin = _body_start(page, page.sentences[page.tokens[verb].sentence][0], start)
    end = _trim(page, begin, start)
    return ((begin, end),) if begin < end else ()


def clause(page: Page, verb: int) -> Ranges:
    """Return the whole clause of a verb, its subject included, within the sentence."""
    first, last = page.sentences[page.tokens[verb].sentence]
    start, end = max(first, page.edges[verb][0]), min(last, page.edges[verb][1])
    start = _body_start(page, start, verb)
    return ((start, _trim(page, start, max(end, verb + 1))),)


def around(page: Page, quoted: Quoted, start: int, end: int, reach: int) -> Ranges:
    """Return the sentence around "according to X" at `[start, end)`: in front of it, or behind where it leads.

    Args:
        reach: end of all that belongs to X; the comma behind it opens the content.
    """
    tokens = page.tokens
    first, last = page.sentences[tokens[start].sentence]
    begin = _body_start(page, first, start)
    leads_on = start - begin >= 2 and tokens[start - 1].text == "," and tokens[start - 2].lower in LEADS_ON
    has_front = not leads_on and any(tokens[i].pos in ("VERB", "AUX") for i in range(begin, start))
    if has_front or (not leads_on and start - begin > 3 and tokens[start - 1].text == ","):
        stop = _trim(page, begin, start)
        quote = quoted.around(stop - 1)
        begin = quote.start if quote and quote.start < begin else begin
        return ((begin, stop),) if begin < stop else ()
    comma = next((i for i in range(max(reach, end), last) if tokens[i].text == ","), None)
    if comma is None:
        comma = next((i for i in range(end, last) if tokens[i].text == ","), None)
    end = end if comma is None else comma + 1
    stop = _trim(page, end, last)
    return ((end, stop),) if end < stop else ()


def takes_object(page: Page, quoted: Quoted, spot: Unit, frame: str) -> bool:
    """Whether the words said are the verb's object ("confirmed two deaths"), not a clause in front of it."""
    if frame != "any" or page.child(spot.verb, "dobj") is None or page.child(spot.verb, "ccomp") is not None:
        return False
    quote = quoted.around(spot.start - 1) if spot.start else None
    return quote is None or not quote.is_long


def covers(content: Ranges, i: int) -> bool:
    """Whether token `i` stands in a content."""
    return any(start <= i < end for start, end in content)


def grouped(acts: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, list[V]]:
    """Return acts by each of their keys, in their order: of the thousands in a long report few touch each other."""
    out: dict[K, list[V]] = {}
    for act in acts:
        for key in keys(act):
            out.setdefault(key, []).append(act)
    return out
