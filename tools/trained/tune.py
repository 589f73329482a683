"""Scores the messages of MUC-4 DEV that training never saw: by rules, by the trained reader, and by both together.

    python tools/trained/tune.py --muc DIR --scorer muc4_score.py [--told 0.4 --join 0.5 ...]

DIR holds the messages and keys of DEV. Every setting of `trained.incidents.Settings` and of `evaluate.muc.blend.Blend`
can be given, so that a value is found here and never on a test set.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from dataclasses import fields
from pathlib import Path

from dateline.annotate import annotate_all
from dateline.evaluate.muc import by_both, by_reader, by_rules, messages
from dateline.evaluate.muc.blend import BLEND
from dateline.pipeline import find, read_page
from dateline.repair import repair
from dateline.trained import incidents
from dateline.trained.shipped import shipped
from gold import is_held


def key_of_the_held(folder: Path) -> str:
    """Return the part of the answer keys that is about held-out messages."""
    out = []
    for path in messages.keys(folder):
        for part in re.split(r"(?m)^(?=0\.\s+MESSAGE: ID)", path.read_text("latin-1"))[1:]:
            named = re.search(r"DEV-MUC\d-\d{4}", part)
            out += [part] if named and is_held(named[0]) else []
    return "".join(out)


def main() -> None:
    """Read the arguments, read the messages, and print three scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muc", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    for one in (*fields(incidents.Settings), *fields(BLEND)):
        parser.add_argument(f"--{'blend-' if one in fields(BLEND) else ''}{one.name}".replace("_", "-"), type=float)
    given = vars(parser.parse_args())
    chosen = {f.name: given[f.name] for f in fields(incidents.Settings) if given[f.name] is not None}
    for one in fields(BLEND):
        if given[f"blend_{one.name}"] is not None:
            setattr(BLEND, one.name, given[f"blend_{one.name}"])
    read: dict[str, list[dict[str, object]]] = {"rules": [], "reader": [], "both": []}
    held = [report for report in messages.read(given["muc"]) if is_held(report.id)]
    for page in annotate_all(map(repair, held)):
        found = find(page)
        mentioned = shipped().mark(page, found)
        settings = incidents.Settings(**chosen)
        ruled = by_rules(page, found, extraction := read_page(page))
        trained = by_reader(page, found, mentioned, settings)
        both = by_both(page, found, extraction, mentioned, settings)
        for name, forms in (("rules", ruled), ("reader", trained), ("both", both)):
            read[name].append({"docid": page.report.id, "templates": [form.template() for form in forms]})
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key-held"
        key.write_text(key_of_the_held(given["muc"]), "latin-1")
        for name, responses in read.items():
            out = Path(folder) / f"{name}.jsonl"
            out.write_text("".join(json.dumps(one) + "\n" for one in responses), "utf-8")
            print(f"{name}: {messages.judged(given['scorer'], [key], out)['all templates']}, {len(held)} messages")


if __name__ == "__main__":
    main()
