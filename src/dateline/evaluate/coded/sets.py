"""Reads the sets that people have coded by hand, from a folder the user has; none of them is part of Dateline.

The folder is laid out as `data/muc4`, `data/isaf/*.jsonl`, `data/airwars/*.jsonl`, `gold/...`, `eval/...`;
the folder or file of one set will do. A set that is not there is skipped, and `WHERE` says where a user gets it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.evaluate.whereabouts import files
from dateline.model.report import Report

WHERE = {
    "taji": "invented reports with hand-written records; not published yet: ask the maintainers",
    "muc4": "the MUC-3 and MUC-4 proceedings data, free from NIST (https://www-nlpir.nist.gov/related_projects/muc/); "
    "put tst1/ and tst2/ under data/muc4/",
    "isaf": "ISAF press releases 2009-2013 as coded by Strick van Linschoten and Kuehn, the data set "
    "`isafpressreleases` on Hugging Face; as data/isaf/dev.jsonl, one object a line with id, text and gold",
    "airwars": "assessments of civilian harm by Airwars (https://airwars.org/); as data/airwars/dev.jsonl, "
    "one object a line with id, text, incident_date, location, killed_civ, injured_civ and victims",
    "gun": "incidents of the Gun Violence Archive (https://www.gunviolencearchive.org/) with the newspaper reports "
    "that tell them; as data/gun_violence/dev.jsonl, one object an incident with incident, date, city, state, killed, "
    "injured, participants and articles (id, title, dct, content)",
}
"""Where a user gets each set."""

SETS = ("muc4 tst1", "muc4 tst2", "isaf", "airwars")
"""The sets that can be read, by name, but for the shootings."""
GUN = "gun"
"""The set that `dateline bench gun` reads, by name."""
_FIELDS = {
    "isaf": ("id", "text", "gold"),
    "airwars": ("id", "text", "incident_date", "location", "victims"),
    GUN: ("incident", "killed", "injured", "articles"),
}
"""What each row of a set must have, so that a file of another set is told at once."""
_MUC_FILES = {"muc4 tst1": ("tst1/tst1-muc3", "tst1/key-tst1.v7"), "muc4 tst2": ("tst2/tst2-muc4", "tst2/key-tst2.v4")}
"""Texts and answer key of each MUC-4 test set, below data/muc4."""
MESSAGE_ID, INCIDENT_TYPE = 0, 4
_MUC_MESSAGE = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4}).*$", re.MULTILINE)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MUC_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d\d)\b")
_MUC_SLOT = re.compile(r"^(\d+)\.\s+[A-Z: ]+?(?:\s{2,}|$)(.*)$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports and what people coded from them.

    Attributes:
        coded: by report id, the coding of that report, in the set's own shape.
    """

    name: str
    reports: tuple[Report, ...]
    coded: dict[str, Any] = field(repr=False)


def is_there(root: Path, name: str) -> bool:
    """Whether the user has a set."""
    found = _files(root, name)
    return bool(found) and all(path.is_file() for path in found)


def load(root: Path, name: str) -> GoldSet:
    """Read one of `SETS`, or `GUN`.

    Raises:
        SourceError: if it is not there.
    """
    return {"isaf": isaf, "airwars": airwars, GUN: gun}[name](root) if name not in _MUC_FILES else muc4(root, name)


def _files(root: Path, name: str) -> list[Path]:
    if name in _MUC_FILES:
        return [root / "data" / "muc4" / file for file in _MUC_FILES[name]]
    return files(root, name)


def muc_key(root: Path, name: str) -> Path:
    """Return where the answer key of a MUC-4 test set is."""
    return _files(root, name)[1]


def isaf(root: Path) -> GoldSet:
    """Read the ISAF press releases; their publication day stands in the dateline and is not given."""
    rows = _rows(root, "isaf")
    reports = tuple(Report.of(row["text"], id=row["id"], outlet="ISAF") for row in rows)
    return GoldSet("isaf", reports, {row["id"]: row["gold"] for row in rows})


def airwars(root: Path) -> GoldSet:
    """Read the Airwars assessments. They are undated narratives: no publication day is given."""
    rows = _rows(root, "airwars")
    reports = tuple(Report.of(row["text"], id=row["id"], outlet="Airwars") for row in rows)
    return GoldSet("airwars", reports, {row["id"]: row for row in rows})


def gun(root: Path) -> GoldSet:
    """Read the reports of shootings: each by itself, its headline above it, coded as the incident that it tells."""
    reports, coded = [], {}
    for row in _rows(root, GUN):
        for article in row["articles"]:
            text, name = f"{article['title']}\n\n{article['content']}", f"{row['incident']}/{article['id']}"
            day = date.fromisoformat(article["dct"])
            reports.append(Report.of(text, id=name, title=article["title"], published=day))
            coded[name] = row
    return GoldSet(GUN, tuple(reports), coded)


def muc4(root: Path, name: str) -> GoldSet:
    """Read a MUC-4 test set: one report a message, published on the day in the message's header.

    Args:
        name: "muc4 tst1" or "muc4 tst2".
    """
    texts, key = _files(root, name)
    parts = _MUC_MESSAGE.split(_text(texts))[1:]
    reports = tuple(
        Report.of(body.strip("\n"), id=ident, outlet="MUC-4", published=header_date(body))
        for ident, body in zip(parts[::2], parts[1::2], strict=True)
    )
    coded: dict[str, Any] = {report.id: [] for report in reports}
    for template in muc_templates(_text(key)):
        coded.setdefault(template[0][0], []).append(template)
    return GoldSet(name, reports, coded)


def header_date(message: str) -> date | None:
    """Return the first date in the MUC form "4 FEB 90", or None.

    >>> header_date("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- [TEXT]").isoformat()
    '1990-02-04'
    """
    found = _MUC_DATE.search(message[:400])
    return day_of(int(found[3]) + 1900, found[2], int(found[1])) if found else None


def day_of(year: int, month: str, day: int) -> date:
    """Return a date from the name of its month.

    >>> day_of(1990, "FEB", 4).isoformat()
    '1990-02-04'
    """
    return date(year, MONTHS.index(month[:3].upper()) + 1, day)


def muc_templates(key: str) -> Iterator[dict[int, list[str]]]:
    """Yield each template of an answer key: slot number to its lines; messages without an incident yield none."""
    template: dict[int, list[str]] = {}
    slot = -1
    for line in [*key.splitlines(), "0.  MESSAGE: ID"]:
        numbered = _MUC_SLOT.match(line)
        if numbered:
            slot, rest = int(numbered[1]), numbered[2].strip()
            if slot == MESSAGE_ID:
                if template.get(INCIDENT_TYPE, ["*"]) != ["*"]:
                    yield template
                template = {}
            template[slot] = [rest]
        elif line.startswith(" ") and slot in template:
            template[slot].append(line.strip())


def muc_strings(lines: list[str]) -> list[list[str]]:
    """Return the fillers of a string slot, each with its alternatives, without the cross-references after a colon."""
    fillers = []
    for line in lines:
        value = re.sub(r'(?<="):\s*".*$', "", line)
        alternatives = [found.replace('\\"', "") for found in _QUOTED.findall(value)]
        if alternatives:
            fillers.append(alternatives)
    return fillers


def _rows(root: Path, name: str) -> list[dict[str, Any]]:
    paths = _files(root, name)
    if not paths:
        raise SourceError("the set is not there", str(root), f"dateline bench {name} says where to get it")
    return [row for path in paths for row in _lines(path, _FIELDS[name])]


def _lines(path: Path, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        here = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"no JSON: {error}", here, "give a file with one JSON object a line") from error
        missing = [name for name in fields if not isinstance(row, dict) or name not in row]
        if missing:
            raise SourceError(f"a row without {', '.join(missing)}", here, "is it a file of another set?")
        yield row


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise SourceError("the set is not there", str(path), "dateline bench says where to get it") from error
