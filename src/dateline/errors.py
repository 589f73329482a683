"""Every error Dateline raises on purpose: what happened, where, and what to do now.

Odd *text* never raises (it gives fewer claims and a `Problem`); odd *input*, rules, ledgers and files do.
"""


class DatelineError(Exception):
    """Parent of all errors that Dateline raises on purpose.

    Args:
        what: what happened, in words a user knows.
        where: the file, line, report or rule concerned; empty if there is none.
        advice: what the user can do now; empty if nothing can be done.
    """

    def __init__(self, what: str, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(what, where, advice)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.advice})" if self.advice else ""
        return f"{place}{self.what}{advice}"


class SourceError(DatelineError):
    """An input that cannot be turned into a report."""


class LexiconError(DatelineError):
    """A rule or word list that is malformed, or a rule whose own lines disprove it."""


class EvidenceError(DatelineError):
    """A quotation that is not in the report's text, or a value that cites nothing."""


class LedgerError(DatelineError):
    """A ledger that cannot be opened, written or trusted."""


class MergeError(DatelineError):
    """A judgement that contradicts another one."""


class ExportError(DatelineError):
    """A ledger view that a file format cannot hold."""


class TeamError(DatelineError):
    """A user, a password or a role that cannot be so."""
