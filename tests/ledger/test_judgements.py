"""What persons judge is kept, can be taken back, and stands as of any day."""

import pytest

from dateline.errors import LedgerError
from dateline.ledger import Ledger
from dateline.model.judgement import Judgement, Retraction, Verdict

SAME = Judgement.between("b", "a", Verdict.SAME, "Ana", "same bridge, same night", "2021-05-05T10:00:00")
OTHER = Judgement.between("a", "c", Verdict.DIFFERENT, "Bo", "two bridges", "2021-05-06T10:00:00")
LATER = Judgement.between("a", "b", Verdict.DIFFERENT, "Bo", "another bridge", "2021-05-07T10:00:00")


def test_judgements_stand_until_they_are_taken_back(ledger_at):
    with Ledger.open(ledger_at()) as ledger:
        assert [ledger.judge(one) for one in (LATER, SAME, OTHER, SAME)] == [True, True, True, False]
        assert ledger.judgements() == [SAME, OTHER, LATER]
        assert ledger.retract(SAME.id, "Ana", "a slip", "2021-05-06T12:00:00")
        assert not ledger.retract(SAME.id, "Ana", "again", "2021-05-09")
        assert ledger.judgements() == [OTHER, LATER]
        assert ledger.judgements("2021-05-05") == []
        assert ledger.judgements("2021-05-06T11:59:59") == [SAME, OTHER]
        assert ledger.judgements("2021-05-06T12:00:00") == [OTHER]
        assert ledger.history() == [SAME, OTHER, Retraction(SAME.id, "Ana", "a slip", "2021-05-06T12:00:00"), LATER]
        assert ledger.verify() == []


def test_slips_are_told(ledger_at):
    with pytest.raises(ValueError, match="itself"):
        Judgement.between("a", "a", Verdict.SAME, "Ana", "why")
    with Ledger.open(ledger_at()) as ledger:
        with pytest.raises(LedgerError, match="no judgement"):
            ledger.retract("nowhere", "Ana", "a slip", "2021-05-06")
        with pytest.raises(LedgerError, match="left_id_is_less"):
            ledger.judge(Judgement("b", "a", Verdict.SAME, "Ana", "why"))
        with pytest.raises(LedgerError, match="why holds a character"):
            ledger.judge(Judgement("a", "b", Verdict.SAME, "Ana", "why\0"))
        assert ledger.history() == []
