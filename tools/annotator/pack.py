"""Packs a spaCy pipeline's weights as Dateline ships them: `src/dateline/annotate/model/`, and the digest of its files.

    python tools/annotator/pack.py BASE [--tuned FOLDER] [--out MODEL]

BASE is the folder of spaCy's `en_core_web_sm` 3.8.0 (it holds config.cfg), by whichever way it came here. With --tuned
the four networks are taken from the pipeline in FOLDER (what `train.py` writes); all else is as in BASE. Left out is
what the annotator never asks: the component `senter`, the accuracies. The card (README.md) is left as it stands.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

from dateline.annotate import weights

NETWORKS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model")
"""The files that training changes."""
UNASKED = ("senter", "accuracy.json", "README.md")
NAME, VERSION = "dateline_annotator", "1.0.0"
ABOUT = "Sentences, tokens, tags, parse, base forms and names of English news, as Dateline reads them. See README.md."


def pack(base: Path, tuned: Path | None, out: Path) -> None:
    """Write the files, and leave the card that stands there."""
    card = (out / "README.md").read_bytes() if (out / "README.md").is_file() else None
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(base, out, ignore=lambda _, names: [name for name in names if name in UNASKED])
    (out / "config.cfg").write_bytes(without_senter((base / "config.cfg").read_text("utf-8")).encode())
    (out / "meta.json").write_bytes(told_anew(json.loads((base / "meta.json").read_text("utf-8"))).encode())
    for name in NETWORKS if tuned else ():
        shutil.copyfile(tuned / name, out / name)
    for path in out.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if card is not None:
        (out / "README.md").write_bytes(card)


def without_senter(config: str) -> str:
    """Return a pipeline's settings without the component that only cuts sentences: the parser does."""
    blocks = re.split(r"(?m)^(?=\[)", config)
    kept = "".join(block for block in blocks if not block.startswith("[components.senter"))
    return kept.replace('"parser","senter",', '"parser",').replace('disabled = ["senter"]', "disabled = []")


def told_anew(meta: dict[str, object]) -> str:
    """Return what the pipeline says of itself: a name of its own, and no figures that were measured on another."""
    kept = {key: meta[key] for key in ("lang", "license", "spacy_version", "vectors", "labels", "sources")}
    parts = [name for name in meta["components"] if name != "senter"]
    kept["labels"] = {name: labels for name, labels in meta["labels"].items() if name != "senter"}
    kept |= {"name": NAME, "version": VERSION, "description": ABOUT, "pipeline": parts, "components": parts}
    kept |= {"author": "Explosion; the Dateline maintainers", "disabled": []}
    return json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Read the arguments and pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--tuned", type=Path)
    parser.add_argument("--out", type=Path, default=weights.weights_folder())
    given = parser.parse_args()
    pack(given.base, given.tuned, given.out)
    megabytes = sum(path.stat().st_size for path in given.out.rglob("*") if path.is_file()) / 1e6
    print(f"{given.out}: {megabytes:.1f} MB, SHA-256 {weights.digest_of(given.out)}")


if __name__ == "__main__":
    main()
