"""The formats in which pages give events away, in the words of a page: there is no command line, and many files are
one zip."""

from __future__ import annotations

from dateline.export.formats import FORMATS

FIRST = ("csv", "excel", "jsonl", "geojson", "html")
"""What most people take."""
HERE = {
    "csv": "every table, a CSV file each, in a zip",
    "jsonl": "every table, a file of JSON lines each, in a zip",
    "parquet": "every table with types, a file each, in a zip",
    "bibtex": "the reports as a bibliography",
}
"""What is said of a format here, where the command says something of its options."""


def offered() -> list[tuple[str, str]]:
    """Return every format with what it is, the most usual first.

    >>> [name for name, _ in offered()][:2], any("--" in said for _, said in offered())
    (['csv', 'excel'], False)
    """
    names = dict.fromkeys((*FIRST, *FORMATS))
    return [(name, HERE.get(name, FORMATS[name].doc)) for name in names]
