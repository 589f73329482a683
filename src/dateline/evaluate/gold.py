"""Compares readings with a gold standard: a plain count a slot, made for seeing what to mend.

A gold record lists the events, people, claims, links and tallies of one report. A slot that a record leaves out is
not judged; a slot that it has as null or [] must be empty. A wrong value is one miss and one invention.

- **Events** are paired one to one, the most alike first: shared words count most, then kind, date, place and dead.
- **Names** agree when one is the beginning or the end of the other, without case, accents, articles, numbers,
  plural endings, and what follows a preposition ("five bases held by X" is "bases").
- **Places** agree by name, or when the point lies within the distance that the gold tolerates.
- **Counts** agree when both bounds do; no lower bound is zero.
- **Claims** are judged by recall: a reading may hold more of them than a gold record lists.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.model.report import Report

Json = Mapping[str, Any]

ALIKE = 3
"""Points from which two events are the same; words shared give 3, each other likeness 1."""
LEFT_OUT = {"threat", "agreement", "deployment", "withdrawal", "protest", "arrest", "other"}
"""Kinds that a coder may leave out: an event of these that no gold event pairs with is no invention."""
EARTH_KM = 6371.0
_SKIPPED = re.compile(r"^(?:the|an?|some|about|more|than|at|least|several|many|\d+|one|two|three|four|five|six|ten)$")
_PREPOSITION = re.compile(r"^(?:with|to|in|at|by|near|from|for|on|who|that|held|belonging)$")
_PLACE_WORD = re.compile(r"^(?:camp|base|city|town|village|province|district|military|airport)$")


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """The gold of one report, with the report."""

    report: Report
    gold: Json

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id


@dataclass(frozen=True, slots=True)
class Judged:
    """One comparison: right when neither missed nor invented.

    Attributes:
        missed, invented: what the gold has and the reading lacks, and the other way round, in words; empty if none.
        read: the value as it was read, or None where nothing was.
    """

    where: str
    slot: str
    missed: str = ""
    invented: str = ""
    read: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Score:
    """How often a slot was right, missed and invented."""

    slot: str
    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 0 if nothing was read."""
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        """Share of the gold that was read; 0 if the gold has nothing."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.invented)


def load_gold(path: Path) -> list[GoldRecord]:
    """Load a gold record, or a set of them, with the texts beside it.

    Raises:
        SourceError: if a file is missing or is no gold.
    """
    try:
        gold = json.loads(path.read_text("utf-8"))
        records = gold["reports"] if "reports" in gold else {gold["id"]: gold}
        rows = path.parent / "reports.jsonl"
        lines = rows.read_text("utf-8").splitlines() if rows.is_file() else []
        given = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
        return [_record(path.parent, name, record, given.get(name, {})) for name, record in records.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(_fault(error), str(path), "give a gold record or set, with its texts beside it") from error


def _fault(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"the gold cannot be read: {(error.strerror or str(error)).lower()}: {error.filename}"
    if isinstance(error, json.JSONDecodeError):
        return f"this is no gold: broken JSON in line {error.lineno}: {error.msg}"
    return f"this is no gold: {'there is no ' if isinstance(error, KeyError) else ''}{error}"


def _record(folder: Path, name: str, gold: Json, given: Json) -> GoldRecord:
    text = (folder / (gold.get("text") or given.get("file") or f"{name}.txt")).read_bytes().decode("utf-8")
    day = gold.get("published") or given.get("published")
    published = date.fromisoformat(day[:10]) if day else None
    report = Report.of(text, id=name, outlet=given.get("outlet"), title=given.get("title"), published=published)
    return GoldRecord(report, gold)


def scores(judged: Iterable[Judged]) -> list[Score]:
    """Return a score for each slot, in the order they were judged, and one for all of them."""
    slots: dict[str, list[Judged]] = {}
    for one in judged:
        slots.setdefault(one.slot, []).append(one)
    rows = [_score(slot, found) for slot, found in slots.items()]
    return [*rows, Score("ALL", sum(r.right for r in rows), sum(r.missed for r in rows), sum(r.invented for r in rows))]


def _score(slot: str, judged: list[Judged]) -> Score:
    right = sum(not one.missed and not one.invented for one in judged)
    return Score(slot, right, sum(bool(one.missed) for one in judged), sum(bool(one.invented) for one in judged))


def judge(records: Iterable[GoldRecord], readings: Iterable[Json]) -> list[Judged]:
    """Compare each gold record with the reading of its report, found by the report's id.

    Args:
        readings: objects that `dateline read --json` prints; a report without one is missed whole.
    """
    held = {read["report"]["id"]: read for read in readings}
    return [one for record in records for one in compare(record, held.get(record.id))]


def compare(record: GoldRecord, read: Json | None) -> Iterator[Judged]:
    """Compare one report's reading with its gold.

    Args:
        read: the object that `dateline read --json` prints, or None where the report was not read.
    """
    gold, read = record.gold, read or {}
    pairs = list(_paired(gold["events"], read.get("events", []), lambda g, r: _alike(g, r, record.report.text), ALIKE))
    names = {g["id"]: r["id"] for g, r in pairs if g and r}
    for g, r in pairs:
        yield from _event(record, g, r)
    for slot, same, told in (
        ("people", _same_person, _name), ("claims", _same_claim, _told), ("links", _same_link, _told),
        ("tallies", _same_tally, _told),
    ):  # fmt: skip
        if slot not in gold:
            continue
        wanted = [g | {k: names.get(g[k], "?") for k in ("event", "from", "to") if g.get(k)} for g in gold[slot]]
        for g, r in _paired(wanted, read.get(slot, []), same):
            if g or not (slot == "claims" or (slot == "people" and r and not r.get("fate"))):
                yield _judged(record.id, slot, g, r, told)


def _event(record: GoldRecord, gold: Json | None, read: Json | None) -> Iterator[Judged]:
    if gold is None:
        if read is not None and not _excused(record, read):
            yield Judged(f"{record.id}/{read['id'][:8]}", "events", "", _short(read), read)
    elif read is not None or not gold.get("optional"):
        yield _judged(f"{record.id}/{gold['id']}", "events", gold, read, _short)
        yield from _slots(f"{record.id}/{gold['id']}", gold, read or {})


def _excused(record: GoldRecord, read: Json) -> bool:
    optional = record.gold.get("optional_events", [])
    return read.get("kind") in LEFT_OUT or any(_touch(record.report.text, read, _anchors(o)) for o in optional)


def _slots(where: str, gold: Json, read: Json) -> Iterator[Judged]:
    for slot in ("kind", "status"):
        yield from _single(where, slot, gold, read, partial(_allowed, gold.get(f"{slot}_ok", [])))
    yield from _single(where, "when", gold, read, lambda _, r: _same_days(gold, r))
    yield from _single(where, "where", gold, read, _same_place)
    for slot in ("killed", "wounded"):
        yield from _single(where, slot, gold, read, lambda g, r: bounds(g) == bounds(r))
    for slot, same in (("perpetrators", _same_party), ("targets", _same_named), ("weapons", _same_weapon)):
        if slot in gold:
            for g, r in _paired(gold[slot], read.get(slot, []), same):
                yield _judged(where, slot, g, r, _name)
    if "casualties" in gold:
        for g, r in _paired(gold["casualties"], read.get("casualties", []), _same_line):
            yield _judged(where, "casualties", g, r, lambda c: f"{c['group']} {c['fate']} {bounds(c.get('count'))}")


def _allowed(also: Sequence[str], gold: str, read: str) -> bool:
    return read == gold or read in also


def _single(where: str, slot: str, gold: Json, read: Json, same: Callable[[Any, Any], bool]) -> Iterator[Judged]:
    if slot in gold and (gold[slot] is not None or read.get(slot) is not None):
        g, r = gold[slot], read.get(slot)
        if g is not None and r is not None and same(g, r):
            yield Judged(where, slot, read=r)
        else:
            yield Judged(where, slot, "" if g is None else _told(g), "" if r is None else _told(r), r)


def _judged(where: str, slot: str, gold: Json | None, read: Json | None, told: Callable[[Json], str]) -> Judged:
    missed, invented = told(gold) if gold and not read else "", told(read) if read and not gold else ""
    return Judged(where, slot, missed, invented, read)


def _paired(
    gold: Sequence[Json], read: Sequence[Json], like: Callable[[Json, Json], float], least: float = 1
) -> Iterator[tuple[Json | None, Json | None]]:
    """Pair items one to one, the most alike first; what stays alone comes with None."""
    ranked = sorted(((like(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read)), reverse=True)
    to_read: dict[int, int] = {}
    for likeness, i, j in ranked:
        if likeness >= least and -i not in to_read and -j not in to_read.values():
            to_read[-i] = -j
    for i, g in enumerate(gold):
        yield g, read[to_read[i]] if i in to_read else None
    for j, r in enumerate(read):
        if j not in to_read.values():
            yield None, r


def _alike(gold: Json, read: Json, text: str) -> float:
    points = 3.0 * _touch(text, read, gold.get("anchors", [])) or 2.0 * _touch(text, read, gold.get("quotes", []))
    points += read.get("kind") in (gold.get("kind"), *gold.get("kind_ok", []))
    points += bool(gold.get("when") and read.get("when") and _same_days(gold, read["when"]))
    points += bool(gold.get("where") and read.get("where") and _same_place(gold["where"], read["where"]))
    return points + bool(gold.get("killed") and bounds(gold["killed"]) == bounds(read.get("killed")))


def _anchors(optional: Json) -> list[str]:
    return list(optional.get("anchors") or [optional["anchor"]])


def _touch(text: str, read: Json | None, quotes: Iterable[str]) -> bool:
    trigger = (read or {}).get("trigger") or {"start": 0, "end": 0}
    spans = [(m.start(), m.end()) for quote in quotes for m in re.finditer(re.escape(quote), text)]
    return any(trigger["start"] < end and start < trigger["end"] for start, end in spans)


def _same_person(gold: Json, read: Json) -> float:
    same = _same_named(gold, read) and gold.get("fate", read.get("fate")) == read.get("fate")
    return same and 1 + (gold.get("event") == read.get("event"))


def _same_claim(gold: Json, read: Json) -> float:
    subjects = ("event", "place", "time", "other")
    about = gold["about"] == read["about"] or (gold["about"] in subjects and read["about"] in subjects)
    speaker = same_name(gold["speaker"], read["speaker"]) if gold.get("speaker") else not read["speaker"]
    stances = (gold["stance"], *gold.get("stance_ok", []))
    return about and speaker and gold.get("event") in (None, read["event"]) and read["stance"] in stances


def _same_link(gold: Json, read: Json) -> float:
    kinds = (gold["kind"], *gold.get("kind_ok", []))
    answers = {"response", "retaliation"}
    kind = read["kind"] in kinds or (read["kind"] in answers and bool(answers & set(kinds)))
    return (gold["from"], gold["to"]) == (read["from"], read["to"]) and kind


def _same_tally(gold: Json, read: Json) -> float:
    return bounds(gold["count"]) == bounds(read["count"]) and gold["fate"] == read["fate"]


def _same_party(gold: Json, read: Json) -> float:
    return _same_named(gold, read) and 1 + (gold.get("responsibility") == read.get("responsibility"))


def _same_weapon(gold: Json, read: Json) -> float:
    counts = "count" not in gold or bounds(gold["count"]) == bounds(read.get("count"))
    return _same_named(gold, read) and counts


def _same_named(gold: Json, read: Json) -> bool:
    return same_name(gold["names"], read["name"])


def _same_line(gold: Json, read: Json) -> float:
    same = gold["fate"] == read["fate"] and bounds(gold.get("count")) == bounds(read.get("count"))
    return same and same_name(gold["group"], read["group"])


def _same_days(gold: Json, read: Json) -> bool:
    days = (read["earliest"], read["latest"])
    allowed = gold.get("when_tolerated")
    told = gold.get("when") or {}
    return days == (told.get("earliest"), told.get("latest")) or bool(
        allowed and allowed["earliest"] <= days[0] <= days[1] <= allowed["latest"]
    )


def _same_place(gold: Json, read: Json) -> bool:
    points = [place[k] for place in (gold, read) for k in ("lat", "lon") if place.get(k) is not None]
    if len(points) == 4 and _km(*points) <= gold.get("within_km", 25):
        return True
    said = [w for w in _folded(read["name"]) if not _PLACE_WORD.match(w)]
    return any(said == [w for w in _folded(name) if not _PLACE_WORD.match(w)] for name in gold["names"])


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, c = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c)
    return EARTH_KM * math.acos(min(1.0, max(-1.0, cosine)))


def bounds(count: Json | None) -> tuple[int, int | None] | None:
    """Return the bounds of a count: no lower bound is zero, no upper one None; None for silence."""
    return None if count is None else (count.get("low") or 0, count.get("high"))


def same_name(gold: Any, read: Any) -> bool:
    """Whether any of some names agrees with any of others (see the head of this file).

    >>> same_name(["107mm Katyusha rockets"], "rockets"), same_name("Iran", "Iranian-backed militias")
    (True, False)
    """
    for one in [gold] if isinstance(gold, str) else gold or []:
        for other in [read] if isinstance(read, str) else read or []:
            short, long = sorted((_folded(one), _folded(other)), key=len)
            if short and (long[: len(short)] == short or long[-len(short) :] == short):
                return True
    return False


def _folded(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"\bu\.\s?s\.|\bunited states\b", "us", re.sub(r"['’]s\b|\bal-", "", plain))
    words: list[str] = []
    for word in re.findall(r"[\w-]+", plain):
        if words and _PREPOSITION.match(word):
            break
        if not _SKIPPED.match(word):
            words.append(word.removesuffix("s") if len(word) > 3 else word)
    return words


def _name(item: Json) -> str:
    return str(item.get("name") or " / ".join(item.get("names", [])))


def _short(event: Json) -> str:
    return f"{event['kind']} {_words(event)!r}"


def _words(event: Json) -> str:
    return str((event.get("trigger") or {}).get("exact") or (event.get("anchors") or [""])[0])


def _told(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    hidden = ("evidence", "quote", "id", "score")
    return ", ".join(f"{k} {v}" for k, v in value.items() if v not in (None, [], "") and k not in hidden)
