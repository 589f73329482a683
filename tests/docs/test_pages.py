"""The docs hold: examples run and print what is shown, links lead somewhere, the described format is the real one."""

import doctest
import importlib
import importlib.util
import pkgutil
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
import typer

import dateline
from dateline.cli.app import app
from dateline.export.formats import FORMATS
from dateline.lexicon import data

ROOT = Path(__file__).resolve().parents[2]


def docs_tool():
    """The tool that refreshes the pages."""
    tool = importlib.util.spec_from_file_location("tools_docs", ROOT / "tools" / "docs.py")
    made = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(made)
    return made


SHOWN = docs_tool()
PAGES = SHOWN.PAGES
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
    text = page.read_text("utf-8")
    assert SHOWN.refreshed(text) == text, "run: python tools/docs.py --write"


def commands(page):
    """The `dateline` commands in the shell blocks of a page, each as a list of words."""
    blocks = re.findall(r"```(?:sh|console|bash)\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    found = (re.match(r"(?:\$ )?(?:\S*/)?dateline (.*)", line.strip()) for line in lines)
    return [shlex.split(one[1], comments=True) for one in found if one and one[1].strip(". ")]


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name_of)
def test_commands_in_examples_are_taken(page):
    whole = typer.main.get_command(app)
    for words in commands(page):
        name, command, rest = whole.resolve_command(click.Context(whole), words)
        read = command.make_context(name, rest)
        if name == "export":
            assert read.params["name"] in {*FORMATS, "FORMAT", ""}, words


def test_the_pages_refreshed_are_all_pages():
    assert {ROOT / "README.md", ROOT / "docs" / "merging.md", ROOT / "docs" / "exports" / "tables.md"} < {*PAGES}


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


def test_every_key_of_a_canonical_event_is_described():
    from dateline.export.canonical import event_dict
    from dateline.ledger.together import merge
    from dateline.pipeline import extract_all
    from dateline.sources import read_sources

    read = extract_all(read_sources([ROOT / "tests" / "gold" / "merge" / "levant" / "reports.jsonl"]))
    printed = {key for event in merge(read).events() for key in keys(event_dict(event))}
    described = set(re.findall(r"[`\"](\w+)[`\"]", (ROOT / "docs" / "output.md").read_text("utf-8")))
    assert printed - described == set()


def test_every_clue_and_policy_is_described():
    from dateline.ledger.canon import POLICIES
    from dateline.ledger.merge.likeness.clues import CLUES
    from dateline.ledger.merge.matching import OPEN, SAME

    text = (ROOT / "docs" / "merging.md").read_text("utf-8")
    listed = re.findall(r"^\| `([\w-]+)`", text, re.MULTILINE)
    assert listed == [*(clue.__name__ for clue in CLUES), *POLICIES]
    assert f"From {SAME}" in text and f"From {OPEN}" in text


def test_the_worked_example_of_the_policies():
    from datetime import date

    from dateline.ledger.canon import POLICIES
    from dateline.ledger.canon.records import Account
    from dateline.model.estimate import Estimate

    told = [(2, 5, True), (3, 5, False), (4, 6, False)]
    accounts = tuple(
        Account(Estimate.exactly(number), (str(number),), (), (), date(2021, 5, day), True, number, belligerent=party)
        for number, day, party in told
    )
    text = (ROOT / "docs" / "merging.md").read_text("utf-8")
    for name, policy in POLICIES.items():
        chosen = policy.choose(accounts).value
        (row,) = re.findall(rf"^\| `{name}`[^|]*\|[^|]*\| (\d+) \| (\d+) to (\d+) \|$", text, re.MULTILINE)
        assert tuple(map(int, row)) == (chosen.best, chosen.low, chosen.high), name


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
