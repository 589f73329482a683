"""The small ledger after a reviewer has been at it."""

import shutil

import pytest

from dateline.export.book import book as book_of
from dateline.ledger import Ledger
from dateline.ledger.canon.decided import Blamed, Decision, Ruling
from dateline.model.estimate import Estimate

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
