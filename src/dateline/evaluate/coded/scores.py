"""First, simple scores against coded sets: how often the event that fits the coding best has each value right.

A coder keeps one incident of a report; Dateline keeps all. So the event with the most slots right stands for the
report, and a report without events has every slot wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dateline.evaluate.coded.sets import muc_strings
from dateline.evaluate.sureness.intervals import Score, summed
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
SPELT = 0.75
"""Likeness (difflib) from which two words are one name in two spellings (chosen, not fitted)."""
MUC_VICTIMS, MUC_PERPETRATORS = (12, 18, 19), (9, 10)
"""String slots of a MUC-4 template: what and who was hit; who did it."""


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
    extractions: Iterable[Extraction],
    coded: Mapping[str, Gold],
    slots: Sequence[CodedSlot],
    fitting: Sequence[CodedSlot] | None = None,
    records: Callable[[Extraction], Sequence[EventRecord]] = fold,
) -> dict[str, Score]:
    """Score each slot on the event of each report that has the most slots right (the first such).

    Args:
        fitting: the slots by which that event is chosen; all of them unless told.
        records: what a report tells, in units that one coded row can be about.
    """
    counting = {slot.name for slot in fitting or slots}
    rows = []
    for extraction in extractions:
        gold = coded[extraction.report.id]
        given = [slot for slot in slots if slot.given(gold)]
        judged = [{slot.name: slot.right(event, gold) for slot in given} for event in records(extraction)]
        best = max(judged, key=lambda result: sum(v for k, v in result.items() if k in counting), default={})
        rows.append({slot.name: (int(best.get(slot.name, False)), 1) for slot in given})
    return {slot.name: Score(0, 0) for slot in slots} | summed(rows)


def always(gold: Gold) -> bool:
    """Whether a row has a value that every row has."""
    return True


def place_words(event: EventRecord) -> str:
    """All places that the event is put at: a coder who wants the province takes it where the record has the village."""
    places = [claim.value for claim in event.claims if claim.slot is WHERE]
    return " ".join(n for p in places for n in (p.name, *p.within, p.offset.origin if p.offset else ""))


def bounds(estimate: Estimate) -> tuple[int, int]:
    """Return an estimate as coders write it: no lower bound is 0, no upper bound the lower one."""
    low = estimate.low or 0
    return low, estimate.high if estimate.high is not None else low


def is_spelt(one: str, other: str) -> bool:
    """Whether two folded words are one, perhaps in two spellings.

    >>> is_spelt("khoury", "khouri"), is_spelt("hassan", "hussein")
    (True, False)
    """
    return SequenceMatcher(None, one, other).ratio() >= SPELT


def one_name(one: set[str], other: set[str]) -> bool:
    """Whether two names, as sets of words, are one: the words of one, two or more, all stand in the other."""
    return one == other or (min(len(one), len(other)) > 1 and (one <= other or other <= one))


def incidents(extractions: Iterable[Extraction], coded: Mapping[str, Any]) -> dict[str, Score]:
    """Score MUC-4 incidents and their strings, by hand-written key; a string is right when one of its forms is quoted.

    An incident is found when some event of the message quotes one of its victims or perpetrators.
    """
    rows = []
    for extraction in extractions:
        events = [_event_words(event) for event in fold(extraction)]
        row = dict.fromkeys(("incidents with victims found", "victims", "perpetrators"), (0, 0))
        for template in coded[extraction.report.id]:
            harmed = [form for slot in MUC_VICTIMS for form in muc_strings(template.get(slot, []))]
            doers = [form for slot in MUC_PERPETRATORS for form in muc_strings(template.get(slot, []))]
            scores = [[_count(harmed, hit), _count(doers, did)] for hit, did in events]
            best = max(scores, key=sum, default=[0, 0])
            told = (int(bool(harmed) and best[0] > 0), int(bool(harmed))), (best[0], len(harmed)), (best[1], len(doers))
            row = {n: (old[0] + right, old[1] + of) for (n, old), (right, of) in zip(row.items(), told, strict=True)}
        rows.append(row)
    return summed(rows)


def _event_words(event: EventRecord) -> tuple[list[list[str]], list[list[str]]]:
    hit = (
        [t.value.name for t in event.targets]
        + [c.group.name for c in (*event.casualties, *event.taken)]
        + [p.name for p in event.people]
    )
    return [words(name) for name in hit], [words(party.name) for party in event.perpetrators]


def _count(fillers: list[list[str]], read: list[list[str]]) -> int:
    return sum(any(_overlap(words(form), name) for form in forms for name in read) for forms in fillers)


def _overlap(one: list[str], other: list[str]) -> bool:
    """Whether two names end in the same noun and one holds all words of the other, small words aside."""
    left, right = set(one) - SMALL_WORDS, set(other) - SMALL_WORDS
    return bool(left and right) and (left <= right or right <= left)
