"""A small encoder reads a page: what role each token plays, and vectors from which its mentions are judged."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError
from dateline.trained.marks.labels import HEADS, ROLES

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.model.page import Page

Floats = NDArray[np.float32]
PIECES = 506
"""Pieces of words that the network sees at once. Source: MiniLM-L6 has 512 places; two are taken by its marks."""
OVERLAP = 90
"""Tokens that two neighbouring windows share; each is read from the window in which it stands further from an edge."""
EDGE = 30
BEGIN, END = 101, 102
"""The marks `[CLS]` and `[SEP]` of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the network says of a page.

    Attributes:
        hidden: one vector a token, (tokens, 384).
        roles: the score of each tag of `TAGS`, not yet a probability, (tokens, tags).
        kinds: the probability that the page tells an incident of each of `KINDS`.
    """

    hidden: Floats
    roles: Floats
    kinds: Floats


@dataclass(frozen=True, slots=True)
class Judged:
    """Mentions with a vector each (mentions, 192), and the probability of each answer to each question of `HEADS`."""

    vectors: Floats
    answers: dict[str, Floats]


class Encoder:
    """The network in three parts: a page's tokens, its mentions, and pairs of these."""

    def __init__(self, folder: Path) -> None:
        """Load the networks of a folder.

        Raises:
            DatelineError: if onnxruntime or tokenizers are not installed.
        """
        try:
            from tokenizers import Tokenizer

            runtime: Any = import_module("onnxruntime")
        except ImportError as error:
            raise DatelineError(
                "the trained reader needs onnxruntime and tokenizers", str(folder), "pip install 'dateline[hybrid]'"
            ) from error
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._words = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._words.no_truncation()
        self._words.no_padding()
        self._page, self._mention, self._pair = (
            runtime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("encoder.onnx", "mention.onnx", "pair.onnx")
        )

    def read(self, page: Page) -> Encoded:
        """Read a page; one without tokens gives empty arrays."""
        ids, first, last = self._pieces([token.lower for token in page.tokens])
        hidden: list[Any] = [None] * len(page.tokens)
        roles: list[Any] = [None] * len(page.tokens)
        depth = [-1] * len(page.tokens)
        kinds = np.zeros(len(HEADS["kind"]), np.float32)
        for start, end in windows([t.sentence for t in page.tokens], first, last):
            origin = first[start]
            piece_ids = [BEGIN, *ids[origin : last[end - 1] + 1], END]
            vectors, tags, told = self._page.run(None, {"ids": np.array([piece_ids], np.int64)})
            kinds = np.maximum(kinds, told)
            for i in range(start, end):
                inside = _depth(i, start, end, len(page.tokens))
                if inside > depth[i]:
                    at = first[i] - origin + 1
                    depth[i], hidden[i], roles[i] = inside, vectors[at], tags[at]
        return Encoded(np.array(hidden, np.float32), np.array(roles, np.float32), kinds)

    def judge(self, encoded: Encoded, spans: list[tuple[int, int]], roles: list[str]) -> Judged:
        """Judge mentions: token ranges (at least one), each with its role."""
        sums = np.concatenate([np.zeros((1, encoded.hidden.shape[1]), np.float32), encoded.hidden.cumsum(0)])
        starts, ends = np.array([s for s, _ in spans]), np.array([e for _, e in spans])
        mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
        x = np.concatenate([encoded.hidden[starts], encoded.hidden[ends - 1], mean], 1).astype(np.float32)
        role = np.array([ROLES.index(one) for one in roles], np.int64)
        vectors, *answers = self._mention.run(None, {"x": x, "role": role})
        return Judged(vectors, dict(zip(HEADS, answers, strict=True)))

    def together(self, left: Floats, right: Floats, seen: Floats) -> Floats:
        """Return the probability that each pair of mentions tells of one incident.

        Args:
            left, right: the vectors of the pair's mentions, (pairs, 192).
            seen: what is seen of the pair on the page, (pairs, 8).
        """
        found: Floats = self._pair.run(None, {"a": left, "b": right, "f": seen})[0]
        return found

    def _pieces(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Cut words into pieces: their ids, and for each word the first and the last of them."""
        cut = self._words.encode(words, is_pretokenized=True, add_special_tokens=False)
        first, last = [-1] * len(words), [-1] * len(words)
        for at, word in enumerate(cut.word_ids):
            if word is None:
                continue
            first[word] = at if first[word] < 0 else first[word]
            last[word] = at
        for i, at in enumerate(first):
            if at < 0:  # a word of no pieces (a space) is read with the one before it
                first[i] = last[i] = first[i - 1] if i else 0
        return list(cut.ids), first, last


def windows(sentences: list[int], first: list[int], last: list[int]) -> list[tuple[int, int]]:
    """Cut a page's tokens into stretches that the network can see at once, ending with a sentence where one does.

    Args:
        sentences: the sentence of each token.
        first, last: the first and last piece of each token.
    """
    count, start = len(sentences), 0
    out: list[tuple[int, int]] = []
    while start < count:
        end = start
        while end < count and last[end] - first[start] < PIECES:
            end += 1
        if end < count:
            cut = end
            while cut > start + 200 and sentences[cut] == sentences[cut - 1]:
                cut -= 1
            end = cut if cut > start + 200 else end
        out.append((start, end))
        if end >= count:
            break
        start = max(start + 1, end - OVERLAP)
    return out


def _depth(i: int, start: int, end: int, count: int) -> int:
    """How far token `i` stands from the edges of its window that are no edges of the page."""
    inside = min(i - start, end - 1 - i)
    if (start == 0 and i <= end - EDGE) or (end == count and i >= start + EDGE):
        return PIECES
    return max(inside, 0)
