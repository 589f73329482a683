"""`dateline merge`, `judge`, `undo`, `history` and `questions`: which events are one, by rules and by persons."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, date, datetime

import msgspec
from rich.text import Text

from dateline.cli.many.opened import opened
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import ID_SHOWN, console, notes
from dateline.errors import MergeError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.together import Merged
from dateline.model.judgement import Judgement, Retraction, Verdict


def merge_ledger(name: str) -> None:
    """Work out every canonical event again and say what came of it."""
    with Ledger.open(name, create=False) as ledger:
        ledger.merge_again()
        merged = ledger.merged()
        told, left, path = len(merged.home), len(merged.questions()), ledger.path
    said = notes()
    said.print(f"{told} tellings in {len(merged.ids())} events", soft_wrap=True)
    if left:
        said.print(f"{left} pair{'s' * (left > 1)} may be one event: dateline questions {path}", soft_wrap=True)


def judge_events(name: str, ends: tuple[str, str], verdict: str, why: str, by: str) -> None:
    """Keep a judgement on two events; where a canonical event is named, on the tellings that stand for it."""
    if verdict not in (Verdict.SAME, Verdict.DIFFERENT):
        raise MergeError(f"{verdict!r} is no judgement", "", "say same or different")
    if not why.strip():
        raise MergeError("a judgement needs a reason", "", 'add --why "..."')
    with opened(name) as (ledger, merged):
        pairs = _pairs(merged, ends, Verdict(verdict))
        made, who, path = now(), by or getpass.getuser(), ledger.path
        added = [ledger.judge(Judgement.between(*pair, Verdict(verdict), who, why, made)) for pair in pairs]
    notes().print(
        f"{sum(added)} judgement{'s' * (sum(added) != 1)} kept: {ends[0]} and {ends[1]} are {verdict}. "
        f"Take it back with: dateline undo {path}",
        soft_wrap=True,
    )


def _pairs(merged: Merged, ends: tuple[str, str], verdict: Verdict) -> list[tuple[str, str]]:
    """The tellings judged: those named; of a canonical event its first, and all of it where two are set apart."""
    one, other = (_tellings(merged, end) for end in ends)
    if set(one) & set(other) and len(one) + len(other) > 2:
        raise MergeError("both names are of one event", "", "name the two tellings of it to split (dateline event)")
    if one == other:
        raise MergeError("an event is not judged against itself", ends[0], "name two events")
    return [(one[0], other[0])] if verdict is Verdict.SAME else [(a, b) for a in one for b in other]


def _tellings(merged: Merged, name: str) -> list[str]:
    named = [event for event in merged.home if name and event.startswith(name)]
    canonical = [id_ for id_ in merged.ids() if name and id_.startswith(name)]
    if len(named) + len(canonical) > 1:
        some = ", ".join(sorted((*named, *canonical))[:5])
        raise MergeError(f"more than one event begins with {name!r}: {some}", "", "give more of the id")
    if named:
        return named
    if canonical:
        return list(merged.members(canonical[0]))
    raise MergeError(f"there is no event {name!r}", "", "list the events with: dateline events")


def undo_judgement(name: str, judgement: str, why: str, by: str) -> None:
    """Take back the last judgement or decision that stands, or the one named, with those made in the same breath."""
    with Ledger.open(name, create=False) as ledger:
        held: list[Judgement | Decision] = [*ledger.judgements(), *ledger.decisions()]
        standing = sorted(held, key=lambda j: (j.when, j.id))
        found = [j for j in standing if j.id.startswith(judgement)] if judgement else standing[-1:]
        if not found:
            what = f"there is no judgement {judgement!r} to take back".replace(" ''", "")
            raise MergeError(what, ledger.path, f"see: dateline history {ledger.path}")
        if judgement and len(found) > 1:
            some = ", ".join(j.id for j in found[:5])
            raise MergeError(f"more than one judgement begins with {judgement!r}: {some}", "", "give more of the id")
        last = found[-1]
        together = [j for j in standing if (j.when, j.by, j.why) == (last.when, last.by, last.why)]
        for one in together:
            ledger.retract(one.id, by or getpass.getuser(), why, now())
    said = f"taken back: {', '.join(map(told, together))} ({last.why})"
    notes().print(Text(printable(said)), soft_wrap=True)


def told(one: Judgement | Decision) -> str:
    """Return what a person holds, in words: "4f2a 91cc same", "4f2a killed 3, not 2"."""
    if isinstance(one, Judgement):
        return f"{one.left[:ID_SHOWN]} and {one.right[:ID_SHOWN]} {one.verdict}"
    before = "" if not one.was else f" ({one.was})" if one.slot == "claim" else f", not {one.was}"
    return f"{one.event[:ID_SHOWN]} {one.said}{before}"


def show_history(name: str, as_json: bool) -> None:
    """Print every judgement, decision and retraction by time."""
    with Ledger.open(name, create=False) as ledger:
        rows = ledger.history()
    out = console()
    for row in rows:
        if as_json:
            named = {} if isinstance(row, Retraction) else {"id": row.id}
            sys.stdout.buffer.write(msgspec.json.encode(named | msgspec.to_builtins(row)) + b"\n")
        elif isinstance(row, Retraction):
            taken = f"{row.judgement_id[:ID_SHOWN]} taken back"
            out.print(Text(printable(f"{row.when}  {taken}  by {row.by}: {row.why or 'no reason given'}")))
        else:
            out.print(Text(printable(f"{row.when}  {row.id[:ID_SHOWN]}  {told(row)}  by {row.by}: {row.why}")))
    if not rows and not as_json:
        out.print("nobody has judged yet: dateline judge LEDGER A B same|different --why ...")


def show_questions(name: str, as_of: date | None, as_json: bool) -> None:
    """Print the pairs of events that may be one."""
    with opened(name, as_of) as (_, merged):
        found = merged.questions()
        reports = {q: (_reports(merged, q.left), _reports(merged, q.right)) for q in found}
    out = console()
    for q in found:
        left, right = reports[q]
        if as_json:
            row = {"left": q.left, "right": q.right, "tellings": q.tie.pair, "weight": q.tie.weight, "why": q.tie.why}
            sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")
            continue
        out.print(Text(f"{q.left[:ID_SHOWN]} {q.right[:ID_SHOWN]}", style="bold"), f"[{q.tie.weight:.2f}]")
        out.print(Text(printable(f"    {q.tie.why}")))
        out.print(Text(printable(f"    told by {left} / {right}"), style="dim"))
    if not found and not as_json:
        out.print("no open question")


def _reports(merged: Merged, id_: str) -> str:
    return ", ".join(dict.fromkeys(m.report.id for m in merged.event(id_).members))


def now() -> str:
    """Return the time of a judgement or decision, ISO, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
