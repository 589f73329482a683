"""Two wordings in one sentence: clues that the grammar makes them one event, or sets them against each other."""

from __future__ import annotations

from dateline.events.grouping.clauses.retold import killed_by
from dateline.events.grouping.items import in_other_items
from dateline.events.grouping.markers import (
    LEXICON,
    burns_of,
    carried_out,
    comes_later,
    counted_from,
    days_between,
    goes_up,
    is_answered,
    is_counter_charge,
    is_subordinate,
    of_other_hands,
    one_follows,
    since_when,
)
from dateline.events.grouping.pair import NEVER, Pair
from dateline.events.grouping.story import GENERIC
from dateline.lexicon import words
from dateline.model.event import Kind
from dateline.model.page import Page
from dateline.model.wording import Wording

KILLING = "events.killing"
"""Rule of words that tell of killing in any way."""
HIT_BACK = "events.hit_back"
"""Rule of words that answer what was told with another deed."""
RAIDING = {Kind.RAID, Kind.ARREST, Kind.ARMED_ASSAULT}
"""Kinds of what is done in a raid."""
HURTING = {Kind.AIR_STRIKE, Kind.SHELLING, Kind.BOMBING, Kind.SUICIDE_BOMBING, Kind.ARMED_ASSAULT, Kind.ATTACK}
"""Kinds that "an attack" may turn out to be."""
ARGUMENTS = ("nsubj", "dobj", "nsubjpass", "acl", "appos", "relcl", "xcomp")
"""How a word is tied to another whose event it tells."""


def one_clause(pair: Pair) -> float:
    """Two wordings in one sentence tell one event if one is argument or participle of the other."""
    m, page = pair.wording, pair.page
    if pair.gap or m.trigger.weak:
        return 0.0
    for o in pair.story.wordings:
        if _is_called(page, o.token, m.token) or burns_of(page, m, o):
            return 2.0
        if _is_part(page, o, m) or _is_part(page, m, o) or _is_done_in(page, o, m):
            return 2.0
        for inner, outer in ((o.token, m.token), (m.token, o.token)):
            if outer not in page.ancestors(inner)[:3] or _is_listed(page, inner, outer):
                continue
            token = page.tokens[inner]
            if token.dep == "conj" and (_goes_on(page, m, o, inner, outer) or goes_up(page, inner, m, o)):
                return 1.5
            if goes_before(page, m, o):
                return 2.0
            within = _is_within(page, m, o, inner, outer)
            if within or token.dep in ARGUMENTS or token.tag == "VBG":
                return 2.0
    return -0.5


def _goes_on(page: Page, m: Wording, o: Wording, inner: int, outer: int) -> bool:
    """Whether a clause joined to another goes on with it: "when a bomber rammed the gate and gunmen stormed in"."""
    return outer == page.tokens[inner].head and (same_doer(m, o) or is_subordinate(page, outer))


def _is_listed(page: Page, inner: int, outer: int) -> bool:
    """Whether one stands in a further item of a list: "a pipeline blown up at Orsa, two guards shot at Dunmore"."""
    path = page.ancestors(inner)
    between = path[: path.index(outer)]
    return any(page.tokens[i].dep == "conj" and page.tokens[i].pos == "NOUN" for i in between)


def _is_joined(page: Page, m: Wording, o: Wording) -> bool:
    """Whether two are named side by side, each with its article: "the bombing and the ambush of a patrol"."""
    token = page.tokens[m.token]
    nouns = m.trigger.is_noun and o.trigger.is_noun and token.dep == "conj"
    side = nouns and o.token in (token.head, page.tokens[token.head].head)
    return side and all(page.child(w.token, "det") is not None for w in (m, o))


def _is_within(page: Page, m: Wording, o: Wording, inner: int, outer: int) -> bool:
    """Whether one word tells in what the other was done: "killed in the raid", "ambush shooting"."""
    token, above = page.tokens[inner], page.tokens[page.tokens[inner].head]
    if above.dep == "agent" or (token.dep == "compound" and token.head == outer):
        return True
    kinds = {m.trigger.kind, o.trigger.kind}
    raided = Kind.RAID in kinds and kinds <= RAIDING
    raided = raided or KILLING in (m.trigger.rule, o.trigger.rule)  # "killed five in a firefight"
    raided = raided or killed_by(page, m, o)
    shot = kinds == {Kind.ARMED_ASSAULT} and page.tokens[outer].pos == "VERB"  # "two were shot in a shooting"
    told = _is_told_as(page, m, o, inner, outer)
    return token.dep == "pobj" and above.lower in ("in", "during") and (m.definite or raided or shot or told)


def _is_told_as(page: Page, m: Wording, o: Wording, inner: int, outer: int) -> bool:
    """Whether a clause says what an attack was: "in a separate attack on Tuesday, a drone hit a depot"."""
    noun, verb = (m, o) if m.token == inner else (o, m)
    direct = page.tokens[page.tokens[inner].head].head == outer and not verb.trigger.is_noun
    kinds = noun.trigger.kind in GENERIC and verb.trigger.kind in HURTING
    return direct and kinds and page.child(inner, "det") is not None


def _is_done_in(page: Page, means: Wording, whole: Wording) -> bool:
    """Whether a verb says by what people were hit and in what: "were struck by gunfire in an attack on Monday"."""
    into, by = (page.tokens[page.tokens[w.token].head] for w in (whole, means))
    inside = page.tokens[whole.token].dep == "pobj" and into.lower in ("in", "during")
    return inside and by.dep == "agent" and page.tokens[means.token].dep == "pobj" and by.head == into.head


def _is_called(page: Page, thing: int, name: int) -> bool:
    """Whether one word says what the other was: "the incident was a drive-by shooting"."""
    token = page.tokens[name]
    return token.dep == "attr" and page.tokens[token.head].lemma == "be" and page.child(token.head, "nsubj") == thing


def _is_part(page: Page, one: Wording, other: Wording) -> bool:
    """Whether one carried out, began or ended in the other."""
    told = carried_out(page, one.token, other.token) or _is_begun(page, one, other)
    return told or ends_fight(page, one, other)


def _is_begun(page: Page, whole: Wording, part: Wording) -> bool:
    """Whether a clause says how an event began: "the assault began when a truck bomb went off at the gate"."""
    noun = page.tokens[whole.token]
    if not whole.trigger.is_noun:
        return False
    verbs = [noun.head, *(c for c in page.children[noun.i] if page.tokens[c].dep == "relcl")]
    begun = [v for v in verbs if page.tokens[v].lemma in ("begin", "start", "open", "unfold", "erupt")]
    return any(v in page.ancestors(part.token)[:4] for v in begun)


def _is_of_another_time(pair: Pair) -> bool:
    """Whether a wording is told as of another time than the event: counted from it, later, behind "since May, when"."""
    page, m = pair.page, pair.wording
    if (pair.main or pair.focus) and not m.definite and counted_from(page, m) and not _told_in(pair):
        return True
    if pair.gap and not m.definite and not m.trigger.weak and comes_later(page, m):
        return True
    when = since_when(page, m)
    if when is None:
        return False
    sentence = page.tokens[when].sentence
    return not any(o.token > when and page.tokens[o.token].sentence == sentence for o in pair.story.wordings)


def set_apart(pair: Pair) -> float:
    """ "After the ambush, jets struck": words that set two events against each other in one sentence."""
    page, m = pair.page, pair.wording
    marking = words(LEXICON, "realis", "apart")
    if (
        m.trigger.rule == HIT_BACK
        or _is_of_another_time(pair)
        or ((pair.focus or not pair.gap) and is_answered(page, m))
        or of_other_hands(pair)
        or is_counter_charge(pair)
        or _is_earlier(pair)
        or in_other_items(pair.index, pair.story.wordings, m)
    ):
        return NEVER
    for o in pair.story.wordings:
        if days_between(page, o.token, m.token) or _is_joined(page, m, o) or one_follows(page, m, o):
            return NEVER
        if goes_before(page, m, o) or ends_fight(page, o, m) or ends_fight(page, m, o):
            continue
        for inner, outer in ((m.token, o.token), (o.token, m.token)):
            path = page.ancestors(inner)
            if outer not in path:
                continue
            between = path[: path.index(outer)]
            marks = [c for t in (inner, *between) for c in page.children[t] if page.tokens[c].dep == "mark"]
            if any(page.tokens[t].lower in marking for t in (*between, *marks)):
                return NEVER
    return 0.0


def _is_earlier(pair: Pair) -> bool:
    """Whether a sentence goes back before the news: "Earlier this month, a guard was killed when a mine went off"."""
    page, m = pair.page, pair.wording
    first = page.sentences[page.tokens[m.token].sentence][0]
    said = [t.lower for t in page.tokens[first : first + 3]]
    back = said[:2] == ["earlier", "this"] and said[2:] in (["week"], ["month"], ["year"])
    news = [o for o in pair.story.wordings if not o.headline]
    return (
        back
        and not m.definite
        and bool(news)
        and all(page.tokens[o.token].sentence < page.tokens[m.token].sentence for o in news)
    )


def _told_in(pair: Pair) -> bool:
    """Whether both stand behind the same "after": "it comes a week after troops killed five in a raid"."""
    page, above = pair.page, pair.page.ancestors(pair.wording.token)
    return any(o.token in above and counted_from(page, o) for o in pair.story.wordings)


def ends_fight(page: Page, done: Wording, fight: Wording) -> bool:
    """Whether a place is taken at the end of a siege or fight for it: "overran the fort after a ten-day siege"."""
    before = page.tokens[page.tokens[fight.token].head]
    articles = {page.tokens[c].lower for c in page.children[fight.token]} & {"a", "an", "the"}
    if before.lower not in ("after", "following") or before.head != done.token or "the" in articles or fight.places:
        return False
    if fight.trigger.kind is Kind.SIEGE:
        return bool(articles)
    fought = fight.trigger.rule == "events.armed_clash" and fight.trigger.is_noun
    return fought and done.trigger.kind is Kind.SEIZURE


def goes_before(page: Page, m: Wording, o: Wording) -> bool:
    """Whether one doer does both, one after the other: "stormed the hotel after detonating two car bombs"."""
    inner = next((w for w in (m, o) if page.tokens[w.token].dep == "pcomp" and page.tokens[w.token].tag == "VBG"), None)
    outer = o if inner is m else m
    if inner is None or outer.token not in page.ancestors(inner.token)[:2]:
        return False
    return page.tokens[page.tokens[inner.token].head].lower in ("after", "before") and same_doer(inner, outer)


def same_doer(m: Wording, o: Wording) -> bool:
    doer = m.trigger.frame.agent
    return not m.trigger.is_noun and doer is not None and doer == o.trigger.frame.agent
