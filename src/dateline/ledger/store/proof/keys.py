"""The key that signs seals: Ed25519, made by the user, kept outside every ledger.

Whoever changes a ledger can compute every hash in it again; without the key nobody can sign the result.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from dateline.errors import LedgerError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_FILE: Final = "DATELINE_KEY"
"""The variable that names the file of the key, where it is not in its usual place."""
PURPOSE: Final = b"dateline seal 1\n"
"""Signed before every hash, so that no signature made for something else is one of a seal."""
INSTALL: Final = "install it with: pip install 'dateline[proof]'"
FINGERPRINT: Final = 16
"""Hexadecimal digits by which people compare public keys."""


def key_file() -> Path:
    """Return where the key of this user is, or would be."""
    named = os.environ.get(KEY_FILE)
    return Path(named) if named else Path.home() / ".config" / "dateline" / "seal.key"


def can_sign() -> bool:
    """Whether the library that signs is installed."""
    return find_spec("cryptography") is not None


@dataclass(frozen=True, slots=True)
class Key:
    """A private key, with where it is kept."""

    private: Ed25519PrivateKey
    path: Path

    @classmethod
    def make(cls, path: Path) -> Self:
        """Make a new key in a file that only this user can read.

        Raises:
            LedgerError: if there is a key already, or the file cannot be written.
        """
        _need()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        made = Ed25519PrivateKey.generate()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb", opener=_only_mine) as file:  # noqa: PTH123 - Path.open takes no opener
                file.write(made.private_bytes_raw().hex().encode() + b"\n")
        except FileExistsError as error:
            advice = "keep it: seals that it signed are checked with it; give another file to make a second one"
            raise LedgerError("there is a key already", str(path), advice) from error
        except OSError as error:
            raise LedgerError(f"the key cannot be written: {error.strerror}", str(path), "check the path") from error
        return cls(made, path)

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """Return the key in a file; None if there is none.

        Raises:
            LedgerError: if the file holds no key.
        """
        if not path.is_file():
            return None
        _need()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        try:
            return cls(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())), path)
        except (OSError, ValueError) as error:
            raise LedgerError(f"this is no key: {error}", str(path), "make one with: dateline key") from error

    @property
    def public(self) -> str:
        """The public key, hexadecimal: give it to those who are to check seals."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign(self, found: str) -> str:
        """Return the signature of a hash, hexadecimal."""
        return self.private.sign(PURPOSE + found.encode()).hex()


def is_signed(public: str, found: str, signature: str) -> bool:
    """Whether a signature of a hash was made by the owner of a public key.

    Raises:
        LedgerError: if the library that checks it is missing.
    """
    _need()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), PURPOSE + found.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Return a short name of a public key, to compare by eye."""
    return hashlib.sha256(public.encode()).hexdigest()[:FINGERPRINT]


def _need() -> None:
    if not can_sign():
        raise LedgerError("signing needs the package cryptography", "", INSTALL)


def _only_mine(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
