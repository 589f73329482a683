"""Which of the names of a report are one person's."""

from __future__ import annotations


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
