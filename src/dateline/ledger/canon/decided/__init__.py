"""What a reviewer decides about a value: who, when, why, which event, which slot, what it is instead."""

from dateline.ledger.canon.decided.decision import SLOTS, Decision
from dateline.ledger.canon.decided.spoken import in_words, read, slot_named
from dateline.ledger.canon.decided.values import Blamed, Ruling, Value

__all__ = ["SLOTS", "Blamed", "Decision", "Ruling", "Value", "in_words", "read", "slot_named"]
