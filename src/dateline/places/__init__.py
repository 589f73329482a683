"""Places on a page: toponyms resolved, sites, areas, and places told by distance and direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.report import Span
from dateline.model.where import Place, PlacePrecision
from dateline.places import phrases, relative
from dateline.places.gazetteer import Known, demonyms, fold, lookup
from dateline.places.mentions import Mention, Reader
from dateline.places.resolve import Settled, contained, settle
from dateline.places.told import capital, roads, seat_of
from dateline.places.words import kind_after, words

__all__ = ["find", "settled", "toponyms"]

BEFORE = 4
"""Sentences before one within which a place tells the country, where the report has none of its own."""


def toponyms(page: Page) -> list[Settled]:
    """Return every name of a place with the place it means, in the order of the text."""
    return settle(page, Reader(page).mentions())


def settled(page: Page, spans: Sequence[Span]) -> list[Known | None]:
    """Return what each given name of a place means, for names that somebody else has found.

    Args:
        spans: of each name, in published characters, in the order of the text.

    Returns:
        For each span its place, or None where no gazetteer has the name. Other names of the report serve as context.
    """
    reader = Reader(page)
    given = [_named(page, reader, *_tokens(page, span)) for span in spans]
    taken = {i for mention in given for i in range(mention.start, mention.end)}
    others = [m for m in reader.mentions() if not taken & set(range(m.start, m.end))]
    means = {
        one.mention: one.known
        for one in settle(page, sorted([*given, *others], key=lambda m: m.start), frozenset(given))
    }
    return [means[mention] for mention in given]


def _named(page: Page, reader: Reader, start: int, end: int) -> Mention:
    """Return tokens that somebody says name a place as a mention, with all that the gazetteer has under the name.

    A name that it does not have is looked up without the part or kind told in it ("North Marn", "Marn district").
    """
    first = start + 1 if page.tokens[start].lower in words("parts") and end - start > 1 else start
    last = end - 1 if kind_after((page.tokens[end - 1].lower,)) and end - first > 1 else end
    keys = [fold(page.text(a, b)) for a in dict.fromkeys((start, first)) for b in dict.fromkeys((end, last))]
    key = next((key for key in keys if lookup(key)), keys[0])
    return Mention(start, end, key, lookup(key), dateline=reader.in_dateline(start))


def _tokens(page: Page, span: Span) -> tuple[int, int]:
    """Return the tokens that share characters with a published span (the first one where none does)."""
    inside = [t.i for t in page.tokens if page.repaired.source(t.start, t.end).touches(span)] or [0]
    return inside[0], inside[-1] + 1


def find(page: Page) -> tuple[Found[Place], ...]:
    """Find the places a report names or tells, in the order of the text; their ranges do not overlap.

    Returns:
        A place told by another one ("15 miles north of Baghdad") stands for both. Rules "places.dateline" and
        "places.owner" mark names that are no place of an event: the dateline, and states ("Iraq's army").
    """
    found = [_read(page, settled) for settled in toponyms(page)]
    found += _capitals(page, found)
    found = contained(page, sorted(found, key=lambda f: f.start))
    found = _related(page, roads(page, found))
    found += phrases.landscapes(page)
    return tuple(_located(page, _apart(found)))


def _read(page: Page, settled: Settled) -> Found[Place]:
    found = phrases.toponym(page, settled)
    if settled.mention.dateline:
        return phrases.dateline(found)
    told = phrases.embassy(page, found) or phrases.airport(page, found)
    if told is not None:
        return told
    if phrases.is_owner(page, found):
        return phrases.owner(found)
    found = phrases.area(page, phrases.site(page, found, settled), settled)
    return phrases.part(page, found)


def _capitals(page: Page, found: list[Found[Place]]) -> list[Found[Place]]:
    """Read "the capital" as that of the country the sentence speaks of, else the one spoken of last."""
    spoken = []
    for token in page.tokens:
        if token.lower == "capital":
            land = _land_at(page, token.i, found)
            before = [f for f in found if f.end <= token.i and _is_province(f)]
            told = seat_of(page, token.i, before[-1] if before else None)
            told = told or capital(page, token.i, land)
            spoken += [told] if told is not None else []
    return spoken


def _is_province(found: Found[Place]) -> bool:
    return found.value.precision is PlacePrecision.PROVINCE and found.rule != "places.owner"


def _land_at(page: Page, i: int, found: list[Found[Place]]) -> str | None:
    """Return the country spoken of last before token `i`, by a place or demonym; else the first after it."""
    lands = [(f.start, f.value.country) for f in found if f.value.country and f.value.kind != "embassy"]
    lands += [(t.i, demonyms()[t.lower]) for t in page.tokens if t.text[0].isupper() and t.lower in demonyms()]
    foreign = {f.start for f in found if f.rule == "places.owner" and f.value.country == "US"}
    lands = sorted((at, land) for at, land in lands if at not in foreign)
    before = [land for at, land in lands if at < i]
    return before[-1] if before else next((land for at, land in lands if at > i), None)


def _related(page: Page, found: list[Found[Place]]) -> list[Found[Place]]:
    """Replace each origin that words of distance or direction stand before by the place they tell."""
    out: list[Found[Place]] = []
    for one in found:
        told = None
        if one.rule not in ("places.dateline", "places.owner"):
            told = relative.offset(page, one, out[-1] if out else None)
        if told is None:
            out.append(one)
            continue
        if out and out[-1].start == told.start:
            out.pop()
        sites = [f for f in out if f.value.precision is PlacePrecision.SITE]
        out.append(relative.reconciled(page, told, sites))
    return out


def _apart(found: list[Found[Place]]) -> list[Found[Place]]:
    """Keep the longest of overlapping places."""
    kept: list[Found[Place]] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _located(page: Page, found: list[Found[Place]]) -> list[Found[Place]]:
    """Give a place of unknown country that of its neighbours.

    The one country of the other places in its sentence; if there are none, the dateline's, where the report's places
    lie mostly in that country; without a dateline, the one country of all its places, else of those told just before.
    """
    told: dict[str, Place] = {}
    for one in found:
        if one.value.country and one.value.precision is PlacePrecision.UNKNOWN and one.value.within:
            told.setdefault(one.value.name, one.value)
    found = [_as_told(one, told) for one in found]
    lands: dict[int, set[str]] = {}
    for one in found:
        if one.value.country and one.rule not in ("places.dateline", "places.owner"):
            lands.setdefault(page.tokens[one.start].sentence, set()).add(one.value.country)
    home = _home(page, found)
    near = [_near(lands, page.tokens[one.start].sentence, home) for one in found]
    votes: dict[str, Counter[str]] = {}
    for one, land in zip(found, near, strict=True):
        if one.value.precision is PlacePrecision.UNKNOWN and len(land) == 1:
            votes.setdefault(one.value.name, Counter(home)).update(land)
    return [
        _in_land(one, {votes[one.value.name].most_common(1)[0][0]} if one.value.name in votes else land)
        for one, land in zip(found, near, strict=True)
    ]


def _near(lands: dict[int, set[str]], sentence: int, home: set[str]) -> set[str]:
    """Return the countries of a sentence's places, else the report's own, else those of the last one of one country."""
    if sentence in lands or len(home) == 1:
        return lands.get(sentence, home)
    return next((lands[s] for s in range(sentence - 1, sentence - BEFORE, -1) if len(lands.get(s, ())) == 1), home)


def _as_told(one: Found[Place], told: dict[str, Place]) -> Found[Place]:
    """Give a place of unknown country what the report says elsewhere of the place of its name."""
    same = told.get(one.value.name)
    if same is None or one.value.country is not None or one.value.lat is not None:
        return one
    return replace(one, value=replace(one.value, country=same.country, countries=same.countries, within=same.within))


def _home(page: Page, found: list[Found[Place]]) -> set[str]:
    """Return the country of a report: its dateline's, if its words speak of it mostly; else the only one they name."""
    home = {one.value.country for one in found if one.rule == "places.dateline" and one.value.country}
    spoken = Counter(
        one.value.country
        for one in found
        if one.value.country and one.rule != "places.dateline" and (not home or one.rule != "places.owner")
    )
    if not home:
        return {land for land in spoken if land} if len(spoken) == 1 else set()
    spoken += Counter(demonyms()[t.lower] for t in page.tokens if t.text[0].isupper() and t.lower in demonyms())
    return {land for land in home if not spoken or spoken[land] == max(spoken.values())}


def _in_land(one: Found[Place], lands: set[str]) -> Found[Place]:
    if one.value.country is not None or one.value.countries or one.value.lat is not None or len(lands) != 1:
        return one
    (land,) = lands
    return replace(one, value=replace(one.value, country=land, countries=(land,)))
