"""Who gives a total over many events says nothing of the event told before; a death of one hurt is of his event."""

from dateline.ledger.view import fold
from dateline.model.report import Report
from dateline.pipeline import extract

NEWS = "Gunmen killed three farmers in Kirkuk on Monday, the mayor said.\n\n"


def test_a_total_is_said_of_no_event():
    read = extract(Report.of(NEWS + "More than 400 people have been killed in Iraq this year, according to Caritas."))
    assert [tally.source for tally in read.tallies] == ["Caritas"]
    assert "Caritas" not in {claim.attribution.speaker for claim in read.claims}


def test_one_of_them_is_of_those_hurt_before():
    text = (
        "Rebels ambushed a patrol near Tikrit on Friday, wounding two guards. One of them, Corporal Ivo Ruhl, 34, died."
    )
    events = fold(extract(Report.of(NEWS + text)))
    assert [(e.killed.best if e.killed else None) for e in events] == [3, 1]
