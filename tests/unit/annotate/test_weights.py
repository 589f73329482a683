"""The weights in the package are those that were pinned, and nothing in them is a program."""

import importlib.util
from pathlib import Path

import pytest

from dateline.annotate import weights
from dateline.errors import DatelineError

ROOT = Path(__file__).resolve().parents[3]
FILES = [path for path in weights.weights_folder().rglob("*") if path.is_file()]
CONFIG = """[nlp]
pipeline = ["tok2vec","tagger","parser","senter","ner"]
disabled = ["senter"]

[components.ner]
factory = "ner"

[components.senter]
factory = "senter"

[components.senter.model]
nO = null

[components.tagger]
factory = "tagger"
"""
META = """{"lang": "en", "license": "MIT", "spacy_version": ">=3.7", "vectors": {}, "sources": [],
"performance": {"x": 1}, "components": ["ner", "senter"], "labels": {"ner": ["ORG"], "senter": ["I"]}}"""


@pytest.fixture(scope="module")
def packing():
    tool = importlib.util.spec_from_file_location("tools_pack", ROOT / "tools" / "annotator" / "pack.py")
    module = importlib.util.module_from_spec(tool)
    tool.loader.exec_module(module)
    return module


def test_they_are_the_pinned_ones():
    assert weights.digest_of_weights() == weights.DIGEST


def test_none_is_a_pickle():
    assert FILES
    for path in FILES:
        begins = path.read_bytes()[:2]
        assert not (len(begins) == 2 and begins[0] == 0x80 and begins[1] in range(2, 6)), path.name
        assert path.suffix not in (".pkl", ".pickle", ".pt", ".py")
    assert b"'|O'" not in (weights.weights_folder() / "vocab" / "vectors").read_bytes()[:128]


def test_they_are_small_and_have_a_card_and_licences():
    assert sum(path.stat().st_size for path in FILES) < 20_000_000
    assert {"README.md", "LICENSE", "LICENSES_SOURCES"} <= {path.name for path in FILES}


def test_the_card_decides_nothing_and_a_line_more_is_told(tmp_path):
    (tmp_path / "config.cfg").write_text("a")
    before = weights.digest_of(tmp_path)
    (tmp_path / "README.md").write_text("a card")
    assert weights.digest_of(tmp_path) == before
    (tmp_path / "config.cfg").write_text("a\n")
    assert weights.digest_of(tmp_path) != before


def test_weights_that_are_missing_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "weights_folder", lambda: tmp_path)
    with pytest.raises(DatelineError, match="not installed"):
        weights.check_weights()


def test_packing_leaves_out_what_is_never_asked(packing, tmp_path):
    base, out = tmp_path / "base", tmp_path / "out"
    for name, content in (("config.cfg", CONFIG), ("meta.json", META), ("accuracy.json", "{}"), ("ner/model", "n")):
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text(content)
    (base / "senter").mkdir()
    out.mkdir()
    (out / "README.md").write_text("a card")
    packing.pack(base, None, out)
    assert {path.name for path in out.iterdir()} == {"config.cfg", "meta.json", "ner", "README.md"}
    assert "senter" not in (out / "config.cfg").read_text() + (out / "meta.json").read_text()
    assert "[components.tagger]" in (out / "config.cfg").read_text()
    assert (out / "README.md").read_text() == "a card"
