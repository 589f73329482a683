"""The same shards through Dask: skipped when done, given up when their workers die, told when Dask is missing."""

import importlib.util

import pytest

from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.model.extraction import Extraction, Refused
from dateline.model.report import Report
from dateline.scale.shards import cluster
from dateline.scale.shards.folder import Folder
from dateline.scale.shards.gather import gather
from dateline.scale.shards.plan import code, how, part_name

pytest.importorskip("distributed")

WORK = """
import os
from dateline.model.extraction import Extraction
from dateline.scale.shards.plan import reports_of
from dateline.scale.shards.reading import merged, sealed

def read(part):
    reports = reports_of(part.items)
    if any("dies" in report.text for report in reports):
        os._exit(1)
    results = list(merged(part.items, iter([Extraction(report) for report in reports])))
    return sealed(part.code, part.inputs, results, part.items)
"""


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A module that workers can import, with a reading that needs no annotator."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "small_work.py").write_text(WORK)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        import small_work

        yield small_work


@pytest.fixture(scope="module")
def client(work):
    """Workers in processes of their own, and a scheduler that gives up at the first death."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        client = cluster.connected("", 1)
    yield client
    client.cluster.close()
    client.close()


def given(*texts):
    return [(Report.of(text, id=f"r{number}"), ()) for number, text in enumerate(texts)]


def test_parts_are_read_written_and_skipped_when_done(tmp_path, client, work):
    folder = Folder(tmp_path / "out")
    items = [*given(*[f"Calm {n}." for n in range(7)]), (Refused("empty.txt", "it is empty"), ())]
    came = list(cluster.read_parts(client, items, folder, size=3, read=work.read))
    assert sorted(one.name for one in came) == [part_name(n) for n in range(3)]
    assert not any(one.was_there for one in came)
    again = list(cluster.read_parts(client, items, folder, size=3, read=work.read))
    assert [one.name for one in again] == [part_name(n) for n in range(3)] and all(one.was_there for one in again)
    changed = [*items[:4], (Report.of("Shots.", id="r4"), ()), *items[5:]]
    assert [o.was_there for o in cluster.read_parts(client, changed, folder, size=3, read=work.read)].count(False) == 1
    with Ledger.open(tmp_path / "l.db") as ledger:
        found = gather(folder, ledger)
        assert {report.text for report in ledger.reports()} >= {"Shots.", "Calm 6."}
    assert found.is_whole and (found.read, found.refused) == (7, 1)


def test_a_part_that_its_workers_die_of_is_given_up_alone(tmp_path, client, work):
    folder = Folder(tmp_path / "out")
    items = given("Calm.", "Quiet.", "It dies.", "Loud.", "Still.")
    came = {one.name: one for one in cluster.read_parts(client, items, folder, size=1, read=work.read)}
    lost = [name for name, one in came.items() if one.done is None]
    assert part_name(2) in lost and "workers died of it" in came[part_name(2)].why
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert set(gather(folder, ledger).missing) == set(lost)
    mended = [item if n != 2 else given("Calm.")[0] for n, item in enumerate(items)]
    assert all(one.done for one in cluster.read_parts(client, mended, folder, size=1, read=work.read))
    assert folder.stuck(part_name(2)) is None


class _Fake:
    def read(self, reports):
        return [Extraction(report) for report in reports]


def test_a_worker_of_another_version_is_refused(monkeypatch):
    monkeypatch.setattr(cluster, "_reader", lambda how: _Fake())
    items = given("Calm.")
    content, done = cluster.read_part(cluster.Part(part_name(0), items, code(), "x", how()))
    assert done.read == 1 and content
    with pytest.raises(DatelineError, match="a worker reads with"):
        cluster.read_part(cluster.Part(part_name(0), items, "0.0.9+1 2 rules", "x", how()))


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(DatelineError, match=r"pip install 'dateline\[scale\]'"):
        cluster.connected("", 1)
    assert importlib.util.find_spec("distributed")


def test_a_scheduler_that_does_not_answer_is_told():
    with pytest.raises(DatelineError, match="does not answer"):
        cluster.connected("nonsense://nowhere", 1)
