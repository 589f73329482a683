"""The matching rule of the attribution measure."""

import pytest

from dateline.errors import SourceError
from dateline.evaluate.marked.attribution import Marked, measure, overlap, score


def marked(source, content):
    return Marked(frozenset(source), frozenset(content), quoted=False)


def test_contents_must_overlap_by_half_and_sources_touch():
    gold = [marked(range(5), range(10, 30))]
    assert score([marked(range(3, 8), range(10, 40))], gold).both == 1
    assert score([marked(range(3, 8), range(10, 60))], gold).both == 0
    assert score([marked(range(6, 9), range(10, 30))], gold).both == 0


def test_one_saying_matches_one_mark():
    twice = [marked((), range(10)), marked((), range(10))]
    found = score(twice, twice[:1])
    assert (found.both, found.read, found.marked, found.recall) == (1, 2, 1, 1.0)


def test_overlap_is_intersection_over_union():
    assert overlap(frozenset(range(10)), frozenset(range(5, 15))) == pytest.approx(1 / 3)


def test_marks_on_disk(tmp_path):
    text = "The mayor said that the bridge had fallen."
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text(text, "utf-8")
    lines = [
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "T1\tSource 0 9\tThe mayor",
        "T2\tCue 10 14\tsaid",
        "T3\tContent 15 41\tthat the bridge had fallen",
        "T4\tAttribution 10 14\tsaid",
    ]
    (tmp_path / "attributions" / "a_x1.ann").write_text("\n".join(lines), "utf-8")
    assert [row.f1 for row in measure([tmp_path / "text" / "a.txt"])["all"]] == [1.0]


def test_lines_that_are_no_marks_are_passed_over(tmp_path):
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "b.txt").write_text("The mayor said that\n\nEvery bridge had fallen.", "utf-8")
    lines = [
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T9",
        "T1\tSource 0 9\tThe mayor",
        "T2\tCue 10 14\tsaid",
        "T3\tContent 15 44;90 95\tthat",
        "",
        "Every bridge had fallen",
        "T4\tAttribution 10 14\tsaid",
        "#1\tAnnotatorNotes T3\tover two lines",
        "E2",
    ]
    (tmp_path / "attributions" / "b_x1.ann").write_text("\n".join(lines), "utf-8")
    assert [row.marked for row in measure([tmp_path / "text" / "b.txt"])["all"]] == [1]


def test_no_report_is_refused():
    with pytest.raises(SourceError):
        measure([])
