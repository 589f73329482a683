"""How things look in a terminal."""

from __future__ import annotations

_CONTROLS = {
    code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"
}
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def printable(text: str) -> str:
    """Return text that a terminal only shows: a report could else move the cursor, recolour or reorder the screen.

    >>> printable("a\\x1b[31m b")
    'a�[31m b'
    """
    return text.translate(_CONTROLS).translate(_TURNS)
