"""Several processes read what one reads, in the same order; one that dies costs the report it died of."""

import pickle
import time

import pytest

from dateline.errors import DatelineError
from dateline.model.claim import SLOTS
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.scale import workers
from dateline.scale.guard import limits

DEADLY = """
import os, signal, time
from dateline.errors import DatelineError
from dateline.model.extraction import Extraction
from dateline.scale import guarded, workers
from dateline.scale.guard import limits

real = workers.serve

def extract_all(reports):
    for report in reports:
        if "dies" in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "raises" in report.text:
            1 / 0
        if "lacks" in report.text:
            raise DatelineError("the weights are not installed", "here", "install them")
        if "sleeps" in report.text:
            time.sleep(600)
        if "hangs" in report.text:
            "a" * 100_000_000 in "a" * 50_000_000
            while True:
                pass
        if "swells" in report.text:
            held = [bytes(1 << 28) for _ in range(40)]
        if "crashes" in report.text:
            import ctypes
            ctypes.string_at(0)
        yield Extraction(report)

def serve(pipe):
    guarded.extract_all = extract_all
    workers.load = lambda: None
    limits.SECONDS = 0.5
    real(pipe)
"""


@pytest.fixture
def deadly(tmp_path, monkeypatch):
    """Reading processes that do what a report says."""
    (tmp_path / "deadly.py").write_text(DEADLY)
    monkeypatch.syspath_prepend(tmp_path)
    import deadly

    monkeypatch.setattr(workers, "serve", deadly.serve)


def chunks(*texts, size=3):
    reports = [Report.of(text, id=str(n)) for n, text in enumerate(texts)]
    return [(start, reports[start : start + size]) for start in range(0, len(reports), size)]


def test_what_is_read_travels_whole(extraction):
    back = pickle.loads(pickle.dumps(extraction))
    assert back == extraction
    assert all(claim.slot is SLOTS[claim.slot.name] for claim in back.claims), "slots are compared by identity"
    assert all(pickle.loads(pickle.dumps(slot)) is slot for slot in SLOTS.values())


def test_order_is_kept_and_a_fault_costs_one_report(deadly):
    texts = [f"Calm {n}." for n in range(40)]
    texts[7], texts[11], texts[39] = "It dies.", "It raises.", "It dies."
    given = [("none", []), *chunks(*texts)]
    found = list(workers.read_chunks(iter(given), 2))
    assert [beside for beside, _ in found] == [beside for beside, _ in given]
    results = [result for _, some in found for result in some]
    assert [r.where if isinstance(r, Refused) else r.report.id for r in results] == [str(n) for n in range(40)]
    refused = {r.where: r.why for r in results if isinstance(r, Refused)}
    assert refused.keys() == {"7", "11", "39"}
    assert "ZeroDivisionError" in refused["11"] and "SIGKILL" in refused["7"]


def test_missing_weights_end_it_with_the_reason(deadly):
    with pytest.raises(DatelineError, match="weights are not installed") as told:
        list(workers.read_chunks(chunks("It lacks.", "Calm.", size=1), 2))
    assert told.value.advice == "install them"


def test_leaving_early_waits_for_nobody(deadly):
    found = workers.read_chunks(chunks("Calm.", *["It sleeps."] * 8, size=1), 2)
    assert isinstance(next(found)[1][0], Extraction)
    started = time.monotonic()
    found.close()
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not limits.HAS_LIMITS, reason="limits of POSIX")
@pytest.mark.parametrize(
    ("word", "why"),
    [("hangs", "more than 5 s of processor time"), ("swells", "too much memory"), ("crashes", "SIGSEGV")],
)
def test_one_worker_survives_a_report_that_it_dies_of(deadly, word, why):
    texts = ["Calm."] * 10
    texts[4] = f"It {word}."
    found = [result for _, some in workers.read_chunks(chunks(*texts), 1) for result in some]
    assert [r.where if isinstance(r, Refused) else r.report.id for r in found] == [str(n) for n in range(10)]
    (refused,) = (r for r in found if isinstance(r, Refused))
    assert refused.where == "4" and why in refused.why and "the others are read" in refused.why


def test_a_silent_process_is_ended_by_the_clock(deadly, monkeypatch):
    monkeypatch.setattr(workers, "patience", lambda seconds: 25.0)
    found = list(workers.read_chunks(chunks("Calm.", "It sleeps.", "Calm.", size=1), 1))
    assert [type(some[0]) for _, some in found] == [Extraction, Refused, Extraction]
    assert "did not end within" in found[1][1][0].why
