"""Puts annotated lines together into one page: tokens numbered through the report, without white space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.lexicon import data
from dateline.model.page import Named, Page, Repaired, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Annotated


def page_of(repaired: Repaired, lines: Iterable[tuple[int, Doc]]) -> Page:
    """Put the annotated lines of a report together.

    Args:
        lines: for each line where it begins in the repaired text, and its annotation, in order.
    """
    gathered = _Gathered()
    for offset, doc in lines:
        gathered.add(offset, doc)
    return gathered.page(repaired)


class _Gathered:
    """A page while its lines are put together."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.names: list[Named] = []
        self.edges: list[tuple[int, int]] = []

    def add(self, offset: int, doc: Doc) -> None:
        """Add a line that begins at this character of the repaired text."""
        base = len(self.tokens)
        words = [t for t in doc if not t.is_space]
        at = {t.i: base + n for n, t in enumerate(words)}
        for sentence in doc.sents:
            inside = [t for t in sentence if t.i in at]
            if inside:
                self._sentence(inside, offset, at)
        for name in doc.ents:
            held = [at[i] for i in range(name.start, name.end) if i in at]
            if held:
                self.names.append(Named(held[0], held[-1] + 1, name.label_))

    def _sentence(self, words: Sequence[Annotated], offset: int, at: Mapping[int, int]) -> None:
        number = len(self.sentences)
        self.sentences.append((at[words[0].i], at[words[-1].i] + 1))
        for word in words:
            i = at[word.i]
            self.tokens.append(_token(word, i, offset, at.get(word.head.i, i), number))
            self.edges.append((_nearest(at, word.left_edge.i, 1), _nearest(at, word.right_edge.i, -1) + 1))

    def page(self, repaired: Repaired) -> Page:
        """Return the page."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        below = tuple(map(tuple, children))
        return Page(repaired, tuple(self.tokens), tuple(self.sentences), tuple(self.names), below, tuple(self.edges))


def _nearest(at: Mapping[int, int], i: int, step: int) -> int:
    """The word at `i`, or the next one in this direction where white space stands at the edge of a subtree."""
    while i not in at:
        i += step
    return at[i]


def _token(word: Annotated, i: int, offset: int, head: int, sentence: int) -> Token:
    text, start = word.text, offset + word.idx
    lower = text.lower()
    lemma = _lemmas().get(lower) or word.lemma_.lower()
    return Token(i, start, start + len(text), text, lower, lemma, word.pos_, word.tag_, word.dep_, head, sentence)


@cache
def _lemmas() -> dict[str, str]:
    """Base forms that the annotator gets wrong in news of conflict."""
    return dict(data("en/lemmas.toml")["lemmas"])
