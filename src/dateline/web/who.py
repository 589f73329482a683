"""Who asks: on a team server the user who is logged in, else the reviewer in whose name the page was opened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from starlette.requests import Request

from dateline.export.pack.redact import Redactor
from dateline.web.held import held_by


class Role(IntEnum):
    """What a user may do; each role may do all that the ones before it may."""

    READER = 1
    """Looks at everything and takes it away; protected names are hidden."""
    CODER = 2
    """Judges, decides, protects names, and takes back what they did themselves."""
    EDITOR = 3
    """Adds reports, and takes back what others did."""
    ADMIN = 4
    """Adds and removes users, and reads the audit log."""

    @property
    def word(self) -> str:
        """The role as people write it: "coder"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Who:
    """A user who is logged in.

    Attributes:
        name: what acts are signed with.
        is_temporary: the password was given by somebody else, and is changed before anything is shown.
        csrf: the word that every form and every call of a page sends along.
        session: the hash of the session's token.
    """

    name: str
    role: Role
    is_temporary: bool
    csrf: str
    session: str

    @property
    def may_code(self) -> bool:
        """Whether they judge and decide."""
        return self.role >= Role.CODER


def who(request: Request) -> Who | None:
    """Return who is logged in; None on a page that is only this machine's own."""
    found: Who | None = getattr(request.state, "who", None)
    return found


def is_team(request: Request) -> bool:
    """Whether the page is served for users, and not for this machine alone."""
    return getattr(request.app.state, "team", None) is not None


def reviewer(request: Request) -> str:
    """Return the name that an act is signed with."""
    found = who(request)
    return found.name if found is not None else held_by(request).reviewer


def own_only(request: Request) -> bool:
    """Whether acts of others may not be taken back."""
    found = who(request)
    return found is not None and found.role < Role.EDITOR


def redactor(request: Request) -> Redactor | None:
    """Return what hides protected names from who asks; None if they may see them."""
    found: Redactor | None = getattr(request.state, "redactor", None)
    return found


def did(request: Request, what: str) -> None:
    """Say what an act did, in the words of the audit log; a page without users keeps none."""
    request.state.did = what
