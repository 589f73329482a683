"""Finds listed names in a run of tokens, however they are hyphenated, accented or apostrophised.

Armed groups are spelt a dozen ways ("al-Shabaab", "Al Shabab", "Kata'ib Hizballah"); folding words before the look-up
keeps the lists short and the look-up a few dictionary reads a word.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Generic, TypeVar

from dateline.errors import LexiconError

V = TypeVar("V")

_APOSTROPHES = re.compile("['’‘`´ʿʾʼ.]")
_OWNED = re.compile(r"['’]s\b")
_JOINTS = re.compile(r"[-‐‑–/_\s]+")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the tab-separated file `lexicon/<name>`, each a mapping from column to cell.

    Lines that start with "#" are comments.

    Raises:
        LexiconError: if it is missing.
    """
    try:
        text = files("dateline.lexicon").joinpath(name).read_text("utf-8")
    except OSError as error:
        raise LexiconError(str(error), f"lexicon/{name}", "reinstall, or restore the file") from error
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> tuple[str, ...]:
    """Return the words of `text` without case, accents, apostrophes, full stops and hyphens.

    >>> fold("Kata'ib Hizballah"), fold("al-Shabaab"), fold("U.S.-led")
    (('kataib', 'hizballah'), ('al', 'shabaab'), ('us', 'led'))
    """
    if text.isascii() and text.isalpha():
        return (text.lower(),)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(w for w in _JOINTS.split(_APOSTROPHES.sub("", plain).lower()) if w and w[0].isalnum())


class Stream:
    """The folded words of a run of tokens, each with the token it comes from."""

    __slots__ = ("first", "owners", "words")

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [fold(text) for text in texts]
        self.words: list[str] = [word for words in folded for word in words]
        self.owners: list[int] = [i for i, words in enumerate(folded) for _ in words]
        self.first: list[int] = [0, *accumulate(map(len, folded))]
        """For each token the index of its first word."""


class Phrases(Generic[V]):
    """A list of phrases, each with what it stands for; a phrase may stand for several things."""

    def __init__(self, entries: Iterable[tuple[str, V]] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[V]]]] = {}
        self._all: dict[tuple[str, ...], list[V]] = {}
        for phrase, value in entries:
            self.add(phrase, value)

    def add(self, phrase: str, value: V) -> None:
        """Add one phrase; words are folded as the text's will be, in which "People's" is two tokens."""
        for words in dict.fromkeys((fold(phrase), fold(_OWNED.sub(" s", phrase)))):
            if words:
                self._add(words, value)

    def _add(self, words: tuple[str, ...], value: V) -> None:
        if words in self._all:
            if value not in self._all[words]:
                self._all[words].append(value)
            return
        self._all[words] = [value]
        same = self._by_first.setdefault(words[0], [])
        same.append((words[1:], self._all[words]))
        same.sort(key=lambda entry: -len(entry[0]))

    def get(self, phrase: str) -> list[V]:
        """Return what the whole of `phrase` stands for; empty if it is not listed."""
        return self._all.get(fold(phrase), [])

    def __contains__(self, phrase: str) -> bool:
        return fold(phrase) in self._all

    def longest(self, words: Sequence[str], at: int) -> tuple[int, list[V]] | None:
        """Return the end of the longest phrase that starts at word `at`, with its values, or None."""
        for rest, values in self._by_first.get(words[at], ()):
            end = at + 1 + len(rest)
            if tuple(words[at + 1 : end]) == rest:
                return end, values
        return None

    def matches(self, stream: Stream) -> Iterator[tuple[int, int, list[V]]]:
        """Yield token ranges `[start, end)` of the longest matches, left to right, without overlap."""
        words, done, firsts = stream.words, 0, self._by_first
        for at in [at for at, word in enumerate(words) if word in firsts]:
            hit = self.longest(words, at) if at >= done else None
            if hit is not None:
                done, values = hit
                yield stream.owners[at], stream.owners[done - 1] + 1, values
