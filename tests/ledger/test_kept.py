"""What a process keeps of a ledger is never older than the last write, whoever wrote; sums are those of the rows."""

import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dateline.ledger import Ledger
from dateline.ledger.store import derived
from dateline.ledger.store.asking import Asked
from dateline.ledger.store.asking.kept import Kept
from dateline.ledger.together.tallies import DONE
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span

WRITER = """
import sys
from dateline.ledger import Ledger
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
for number in range(int(sys.argv[2])):
    with Ledger.open(sys.argv[1]) as ledger:
        report = Report.of(f"Report {number}: shots were fired.", id=str(number))
        ledger.add(Extraction(report, (Event.of(Kind.ATTACK, report.cite(Span(0, 6), "test")),)))
    print(number, flush=True)
"""


def told(number):
    report = Report.of(f"Report {number}: shots were fired.", id=str(number))
    return Extraction(report, (Event.of(Kind.ATTACK, report.cite(Span(0, 6), "test")),))


def total(path, kept):
    with Ledger.open(path, create=False) as ledger:
        return ledger.asked(Asked(), kept).total()


def answer(path, kept):
    return kept.answer("how many", lambda: str(total(path, kept)).encode())


@pytest.fixture
def path(ledger_at):
    address = ledger_at()
    with Ledger.open(address) as ledger:
        ledger.add(told("first"))
    return address


@pytest.fixture
def kept(path):
    kept = Kept(path)
    yield kept
    kept.close()


def test_what_another_process_wrote_is_seen_at_once(path, kept):
    command = [sys.executable, "-c", WRITER, path, "9"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        for line in writer.stdout:
            assert int(answer(path, kept)) >= int(line) + 2
    assert writer.returncode == 0 and int(answer(path, kept)) == 10


def test_nothing_is_asked_twice_while_nobody_writes(path, kept):
    assert answer(path, kept) == b"1"
    loads = []
    with Ledger.open(path) as ledger:
        ledger.asked(Asked(kind=("attack",)), kept).total()
        kept.held("columns", lambda: loads.append("loaded"), lambda: loads.append("folded"))
    assert loads == [] and kept.answer("how many", lambda: b"asked again") == b"1"
    with Ledger.open(path) as ledger:
        ledger.add(told("second"))
    assert kept.answer("how many", lambda: b"asked again") == b"asked again"


def test_what_a_program_without_dateline_wrote_is_seen(path, kept, connect):
    assert answer(path, kept) == b"1"
    connect(path).exec_driver_sql("DELETE FROM canonical")
    connect(path).exec_driver_sql("DELETE FROM member")
    assert answer(path, kept) == b"0"


def test_a_write_while_an_answer_is_made_is_not_lost(path, kept):
    def late():
        before = str(total(path, kept)).encode()
        with Ledger.open(path) as ledger:
            ledger.add(told("in between"))
        return before

    assert kept.answer("how many", late) == b"1"
    assert answer(path, kept) == b"2"


def test_another_file_in_its_place_is_seen(tmp_path):
    path, other = str(tmp_path / "l.db"), str(tmp_path / "other.db")
    for name, reports in ((path, 1), (other, 3)):
        with Ledger.open(name) as ledger:
            ledger.add_all([told(n) for n in range(reports)])
    kept = Kept(path)
    assert answer(path, kept) == b"1"
    shutil.move(other, path)
    for beside in ("-wal", "-shm"):
        (tmp_path / f"l.db{beside}").unlink(missing_ok=True)
    assert answer(path, kept) == b"3"
    kept.close()


def test_a_server_that_ended_the_connection_is_asked_again(postgres_at, administrator):
    path = postgres_at()
    Ledger.open(path).close()
    kept = Kept(path)
    assert answer(path, kept) == b"0"
    administrator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert answer(path, kept) == b"0"
    kept.close()


class Writers(RuleBasedStateMachine):
    """Two hold the ledger open and write, a third is asked: after each step it says what a newcomer would find."""

    folder = None

    def __init__(self):
        super().__init__()
        Writers.number += 1
        self.path = str(Writers.folder / f"{Writers.number}.db")
        self.writers = [Ledger.open(self.path), Ledger.open(self.path)]
        self.kept = Kept(self.path)

    @rule(who=st.integers(0, 1), number=st.integers(0, 9))
    def add(self, who, number):
        self.writers[who].add(told(number))

    @rule(who=st.integers(0, 1))
    def close(self, who):
        self.writers[who].close()
        self.writers[who] = Ledger.open(self.path)

    @rule(who=st.integers(0, 1), number=st.integers(0, 9))
    def forget(self, who, number):
        with self.writers[who].transaction() as db:
            name = told(number).events[0].id
            derived.drop_canonical(db, derived.canonical_of(db, [name]).values())
            derived.forget_events(db, [name])

    @invariant()
    def is_fresh(self):
        assert int(answer(self.path, self.kept)) == total(self.path, None) == total(self.path, self.kept)

    def teardown(self):
        self.kept.close()
        for one in self.writers:
            one.close()


def test_any_order_of_writes(tmp_path):
    Writers.folder, Writers.number = tmp_path, 0
    run_state_machine_as_test(Writers, settings=settings(max_examples=6, stateful_step_count=10, deadline=None))


START = date(2021, 2, 27)
NUMBERS = st.none() | st.integers(0, 9)
ROW = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["attack", "raid"]),
        "status": st.sampled_from(sorted(map(str, EventStatus))),
        "day": st.none() | st.integers(0, 40),
        "days": st.integers(0, 3),
        "place": st.sampled_from([None, ("Oru", "VS", 1.5), ("Oru", "TA", 2.5), ("Kayo", None, None)]),
        "actors": st.lists(st.sampled_from(["Red Arrow", "Blue Coast", "Army"]), unique=True, max_size=2),
        **{f"killed_{bound}": NUMBERS for bound in ("low", "best", "high")},
    }
)


def stored(number, told):
    first = START + timedelta(told["day"]) if told["day"] is not None else None
    row = {name: told[name] for name in told if name.startswith("killed") or name in ("kind", "status")}
    row |= {"earliest": first and str(first), "latest": first and str(first + timedelta(told["days"]))}
    place, country, lat = told["place"] or (None, None, None)
    row |= {"place": place, "country": country, "latitude": lat, "longitude": lat, "told_place": place and "{}"}
    return row | {
        "id": f"e{number:03}", "perpetrators": "", "suspects": "[]", "disputed": "", "unsure": "", "reports": 1,
        "sources": 1, "policy": "p", "traits": [("actor", name) for name in told["actors"]],
    }  # fmt: skip


def summed(rows):
    """low, best, high of the killed, as one adds them up by hand."""
    known = [r for r in rows if r["status"] in DONE and {r[f"killed_{b}"] for b in ("low", "best", "high")} != {None}]
    if not known:
        return None, None, None
    best = (next(r[f"killed_{b}"] for b in ("best", "low", "high") if r[f"killed_{b}"] is not None) for r in known)
    high = [r["killed_high"] for r in known]
    return sum(r["killed_low"] or 0 for r in known), sum(best), None if None in high else sum(high)


def bounds(row):
    return tuple(row[f"killed_{bound}"] for bound in ("low", "best", "high"))


BIN = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


@pytest.fixture
def empty(ledger_at):
    with Ledger.open(ledger_at()) as ledger:
        yield ledger


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(ROW, max_size=12), grain=st.sampled_from(sorted(BIN)), kind=st.sampled_from(["", "raid"]))
def test_sums_are_those_of_the_rows(empty, told, grain, kind):
    rows = [stored(number, one) for number, one in enumerate(told)]
    with empty.transaction() as db:
        derived.forget_all(db)
        derived.put_members(db, [{"event_id": row["id"], "canonical_id": row["id"]} for row in rows])
        derived.put_canonical(db, rows)
    answers = empty.asked(Asked(kind=(kind,) if kind else ()))
    rows = [row for row in rows if row["kind"] == (kind or row["kind"])]
    begun = {row["id"]: BIN[grain](date.fromisoformat(row["earliest"])) for row in rows if row["earliest"]}
    assert answers.total() == len(rows) and answers.ids() == [row["id"] for row in rows]
    days = [row[name] for row in rows for name in ("earliest", "latest") if row[name]]
    assert answers.span() == (min(days, default=None), max(days, default=None))
    assert [(row["start"], bounds(row)) for row in answers.toll(grain)] == [
        (str(start), summed([r for r in rows if begun.get(r["id"]) == start])) for start in sorted({*begun.values()})
    ]
    lanes = Counter(name for row in rows for _, name in row["traits"] or [("actor", "")])
    order = sorted(lanes, key=lambda name: (not name, -lanes[name], name))
    count, found = answers.lanes("actor", grain, 2)
    assert count == len(lanes) and [(lane.name, lane.count) for lane in found] == [(n, lanes[n]) for n in order[:2]]
    for lane in found:
        mine = [r for r in rows if ("actor", lane.name) in r["traits"] or (not lane.name and not r["traits"])]
        for row in lane.bins:
            here = [r for r in mine if str(begun.get(r["id"])) == row["start"]]
            assert row["count"] == len(here) and bounds(row) == summed(here)
        assert sum(row["count"] for row in lane.bins) == sum(r["id"] in begun for r in mine)
    spots = {(r["place"], r["country"], r["latitude"]) for r in rows if r["place"]}
    count, found = answers.places(2)
    assert count == len(spots) and len(found) == min(2, count)
    for spot in found:
        here = [r for r in rows if (r["place"], r["country"], r["latitude"]) == tuple(spot[n] for n in SPOT)]
        here.sort(key=lambda r: (r["earliest"] or "9999", r["id"]))
        assert spot["count"] == len(here) and spot["events"] == [r["id"] for r in here]
        assert spot["killed_best"] == summed(here)[1]
    order = sorted(rows, key=lambda r: (r["earliest"] is None, r["earliest"], r["id"]))
    assert [r["id"] for r in answers.listed("date", 1, 5).rows + answers.listed("date", 2, 500).rows] == [
        r["id"] for r in order[:5]
    ]
    assert [r["id"] for r in answers.listed("-date", 1, 500).rows][: len(begun)] == [
        r["id"] for r in sorted(order[: len(begun)], key=lambda r: r["earliest"], reverse=True)
    ]


SPOT = ("place", "country", "latitude")
