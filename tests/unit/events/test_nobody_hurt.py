"""Nobody hurt, said far off, is not said of an event in which people died."""

from dateline.ledger.view import fold
from dateline.model.report import Report
from dateline.pipeline import extract

TEXT = (
    "A bomb killed four mechanics at a depot in Kharkiv on Monday. A mayor spoke of a black day.\n\n"
    "Schools stayed shut. The market opened late. Trams ran again by noon.\n\n"
    "The governor of a far district said falling debris had started a blaze and there were no casualties."
)


def test_nobody_hurt_far_off_is_another_matter():
    bomb = next(e for e in fold(extract(Report.of(TEXT))) if e.killed is not None)
    assert (bomb.killed.low, bomb.killed.high) == (4, 4)
