"""What the trained reader marked, as forms. The words are made up."""

from __future__ import annotations

import pytest

from dateline.evaluate.muc.templates import number
from dateline.model.found import Findings
from dateline.trained.entities import Entity
from dateline.trained.marks.labels import HEADS
from dateline.trained.marks.mentions import Mention


@pytest.mark.parametrize(
    ("words", "told"),
    [("two old bridges", "PLURAL"), ("bridge of stones", "1"), ("of bridges of stone", "PLURAL"), ("of", "1")],
)
def test_how_many_are_told_by_the_head(words: str, told: str) -> None:
    parts = tuple(words.split())
    answers = {question: (1.0,) * len(known) for question, known in HEADS.items()}
    entity = Entity("thing", (Mention(0, len(parts), "thing", 0.9, 0, parts, answers),), (0,))
    assert number(None, Findings(), entity) == told  # type: ignore[arg-type]
