"""Where the sets with gold records and marked words lie; the coded ones are in `coded/sets.py`.

Those below `data/` and `gold/` belong to others: the user has them in a folder of their own.
"""

from __future__ import annotations

from pathlib import Path

FILES = {
    "wikiwars": "data/timex/wikiwars",
    "polnear": "data/attribution/polnear/dev",
    "lgl": "data/geo/lgl.xml",
    "tr-news": "data/geo/TR-News.xml",
    "frontier": "frontier/gold.json",
    "world": "world/gold.json",
    "seed": "gold/seed/taji.gold.json",
    "taji-reports": "gold/taji-reports/dev/gold.json",
}
"""Folder or file of each set, by its name."""
_TAJI = "invented reports with hand-written records; not published yet: ask the maintainers; as gold/... in the folder"
_OWN = "part of the project: give --gold tests/gold"
WHERE = {
    "wikiwars": "WikiWars (Mazur and Dale 2010), .tml files in data/timex/wikiwars",
    "polnear": "PolNeAR (Newell, Margolin and Ruths 2018), https://github.com/networkdynamics/PolNeAR; "
    "its dev/ (text/ and attributions/) as data/attribution/polnear/dev",
    "lgl": "LGL (Lieberman, Samet and Sankaranarayanan 2010), as data/geo/lgl.xml",
    "tr-news": "TR-News (Kamalloo and Rafiei 2018), https://github.com/ehsk/CHF-TopoResolver; as data/geo/TR-News.xml",
    "frontier": _OWN,
    "world": _OWN,
    "seed": _TAJI,
    "taji-reports": _TAJI,
}
"""Where a user gets each set."""


def found(root: Path | None, name: str) -> Path | None:
    """Return where a set is in the user's folder, or None where it is not."""
    path = root / FILES[name] if root is not None else None
    return path if path is not None and path.exists() else None
