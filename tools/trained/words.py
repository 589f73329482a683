"""Trains the linear model of whole reports that the trained reader asks beside its encoder, on MUC-4 DEV.

    python tools/trained/words.py --muc DIR --out words.npz

DIR holds the messages and keys of DEV. Some minutes on one core, nearly all of it reading; needs scikit-learn. Messages
that `gold.is_held` holds out are not learned from; before it writes, it prints how well both are answered on them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from dateline.annotate import annotate_all
from dateline.evaluate.muc import messages
from dateline.pipeline import find
from dateline.repair import repair
from dateline.trained.marks.words import ROOM, features, places
from gold import is_held, keys

FREEDOM = 0.1
"""How far the weights may go from nought (C of scikit-learn). Found in five folds by message: .005 and .02 do worse."""


def matrix(rows: list[np.ndarray]) -> csr_matrix:
    """Return rows of places as a matrix of ones."""
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(rows), ends), shape=(len(rows), ROOM))


def fit(rows: list[np.ndarray], told: np.ndarray) -> np.ndarray:
    """Return one row of weights for each question.

    Args:
        rows: the features of each message.
        told: how many templates its key has.
    """
    seen = matrix(rows)
    asked = [(seen, told > 0), (seen[told > 0], told[told > 0] > 1)]
    models = [LogisticRegression(C=FREEDOM, max_iter=300, fit_intercept=False).fit(x, y) for x, y in asked]
    return np.concatenate([model.coef_ for model in models]).astype(np.float32)


def write(weights: np.ndarray, path: Path) -> None:
    """Write weights as whole numbers of eight bits, each row with its own scale."""
    scales = np.abs(weights).max(1) / 127
    whole = np.round(weights / scales[:, None]).astype(np.int8)
    np.savez_compressed(path, weights=whole, scales=scales.astype(np.float32))


def main() -> None:
    """Read the arguments, train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muc", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    key = keys(given.muc)
    names, rows = [], []
    for page in annotate_all(map(repair, messages.read(given.muc))):
        names.append(page.report.id)
        rows.append(places(features(page, find(page))))
    told = np.array([len(key.get(name, [])) for name in names])
    held = np.array([is_held(name) for name in names])
    weights = fit([row for row, out in zip(rows, held, strict=True) if not out], told[~held])
    scores = matrix(rows) @ weights.T
    print("told, area under the curve on held-out messages:", roc_auc_score(told[held] > 0, scores[held, 0]))
    some = held & (told > 0)
    print("several, the same:", roc_auc_score(told[some] > 1, scores[some, 1]))
    write(weights, given.out)


if __name__ == "__main__":
    main()
