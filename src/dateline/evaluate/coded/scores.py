"""First, simple scores against coded sets: how often the event that fits the coding best has each value right.

A coder keeps one incident of a report; Dateline keeps all. So the event with the most slots right stands for the
report, and a report without events has every slot wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluate.coded.sets import day_of, muc_strings
from dateline.ledger.records import EventRecord
from dateline.ledger.view import fold
from dateline.model.claim import WHERE
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction

Gold = Mapping[str, Any]
SMALL_WORDS = {
    "the",
    "of",
    "al",
    "el",
    "camp",
    "city",
    "area",
    "near",
    "vicinity",
    "neighbourhood",
    "gaza",
    "strip",
    "in",
}
"""Words that two place names may share without naming one place."""
_AIRWARS_DATE = re.compile(r"([A-Z][a-z]+) (\d+)(?:[–-]\d+)?, (\d{4})$")
"""A day or a span of days inside one month; the few codings that span months are not scored on the date."""
MUC_VICTIMS, MUC_PERPETRATORS = (12, 18, 19), (9, 10)
"""String slots of a MUC-4 template: what and who was hit; who did it."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were right."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right} of {self.of} ({100 * self.right / self.of:.1f} %)" if self.of else "0 of 0"


@dataclass(frozen=True, slots=True)
class CodedSlot:
    """One value that coders gave: whether a row has it, and whether an event has it right."""

    name: str
    given: Callable[[Gold], bool]
    right: Callable[[EventRecord, Gold], bool]


def words(text: str) -> list[str]:
    """Return the words of a name, folded: no case, accents, apostrophes or punctuation.

    >>> words("Khan Yūnis, al-Qarārah")
    ['khan', 'yunis', 'al', 'qararah']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", re.sub(r"['’‘ʿʾ`]", "", plain).casefold())


def best_match(
    extractions: Iterable[Extraction], coded: Mapping[str, Gold], slots: Sequence[CodedSlot]
) -> dict[str, Score]:
    """Score each slot on the event of each report that has the most slots right (the first such)."""
    right, of = dict.fromkeys((s.name for s in slots), 0), dict.fromkeys((s.name for s in slots), 0)
    for extraction in extractions:
        gold = coded[extraction.report.id]
        given = [slot for slot in slots if slot.given(gold)]
        judged = [{slot.name: slot.right(event, gold) for slot in given} for event in fold(extraction)]
        best = max(judged, key=lambda result: sum(result.values()), default={})
        for slot in given:
            of[slot.name] += 1
            right[slot.name] += best.get(slot.name, False)
    return {name: Score(right[name], of[name]) for name in of}


def _always(gold: Gold) -> bool:
    return True


def _isaf_date(event: EventRecord, gold: Gold) -> bool:
    return event.when is not None and str(event.when.value.earliest) == gold["start_date"]


def _isaf_province(event: EventRecord, gold: Gold) -> bool:
    wanted = "".join(words(gold["province"][0]))
    return wanted in "".join(words(_place_words(event)))


def _isaf_count(harm: str) -> Callable[[EventRecord, Gold], bool]:
    def right(event: EventRecord, gold: Gold) -> bool:
        told = getattr(event, harm)
        return bool(((told.value.low or 0) if told else 0) == gold[f"min_{harm}"])

    return right


ISAF = (
    CodedSlot("start date", _always, _isaf_date),
    CodedSlot("province", lambda gold: bool(gold["province"][0]), _isaf_province),
    CodedSlot("minimum killed", _always, _isaf_count("killed")),
    CodedSlot("minimum captured", _always, _isaf_count("captured")),
)


def _place_words(event: EventRecord) -> str:
    """All places that the event is put at: a coder who wants the province takes it where the record has the village."""
    places = [claim.value for claim in event.claims if claim.slot is WHERE]
    return " ".join(n for p in places for n in (p.name, *p.within, p.offset.origin if p.offset else ""))


def _airwars_toll(harm: str, key: str) -> Callable[[EventRecord, Gold], bool]:
    def right(event: EventRecord, gold: Gold) -> bool:
        told = getattr(event, harm)
        return told is not None and bounds(told.value) == tuple(gold[key])

    return right


def bounds(estimate: Estimate) -> tuple[int, int]:
    """Return an estimate as coders write it: no lower bound is 0, no upper bound the lower one."""
    low = estimate.low or 0
    return low, estimate.high if estimate.high is not None else low


def _airwars_date(event: EventRecord, gold: Gold) -> bool:
    found = _AIRWARS_DATE.match(gold["incident_date"])
    if event.when is None or found is None:
        return False
    return event.when.value.earliest == day_of(int(found[3]), found[1], int(found[2]))


def _airwars_place(event: EventRecord, gold: Gold) -> bool:
    named = set(words(_place_words(event))) - SMALL_WORDS
    return bool(named & set(words(gold["location"])))


AIRWARS = (
    CodedSlot("date", lambda gold: bool(_AIRWARS_DATE.match(gold["incident_date"])), _airwars_date),
    CodedSlot("place named", lambda gold: bool(set(words(gold["location"])) - SMALL_WORDS), _airwars_place),
    CodedSlot("killed, both bounds", lambda gold: bool(gold.get("killed_civ")), _airwars_toll("killed", "killed_civ")),
    CodedSlot(
        "injured, both bounds", lambda gold: bool(gold.get("injured_civ")), _airwars_toll("wounded", "injured_civ")
    ),
)


def victims(extractions: Iterable[Extraction], coded: Mapping[str, Gold]) -> tuple[Score, Score]:
    """Score named victims with their fate over all events of a report.

    Victims that the text does not name (they stand in lists beside it) are not asked for.

    Returns:
        Precision and recall. Two names are one when the words of one, two or more, all stand in the other.
    """
    found = wanted = hits = 0
    for extraction in extractions:
        listed = [(set(words(v["name"])), v["status"]) for v in coded[extraction.report.id]["victims"] if v["status"]]
        text = set(words(extraction.report.text))
        gold = [(name, fate) for name, fate in listed if name <= text]
        read = {(p.name, p.fate.value.replace("wounded", "injured")) for e in fold(extraction) for p in e.people}
        found, wanted = found + len(read), wanted + len(gold)
        for name, fate in sorted(read):
            told = set(words(name))
            match = next((g for g in gold if g[1] == fate and _one_name(g[0], told)), None)
            if match:
                gold.remove(match)
                hits += 1
    return Score(hits, found), Score(hits, wanted)


def _one_name(one: set[str], other: set[str]) -> bool:
    return one == other or (min(len(one), len(other)) > 1 and (one <= other or other <= one))


def incidents(extractions: Iterable[Extraction], coded: Mapping[str, Any]) -> dict[str, Score]:
    """Score MUC-4 incidents and their strings, by hand-written key; a string is right when one of its forms is quoted.

    An incident is found when some event of the message quotes one of its victims or perpetrators.
    """
    tallies = {name: [0, 0] for name in ("incidents with victims found", "victims", "perpetrators")}
    for extraction in extractions:
        events = [_event_words(event) for event in fold(extraction)]
        for template in coded[extraction.report.id]:
            harmed = [form for slot in MUC_VICTIMS for form in muc_strings(template.get(slot, []))]
            doers = [form for slot in MUC_PERPETRATORS for form in muc_strings(template.get(slot, []))]
            scores = [[_count(harmed, hit), _count(doers, did)] for hit, did in events]
            best = max(scores, key=sum, default=[0, 0])
            tallies["victims"][0] += best[0]
            tallies["victims"][1] += len(harmed)
            tallies["perpetrators"][0] += best[1]
            tallies["perpetrators"][1] += len(doers)
            if harmed:
                tallies["incidents with victims found"][0] += best[0] > 0
                tallies["incidents with victims found"][1] += 1
    return {name: Score(right, of) for name, (right, of) in tallies.items()}


def _event_words(event: EventRecord) -> tuple[list[list[str]], list[list[str]]]:
    hit = (
        [t.value.name for t in event.targets]
        + [c.group.name for c in event.casualties]
        + [p.name for p in event.people]
    )
    return [words(name) for name in hit], [words(party.name) for party in event.perpetrators]


def _count(fillers: list[list[str]], read: list[list[str]]) -> int:
    return sum(any(_overlap(words(form), name) for form in forms for name in read) for forms in fillers)


def _overlap(one: list[str], other: list[str]) -> bool:
    """Whether two names end in the same noun and one holds all words of the other, small words aside."""
    left, right = set(one) - SMALL_WORDS, set(other) - SMALL_WORDS
    return bool(left and right) and (left <= right or right <= left)
