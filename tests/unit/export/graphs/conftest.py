"""A second book, of everything that a format may stumble over."""

from datetime import date

import pytest

from dateline.export.book import book as book_of
from dateline.ledger.together import merge
from dateline.model.actor import Actor, ActorKind, Harm, Person, Toll
from dateline.model.claim import (
    CASUALTY,
    PERPETRATOR,
    TARGET,
    TOLL,
    WHEN,
    WHERE,
    Attribution,
    Claim,
    NamedCasualty,
    Perpetrator,
    Responsibility,
    Stance,
    Target,
)
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

ODD = (
    '\ufeff"Red\x07 <Arrow> & Sons"\r\nshot at the gate; two\u2028of \u202bאנשי המשמר\u202c died in May 2021, '
    "e\u0301tienne\x00 ]]> said. Nothing else was told. Anna \U0001f3f3 Sol fell."
)


def odd():
    """A report with control characters, markup, quotation marks, right-to-left text and characters beyond 16 bits."""
    report = Report.of(ODD, id="odd/1 <&>", outlet='"O\x0bdd"', title="=<b>Od\x01d</b>", url="http://odd.example?a=<b>")

    def cite(words):
        start = ODD.index(words)
        return report.cite(Span(start, start + len(words)), "test.rule")

    shot, bare = Event.of(Kind.ATTACK, cite("shot at the gate")), Event.of(Kind.OTHER, cite("Nothing else was told"))
    actor = Actor('"Red\x07 <Arrow> & Sons"', ActorKind.GROUP, "test:arrow", "VS")
    speaker = Attribution("e\u0301tienne\x00 ]]>", Stance.ACCUSES, cue=cite("said"))
    guards = (cite("אנשי המשמר"),)
    may = When(date(2021, 5, 1), date(2021, 5, 31), Precision.MONTH, "2021-05")
    gate = Place("the gate;\r\n east", "gate", PlacePrecision.SITE, "VS", (), 1.5, 2.5)
    anna = NamedCasualty(Person("Anna \U0001f3f3 Sol", rank="guard"), Harm.KILLED)
    claims = (
        Claim(shot.id, PERPETRATOR, Perpetrator(actor, Responsibility.ACCUSED), (cite("Red\x07 <Arrow>"),), speaker),
        Claim(shot.id, TARGET, Target("אנשי המשמר"), guards),
        Claim(shot.id, TOLL, Toll(Harm.KILLED, Estimate.exactly(2)), (cite("two\u2028of"),)),
        Claim(shot.id, WHEN, may, (cite("in May 2021"),)),
        Claim(shot.id, WHERE, gate, (cite("the gate; two"),)),
        Claim(shot.id, CASUALTY, anna, (cite("Anna \U0001f3f3 Sol"),)),
    )
    return Extraction(report, (shot, bare), claims)


@pytest.fixture(scope="session")
def odd_book():
    """The odd report and one that tells nothing, as a book."""
    read = [odd(), Extraction(Report.of("", id="empty"))]
    return book_of(merge(read), read, title='"Odd" <book>')


@pytest.fixture(scope="session", params=["small", "odd"])
def any_book(request, book, odd_book):
    """Either book."""
    return book if request.param == "small" else odd_book


@pytest.fixture
def out(tmp_path):
    """Write a book in a format; returns the file and what was written."""
    from dateline.export.formats import export

    def written(book, name):
        path = tmp_path / f"out.{name}"
        return path, export(book, name, path)

    return written
