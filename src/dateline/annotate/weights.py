"""The files of the annotator's weights and their digest: weights that were changed would read otherwise."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError

CARD: Final = "README.md"
"""The model card beside the files; it decides nothing."""
DIGEST: Final = "d22a776f8c0dbc67635a44553b6b5cb02503ab85254cf1a13409e74174461c7a"
"""SHA-256 over the names and contents of all files but the card, as `digest_of` computes it."""
AGAIN: Final = "install Dateline again"


def weights_folder() -> Path:
    """Return the folder of the weights that Dateline ships (docs/decisions/0023)."""
    return Path(str(files("dateline.annotate").joinpath("model")))


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of all files in a folder of weights, by name."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != CARD:
            content = path.read_bytes()
            found.update(f"{name}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def digest_of_weights() -> str:
    """Return the SHA-256 of the weights that are installed."""
    return digest_of(weights_folder())


def check_weights() -> None:
    """Refuse weights that are not the ones that this version was tested with.

    Raises:
        DatelineError: if they are missing or were changed.
    """
    if not (weights_folder() / "config.cfg").is_file():
        raise DatelineError("the annotator's weights are not installed", str(weights_folder()), AGAIN)
    found = digest_of_weights()
    if found != DIGEST:
        what = f"the annotator's weights were changed: their SHA-256 is {found[:16]}, not {DIGEST[:16]}"
        raise DatelineError(what, str(weights_folder()), AGAIN)
