"""What was received is kept as it came, and every report leads back to it."""

import hashlib
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.sources import read_sources
from dateline.sources.draft import Part
from dateline.sources.kinds import parse
from dateline.sources.received import Originals, Stretch, composed, whole

STORY = "LENTOVAR – Two rockets hit.\r\nNobody was hurt 🚑, the army said.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_text_file_is_kept_and_found_again(tmp_path, encoding):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    text = STORY if encoding != "cp1252" else STORY.replace("🚑", "«là»")
    data = mark + text.encode(encoding)
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    originals = Originals(tmp_path / "kept")
    kept = []
    (report,) = read_sources([path], keep=lambda *both: (kept.append(both), originals.keep(*both)))
    ((_, received),) = kept
    assert originals.path(hashlib.sha256(data).hexdigest()).read_bytes() == data
    start = report.text.index("the army")
    begin, end = received.bytes_of(*received.back(start, start + 8))
    assert data[begin:end].decode(received.encoding) == "the army"
    (line,) = (tmp_path / "kept" / "maps").rglob("*.json")
    said = json.loads(line.read_text())
    assert (said["report"], said["received_sha256"]) == ("a", hashlib.sha256(data).hexdigest())
    originals.keep(report, received)
    assert len(list((tmp_path / "kept").rglob("*.*"))) == 1, "the second time nothing is written, and no part is left"


def test_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(SourceError, match="cannot be kept"):
        list(read_sources([tmp_path / "a.txt"], keep=Originals(tmp_path / "kept").keep))


def test_readings_of_a_file_travel_between_processes():
    found = parse(Part("a.jsonl", "a.jsonl", b'{"text": "One."}\n{"text": 2}\n'))
    sent = pickle.loads(pickle.dumps(found))
    assert sent[0] == found[0]
    assert str(sent[1]) == str(found[1])


@given(st.text(min_size=1))
def test_back_from_any_stretch_is_what_was_there(text):
    received = whole(text, text.encode("utf-8", "surrogatepass"), "text/plain", "utf-8")
    assert received.back(0, len(text)) == (0, len(text))
    assert received.back(len(text), len(text) + 1) is None


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_two_maps_make_one(outer, inner):
    def chain(lengths, gap):
        at, out = 0, []
        for length in lengths:
            out.append(Stretch(at, at + length, at + gap, at + gap + length))
            at += length
        return out

    for one in composed(chain(outer, 3), chain(inner, 100)):
        assert one.first - one.start == 103
        assert one.end <= sum(outer)
