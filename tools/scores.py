"""Writes how often values were right, by slot and rule: src/dateline/lexicon/scores.toml.

    python tools/scores.py tests/gold/*/gold.json [MORE/gold.json ...]

Reads the reports of each set of gold records (`evaluate/gold.py`), counts (`evaluate/sureness/calibration.py`) and
prints how many values of a score are right in the sets that were not counted for it, and by set. Counts are facts
about the sets; no text is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.evaluate.gold import load_gold
from dateline.evaluate.sureness.calibration import count, held_out, seen, set_of, share_above
from dateline.export.record import as_dict
from dateline.lexicon.scores import Figures
from dateline.pipeline import extract_all

TARGET = Path(__file__).resolve().parents[1] / "src/dateline/lexicon/scores.toml"
SURE = 0.9
STEPS = (0.0, 0.5, 0.7, 0.8, SURE, 0.95)
HEAD = """# How many values were right, of how many, by slot and by the rules that read them; "" is the whole slot.
# Made by tools/scores.py from {records} gold records; see docs/output.md, "Scores".
"""


def written(counts: Figures, records: int) -> str:
    """Return the counts as TOML."""
    lines = [HEAD.format(records=records)]
    for slot in sorted(counts):
        lines.append(f"\n[slot.{slot}]\n")
        lines += [f'"{rule}" = [{right}, {of}]\n' for rule, (right, of) in sorted(counts[slot].items())]
    return "".join(lines)


def main(paths: list[str]) -> None:
    """Read, count, write."""
    records = [record for path in paths for record in load_gold(Path(path))]
    values = list(seen(records, map(as_dict, extract_all(record.report for record in records))))
    TARGET.write_text(written(count(values), len(records)), "utf-8")
    scored = list(held_out(values))
    for least in STEPS:
        right, of, (low, high) = share_above(scored, least)
        print(f"score {least} and more: {right} of {of} right ({100 * low:.1f} to {100 * high:.1f} %)")
    for name in sorted({set_of(value.report) for value in values}):
        right, of, _ = share_above([one for one in scored if set_of(one[1].report) == name], SURE)
        print(f"{name}, score {SURE} and more by the other sets: {right} of {of} right")


if __name__ == "__main__":
    main(sys.argv[1:])
