"""Lines of the published text: which line ends are paragraph ends, and which only wrap a paragraph."""

from __future__ import annotations

import re

from dateline.lexicon import rule
from dateline.model.page import Edit
from dateline.model.report import Span

_END = re.compile("\r\n|[\n\r\u2028\u2029]")
_WIDEST = 120
"""Characters of the longest line that a text wrapped by hand or by a wire has. Origin: terminals of 72 to 100."""
_SLACK = 9
"""Characters a wrapped line may fall short: editors cut words out of wire copy without wrapping it anew."""
_ITEM = re.compile(r"[ \t]*(?:[-*•·–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|#|>)")


@rule(
    "repair.wrap",
    yes=[
        [
            "Gunmen attacked a police post near the town of Al Qaim on the border late\n"
            "on Monday and killed two officers before they fled in a stolen truck and\n"
            "set it on fire, the police said.",
            {"becomes": " "},
        ],
        ["Gunmen attacked a police post near the town of Al Qaim\non the border.", {"becomes": " "}],
    ],
    no=[
        "Police post attacked\nGunmen attacked a police post near Al Qaim late on Monday.",
        "The dead:\n- two officers\n- a driver",
        "Gunmen attacked a police post.\nTwo officers were killed.\nA truck burnt.",
        "Gunmen attacked a police post near the town of Al Qaim on Monday.\nTwo officers of the force were killed "
        "at the gate.\nA stolen truck was later found burnt out beside the main road.",
    ],
)
def line_ends(text: str) -> list[Edit]:
    """A line end inside a hard-wrapped paragraph is read as a space; any other is the end of a paragraph.

    A wrapped line ends where the next word would not have fitted; so the line and the first word after it are
    together longer than the widest line. List items, indented lines and headlines are never joined.
    """
    ends = list(_END.finditer(text))
    starts = [0, *(e.end() for e in ends)]
    lines = [text[a : e.start()].rstrip(" \t") for a, e in zip(starts, ends, strict=False)] + [text[starts[-1] :]]
    width = _wrap_width(lines)
    edits = []
    for i, end in enumerate(ends):
        above, below = lines[i], lines[i + 1]
        if above and below.strip() and _continues(above, below, width):
            indent = len(below) - len(below.lstrip(" \t"))
            # A hyphen at the line end stays: "COMMANDER-IN-\\nCHIEF" reads on, and no dictionary is asked.
            hyphen = above[-1] == "-" and above[-2:-1].isalpha()
            span = Span(starts[i] + len(above), end.end() + indent)
            edits.append(Edit(span, "" if hyphen else " ", "repair.wrap"))
        elif end[0] != "\n":
            edits.append(Edit(Span(end.start(), end.end()), "\n", "repair.line_end"))
    return edits


def _wrap_width(lines: list[str]) -> int:
    """Return the width at which the text is wrapped, or 0 if most of its paragraphs stand on one line each."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 3 or lengths[-1 - len(lengths) // 50] > _WIDEST:
        return 0
    width = lengths[-1 - len(lengths) // 20]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.strip() and b.strip()]
    full = [a for a, b in pairs if _is_full(a, b, width)]
    # Prose breaks in mid-sentence; lines of like length that all end one are short paragraphs.
    open_ended = sum(line[-1] not in '.!?"”' for line in full)
    return width if width >= 40 and len(full) * 2 > len(pairs) and open_ended * 2 > len(full) else 0


def _is_full(above: str, below: str, width: int) -> bool:
    return len(above) + 1 + len(below.split(None, 1)[0]) > width - _SLACK


def _continues(above: str, below: str, width: int) -> bool:
    if _ITEM.match(below) or below[0] in " \t" and above[-1] in '.!?:"”':
        return False
    unfinished = above[-1] not in '.!?:"”' and below[0] not in " \t" and len(above) > 0.6 * width
    if width and (unfinished or _is_full(above, below, width)):
        return True
    # Without a wrapping width only a line that plainly runs on is joined: no stop, then a small letter.
    runs_on = above[-1].isalnum() or above[-1] in ",;-"
    return runs_on and below.lstrip()[0].islower() and 40 <= len(above) <= _WIDEST and len(above.split()) > 5


@rule(
    "repair.line_end",
    yes=[["Two died.\r\nOne fled.", {"becomes": "\n"}], ["Two died.\u2028One fled.", {"becomes": "\n"}]],
    no=["Two died.\nOne fled."],
)
def _line_end() -> None:
    """Line ends of other systems and line separators are read as plain line ends (found by `line_ends`)."""
