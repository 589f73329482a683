"""The bibliography: one entry a report, nothing in it that TeX would run, and CSL-JSON that Zotero takes."""

import json
import re
import subprocess

import pytest

from dateline.export.formats import export
from dateline.export.stories.bibtex import _keys, _tex
from dateline.export.stories.telling import writable

ENTRY = re.compile(r"@(article|misc)\{([A-Za-z0-9:.-]+),\n(.*?)\n\}\n", re.DOTALL)
FIELD = re.compile(r"^  ([a-z]+) = (?:\{(.*)\}|([a-z]{3})),$", re.MULTILINE)


@pytest.fixture(params=["book", "odd_book"])
def shown(request):
    return request.getfixturevalue(request.param)


def entries(path):
    text = path.read_text("utf-8")
    found = [(kind, key, {n: a or b for n, a, b in FIELD.findall(body)}) for kind, key, body in ENTRY.findall(text)]
    assert text.count("@article{") + text.count("@misc{") == len(found)
    return found


def test_one_entry_a_report(shown, tmp_path):
    written = export(shown, "bibtex", tmp_path / "a.bib")
    found = entries(tmp_path / "a.bib")
    assert written.rows == len(found) == len(shown.reports)
    told = {f"Report {_tex(key)}": report for key, report in shown.reports.items()}
    for kind, _, fields in found:
        report = told.pop(fields["note"])
        assert kind == ("article" if report.outlet else "misc")
        assert fields.get("journal") == (_tex(report.outlet) if report.outlet else None)
        assert fields.get("title") == (f"{{{_tex(report.title)}}}" if report.title else None)
        assert fields.get("date") == (str(report.published) if report.published else None)
        assert fields.get("month") == (f"{report.published:%b}".lower() if report.published else None)
        assert fields["url"].startswith("https://") and not set(fields["url"]) & set("{} \\")
    assert not told


def test_tex_runs_nothing(odd_book, tmp_path):
    export(odd_book, "bibtex", tmp_path / "a.bib")
    (rough,) = [fields for _, key, fields in entries(tmp_path / "a.bib") if key == "rough-1"]
    title = r'{Mine kills two; "50\%" of \{road\} shut\_down \#1 \textasciitilde{}\textasciicircum{}\textbackslash{}}'
    assert rough["title"] == title and rough["journal"] == r"Harrow \& Sons <Daily>"
    text = (tmp_path / "a.bib").read_text("utf-8")
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}") and "\x07" not in text and "שלום" in text


READ = """
const {Cite} = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
const text = require('fs').readFileSync(process.argv[2], 'utf8')
console.log(JSON.stringify(new Cite(text, {generateGraph: false}).data))
"""


@pytest.fixture(scope="session")
def citation(npm):
    """Citation.js, which reads BibTeX into CSL-JSON."""
    folder = npm("@citation-js/core@0.7", "@citation-js/plugin-bibtex@0.7")
    (folder / "read.js").write_text(READ, "utf-8")
    return folder / "read.js"


def test_citation_js_reads_what_was_written(shown, citation, need, tmp_path):
    export(shown, "bibtex", tmp_path / "a.bib")
    ran = subprocess.run([need("node"), citation, tmp_path / "a.bib"], capture_output=True, text=True, check=True)
    found = {item["note"].removeprefix("Report "): item for item in json.loads(ran.stdout)}
    assert set(found) == set(shown.reports)
    for key, report in shown.reports.items():
        item, day = found[key], report.published
        assert item.get("title") == (writable(report.title) if report.title else None)
        assert item.get("container-title") == report.outlet
        assert item.get("issued") == ({"date-parts": [[day.year, day.month, day.day]]} if day else None)


def test_keys_are_plain_and_never_twice():
    assert _keys(["a b", "A-B", "é/1", "", "a b"]) == ["a-b", "A-B-2", "e-1", "report", "a-b-3"]


def test_csl(shown, tmp_path):
    written = export(shown, "bibtex", tmp_path / "a.json")
    found = {item["id"]: item for item in json.loads((tmp_path / "a.json").read_text("utf-8"))}
    assert written.rows == len(found) and set(found) == set(shown.reports)
    for key, report in shown.reports.items():
        item, day = found[key], report.published
        assert item["type"] == ("article-newspaper" if report.outlet else "document")
        assert item.get("title") == report.title and item.get("container-title") == report.outlet
        assert item.get("issued") == ({"date-parts": [[day.year, day.month, day.day]]} if day else None)
        assert item["note"] == f"Report {key}"


def test_every_event_is_listed_as_dropped(shown, tmp_path):
    written = export(shown, "bibtex", tmp_path / "a.bib")
    assert {loss.event for loss in written.losses if loss.what == "event"} == {e.id for e in shown.events}
