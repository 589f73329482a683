"""A small ledger that every export is tried on: five invented reports of two attacks and what followed."""

from __future__ import annotations

import importlib
import os
import shutil
from contextlib import suppress
from datetime import date

import pytest

import dateline
from dateline.export.book import book as book_of
from dateline.ledger import Ledger
from dateline.ledger.canon.decided import Blamed, Decision, Ruling
from dateline.model.estimate import Estimate
from dateline.model.report import Report

REPORTS = (
    (
        "wire-1",
        date(2020, 3, 12),
        "Lentovar Wire",
        "Rockets hit base north of Baghdad",
        """BAGHDAD, March 12 - Two American soldiers and a British medic were killed on Wednesday when 18 rockets hit
Camp Taji, about 15 miles north of Baghdad, the coalition said. About a dozen people were wounded. Nobody has claimed
responsibility for the attack.

A US official blamed Kataib Hezbollah. The group denied that it had carried out the attack.

Nineteen American soldiers had been killed in Iraq since 2018, before Wednesday's attack.
""",
    ),
    (
        "post-2",
        date(2020, 3, 13),
        "=Post & Courier",
        'Coalition counts its dead; "30 rockets"',
        """BAGHDAD, March 13 - Three members of the coalition, two Americans and a Briton, were killed when roughly 30
rockets struck Camp Taji, north of Baghdad, on Wednesday, the Iraqi military said. At least 14 people were wounded.

Army Specialist Joran Velk, 27, of Dulby, Ohio, was among the dead, the Pentagon said.

On Friday, American aircraft bombed a weapons depot of Kataib Hezbollah near Karbala in retaliation for the rocket
attack, killing five fighters, the Pentagon said.
""",
    ),
    (
        "daily-3",
        date(2020, 3, 14),
        "Daily Mesh",
        "Strike kills five",
        """KARBALA, March 14 - American jets bombed a weapons depot near Karbala on Friday. The Iraqi military said that
three soldiers, two policemen and a civilian were killed. The Pentagon said that five militants died.

Militiamen threatened to take revenge.
""",
    ),
    (
        "undated-4",
        None,
        None,
        None,
        """Gunmen killed a mayor in Kandahar on Sunday, police said. A Taliban spokesman claimed responsibility.
""",
    ),
    (
        "quiet-5",
        date(2020, 3, 15),
        "Lentovar Wire",
        "Talks",
        """BAGHDAD, March 15 - Ministers met in Baghdad on Sunday to speak of the price of bread.
""",
    ),
)


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory):
    """A ledger file with the five reports."""
    path = tmp_path_factory.mktemp("export") / "small.db"
    with Ledger.open(str(path)) as ledger:
        for key, published, outlet, title, text in REPORTS:
            report = Report.of(
                text, id=key, outlet=outlet, title=title, published=published, url=f"https://{key}.example/"
            )
            ledger.add(dateline.extract(report))
    return path


@pytest.fixture(scope="session")
def book(ledger_path):
    """All of it, under the policy `latest`."""
    with Ledger.open(str(ledger_path), create=False) as ledger:
        return book_of(ledger.merged(), ledger.extractions(), title="Small ledger")


ODD = (
    (
        "rough-1",
        date(2019, 9, 20),
        "Harrow & Sons <Daily>",
        'Mine kills two; "50%" of {road} shut_down #1 ~^\\',
        """KABUL, Sept. 20 - A mine killed two soldiers about 20 kilometers east of Qalat in August, police said.

Gunmen shot dead four guards in Helmand province in 2018.

A bomb wounded seven drivers 40 km from Kirkuk last week.
""",
    ),
    (
        "odd-2",
        date(2019, 9, 21),
        "صحيفة النور",
        "</q><script>alert(1)</script> & שלום \x07",
        """BASRA, Sept. 21 - Gunmen killed three\x07 people in Basra on Friday, a "Harrow & Sons" <guard> said.
""",
    ),
    ("blank-3", None, None, None, "Two soldiers were killed in an ambush.\n"),
)
"""Rough days and places (a month, a year, a week; a wedge, a province, a ring), odd characters, and no day or place."""


@pytest.fixture(scope="session")
def odd_book(tmp_path_factory):
    """All that a ledger of the odd reports holds."""
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    with Ledger.open(str(path)) as ledger:
        for key, published, outlet, title, text in ODD:
            url = f"https://{key}.example/?a=1&b={{2}}"
            report = Report.of(text, id=key, outlet=outlet, title=title, published=published, url=url)
            ledger.add(dateline.extract(report))
        return book_of(ledger.merged(), ledger.extractions(), title="Odd & <rough>")


DAY = "2020-04-0{}T10:00:00Z"


@pytest.fixture(scope="session")
def decided_path(ledger_path, tmp_path_factory):
    """Decided: a number, a list with a new name in it, a claim set aside; a second number, and it taken back."""
    path = tmp_path_factory.mktemp("decided") / "decided.db"
    shutil.copy(ledger_path, path)
    with Ledger.open(str(path), create=False) as ledger:
        event = next(e for e in ledger.merged().events() if e.where is not None and e.where.value.name == "Camp Taji")
        telling = event.members[0].record.id
        assert event.killed is not None and event.wounded is not None
        claim = event.wounded.used[0].claims[0]
        who = ("Ann Ode", "Joran Velk's sister told me")
        killed = Decision(telling, "killed", Estimate.exactly(2), "3", *who, DAY.format(1))
        blamed = (Blamed("Kataib Hezbollah"), Blamed("Brother of Velk"))
        listed = Decision(telling, "perpetrator", blamed, "Joran Velk", *who, DAY.format(2))
        gone = Decision(claim.event, "claim", Ruling(claim.id, False), "14 wounded, Velk", *who, DAY.format(3))
        undone = Decision(telling, "killed", Estimate.exactly(9), "2", "Ann Ode", "misread Velk", DAY.format(4))
        ledger.decide(killed, listed, gone, undone)
        ledger.retract(undone.id, "Ann Ode", "Velk is not nine", DAY.format(5))
    return path


@pytest.fixture(scope="session")
def decided(decided_path):
    """Its book, and its history."""
    with Ledger.open(str(decided_path), create=False) as ledger:
        return book_of(ledger.merged(), ledger.extractions(), title="Decided ledger"), ledger.history()


@pytest.fixture(scope="session")
def need():
    """Find a library or a program that reads exports; without it the test is skipped, or fails where CI wants it."""

    def need(name):
        if (path := shutil.which(name)) is not None:
            return path
        with suppress(ModuleNotFoundError):
            return importlib.import_module(name)
        why = f"{name}, which reads the export independently, is not installed"
        if os.environ.get("DATELINE_REQUIRE_READERS") == "1":
            pytest.fail(why)
        return pytest.skip(why)

    return need
