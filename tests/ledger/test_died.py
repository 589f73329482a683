"""Who was hurt in one report and died in the next is no longer among the wounded."""

from datetime import date

import pytest

from dateline.ledger.together import merge
from dateline.model.report import Report
from dateline.pipeline import extract_all

SHOT = (
    "BASRA - A 17-year-old girl was shot at a bakery in Basra on Sunday, Basra police said."
    " She is in critical condition."
)
DIED = (
    "BASRA - A 17-year-old girl who was shot at a bakery in Basra on Sunday was pronounced dead"
    " at a hospital on Monday, Basra police said."
)
MAN = "BASRA - A 40-year-old man was killed in a shooting at a bakery in Basra on Sunday, Basra police said on Monday."
FOUR = "BASRA - Four people were shot at a bakery in Basra on Sunday, Basra police said."
ONE = "BASRA - A clerk was killed in a shooting at a bakery in Basra on Sunday, Basra police said on Monday."
FULL = (
    "BASRA - A clerk was killed and four people were wounded in a shooting at a bakery in Basra on Sunday, Basra police"
    " said on Monday."
)
DEAD = "BASRA - Three people were shot dead at a bakery in Basra on Sunday, Basra police said."
BURIED = (
    "BASRA - Omar Sol, 34, who was killed in a shooting at a bakery in Basra on Sunday, was buried, Basra police said."
)
FEWER = "BASRA - Two people were shot dead at a bakery in Basra on Sunday, not three, Basra police said on Monday."


def together(*texts):
    reports = [Report.of(t, id=str(n), published=date(2016, 5, 1 + n)) for n, t in enumerate(texts, 1)]
    events = [e for e in merge(list(extract_all(reports))).events("latest") if len(e.members) == len(texts)]
    assert len(events) == 1
    killed, wounded = events[0].killed, events[0].wounded
    return (killed.value.best if killed else 0, wounded.value.best if wounded else 0)


HURT = "BASRA - A bomb at a bakery in Basra killed three people and wounded twelve on Sunday, Basra police said."
RIVAL = "BASRA - A bomb at a bakery in Basra killed five people on Sunday, a doctor in Basra said."


def test_two_counts_of_one_day_leave_the_wounded_as_they_are():
    reports = [Report.of(t, id=f"{n}", published=date(2016, 5, 2)) for n, t in enumerate((HURT, RIVAL))]
    (event,) = merge(list(extract_all(reports))).events("latest")
    assert event.wounded.value.best == 12
    assert {d.slot for d in event.dissent if d.conflict} == {"killed"}


@pytest.mark.parametrize(
    ("texts", "killed", "wounded"),
    [
        ((SHOT, DIED), 1, 0),
        ((FOUR, ONE), 1, 3),
        # Another age and sex, or as many wounded beside the dead: they are others.
        ((SHOT, MAN), 1, 1),
        ((FOUR, FULL), 1, 4),
        # Who tells of persons one by one tells of some; who gives a number corrects.
        ((DEAD, BURIED), 3, 0),
        ((DEAD, FEWER), 2, 0),
    ],
)
def test_who_died_since_is_not_wounded(texts, killed, wounded):
    assert together(*texts) == (killed, wounded)
