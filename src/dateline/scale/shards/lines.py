"""What was read from a report as one line of JSON, and back: how results wait in a folder until they are gathered.

A quotation travels as the place of its words and is cut from the report again on arrival, so that a file that was
changed on its way gives other words or an error, and never a value with words that the report does not say.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from dateline.errors import SourceError
from dateline.ledger.codec import decoded, encoded
from dateline.model.actor import Harm
from dateline.model.claim import SLOTS, Attribution, Claim, Factuality, Stance
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.link import Link, Relation, Tally
from dateline.model.page import Edit
from dateline.model.report import Cited, Evidence, Report, Span
from dateline.model.when import When

Result = Extraction | Refused
Place = tuple[int, int, str]
"""Where quoted words begin and end, and the rule that read them."""


class _Voice(msgspec.Struct, omit_defaults=True):
    speaker: str | None = None
    stance: Stance = Stance.ASSERTS
    certainty: str | None = None
    said: date | None = None
    cue: Place | None = None


class _Event(msgspec.Struct):
    id: str
    kind: Kind
    trigger: Place
    mentions: tuple[Place, ...]


class _Claim(msgspec.Struct):
    event: str
    slot: str
    value: msgspec.Raw
    words: tuple[Place, ...]
    voice: _Voice
    factuality: Factuality
    as_of: date | None


class _Link(msgspec.Struct):
    source: str
    relation: Relation
    target: str
    words: tuple[Place, ...]
    voice: _Voice


class _Tally(msgspec.Struct):
    harm: Harm
    estimate: Estimate
    words: tuple[Place, ...]
    group: str | None
    places: tuple[str, ...]
    since: str | None
    as_of: When | None
    source: str | None


class _Read(msgspec.Struct, tag="read"):
    report: Report
    events: tuple[_Event, ...]
    claims: tuple[_Claim, ...]
    links: tuple[_Link, ...]
    tallies: tuple[_Tally, ...]
    problems: tuple[Problem, ...]
    edits: tuple[Edit, ...]
    dateline: str | None
    contributors: tuple[str, ...]


class _Refused(msgspec.Struct, tag="refused"):
    where: str
    why: str


_DECODER = msgspec.json.Decoder(_Read | _Refused)


def line_of(result: Result) -> bytes:
    """Return a result as one line; the same result gives the same bytes."""
    if isinstance(result, Refused):
        return encoded(_Refused(_sendable(result.where), _sendable(result.why))).encode() + b"\n"
    read = _Read(
        result.report,
        tuple(_Event(e.id, e.kind, _place(e.trigger), _places(e.mentions)) for e in result.events),
        tuple(map(_claim, result.claims)),
        tuple(_Link(x.source, x.relation, x.target, _places(x.evidence), _voice(x.attribution)) for x in result.links),
        tuple(map(_tally, result.tallies)),
        result.problems,
        result.edits,
        result.dateline,
        result.contributors,
    )
    return encoded(read).encode() + b"\n"


def result_of(line: bytes, where: str = "") -> Result:
    """Return what a line holds, every quotation cut from its report anew.

    Args:
        where: the file, for the message.

    Raises:
        SourceError: if it is no such line.
        EvidenceError: if a quotation lies outside its report.
        LedgerError: if a value is not of its slot's type.
    """
    try:
        read = _DECODER.decode(line)
        if isinstance(read, _Refused):
            return Refused(read.where, read.why)
        return _extraction(read)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise SourceError(f"no result of a shard: {error}", where, "read the shard again") from error


def _extraction(read: _Read) -> Extraction:
    quote = _Quote(read.report)
    return Extraction(
        read.report,
        tuple(Event(e.id, read.report.id, e.kind, quote.one(e.trigger), quote.some(e.mentions)) for e in read.events),
        tuple(map(quote.claim, read.claims)),
        tuple(Link(x.source, x.relation, x.target, quote.cited(x.words), quote.voice(x.voice)) for x in read.links),
        tuple(map(quote.tally, read.tallies)),
        read.problems,
        read.edits,
        read.dateline,
        read.contributors,
    )


class _Quote:
    """Cuts the words of one report again."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def one(self, place: Place) -> Evidence:
        return self._report.cite(Span(place[0], place[1]), place[2])

    def some(self, places: tuple[Place, ...]) -> tuple[Evidence, ...]:
        return tuple(map(self.one, places))

    def cited(self, places: tuple[Place, ...]) -> Cited:
        if not places:
            raise ValueError("a value cites no words")
        return (self.one(places[0]), *self.some(places[1:]))

    def voice(self, voice: _Voice) -> Attribution:
        cue = self.one(voice.cue) if voice.cue else None
        return Attribution(voice.speaker, voice.stance, voice.certainty, voice.said, cue)

    def claim(self, said: _Claim) -> Claim[Any]:
        slot = SLOTS[said.slot]
        value = decoded(bytes(said.value).decode(), slot.type)
        words, voice = self.cited(said.words), self.voice(said.voice)
        return Claim(said.event, slot, value, words, voice, said.factuality, said.as_of)

    def tally(self, said: _Tally) -> Tally:
        words = self.cited(said.words)
        return Tally(said.harm, said.estimate, words, said.group, said.places, said.since, said.as_of, said.source)


def _claim(said: Claim[Any]) -> _Claim:
    value = msgspec.Raw(encoded(said.value).encode())
    words, voice = _places(said.evidence), _voice(said.attribution)
    return _Claim(said.event, said.slot.name, value, words, voice, said.factuality, said.as_of)


def _tally(said: Tally) -> _Tally:
    words = _places(said.evidence)
    return _Tally(said.harm, said.estimate, words, said.group, said.places, said.since, said.as_of, said.source)


def _voice(said: Attribution) -> _Voice:
    return _Voice(said.speaker, said.stance, said.certainty, said.said, _place(said.cue) if said.cue else None)


def _sendable(words: str) -> str:
    """Half a surrogate pair, as in a broken file name, has no bytes; a ledger would keep the same in its place."""
    return words.encode("utf-8", "backslashreplace").decode()


def _places(words: tuple[Evidence, ...]) -> tuple[Place, ...]:
    return tuple(map(_place, words))


def _place(words: Evidence) -> Place:
    return words.span.start, words.span.end, words.rule
