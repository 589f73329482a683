"""Sentences of our own with listed values, scored."""

import json

import pytest

from dateline.errors import SourceError
from dateline.evaluate.marked.quantities import Valued, measure, paired

ROWS = [
    {
        "text": "The mill employs around 600 people in two towns.",
        "quantities": [{"change": "~", "value": "600.0"}, {"change": "=", "value": "3"}],
    },
    {"text": "Nobody came on Sunday.", "quantities": []},
    {"text": "Output rose 5 to 7 tonnes.", "quantities": [{"change": "up", "value": "5.0-7.0"}]},
]


def test_values_are_scored_sentence_by_sentence(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ROWS))
    score = measure(tmp_path / "a.json")
    assert [(row.both, row.read, row.marked) for row in score.value] == [(1, 2, 2), (0, 0, 0), (1, 1, 1)]
    assert [text for text, _, _ in score.wrong] == [ROWS[0]["text"]]
    assert score.wrong[0][1:] == ([Valued(2, 2)], [Valued(3, 3)])


def test_each_listed_value_counts_once_and_the_same_bound_first():
    five, about = Valued(5, 5), Valued(5, 5, "~")
    pairs, extra, left = paired([about, five, five], [five, about])
    assert (pairs, extra, left) == ([(about, about), (five, five)], [five], [])


@pytest.mark.parametrize("text", ["no json", "[{}]", '[{"text": "a", "quantities": [{"value": "x"}]}]', "3"])
def test_another_form_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(SourceError, match="no sentences"):
        measure(tmp_path / "a.json")
