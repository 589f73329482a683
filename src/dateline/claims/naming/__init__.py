"""Which of the names of a report are one person's, and where a speaker's own name stands."""

from __future__ import annotations

from dateline.claims.cues import words
from dateline.model.page import Page

OFFICE = 10
"""Tokens between "himself as" and the name that follows the office ("as the front's spokesman, Anton Vale")."""


def _parts(name: str) -> list[str]:
    """The words of a name without what comes after it; a name of such words alone ("II") is left whole."""
    parts = name.lower().split()
    return [p for p in parts if p.strip(".,") not in ("jr", "sr", "ii", "iii")] or parts


def fullest(names: list[str]) -> dict[str, str]:
    """Return the longest form of each name; a part that two people share stands for itself alone."""
    whole = {name: _parts(name) for name in names}
    out = {}
    for name, parts in whole.items():
        if not parts:  # "Jr." alone
            fuller = []
        elif len(parts) == 1:
            fuller = [n for n, p in whole.items() if len(p) > 1 and parts[0] in (p[0], p[-1])]
        else:
            fuller = [n for n, p in whole.items() if len(p) > 1 and (p[0], p[-1]) == (parts[0], parts[-1])]
        people = {(whole[n][0], whole[n][-1]) for n in fuller}
        out[name] = max(fuller, key=len) if len(people) == 1 else name
    return out


def calls_oneself(page: Page, start: int) -> bool:
    """Return whether a speaker gives the name at `start` as their own: "who gave his name as", "calling himself"."""
    near = page.tokens[max(0, start - OFFICE) : start]
    before = [t.lower for t in near]
    if before[-1:] == ["himself"] or before[-2:] == ["name", "as"]:
        return True
    at = next((i for i in range(len(near) - 2, -1, -1) if before[i] in ("himself", "herself")), None)
    return at is not None and before[at + 1] == "as" and not any(t.pos in ("VERB", "AUX") for t in near[at:])


def leads_to(page: Page, n: int, start: int) -> bool:
    """Return whether only titles stand between token `n` and the name at `start` ("Brigadier Tom Hallam")."""
    return n < start <= n + 5 and all(
        page.tokens[i].lower in words("titles") or page.tokens[i].text == "." for i in range(n, start)
    )


def bare(page: Page, start: int, end: int) -> str:
    """Return a name without the titles before it and the "'s" behind it."""
    while end - start > 1 and page.tokens[start].lower in words("titles"):
        start += 1
    if page.tokens[end - 1].lower in ("'s", "’s") and end - start > 1:
        end -= 1
    return page.text(start, end)
