"""Where the sets that Dateline is measured with lie. Most belong to others: a user has them in a folder.

The folder may be the root, with `data/` and `gold/` in it, or the folder or file of one set alone.
"""

from __future__ import annotations

from pathlib import Path

FOLDERS = {
    "isaf": ("data/isaf", "*.jsonl"),
    "airwars": ("data/airwars", "*.jsonl"),
    "gun": ("data/gun_violence", "*.jsonl"),
    "timex": ("data/timex", "**/*.tml"),
    "attribution": ("data/attribution", "**/text/*.txt"),
    "geo": ("data/geo", "*.xml"),
    "quantities": ("data/quantities", "*.json"),
}
"""By name of a set: its folder below the root, and what its files are called there."""
FILES = {
    "frontier": "frontier/gold.json",
    "world": "world/gold.json",
    "coast": "coast/gold.json",
    "desk": "desk/gold.json",
    "mesa": "mesa/gold.json",
    "fjord": "fjord/gold.json",
    "plains": "plains/gold.json",
    "steppe": "steppe/gold.json",
    "delta": "delta/gold.json",
    "omega": "omega/gold.json",
    "seed": "gold/seed/taji.gold.json",
    "taji-reports": "gold/taji-reports/dev/gold.json",
}
"""File of each set of gold records, by its name."""
_TAJI = "invented reports with hand-written records; not published yet: ask the maintainers; as gold/... in the folder"
_OWN = "part of the project: give --gold tests/gold"
WHERE = {
    "timex": "WikiWars (Mazur and Dale 2010), .tml files in data/timex/wikiwars",
    "attribution": "PolNeAR (Newell, Margolin and Ruths 2018), https://github.com/networkdynamics/PolNeAR; "
    "its dev/ (text/ and attributions/) as data/attribution/polnear/dev",
    "geo": "LGL (Lieberman, Samet and Sankaranarayanan 2010) and TR-News (Kamalloo and Rafiei 2018), both in "
    "https://github.com/ehsk/CHF-TopoResolver; as data/geo/lgl.xml and data/geo/TR-News.xml",
    "quantities": "NewsQuant (Almasian, Kazakova, Göldner and Gertz 2023), https://github.com/vivkaz/CQE; "
    "as data/quantities/NewsQuant.json",
    "frontier": _OWN,
    "world": _OWN,
    "coast": _OWN,
    "desk": _OWN,
    "mesa": _OWN,
    "fjord": _OWN,
    "plains": _OWN,
    "steppe": _OWN,
    "delta": _OWN,
    "omega": _OWN,
    "seed": _TAJI,
    "taji-reports": _TAJI,
}
"""Where a user gets each set; those coded by hand are in `coded/sets.py`."""


def found(root: Path | None, name: str) -> Path | None:
    """Return where a set of gold records is in the user's folder, or None where it is not."""
    path = root / FILES[name] if root is not None else None
    return path if path is not None and path.exists() else None


def files(root: Path | None, name: str) -> list[Path]:
    """Return the files of a set of `FOLDERS`, by name of file; none where the user does not have it.

    Args:
        root: the folder with all sets, or the set's own folder, or one file of it.
    """
    if root is None:
        return []
    if root.is_file():
        return [root]
    folder, called = FOLDERS[name]
    whole = root / folder
    return sorted(path for path in (whole if whole.is_dir() else root).glob(called) if path.is_file())
