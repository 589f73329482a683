"""The tables of the small ledger, written once in every form, and programs that open them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace

import pytest

from dateline.export.formats import export
from dateline.export.tables.sheets import TABLES

EVIL = '=HYPERLINK("http://a.example";"x")'
TEXT_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Comma, double quotes, UTF-8, cells as they are and not as shown, all sheets."""


@pytest.fixture(scope="session")
def evil(book):
    """The small book with headlines that a careless spreadsheet runs."""
    titles = iter((EVIL, "+1+cmd|' /C calc'!A1", "@SUM(1)", "-2+3", "http://b.example/"))
    found = {
        key: replace(e, report=replace(e.report, title=next(titles))) for key, e in sorted(book.extractions.items())
    }
    return replace(book, extractions=found)


@pytest.fixture(scope="session")
def rows(evil):
    """The rows of each table as they are."""
    return {
        name: [{c.name: row.get(c.name) for c in table.columns} for row in table.rows(evil)]
        for name, table in TABLES.items()
    }


@pytest.fixture(scope="session")
def written(evil, tmp_path_factory):
    """A folder with the tables in every form."""
    folder = tmp_path_factory.mktemp("tables")
    for form in ("csv", "jsonl", "parquet"):
        export(evil, form, folder / form)
    export(evil, "excel", folder / "all.xlsx")
    return folder


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Runs LibreOffice without a window, with a profile of its own."""
    found = shutil.which("soffice")
    if found is None:
        said = "no LibreOffice on this machine (Debian, Ubuntu: apt install libreoffice-calc)"
        if os.environ.get("DATELINE_REQUIRE_READERS") == "1":
            pytest.fail(said)
        pytest.skip(said)
    profile = tmp_path_factory.mktemp("office").as_uri()

    def convert(source, to, out, *more):
        command = [found, f"-env:UserInstallation={profile}", "--headless", *more, "--convert-to", to]
        ran = subprocess.run(
            [*command, "--outdir", str(out), str(source)], capture_output=True, text=True, timeout=300, check=False
        )
        assert ran.returncode == 0 and list(out.iterdir()), ran.stdout + ran.stderr

    return convert
