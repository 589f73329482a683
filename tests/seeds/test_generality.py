"""No rule exists for one report: each rule that the seed report needed reads at least three other sentences.

The other sentences are the project's own: the `yes` lines of all rules, the bundled samples, and the two gold sets
under tests/gold, which were written without sight of the rules.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import dateline.pipeline
from dateline.annotate import annotate_all
from dateline.export.record import as_dict
from dateline.lexicon import REGISTRY
from dateline.model.report import Report
from dateline.repair import repair

GOLD = Path(os.environ.get("DATELINE_GOLD") or "no-gold")
SEED = GOLD / "gold" / "seed" / "taji.txt"
ROOT = Path(__file__).parents[2]
ENOUGH = 3
ALL_ROOMS = "On Sunday rockets hit Camp Taji, killing two guards, police said. After the attack jets bombed a village."
"""A text that has something for every room, so that all rules are loaded."""


def quotations(value):
    """All (rule, words, start) in a reading."""
    if isinstance(value, dict):
        if {"rule", "exact"} <= set(value):
            yield value["rule"], value["exact"], value["start"]
        for inner in value.values():
            yield from quotations(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotations(inner)


def other_texts():
    for folder in (ROOT / "src/dateline/samples", ROOT / "tests/gold/frontier", ROOT / "tests/gold/world"):
        for path in sorted(folder.glob("*.txt")):
            yield path.read_text("utf-8")
    for rule in REGISTRY.values():
        yield from (line for line, _ in rule.yes)


def sentence_at(text, start):
    """The line of `text` that holds the character, cut at full stops: near enough to a sentence to count them."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "? ", "! "))
    return text[left + 1 : start + 80].strip()[:60]


@pytest.mark.skipif(not SEED.is_file(), reason="set DATELINE_GOLD to the folder with the seed report")
def test_each_rule_the_seed_needed_reads_three_other_sentences():
    command = [sys.executable, "-m", "dateline", "read", str(SEED), "--published", "2020-03-12", "--json", "--quiet"]
    seed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    needed = {rule for rule, _, _ in quotations(seed)}
    next(iter(dateline.pipeline.extract_all([Report.of(ALL_ROOMS)])))
    sentences = defaultdict(set)
    reports = [Report.of(text, published=date(2020, 3, 12)) for text in dict.fromkeys(other_texts())]
    for page in annotate_all(map(repair, reports)):
        found = dateline.pipeline.find(page)
        for seen in (f for kind in found.__slots__ for f in getattr(found, kind)):
            start = page.evidence(seen.start, seen.end, seen.rule).span.start
            sentences[seen.rule].add(sentence_at(page.report.text, start))
        for rule, _, start in quotations(as_dict(dateline.pipeline.read_page(page))):
            sentences[rule].add(sentence_at(page.report.text, start))
    few = {rule: len(sentences[rule]) for rule in sorted(needed) if len(sentences[rule]) < ENOUGH}
    assert not few, f"rules that read too little beside the seed: {few}"
