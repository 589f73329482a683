"""Which counts of one harm are of the same people, and which of the hurt have died."""

from dateline.ledger.accounts.hurt import besides_the_dead, died_of, holds_the_dead, is_shot_total, survivors
from dateline.ledger.accounts.parts import once, picks_out, restated, same_line, same_people, shares
from dateline.ledger.accounts.people import first_told
from dateline.ledger.accounts.words import (
    BESIDES,
    KNOWN,
    LATER,
    NAMED,
    ONE,
    ONESELF,
    REVISED,
    ROLL,
    TollClaim,
    compatible,
    in_one_breath,
    is_additional,
    is_among,
    is_besides,
    is_earlier,
    is_general,
    is_one,
    name_of,
    ordinal,
)

__all__ = [
    "BESIDES", "KNOWN", "LATER", "NAMED", "ONE", "ONESELF", "REVISED", "ROLL", "TollClaim", "besides_the_dead",
    "compatible", "died_of", "first_told", "holds_the_dead", "in_one_breath", "is_additional", "is_among",
    "is_besides", "is_earlier", "is_general", "is_one", "is_shot_total", "name_of", "once", "ordinal", "picks_out",
    "restated", "same_line", "same_people", "shares", "survivors",
]  # fmt: skip
