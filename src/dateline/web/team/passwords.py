"""Passwords: which are taken, and their argon2id hashes (RFC 9106, second recommended choice: 64 MB, 3 rounds)."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.errors import TeamError

LEAST, MOST = 12, 1000
"""Characters of a password; NIST SP 800-63B asks for length and forbids rules about kinds of characters."""
DIFFERENT = 5
"""Characters that must differ, against "aaaaaaaaaaaa"."""
AT_ONCE = BoundedSemaphore(2)
"""Each hash takes 64 MB; many logins at once wait for each other instead of filling the memory."""
HASHER = PasswordHasher()


def check(password: str, name: str) -> None:
    """Refuse a password that is too easily found.

    Raises:
        TeamError: saying what is wrong with it.
    """
    plain = _plain(password)
    if not LEAST <= len(plain) <= MOST:
        raise TeamError(f"a password has {LEAST} to {MOST:,} characters", "", "take several words")
    if len(set(plain)) < DIFFERENT or plain.casefold() in (name * 5).casefold():
        raise TeamError("this password is found at once", "", "take several words that have nothing to do with you")


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with AT_ONCE:
        return HASHER.hash(_plain(password))


def agrees(kept: str | None, password: str) -> bool:
    """Whether this is the password. Where none is kept, it takes as long: so no answer tells which names there are."""
    plain = _plain(password[:MOST])
    try:
        with AT_ONCE:
            HASHER.verify(kept or _nobody(), plain)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_weak(kept: str) -> bool:
    """Whether a hash was made with less work than is asked for now."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return HASHER.hash("the password of nobody")


def _plain(password: str) -> str:
    """One spelling of the same characters: keyboards send an accented letter as one or as two."""
    return unicodedata.normalize("NFC", password)
