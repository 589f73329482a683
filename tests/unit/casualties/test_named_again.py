"""Names of people told harmed elsewhere in the report without one: by their age, by a list of victims, by a crime."""

from __future__ import annotations

import pytest

from dateline.ledger.view import fold
from dateline.model.report import Report
from dateline.pipeline import extract

READ = {
    "A 16-year-old boy was shot dead in Marn. Tom Ruhl, 16, had been driving to a party.": {("Tom Ruhl", "killed")},
    "The two-year-old died in Marn. Family said Dan Pratt, 2, was a happy boy.": {("Dan Pratt", "killed")},
    "A 16-year-old boy was shot dead in Marn. Tom Ruhl, 16, was charged with murder.": set(),
    "A 16-year-old boy was shot dead in Marn. Tom Ruhl, 16, told police that he ran.": set(),
    "A 16-year-old was shot dead. Tom Ruhl, 16, and Dan Pratt, 16, had been driving.": set(),
    "Two were wounded in Marn. The victims were Tom Ruhl, 24, and Ana Sol, 23. Ruhl told police he was in a van.": {
        ("Tom Ruhl", "wounded"),
        ("Ana Sol", "wounded"),
    },
    "Two were killed in Marn. The victims were Tom Ruhl, 24, and Ana Sol, 23, police chief Ben Holm said.": {
        ("Tom Ruhl", "killed"),
        ("Ana Sol", "killed"),
    },
    "He is charged with murder in the May 31 death of Vernell Oakes.": {("Vernell Oakes", "killed")},
    "Tom Ruhl, 32, of Orsa, and Ana Sol, 31, of Marn, were taken to a clinic, where they died.": {
        ("Tom Ruhl", "killed"),
        ("Ana Sol", "killed"),
    },
    "Jackson Orr fired a handgun at a clerk, killing him.": set(),
}


@pytest.mark.parametrize("text", READ)
def test_names(text: str) -> None:
    found = {(p.name, str(p.fate)) for r in fold(extract(Report.of(text))) for p in r.people}
    assert found == READ[text]


COUNTED = {
    "Tom Ruhl, 18, was one of four teenagers who were struck by gunfire in Marn. Ruhl was killed.": (1, 3),
    "A teenager was killed in Marn. At least one of the other three people shot was taken to a hospital.": (1, 3),
    "Two people were killed and 22 other people were hurt. On Monday the sheriff said 22 others were wounded.": (2, 22),
    "11-year-old shot on Mellow Drive in Marn\n\nPlease check your mail for news from us.\n\nClose": (0, 1),
    "Marn News: 4 shot in northwest\n\nPlease check your mail for news from us.\n\nClose": (0, 4),
    "A boy of nine died in Marn. Another teen, also 15, was shot in the foot.": (1, 1),
    "Four people were shot in Marn on Sunday night. Only one walks again since May. The other three were wounded.": (
        0,
        4,
    ),
    "Three boxers from a gym in Marn were wounded in the arm. The shots wounded 13 people.": (0, 13),
    "A boy called 911 moments before dying in Marn.": (0, 0),
    "Police executed 17 search warrants in Marn.": (0, 0),
}


@pytest.mark.parametrize("text", COUNTED)
def test_numbers(text: str) -> None:
    told = [(r.killed.value.best if r.killed else 0, r.wounded.value.best if r.wounded else 0)
            for r in fold(extract(Report.of(text)))]  # fmt: skip
    assert (max((k or 0 for k, _ in told), default=0), max((w or 0 for _, w in told), default=0)) == COUNTED[text]
