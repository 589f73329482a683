"""The rules of the house that no linter knows: sizes, names, docstrings, who may do what."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "dateline"
MODULES = sorted(SRC.rglob("*.py"))
ROOMS = sorted(p.parent for p in SRC.rglob("__init__.py") if p.parent != SRC)
FILE_LINES, MODEL_LINES, ROOM_FILES = 400, 1300, 7
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "processor", "handler", "obj"}
"""Words that name a software pattern instead of what the file or class knows (docs/architecture.md, names)."""
LARGE_BYTES = 3_000_000
RECIPES = {
    "src/dateline/lexicon/places/gazetteer.sqlite": "tools/places/build.py",
    "src/dateline/annotate/model/ner/model": "tools/annotator/pack.py",
    "src/dateline/annotate/model/tok2vec/model": "tools/annotator/pack.py",
    "src/dateline/trained/model/encoder.onnx": "tools/trained/train.py",
}
"""Every data file too large to read in review, with the script that makes it."""
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp|opt)/\w+")


def name_of(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text("utf-8"))


@pytest.fixture(scope="module", params=MODULES, ids=name_of)
def module(request):
    return request.param


def test_file_is_short_enough(module):
    assert len(module.read_text("utf-8").splitlines()) <= FILE_LINES


def test_module_says_why_it_exists(module):
    assert (ast.get_docstring(tree(module)) or "").strip(), "a module docstring says why the file exists"


def test_names_come_from_the_newsroom(module):
    defined = [n.name for n in ast.walk(tree(module)) if isinstance(n, ast.ClassDef | ast.FunctionDef)]
    words = {w.lower() for n in [module.stem, *defined] for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", n)}
    assert not words & BANNED_NAMES


def test_evidence_is_made_only_by_citing(module):
    if module == SRC / "model" / "report.py":
        return
    made = [n.lineno for n in ast.walk(tree(module)) if isinstance(n, ast.Call) and called(n) == "Evidence"]
    assert not made, f"lines {made}: only Report.cite makes Evidence"


def test_no_broad_except_no_assert(module):
    for node in ast.walk(tree(module)):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}: raise an error that says what to do"
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or names_in(node.type) & {"Exception", "BaseException"}
            assert not broad, f"line {node.lineno}: name the errors"


def test_only_the_command_line_prints(module):
    if SRC / "cli" in module.parents:
        return
    printed = [n.lineno for n in ast.walk(tree(module)) if isinstance(n, ast.Call) and called(n) == "print"]
    assert not printed


def test_only_the_annotator_knows_spacy(module):
    if SRC / "annotate" in module.parents:
        return
    imported = {name.split(".")[0] for node in ast.walk(tree(module)) for name in imports(node)}
    assert not imported & {"spacy", "thinc"}


def called(call):
    function = call.func
    return getattr(function, "id", None) or getattr(function, "attr", None)


def names_in(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def imports(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_room_is_small(room):
    if room.name != "model":
        assert len(list(room.glob("*.py"))) <= ROOM_FILES, "a room holds at most seven files"


def test_model_is_small():
    lines = sum(len(p.read_text("utf-8").splitlines()) for p in (SRC / "model").glob("*.py"))
    assert lines <= MODEL_LINES, "docs/decisions/0002 sets the limit"


def test_pipeline_fits_on_a_page():
    assert len((SRC / "pipeline.py").read_text("utf-8").splitlines()) <= 80


def test_every_finding_room_exports_find():
    for room in ("dates", "places", "people", "actors", "counts", "weapons", "casualties", "claims", "events", "links"):
        names = {n.name for n in ast.walk(tree(SRC / room / "__init__.py")) if isinstance(n, ast.FunctionDef)}
        names |= {a.name for n in tree(SRC / room / "__init__.py").body for a in getattr(n, "names", ())}
        assert "find" in names, room


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: no list of the project's files")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_path_of_one_machine():
    for path in tracked():
        if path == Path(__file__) or path.suffix in (".tsv", ".sqlite", ".png", ".gz"):
            continue
        found = MACHINE_PATH.search(path.read_text("utf-8", "replace"))
        assert not found, f"{name_of(path)} mentions {found[0]}"


def test_large_files_have_a_recipe():
    large = {name_of(p) for p in tracked() if p.stat().st_size > LARGE_BYTES}
    assert large <= set(RECIPES), "data over 3 MB needs a script under tools/ that makes it, and a place in RECIPES"
    assert all((ROOT / recipe).is_file() for recipe in RECIPES.values())


def test_every_list_names_its_source():
    names = SRC / "lexicon" / "names"
    told = "".join((SRC / "lexicon" / folder / "README.md").read_text("utf-8") for folder in ("names", "places"))
    untold = [p.name for p in names.glob("*.tsv") if p.name not in told and "ource" not in first_lines(p)]
    assert not untold, "say in lexicon/names/README.md where the list comes from"


def first_lines(path):
    return "".join(path.read_text("utf-8").splitlines(keepends=True)[:5])
