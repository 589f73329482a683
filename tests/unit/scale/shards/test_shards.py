"""Shards: whole or not at all, skipped when done, quarantined by report, gathered into one ledger."""

import gzip
import json

import pytest

from dateline.errors import DatelineError, EvidenceError, SourceError
from dateline.ledger import Ledger
from dateline.model.extraction import Extraction, Problem, Refused
from dateline.model.report import Report
from dateline.scale.shards import reading
from dateline.scale.shards.folder import DONE, RESULTS, Folder, Stuck
from dateline.scale.shards.gather import gather
from dateline.scale.shards.lines import line_of, result_of
from dateline.scale.shards.plan import Share, code, digest_of, part_name
from dateline.scale.workers import OTHERS


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "out")


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """Reading that needs no process: a report gives an empty reading, and one that says so dies."""
    asked = []

    def read_chunks(chunks, workers):
        for beside, reports in chunks:
            asked.extend(reports)
            yield (
                beside,
                [Refused(r.id, "it died" + OTHERS) if "dies" in r.text else Extraction(r) for r in reports],
            )

    monkeypatch.setattr(reading, "read_chunks", read_chunks)
    return asked


def given(*texts):
    return [(Report.of(text, id=f"r{number}"), ()) for number, text in enumerate(texts)]


def digest(path):
    with Ledger.open(path) as ledger:
        return ledger.digest()


def test_a_result_comes_back_as_it_was(extraction):
    assert result_of(line_of(extraction)) == extraction
    assert line_of(result_of(line_of(extraction))) == line_of(extraction)
    refused = Refused("a.txt", "it is empty")
    assert result_of(line_of(refused)) == refused


def test_words_outside_the_report_do_not_come_back(extraction):
    line = json.loads(line_of(extraction))
    line["events"][0]["trigger"][1] = len(extraction.report.text) + 1
    with pytest.raises(EvidenceError, match="runs past the text"):
        result_of(json.dumps(line).encode())


@pytest.mark.parametrize("change", [{"claims": 3}, {"report": None}, {"type": "else"}])
def test_what_is_no_result_is_told(extraction, change):
    line = json.dumps(json.loads(line_of(extraction)) | change).encode()
    with pytest.raises(SourceError, match="no result of a shard"):
        result_of(line, "here")
    with pytest.raises(SourceError, match="no result of a shard"):
        result_of(line[:-20], "here")


def test_every_report_is_in_one_shard_and_one_id_in_one():
    reports = [Report.of(f"Calm {n}.") for n in range(200)] + [Refused(f"{n}.txt", "empty") for n in range(20)]
    shares = [Share(number, 7) for number in range(1, 8)]
    assert all(sum(share.holds(one) for share in shares) == 1 for one in reports)
    assert all(10 < sum(share.holds(one) for one in reports) < 60 for share in shares)
    one, other = Report.of("Calm.", id="x"), Report.of("Shots.", id="x")
    assert [s.holds(one) for s in shares] == [s.holds(other) for s in shares]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", "1/4/2"])
def test_what_is_no_share_is_told(text):
    with pytest.raises(DatelineError, match="is no shard"):
        Share.parse(text)


def test_a_shard_that_is_done_is_left_alone(folder, calm):
    items = given("Calm.", "Quiet.")
    assert reading.read_shard(folder, "00001-of-00001", items)[1] is False
    assert len(calm) == 2
    done, was_there = reading.read_shard(folder, "00001-of-00001", items)
    assert was_there and (done.read, done.refused) == (2, 0) and len(calm) == 2
    reading.read_shard(folder, "00001-of-00001", items, again=True)
    assert len(calm) == 4


def test_other_reports_rules_doubts_or_a_damaged_file_are_read_anew(folder, calm, monkeypatch):
    items = given("Calm.", "Quiet.")
    reading.read_shard(folder, "00001-of-00001", items)
    doubtful = [(items[0][0], (Problem("r0", None, "sources.date", "guessed"),)), items[1]]
    for other in (given("Calm.", "Loud."), doubtful, items):
        assert reading.read_shard(folder, "00001-of-00001", other)[1] is False
    (folder.path / f"00001-of-00001{RESULTS}").write_bytes(b"cut off")
    assert reading.read_shard(folder, "00001-of-00001", items)[1] is False
    monkeypatch.setattr(reading, "code", lambda: "another version")
    assert reading.read_shard(folder, "00001-of-00001", items)[1] is False


def test_a_report_that_kills_its_worker_is_quarantined_alone(folder):
    done, _ = reading.read_shard(folder, "00001-of-00001", given("Calm.", "It dies.", "Quiet."))
    assert (done.read, done.refused) == (2, 1)
    assert done.quarantined == [("r1", "it died" + OTHERS)]


def test_a_shard_cut_off_at_any_moment_is_not_done(folder, monkeypatch):
    """Whatever is renamed last, a shard is done only when both files are in their places."""
    items = given("Calm.")
    real, left = Folder._place, [0]

    def place(self, name, content):
        left[0] -= 1
        if not left[0]:
            raise SourceError("the power failed", "", "")
        real(self, name, content)

    monkeypatch.setattr(Folder, "_place", place)
    for moment in (1, 2):
        left[0] = moment
        with pytest.raises(SourceError, match="the power failed"):
            reading.read_shard(folder, "00001-of-00001", items)
        assert not folder.is_done("00001-of-00001", code(), digest_of(items))
    reading.read_shard(folder, "00001-of-00001", items)
    assert folder.is_done("00001-of-00001", code(), digest_of(items))


def test_the_same_results_give_the_same_bytes(tmp_path):
    items = given("Calm.", "Quiet.")
    for name in ("one", "two"):
        reading.read_shard(Folder(tmp_path / name), "00001-of-00001", items)
    one, two = ((tmp_path / name / f"00001-of-00001{RESULTS}").read_bytes() for name in ("one", "two"))
    assert one == two and len(gzip.decompress(one).splitlines()) == 2


def test_gathered_shards_are_the_ledger_of_one_process(tmp_path, folder, extraction, monkeypatch):
    items = [*given("Calm.", "It dies.", "Quiet.", "Loud."), (Refused("empty.txt", "it is empty"), ())]
    items += [(Report.of("Another text.", id="r0"), ()), (Report.of("Half \ud800 a pair.", id="half"), ())]
    with Ledger.open(tmp_path / "one.db") as ledger:
        results = list(reading.read_items(items, 1))
        stored = ledger.add_all(one for one in results if isinstance(one, Extraction))
        ledger.refuse(*(one for one in (*results, *stored) if isinstance(one, Refused)))
    for number in (3, 1, 2):
        share = Share(number, 3)
        reading.read_shard(folder, share.name, [item for item in items if share.holds(item[0])])
    with Ledger.open(tmp_path / "g.db") as ledger:
        found = gather(folder, ledger, most=2)
    assert found.is_whole and (found.done, found.read, found.known, found.refused) == (3, 3, 0, 4)
    assert digest(tmp_path / "g.db") == digest(tmp_path / "one.db")
    with Ledger.open(tmp_path / "g.db") as ledger:
        again = gather(folder, ledger)
    assert (again.read, again.known, again.refused) == (0, 3, 4)
    assert digest(tmp_path / "g.db") == digest(tmp_path / "one.db")


def test_missing_shards_are_named_and_the_rest_is_gathered(tmp_path, folder):
    for number in (1, 3):
        reading.read_shard(folder, Share(number, 4).name, given(f"Calm {number}."))
    folder.quarantine(Share(2, 4).name, Stuck(code(), "", "its worker died three times"))
    with Ledger.open(tmp_path / "l.db") as ledger:
        found = gather(folder, ledger)
    assert found.done == 2 and not found.is_whole
    assert found.missing == {Share(2, 4).name: "its worker died three times", Share(4, 4).name: ""}


def test_a_stream_is_whole_when_its_end_was_written(tmp_path, folder):
    for number in range(3):
        reading.read_shard(folder, part_name(number), given(f"Calm {number}."))
    with Ledger.open(tmp_path / "l.db") as ledger:
        assert gather(folder, ledger).is_open
        folder.end(2)
        found = gather(folder, ledger)
    assert found.is_whole and found.done == 2 and part_name(2) not in folder.names()


def test_shards_of_two_plans_do_not_mix(folder):
    reading.read_shard(folder, Share(1, 4).name, given("Calm."))
    with pytest.raises(SourceError, match="another plan"):
        reading.read_shard(folder, Share(1, 5).name, given("Calm."))
    with pytest.raises(SourceError, match="another plan"):
        reading.read_shard(folder, part_name(0), given("Calm."))


def test_shards_of_another_reader_are_not_gathered(tmp_path, folder, monkeypatch):
    reading.read_shard(folder, Share(1, 2).name, given("Calm."))
    monkeypatch.setattr(reading, "code", lambda: "0.0.9+00000000 0 rules")
    with Ledger.open(tmp_path / "l.db") as ledger:
        reading.read_shard(folder, Share(2, 2).name, given("Loud."))
        with pytest.raises(SourceError, match="different versions"):
            gather(folder, ledger)
        (folder.path / (Share(1, 2).name + DONE)).unlink()
        with pytest.raises(SourceError, match=r"read by 0\.0\.9\+00000000"):
            gather(folder, ledger)
        assert ledger.size()["report"] == 0


def test_a_damaged_file_is_told_and_not_gathered(tmp_path, folder):
    reading.read_shard(folder, Share(1, 1).name, given("Calm."))
    (folder.path / (Share(1, 1).name + RESULTS)).write_bytes(gzip.compress(b"{}\n"))
    with Ledger.open(tmp_path / "l.db") as ledger, pytest.raises(SourceError, match="not those of the marker"):
        gather(folder, ledger)


def test_an_empty_or_absent_folder_is_told(tmp_path, folder):
    with pytest.raises(SourceError, match="there is no such folder"):
        Folder(tmp_path / "none", create=False)
    with Ledger.open(tmp_path / "l.db") as ledger, pytest.raises(SourceError, match="holds no shard"):
        gather(folder, ledger)
