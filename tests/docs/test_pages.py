"""The docs hold: examples run and print what is shown, links lead somewhere, the described format is the real one."""

import doctest
import importlib
import importlib.util
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.lexicon import data

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("*.md")])
MODULES = sorted(
    m.name for m in pkgutil.walk_packages(dateline.__path__, "dateline.") if not m.name.endswith("__main__")
)


def name_of(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_examples_run(page):
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


@pytest.mark.parametrize("module", ["dateline", *MODULES])
def test_docstring_examples_run(module):
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert not failed


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_shown_commands_print_what_is_shown(page):
    tool = importlib.util.spec_from_file_location("tools_docs", ROOT / "tools" / "docs.py")
    shown = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(shown)
    text = page.read_text("utf-8")
    assert shown.refreshed(text) == text, "run: python tools/docs.py --write"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_the_rule_shown_to_contributors_is_a_real_one():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1]
    (rule,) = tomllib.loads(block)["rule"]
    assert rule in data("en/counts.toml")["rule"]


def keys(value):
    """All keys of a JSON value, whatever their depth."""
    if isinstance(value, dict):
        return set(value) | {k for inner in value.values() for k in keys(inner)}
    return {k for inner in value for k in keys(inner)} if isinstance(value, list) else set()


def test_every_key_of_the_output_is_described():
    from dateline.export.record import as_dict
    from dateline.model.extraction import Refused
    from dateline.pipeline import extract_all
    from dateline.sources import read_sources

    found = read_sources([ROOT / "src/dateline/samples/reports.jsonl"])
    printed = {k for x in extract_all(r for r in found if not isinstance(r, Refused)) for k in keys(as_dict(x))}
    described = set(re.findall(r"[`\"](\w+)[`\"]", (ROOT / "docs" / "output.md").read_text("utf-8")))
    assert printed - described == set()


@pytest.mark.parametrize(
    "vocabulary",
    ["event.Kind", "event.EventStatus", "claim.Stance", "claim.About", "claim.Responsibility", "link.Relation"]
    + ["actor.Harm", "actor.Scope", "when.Precision", "where.PlacePrecision"],
)
def test_every_word_of_the_vocabularies_is_described(vocabulary):
    module, name = vocabulary.split(".")
    words = {str(member) for member in getattr(importlib.import_module(f"dateline.model.{module}"), name)}
    described = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "output.md").read_text("utf-8")))
    assert words - described == set()
