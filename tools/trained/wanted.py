"""Finds the weights of `evaluate/muc/fills/wanted.toml`: which incidents that rules read are wanted, on MUC-4 DEV.

    python tools/trained/wanted.py --muc DIR --scorer muc4_score.py --out wanted.toml

DIR holds the messages and keys of DEV. An incident is wanted if the scorer maps its template to one of the key.
Messages that `gold.is_held` holds out are not learned from. Some minutes on one core, nearly all of it reading.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np

from dateline.annotate import annotate_all
from dateline.evaluate.muc import messages, ruled
from dateline.evaluate.muc.fills.wanted import features
from dateline.evaluate.muc.form import Form
from dateline.pipeline import find, read_page
from dateline.repair import repair
from gold import is_held

FREEDOM = 2.0
"""How strongly weights are held to nought."""
STEPS = 25


def statuses(scorer: Any, key_paths: list[Path], responses: list[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """Return what the scorer made of each template: matched, spurious or optional."""
    keys = [one for path in key_paths for one in scorer.read_templates(str(path))[0]]
    told, _ = scorer.parse_jsonl_responses("".join(json.dumps(one) + "\n" for one in responses))
    read = {one["docid"] for one in responses}
    report = scorer.Scorer(scorer.Judgements(), scorer.AutoJudge()).score([k for k in keys if k.docid in read], told)
    pairs = [pair for pair in report.pairs if pair.response is not None and not pair.response.irrelevant]
    return {(pair.docid, int(pair.response.id) - 1): pair.status for pair in pairs}


def fit(rows: list[list[str]], right: np.ndarray) -> dict[str, float]:
    """Return a weight for each feature, by Newton's steps of a logistic regression."""
    names = sorted({name for row in rows for name in row})
    seen = np.array([[name in row for name in names] for row in rows], float)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (chance - right) + FREEDOM * weights
        bend = (seen * (chance * (1 - chance))[:, None]).T @ seen + FREEDOM * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def written(weights: dict[str, float]) -> str:
    """Return weights as TOML."""
    head = "# How far each feature of an incident speaks for it; written by tools/trained/wanted.py.\n\n[weights]\n"
    return head + "".join(f'"{name}" = {weight}\n' for name, weight in weights.items())


def learn(scorer: Any, key_paths: list[Path], read: dict[str, list[Form]]) -> dict[str, float]:
    """Return the weights that the forms of messages teach."""
    responses = [{"docid": name, "templates": [f.template() for f in forms]} for name, forms in read.items()]
    status = statuses(scorer, key_paths, responses)
    rows, right = [], []
    for name, forms in read.items():
        for at, form in enumerate(forms):
            if (how := status.get((name, at))) in ("matched", "spurious"):
                rows.append(features(form, at, len(forms)))
                right.append(how == "matched")
    return fit(rows, np.array(right, float))


def main() -> None:
    """Read the arguments, read the messages, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--muc", "--scorer", "--out"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    if spec is None or spec.loader is None:
        parser.error(f"{given.scorer} is no scorer")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reports = [report for report in messages.read(given.muc) if not is_held(report.id)]
    read = {page.report.id: ruled(page, find(page), read_page(page)) for page in annotate_all(map(repair, reports))}
    given.out.write_text(written(learn(scorer, messages.keys(given.muc), read)), "utf-8")


if __name__ == "__main__":
    main()
