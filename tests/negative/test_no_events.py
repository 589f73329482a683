"""Texts full of the words of war in which nothing of the kind happens: no event may be read as having happened."""

from pathlib import Path

import pytest

from dateline.ledger.view import fold
from dateline.model.event import EventStatus, Kind
from dateline.model.report import Report
from dateline.pipeline import extract

QUIET = {Kind.AGREEMENT, Kind.DEPLOYMENT, Kind.OTHER}
"""Kinds that are no violence: a text may mention them."""
TEXTS = {
    "sport": "The Rockets shot down the Bombers 98-91 on Tuesday. Their guns, Ellis and Ward, fired from outside,"
    " and the visitors' attack died in the last quarter.",
    "film": "In the opening scene of the film a bomb destroys a train. The director shot it in a quarry with 40 men.",
    "market": "Oil prices exploded on Monday after the minister struck a deal. Shares in two banks were hit hard.",
    "politics": "The senator came under fire for his budget. Critics attacked the plan, and unions torpedoed it.",
    "health": "The boy is fighting cancer. He had a heart attack in March. The treatment is killing his appetite.",
    "exercise": "Four hundred soldiers will take part in the exercise next week. In the drill, troops retake a mock"
    " village from actors who play insurgents.",
    "history of a word": "The word 'bombing' first appeared in the 1840s. 'Shelling' once meant podding peas.",
    "recipe": "Beat the eggs, crush the garlic and fire up the grill. Kill the heat after two minutes.",
    "weather": "The storm hit the coast on Friday and battered two villages. It killed the power, and the river broke"
    " its banks.",
}
KNOWN = Path(__file__).parents[1] / "known_failures" / "negative.txt"
FAILING = set(KNOWN.read_text("utf-8").splitlines())


def cases():
    for name, text in TEXTS.items():
        marks = [pytest.mark.xfail(strict=True, reason="tests/known_failures/negative.txt")] if name in FAILING else []
        yield pytest.param(text, id=name, marks=marks)


@pytest.mark.parametrize("text", list(cases()))
def test_nothing_happened(text):
    events = fold(extract(Report.of(text)))
    violent = [e for e in events if e.kind not in QUIET and e.status is EventStatus.HAPPENED]
    assert not violent, [(str(e.kind), e.trigger.exact) for e in violent]


def test_known_failures_exist():
    assert set(TEXTS) >= FAILING
