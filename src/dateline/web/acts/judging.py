"""What a reviewer says of two events, takes back, and looks up: judgements, undo, history."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.errors import MergeError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided import in_words
from dateline.ledger.together import Merged
from dateline.model.extraction import Problem
from dateline.model.judgement import Judgement, Retraction, Verdict

Name = Annotated[str, Field(min_length=1, max_length=500)]
Why = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]


class ChangedError(MergeError):
    """Another reviewer changed it since it was shown; nothing is overwritten."""


class NotYoursError(MergeError):
    """An act of somebody else, which only an editor takes back."""


class Judged(BaseModel):
    """Two events are one, or two.

    Attributes:
        left, right: ids of events, or of tellings of one event that shall be set apart.
        was: what the page showed of this pair: "same", "different" or "" (nobody had judged).
    """

    model_config = ConfigDict(extra="forbid")
    left: Name
    right: Name
    verdict: Literal["same", "different"]
    why: Why
    was: Literal["", "same", "different"] = ""


class Undone(BaseModel):
    """What is taken back: the id of a judgement or decision."""

    model_config = ConfigDict(extra="forbid")
    id: Name
    why: Annotated[str, Field(max_length=2000)] = ""


def now() -> str:
    """Return the time of an act, ISO, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")  # noqa: TID251 - web may ask the clock


def judge(ledger: Ledger, asked: Judged, by: str) -> list[str]:
    """Keep a judgement; return the ids of all that it took.

    Raises:
        MergeError: if the names are of no two events.
        ChangedError: if somebody judged the pair since the page was shown.
    """
    verdict = Verdict(asked.verdict)
    with ledger.transaction():
        right = ledger.near(asked.right).find(asked.right)
        pairs = _pairs(ledger.near(asked.left, right), asked.left, asked.right, verdict)
        last = _standing(ledger, pairs)
        if (str(last.verdict) if last else "") != asked.was:
            who = f"{last.by} judged it {last.verdict}: {last.why}" if last else "the judgement was taken back"
            raise ChangedError(f"somebody was here before you: {who}", "", "look at it again")
        made = now()
        kept = [Judgement.between(*pair, verdict, by, asked.why.strip(), made) for pair in pairs]
        for one in kept:
            ledger.judge(one)
    return [one.id for one in kept]


def _standing(ledger: Ledger, pairs: list[tuple[str, str]]) -> Judgement | None:
    """The last judgement that stands about one of the pairs."""
    wanted = {frozenset(pair) for pair in pairs}
    found = [one for one in ledger.judgements() if frozenset((one.left, one.right)) in wanted]
    return found[-1] if found else None


def _pairs(merged: Merged, one: str, other: str, verdict: Verdict) -> list[tuple[str, str]]:
    """The tellings judged: those named; of two events their first ones, and all of them where they are two."""
    left, right = _tellings(merged, one), _tellings(merged, other)
    if set(left) & set(right):
        raise MergeError("an event is not judged against itself", "", "name two events, or two tellings")
    return [(left[0], right[0])] if verdict is Verdict.SAME else [(a, b) for a in left for b in right]


def _tellings(merged: Merged, name: str) -> tuple[str, ...]:
    if name in merged.home:
        return (name,)
    return merged.members(merged.find(name))


def undo(ledger: Ledger, asked: Undone, by: str, own_only: bool = False) -> list[str]:
    """Take an act back with those made in the same breath; return their ids.

    Raises:
        ChangedError: if no such act stands.
        NotYoursError: if it is somebody else's, and only own ones may be taken back.
    """
    with ledger.transaction():
        standing: list[Judgement | Decision] = [*ledger.judgements(), *ledger.decisions()]
        last = next((one for one in standing if one.id == asked.id), None)
        if last is None:
            raise ChangedError("it was taken back already, or was never there", "", "look at the list again")
        if own_only and last.by != by:
            raise NotYoursError(f"{last.by} did this", "", "ask them or an editor, or decide otherwise yourself")
        together = [one for one in standing if (one.when, one.by, one.why) == (last.when, last.by, last.why)]
        made = now()
        for one in together:
            ledger.retract(one.id, by, asked.why.strip(), made)
    return [one.id for one in together]


def history(ledger: Ledger, most: int) -> list[dict[str, Any]]:
    """Return the last acts, the very last one first, each with whether it still stands."""
    acts = ledger.history()
    gone = {one.judgement_id: one for one in acts if isinstance(one, Retraction)}
    found = (one for one in reversed(acts) if not isinstance(one, Retraction))
    return [_shown(one, gone.get(one.id)) for one in islice(found, most)]


def doubt(problem: Problem) -> dict[str, Any]:
    """Return what was not understood, as the page gives it back to settle it."""
    start, end = (problem.span.start, problem.span.end) if problem.span is not None else (None, None)
    return {"start": start, "end": end, "rule": problem.rule, "what": problem.what}


def _shown(one: Judgement | Decision, gone: Retraction | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": one.id, "by": one.by, "why": one.why, "when": one.when}
    if isinstance(one, Judgement):
        row |= {"act": "judgement", "left": one.left, "right": one.right, "verdict": str(one.verdict)}
        row["said"] = "one event" if one.verdict is Verdict.SAME else "two events"
    else:
        about = {"report": one.event} if isinstance(one.value, Problem) else {"event": one.event}
        row |= {"act": "decision", **about, "slot": one.slot, "value": in_words(one.value)}
        if isinstance(one.value, Problem):
            row["problem"] = doubt(one.value)
        row |= {"was": one.was, "said": f"{one.said}, not {one.was}" if one.was and one.slot != "claim" else one.said}
    back = {"by": gone.by, "why": gone.why, "when": gone.when} if gone is not None else None
    return row | {"stands": gone is None, "taken_back": back}
