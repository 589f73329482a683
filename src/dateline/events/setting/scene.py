"""What a scene lends: the day and the place told when a force set out hold for what it did there, sentence by sentence.

"Troops searched a farm near Orsa on Monday. During the search they arrested two men": the arrest names neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.events.voices import Telling
from dateline.lexicon import data, rule, words
from dateline.model.event import EventStatus, Kind
from dateline.model.found import Found
from dateline.model.page import Page, ZoneKind
from dateline.model.when import Precision, When
from dateline.model.where import Place
from dateline.model.wording import Wording

LEXICON = "en/events.toml"
RELEASE_CHARACTERS = 600
"""A press release says so in its head."""
REACH = 6
"""Sentences before what was done within which its scene was set."""
SIDE = ("relcl", "ccomp", "csubj", "parataxis", "poss", "compound", "nmod", "amod", "dep")
"""Relations below which a date or place is not that of the sentence: "the man who fled Orsa", "the July attack"."""
BEYOND = ("to", "for", "after", "before", "following", "since", "over")
"""Prepositions before what is only named: what somebody answers, is tried for, or comes after."""
QUIET = (Kind.THREAT, Kind.AGREEMENT, Kind.PROTEST, Kind.WITHDRAWAL, Kind.DEPLOYMENT, Kind.OTHER)
"""Kinds that no operation of a force consists of."""


@rule(
    "events.scene_day",
    yes=[
        [
            "Troops searched two farms near Orsa on Monday. During the search they arrested a smuggler.",
            {"timex": "2020-03-09"},
        ],
        [
            "A patrol saw armed rebels in Orsa district yesterday. The soldiers opened fire, killing one rebel.",
            {"timex": "2020-03-11"},
        ],
    ],
    no=[
        "Troops searched two farms near Orsa on Monday. Rebels had killed a guard there.",
        "Troops searched a farm on Monday. The smuggler plans attacks on convoys.",
        "Troops searched a farm on Monday. The smuggler was involved in the recent kidnapping of two guards.",
        "Ministers met in Orsa on Monday. Elsewhere, soldiers arrested a smuggler.",
    ],
)
def scene_day(telling: Telling) -> Found[When] | None:
    """What a force did next was on the day told when its operation was: no other day, place or scene lies between."""
    for wording, sentences in _scenes(telling):
        if _has_day(telling, telling.page.tokens[wording.token].sentence):
            continue
        for sentence in sentences:
            days = [d for d in telling.index.found.dates if _is_told_in(telling.page, d, sentence)]
            days = [d for d in days if d.value.placed and not _is_limit(telling.page, d)]
            days = [d for d in days if not _is_of_before(telling.page, d)]
            fine = [d for d in days if d.value.precision is Precision.DAY]
            if fine:
                return replace(fine[0], rule="events.scene_day")
            if days:
                break
    return None


def _is_of_before(page: Page, date: Found[When]) -> bool:
    """Whether a day is that of what had been before: "he had been seized on Tuesday"."""
    above = (a for a in page.ancestors(page.head_of(date.start, date.end)) if page.tokens[a].pos == "VERB")
    verb = next(above, None)
    return verb is not None and any(page.tokens[c].lower == "had" for c in page.children[verb])


@rule(
    "events.scene_place",
    yes=[
        ["Troops searched farms in Basra on Monday. During the search they arrested a thief.", {"name": "Basra"}],
        ["A patrol saw armed rebels in Anbar province. The men opened fire, killing one.", {"name": "Anbar province"}],
    ],
    no=[
        "Ministers met in Basra on Monday. Elsewhere, soldiers arrested a smuggler.",
        "Troops arrested a smuggler who lived in Basra. The soldiers opened fire, killing one rebel.",
        "The smuggler moved mines for attacks in Basra. The soldiers opened fire, killing one rebel.",
        "\u201cIt was quick,\u201d said Maj. Ana Vey in Basra. The soldiers opened fire, killing one rebel.",
    ],
)
def scene_places(telling: Telling) -> list[Found[Place]]:
    """What a force did next was at the place told when its operation was; that sentence's places, in their order."""
    for wording, sentences in _scenes(telling, own=True):
        for sentence in () if _is_beyond(telling.page, wording.token) else sentences:
            places = [p for p in telling.index.found.places if _is_told_in(telling.page, p, sentence)]
            places = [p for p in places if _is_where(telling, p)]
            if places:
                return [replace(p, rule="events.scene_place") for p in places]
    return []


@rule(
    "events.release_day",
    yes=[
        [
            "ORSA, Iraq (March 11, 2020) \u2014 For Immediate Release. Troops arrested two smugglers in Basra.",
            {"timex": "2020-03-11"},
        ],
    ],
    no=[
        "ORSA, Iraq (March 11, 2020) \u2014 Troops arrested two smugglers in Basra.",
        "ORSA, Iraq (March 11, 2020) \u2014 For Immediate Release. Troops arrested two smugglers in Basra on Monday.",
        "ORSA, Iraq (March 11, 2020) \u2014 For Immediate Release. In May rebels fled. Troops arrested two smugglers.",
    ],
)
def release_day(telling: Telling) -> Found[When] | None:
    """What a military press release tells without a day was on the one day it tells, else on the day it is dated."""
    page, dates = telling.page, telling.index.found.dates
    if not _release().search(page.repaired.text[:RELEASE_CHARACTERS]):
        return None
    days = [d for d in dates if d.value.precision is Precision.DAY and d.value.placed]
    told = [d for d in days if _is_told_in(page, d, page.tokens[d.start].sentence) and not _heads(page, d)]
    if len({d.value.earliest for d in told}) > 1:
        return None
    heads = told[:1] or [d for d in days if _heads(page, d)]
    for _, sentences in _scenes(telling, own=True):
        if heads and sentences and not any(_has_day(telling, s) for s in sentences):
            return replace(heads[-1], rule="events.release_day")
    return None


@cache
def _release() -> re.Pattern[str]:
    return re.compile(data("en/zones.toml")["release"])


def _heads(page: Page, day: Found[When]) -> bool:
    zone = page.zone(day.start)
    return zone is not None and zone.kind in (ZoneKind.DATELINE, ZoneKind.HEADLINE)


def _scenes(telling: Telling, own: bool = False) -> Iterator[tuple[Wording, list[int]]]:
    """Yield each wording that tells what a force did, with the sentences that may have set its scene, nearest first."""
    page = telling.page
    if telling.event.kind in QUIET:
        return
    for wording in telling.story.wordings:
        here = page.tokens[wording.token].sentence
        if wording.headline or wording.status is not EventStatus.HAPPENED or not _is_done(page, wording.token):
            continue
        before = []
        for sentence in range(here, max(-1, here - REACH), -1):
            if sentence != here or own:
                before.append(sentence)
            if _begins_anew(page, sentence) or not _goes_on(page, sentence):
                break
            told = _taken_up(page, sentence)
            if told is not None:
                before.append(told)
                break
        yield wording, [s for s in before if page.is_news(page.sentences[s][0])]


def _is_beyond(page: Page, i: int) -> bool:
    """Whether a sentence only names what was before: "fired rockets at Orsa in response to a strike"."""
    above = page.ancestors(i)
    return any(page.tokens[a].pos == "ADP" and page.tokens[a].lower in BEYOND for a in above)


def _is_done(page: Page, i: int) -> bool:
    """Whether a token stands in the main clause of a sentence in the past tense, and nobody is only tied to it."""
    path = [i, *page.ancestors(i)]
    root = page.tokens[path[-1]]
    if any(page.tokens[a].dep in ("relcl", "ccomp", "csubj", "compound", "nmod", "amod") for a in path):
        return False
    token = page.tokens[i]
    if token.pos == "NOUN" and token.tag == "NNS":
        return False
    if any(page.tokens[a].lemma in words(LEXICON, "scenes", "linking") for a in path[1:]):
        return False
    helpers = {page.tokens[c].lower for c in page.children[root.i] if page.tokens[c].dep in ("aux", "auxpass")}
    return "had" not in helpers and (root.tag == "VBD" or bool(helpers & {"was", "were"}))


def _has_day(telling: Telling, sentence: int) -> bool:
    first, last = telling.page.sentences[sentence]
    return any(first <= d.start < last and d.value.placed for d in telling.index.found.dates)


def _begins_anew(page: Page, sentence: int) -> bool:
    """Whether a sentence turns to something else: "Also in Orsa", "In another operation", "Elsewhere"."""
    first, last = page.sentences[sentence]
    said = " ".join(t.lower for t in page.tokens[first : min(first + 5, last)])
    return any(f" {said} ".startswith(f" {phrase} ") for phrase in words(LEXICON, "scenes", "anew"))


def _goes_on(page: Page, sentence: int) -> bool:
    """Whether a sentence goes on where the one before it stopped: in its paragraph, or by "the force", "they"."""
    if sentence == 0:
        return False
    first, last = page.sentences[sentence]
    between = page.repaired.text[page.tokens[first - 1].end : page.tokens[first].start]
    opening = page.tokens[first : min(first + 6, last)]
    return "\n" not in between or (
        bool(opening)
        and (opening[0].lower in words(LEXICON, "scenes", "during") or opening[0].lower in ("they", "the"))
        and any(t.lemma in words(LEXICON, "scenes", "taken_up") for t in opening)
    )


def _taken_up(page: Page, sentence: int) -> int | None:
    """The sentence that told of the operation which "During the operation, ..." goes on with, other things between."""
    first, last = page.sentences[sentence]
    opening = page.tokens[first : min(first + 4, last)]
    if not opening or opening[0].lower not in words(LEXICON, "scenes", "during"):
        return None
    nouns = {t.lemma for t in opening if t.lemma in words(LEXICON, "scenes", "taken_up")}
    for earlier in range(sentence - 1, max(-1, sentence - REACH), -1):
        start, end = page.sentences[earlier]
        if any(t.lemma in nouns and t.pos == "NOUN" for t in page.tokens[start:end]):
            return earlier
    return None


def _is_told_in(page: Page, found: Found[When] | Found[Place], sentence: int) -> bool:
    """Whether a date or place stands in the main clause of a sentence, and the words name nothing else with it."""
    if page.tokens[found.start].sentence != sentence or not page.is_news(found.start):
        return False
    head = page.head_of(found.start, found.end)
    path = [page.tokens[a] for a in (head, *page.ancestors(head))]
    if path[-1].lemma in words(LEXICON, "scenes", "said"):
        return False
    if any(t.dep in ("advcl", "pcomp") and _is_after(page, t.i) for t in path):
        return False
    return not any(t.dep in SIDE or (t.tag == "NNS" and t.lemma in words(LEXICON, "scenes", "aims")) for t in path)


def _is_after(page: Page, i: int) -> bool:
    """Whether a clause tells what was before or after what the sentence tells: "came days after bombs hit Orsa"."""
    marks = (page.tokens[c].lower for c in (*page.children[i], page.tokens[i].head) if c < i)
    return any(mark in ("after", "before", "since", "until") for mark in marks)


def _is_limit(page: Page, date: Found[When]) -> bool:
    return any(t.lower in ("since", "until", "till") for t in page.tokens[max(0, date.start - 2) : date.start])


def _is_where(telling: Telling, place: Found[Place]) -> bool:
    page = telling.page
    zone = page.zone(place.start)
    if place.start in telling.index.people or (zone is not None and zone.kind is not ZoneKind.BODY):
        return False
    at = page.head_of(place.start, place.end)
    while page.tokens[at].dep in ("appos", "conj", "flat") and page.tokens[at].head != at:
        at = page.tokens[at].head
    token, above = page.tokens[at], page.tokens[page.tokens[at].head]
    before = page.tokens[max(0, place.start - 3) : place.start]
    home = [t.lower for t in before[1:]] == [",", "of"] and before[0].pos == "NUM"  # "Ana Sorel, 27, of Basra"
    deed = page.tokens[above.head]  # "the assault on Orsa came a day after jets bombed a depot": not the jets' place
    other = deed.lemma in words(LEXICON, "realis", "ranked") and all(m.token != deed.i for m in telling.story.wordings)
    return not home and not other and token.dep == "pobj" and above.lower in words(LEXICON, "scenes", "at")
