"""What stands beside the wording of an event: its tolls, weapons, places and dates.

A finding belongs to the trigger nearest to it in the parse of its sentence; crossing into another clause costs more.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon import words
from dateline.model.actor import Harm
from dateline.model.event import EventStatus, Kind
from dateline.model.found import Found, TollSeen
from dateline.model.page import Page
from dateline.model.when import Precision, When
from dateline.model.wording import Index
from dateline.wordings.afterwards import ends_it, is_afterwards
from dateline.wordings.gathered import KILLING, Gathered, distance, hurting, nearest
from dateline.wordings.located import locates, short_forms, where_it_is
from dateline.wordings.triggers import LEXICON

REACH = 12
"""Tokens before a date within which "since" makes it a limit."""
RANGE = "dates.range"
"""Rule of a date that spans the two dates inside it ("from March 3 to March 5")."""
HURT = (Harm.KILLED, Harm.WOUNDED)
SPANS = ("hour", "day", "week", "month", "year")
ORDINALS = ("st", "nd", "rd", "th")
"""How a day of the month told by its number ends ("the night of the 5th")."""
WARDED = ("in", "at", "of", "from", "to")
"""Words between a death and where, or of what, the hurt died."""
OF_THE_HURT = tuple(f"casualties.{name}" for name in ("he_died", "they_died", "some_died", "died_there"))
"""Rules of those who died of people told to be hurt."""
GRAIN = [Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR]
"""Of two dates beside a wording the finer one dates it."""


def gather(page: Page, index: Index, by_sentence: dict[int, list[Gathered]]) -> None:
    """Give each wording the tolls, weapons, places and dates that belong to it; `by_sentence` is filled in place."""
    for tolls in index.tolls.values():
        for toll in tolls:
            near = _here(page, by_sentence, toll.value.predicate, toll.value.toll.harm in HURT)
            told = near is not None and near.status in (EventStatus.HAPPENED, EventStatus.ONGOING)
            if told and near is not None and not toll.value.cumulative and page.is_news(toll.start):
                near.tolls.append(toll)
    for weapon in index.found.weapons:
        near = _here(page, by_sentence, page.head_of(weapon.start, weapon.end))
        if near is not None:
            near.weapons.append(weapon)
    events = {m.token for here in by_sentence.values() for m in here}
    for place in index.found.places:
        for near in _put_at(page, by_sentence, page.head_of(place.start, place.end)):
            if locates(page, index, place, near, events) and not _is_of_the_hurt(page, near.token):
                near.places.append(place)
    for m in (m for here in by_sentence.values() for m in here):
        m.places += short_forms(page, index, m) + where_it_is(page, index, m)
    _dates(page, index, by_sentence)
    _from_the_sentence_before(page, index, by_sentence)


def _here(page: Page, by_sentence: dict[int, list[Gathered]], at: int, hurt: bool = False) -> Gathered | None:
    """Return the mention nearest to a token in its sentence; people hurt are no arrest's beside another event."""
    here = by_sentence.get(page.tokens[at].sentence, [])
    real = [m for m in here if m.trigger.kind is not Kind.THREAT] or here
    return nearest(page, at, hurting(page, at, real) if hurt else real)


def _put_at(page: Page, by_sentence: dict[int, list[Gathered]], at: int) -> list[Gathered]:
    """The wordings that a place is of: the nearest, and what was done in a town that is only called besieged.

    "Drones struck a shelter in the besieged city of Orsa".
    """
    near = _here(page, by_sentence, at)
    if near is None:
        return []
    called = page.tokens[near.token].dep == "amod" and page.tokens[near.token].head in (at, *page.ancestors(at))
    others = [m for m in by_sentence[page.tokens[at].sentence] if m is not near] if called else []
    told = nearest(page, at, others)
    return [near] if told is None else [near, told]


def _dates(page: Page, index: Index, by_sentence: dict[int, list[Gathered]]) -> None:
    """Give each mention the nearest date; a date of the clause serves all its mentions that have none of their own."""
    for sentence, all_told in by_sentence.items():
        mentions = [m for m in all_told if not _is_of_bodies(page, m) and not _is_in_hospital(page, index, m)]
        dates = _dates_of(page, index, sentence) if mentions else []
        for date in [d for d in dates if _is_limit(page, d)]:
            dates.remove(date)
            for m in mentions:
                above = page.head_of(date.start, date.end) in page.ancestors(m.token)
                if above or _is_when(page, date, m) or _is_of_since(page, date, m):
                    m.when = date
        for date in sorted(dates, key=lambda d: (_grain(d.value), _gap(page, d, mentions))):
            near = nearest(page, page.head_of(date.start, date.end), _open_to(page, date, mentions))
            if near is not None and near.when is None and _dates_it(page, index, date, near, mentions):
                near.when = date
        for m in mentions:
            if m.when is None and dates and m.trigger.kind is not Kind.THREAT:
                m.when = _shared(page, m, dates, mentions)
        for m in mentions:
            m.when = next((o.when for o in mentions if o.when and _tells_of(page, o.token, m.token)), m.when)


def _open_to(page: Page, date: Found[When], mentions: list[Gathered]) -> list[Gathered]:
    """Return the mentions that a date can be of: where it opens a clause, "..., and on the 9th", of what follows."""
    start = date.start - (page.tokens[date.start - 1].pos == "ADP") if date.start else 0
    opens = start > 1 and page.tokens[start - 1].lower in ("and", "but") and page.tokens[start - 2].text == ","
    behind = [m for m in mentions if m.token > date.start] if opens else []
    return behind or mentions


def _is_when(page: Page, date: Found[When], m: Gathered) -> bool:
    """ "The deadliest attack since May 2022, when seven guards were killed"."""
    asked = next((c for c in page.children[m.token] if page.tokens[c].lower == "when"), None)
    return asked is not None and date.end <= asked <= date.end + 1


def _is_of_since(page: Page, date: Found[When], m: Gathered) -> bool:
    """ "The deadliest attack since the massacre in Orsa in 2018": the year is that of the massacre."""
    since = page.tokens[page.tokens[m.token].head].lower == "since" and page.tokens[m.token].dep == "pobj"
    return since and m.token < date.start and date.end <= page.edges[m.token][1]


def _is_of_bodies(page: Page, m: Gathered) -> bool:
    """Whether bodies are what is told, which lie, and are found, on other days than that of the killing."""
    toll = m.trigger.weak and page.tokens[m.token].lower == "toll"  # which grows on other days
    return m.trigger.rule == KILLING and (toll or page.tokens[m.token].lemma in words(LEXICON, "realis", "bodies"))


def _is_in_hospital(page: Page, index: Index, m: Gathered) -> bool:
    """Whether the hurt died later ("four more died in hospital this afternoon"): no day of what hurt them."""
    if m.trigger.rule != KILLING or page.tokens[m.token].lemma not in words(LEXICON, "verbs", "undone"):
        return False
    if _is_of_the_hurt(page, m.token):
        return True
    wards = [page.child(c, "pobj") for c in page.children[m.token] if page.tokens[c].lower in WARDED]
    if any(i is not None and page.tokens[i].lemma in words(LEXICON, "verbs", "wards") for i in wards):
        return True
    return any(t.rule in OF_THE_HURT or _was_hurt(page, index, t) for t in index.tolls.get(m.token, ()))


def _is_of_the_hurt(page: Page, death: int) -> bool:
    """Whether those who died are told as some of the wounded: "one of the injured died in Orsa on Sunday"."""
    subject = page.child(death, "nsubj")
    if subject is None or page.tokens[death].lemma not in words(LEXICON, "verbs", "undone"):
        return False
    left, right = page.edges[subject]
    said = [page.tokens[i].lower for i in range(left, right)]
    return "of" in said and not words("en/casualties.toml", "adjectives", "wounded").isdisjoint(said)


def _was_hurt(page: Page, index: Index, dead: Found[TollSeen]) -> bool:
    """Whether who died is told to be hurt in the same sentence or the one before: "he was shot and later died"."""
    told = page.tokens[dead.value.predicate].sentence
    hurt = [
        t
        for number in (told - 1, told)
        for i in (range(*page.sentences[number]) if number >= 0 else ())
        for t in index.tolls.get(i, ())
        if t.value.toll.harm is Harm.WOUNDED and i < dead.value.predicate
    ]
    chains = {index.found.people[i].value.chain for i in dead.value.people}
    who = page.child(dead.value.predicate, "nsubj")
    if hurt and who is not None and [t.lower for t in page.tokens[who + 1 : who + 3]] == ["of", "them"]:
        return True  # "one of them, Corporal Ruhl, died on Tuesday"
    return any(
        t.start == dead.start or any(index.found.people[i].value.chain in chains for i in t.value.people) for t in hurt
    )


def _tells_of(page: Page, clause: int, noun: int) -> bool:
    """Whether a clause tells of a noun, and so dates it: "police probed the blast that hit a church the day before"."""
    return page.tokens[clause].dep == "relcl" and page.tokens[clause].head == noun


def _from_the_sentence_before(page: Page, index: Index, by_sentence: dict[int, list[Gathered]]) -> None:
    """ "On Wednesday night it was the turn of Isfana. Gunners put rockets into the town": the day is said before."""
    for sentence, mentions in by_sentence.items():
        first = mentions[0]
        dated = any(m.when is not None for m in mentions)
        if dated or first.definite or first.trigger.weak or sentence == 0 or sentence - 1 in by_sentence:
            continue
        start = page.sentences[sentence][0]
        if "\n" in page.repaired.text[page.tokens[start - 1].end : page.tokens[start].start]:
            continue
        days = [d for d in _dates_of(page, index, sentence - 1) if d.value.precision is Precision.DAY]
        opening = [d for d in days if d.start - page.sentences[sentence - 1][0] <= 1]
        if len(opening) == 1 and not any(page.tokens[c].sentence == sentence - 1 for c in index.cues):
            first.when = opening[0]


def _dates_of(page: Page, index: Index, sentence: int) -> list[Found[When]]:
    """The placed dates of a sentence that date no speech; a range stands for the dates inside it."""
    first, last = page.sentences[sentence]
    dates = [d for d in index.found.dates if first <= d.start < last and d.value.placed and not _is_hour(page, d)]
    dates = [d for d in dates if not _of_speech(page, index, d) and not _names_thing(page, d) and not _as(page, d)]
    dates = [d for d in dates if not any(t.lower == "born" for t in page.tokens[max(first, d.start - 2) : d.start])]
    ranges = [d for d in dates if d.rule == RANGE]
    return [d for d in dates if d in ranges or not any(r.start <= d.start and d.end <= r.end for r in ranges)]


def _is_limit(page: Page, date: Found[When]) -> bool:
    """Whether the date only says since or until when: "the deadliest since fighting began on Sunday"."""
    first = page.sentences[page.tokens[date.start].sentence][0]
    for token in reversed(page.tokens[max(first, date.start - REACH) : date.start]):
        if token.lower in ("since", "until"):
            return True
        if token.lower in (",", ";", "when"):
            return False
    return False


def _is_hour(page: Page, date: Found[When]) -> bool:
    """Whether the words give an hour and no day ("at 3 in the morning"): the day is then only guessed."""
    spoken = {t.lower for t in page.tokens[date.start : date.end]}
    hours = {"morning", "night", "evening", "afternoon", "noon", "midnight", "dawn", "dusk"}
    days = words(LEXICON, "frames", "days", "daily") - hours
    year = date.value.timex[:4]  # "at about 2000" is eight in the evening
    numbered = any((len(t) == 4 and t == year) or t.endswith(ORDINALS) and t[:1].isdigit() for t in spoken)
    return date.value.kind == "TIME" and not spoken & days and not numbered


def _names_thing(page: Page, date: Found[When]) -> bool:
    """Whether the date is part of a thing's name ("a Christmas market"), not of an event's ("the December attack")."""
    head = page.tokens[page.head_of(date.start, date.end)]
    thing = page.tokens[head.head]
    return head.dep == "compound" and thing.lemma in words(LEXICON, "targets", "nouns")


def _as(page: Page, date: Found[When]) -> bool:
    """ "The same evening as the robbery": the day is another event's, and only guessed here."""
    spoken = {t.lower for t in page.tokens[date.start : date.end]}
    return "same" in spoken and date.end < len(page.tokens) and page.tokens[date.end].lower == "as"


def _grain(when: When) -> int:
    return GRAIN.index(when.precision) if when.precision in GRAIN else len(GRAIN)


def _gap(page: Page, date: Found[When], mentions: Sequence[Gathered]) -> float:
    head = page.head_of(date.start, date.end)
    return min(distance(page, head, m.token) for m in mentions)


def _dates_it(page: Page, index: Index, date: Found[When], m: Gathered, mentions: Sequence[Gathered]) -> bool:
    """Whether the date is the event's and not that of another clause ("..., who will govern from 1 June")."""
    if _heads_list(page, date, m):
        return False
    if page.tokens[page.head_of(date.start, date.end)].head == m.token and m.trigger.is_noun:
        return True
    governor = next(
        (a for a in page.ancestors(page.head_of(date.start, date.end)) if page.tokens[a].pos in ("VERB", "AUX")), None
    )
    if governor is not None and is_afterwards(page, date, governor, m) and not ends_it(page, index, date, m, governor):
        return False
    told = governor is not None and (governor in index.tolls or any(o.token == governor for o in mentions))
    if governor is not None and not told and _is_told_of(page, m, governor):
        return False
    if governor is None or governor in (m.token, page.tokens[m.token].head) or governor in page.ancestors(m.token):
        return True
    top = governor
    while page.tokens[top].dep == "conj" and page.tokens[top].head != top:
        top = page.tokens[top].head
    if top != governor and page.tokens[top].dep == "relcl" and not told:
        return False  # "who was 22 and had put on the uniform in January"
    meanwhile = page.tokens[governor].dep == "advcl" and any(
        page.tokens[c].lower in ("as", "while", "when") for c in page.children[governor]
    )
    return (
        told
        or meanwhile
        or page.tokens[governor].head == m.token
        or page.tokens[governor].dep not in ("relcl", "ccomp", "advcl")
    )


def _is_told_of(page: Page, m: Gathered, governor: int) -> bool:
    """Whether a deed is long past of whom a date tells another thing: "on Sunday released the men they had seized"."""
    perfect = any(page.tokens[c].lower == "had" for c in page.children[m.token])
    return perfect and page.tokens[m.token].dep == "relcl" and governor in page.ancestors(m.token)


def _heads_list(page: Page, date: Found[When], m: Gathered) -> bool:
    """Whether a date stands before a colon that the words come after: "our news this Sunday: the post was hit"."""
    colon = any(t.text == ":" for t in page.tokens[date.end : m.token])
    above = page.ancestors(page.head_of(date.start, date.end))
    tells = any(page.tokens[a].pos == "VERB" and a < date.start for a in above)  # "his answer came on Jan. 3: a raid"
    return colon and date.start > _first(page, date) + 1 and not tells


def _first(page: Page, date: Found[When]) -> int:
    return page.sentences[page.tokens[date.start].sentence][0]


def _shared(page: Page, m: Gathered, dates: list[Found[When]], mentions: list[Gathered]) -> Found[When] | None:
    """The date of the clause that the wording stands in, if no other wording holds it for itself.

    What was shot down was sent on the same day: "shot down nine drones launched overnight".
    """
    sent = [o for o in mentions if page.tokens[o.token].dep == "acl" and o.when is not None]
    if m.trigger.kind is Kind.INTERCEPTION and any(page.tokens[o.token].head == m.trigger.frame.patient for o in sent):
        return sent[0].when
    for date in dates:
        head = page.head_of(date.start, date.end)
        governor = next((a for a in page.ancestors(head) if page.tokens[a].pos in ("VERB", "AUX")), None)
        private = any(
            o is not m and o.trigger.is_noun and page.edges[o.token][0] <= head < page.edges[o.token][1]
            for o in mentions
        )
        private = private or _heads_list(page, date, m) or _is_vowed_on(page, date, m, mentions)
        if governor is None or private or is_afterwards(page, date, governor, m):
            continue
        if m not in _open_to(page, date, mentions):
            continue
        if governor == m.token or (governor in page.ancestors(m.token) and _one_clause(page, m, governor)):
            return date
        last = page.tokens[governor]  # "blew up four pylons and attacked a post last night"
        if last.dep == "conj" and last.head == m.token and page.child(governor, "nsubj", "nsubjpass") is None:
            return date
    return None


def _is_vowed_on(page: Page, date: Found[When], m: Gathered, mentions: list[Gathered]) -> bool:
    """Whether a date is of a threat that names the wording: "vowed on Monday to avenge the raid"."""
    vows = {o.token for o in mentions if o.trigger.kind is Kind.THREAT and o.when is date}
    return not vows.isdisjoint(page.ancestors(m.token))


def _one_clause(page: Page, m: Gathered, governor: int) -> bool:
    """Whether no clause boundary lies between a wording and the verb above it; a definite noun must be near."""
    above = page.ancestors(m.token)
    path = [page.tokens[t] for t in (m.token, *above[: above.index(governor)])]
    apart = any(t.lower in ("after", "before") and page.tokens[t.i - 1].lemma in SPANS for t in path)  # "a day after X"
    crossed = apart or any(t.dep in ("advcl", "ccomp", "relcl", "acl", "pcomp") for t in path)
    return not crossed and not (m.trigger.is_noun and m.definite and len(path) > 2)


def _of_speech(page: Page, index: Index, date: Found[When]) -> bool:
    """Whether the date tells when something was said ("said on Tuesday"), as the saying itself has it."""
    for a in page.ancestors(page.head_of(date.start, date.end)):
        told = page.tokens[a].lemma in words(LEXICON, "verbs", "telling")
        if a in index.cues:
            said = index.cues[a].value.attribution.said
            other = page.tokens[a].lemma == "say" and _is_of_two(page, index, date)
            return said == date.value.earliest or (said is None and (told or other))
        if page.tokens[a].pos in ("VERB", "AUX", "NOUN"):
            # "Said on Thursday its jets had bombed": beside another day, that of the speech.
            other = page.tokens[a].lemma == "say" and _is_of_two(page, index, date)
            return page.tokens[a].pos == "VERB" and (told or other)
    return False


def _is_of_two(page: Page, index: Index, date: Found[When]) -> bool:
    """Whether a sentence gives another day too."""
    first, last = page.sentences[page.tokens[date.start].sentence]
    days = {d.value.earliest for d in index.found.dates if first <= d.start < last and d.value.placed}
    return len(days) > 1
