"""The way from a text read out of markup back to the markup: what a reader library returns says nothing of positions.

The markup is stripped once more, this time with the position of every character kept, and the text that was read is
found in it again line by line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from dateline.sources.received import Stretch, composed, joined

_UNSEEN = ("script", "style", "template", "noscript", "head")
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>?|<[!?/][^<>]*>?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});?")
_TOKEN = re.compile(r"<!\[CDATA\[|\]\]>|<!--|<[a-zA-Z/!?]|&|\s+|[^<&\s\]]+(?: [^<&\s\]]+)*|.", re.DOTALL)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span")
    + ("strong", "sub", "sup", "time", "u", "var", "wbr")
)
_FAR = 400
"""Characters within which the next word of a changed line is looked for: further off is another place."""
_SEARCHES = 200
"""Lines looked for in the whole text: each costs its length, and a thousand foreign lines are not from here."""


class Plain:
    """Markup without its tags: text in single spaces, and where each stretch of it stood in the source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Stretch] = []
        self._length = 0

    def add(self, text: str, first: int, last: int) -> None:
        """Add text that stood at `source[first:last]`; a space after a space is left out."""
        if text.isspace():
            if not self._parts or self._parts[-1].endswith(" "):
                return
            text = " "
        self._parts.append(text)
        self._runs.append(Stretch(self._length, self._length + len(text), first, last))
        self._length += len(text)

    def done(self) -> tuple[str, tuple[Stretch, ...]]:
        """Return the text and its map to the source."""
        return "".join(self._parts), joined(self._runs)


def unmarked(source: str) -> tuple[str, tuple[Stretch, ...]]:
    """Strip markup and entities, in time linear in the source.

    >>> unmarked("<p>10 <b>dead</b> &amp; hurt</p>")[0]
    '10 dead & hurt '
    """
    plain, at = Plain(), 0
    unclosed: set[str] = set()
    while at < len(source):
        token = _TOKEN.match(source, at)
        mark = token[0] if token else source[at]
        if mark == "<!--":
            at = _behind(source, "-->", at, unclosed)
        elif mark in ("<![CDATA[", "]]>"):
            at += len(mark)
        elif mark[0] == "<" and len(mark) == 2:
            at = _tag(source, at, plain, unclosed)
        elif mark == "&":
            entity = _ENTITY.match(source, at)
            written = entity[0] if entity else mark
            plain.add(html.unescape(written), at, at + len(written))
            at += len(written)
        else:
            plain.add(mark, at, at + 1 if mark.isspace() else at + len(mark))
            at += len(mark)
    return plain.done()


def _tag(source: str, at: int, plain: Plain, unclosed: set[str]) -> int:
    tag = _TAG.match(source, at)
    if tag is None:
        plain.add(source[at], at, at + 1)
        return at + 1
    name = (tag[1] or "").lower()
    if name not in _INLINE:
        plain.add(" ", at, at + 1)
    if name in _UNSEEN and not tag[0].startswith("</") and not tag[0].endswith("/>"):
        return _behind(source, f"</{name}", tag.end(), unclosed)
    return tag.end()


def _behind(source: str, end: str, at: int, unclosed: set[str]) -> int:
    """Return where the stretch ends that closes with `end`; an end that was missed once is not looked for again."""
    found = -1 if end in unclosed else source.find(end, at)
    if found < 0:
        unclosed.add(end)
        return at + 4 if end == "-->" else at
    return found + len(end) if end == "-->" else found


def placed(text: str, source: str, *, layers: int = 1) -> tuple[Stretch, ...]:
    """Find a text that was read out of markup in the markup again.

    Args:
        text: what was read.
        source: the markup.
        layers: 2 if the markup is itself written as the text of markup (an escaped page in a feed).

    Returns:
        The map from the text to the source, in the order of the text. A word that was not found is in no stretch.
    """
    plain, runs = unmarked(source)
    for _ in range(1, layers):
        inner, deeper = unmarked(plain)
        plain, runs = inner, composed(deeper, runs)
    return composed(found_in(text, plain), runs)


def found_in(text: str, plain: str) -> Sequence[Stretch]:
    """Find the lines of a text in one whose blanks are single spaces, in order; a changed line word by word."""
    found: list[Stretch] = []
    cursor, searches, start = 0, 0, 0
    for line in text.splitlines(keepends=True):
        words = [(m[0], start + m.start()) for m in re.finditer(r"\S+", line)]
        start += len(line)
        if not words:
            continue
        sought = " ".join(word for word, _ in words)
        at = plain.find(sought, cursor, cursor + _FAR + len(sought))
        if at < 0 and searches < _SEARCHES:
            searches += 1
            at = plain.find(sought, cursor)
            at = plain.find(sought) if at < 0 else at
        if at < 0:
            cursor = _by_words(words, plain, cursor, found)
            continue
        cursor = at + len(sought)
        for word, begin in words:
            found.append(Stretch(begin, begin + len(word), at, at + len(word)))
            at += len(word) + 1
    return _with_blanks(found, text)


def _by_words(words: list[tuple[str, int]], plain: str, cursor: int, found: list[Stretch]) -> int:
    for word, begin in words:
        at = plain.find(word, cursor, cursor + _FAR)
        if at >= 0:
            found.append(Stretch(begin, begin + len(word), at, at + len(word)))
            cursor = at + len(word)
    return cursor


def _with_blanks(found: list[Stretch], text: str) -> Sequence[Stretch]:
    """Join words with the one blank between them that both texts have."""
    out: list[Stretch] = []
    for one in found:
        last = out[-1] if out else None
        if last and one.start == last.end + 1 and one.first == last.last + 1 and text[last.end] == " ":
            out[-1] = Stretch(last.start, one.end, last.first, one.last)
        else:
            out.append(one)
    return out
