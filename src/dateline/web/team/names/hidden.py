"""Hides protected names in whatever a server answers: pages and JSON pass here last, so no page can forget it.

Each character of a name becomes one mark, so that all positions stay true. Pages come from templates that escape every
value, so a "<" in them begins a tag and nothing else.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from markupsafe import escape

from dateline.export.pack.redact import LEAST_PART, MARK, Redactor

HTML, JSON = "text/html", "application/json"
TAG = re.compile(r"(<[^>]*>)")
ATTRIBUTE = re.compile(r'="([^"]*)"')
INLINE = {"a", "b", "bdi", "code", "del", "em", "i", "ins", "mark", "q", "span", "strong", "tspan"}
"""Tags within which a name goes on."""
CUT = re.compile(r"([^\W\d_]{2,})(?=…)")
"""What is left of a word at the end of a shortened text."""
Hide = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hides names.

    Attributes:
        names: number and name.
        redactor: all of them at once.
        words: their words as they are looked up, to pass by quickly what holds none.
    """

    names: tuple[tuple[int, str], ...]
    redactor: Redactor
    words: frozenset[str]

    def text(self, text: str) -> str:
        """Return a text with every name replaced by marks."""
        if not self._may_be_in(text):
            return text
        return CUT.sub(self._cut, self.redactor.hide(text))

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of the names that stand in a text."""
        if not self._may_be_in(text) or self.redactor.hide(text) == text:
            return []
        return [number for number, name in self.names if Redactor.of([name]).hide(text) != text]

    def answer(self, body: str, kind: str) -> str:
        """Return a page or JSON with names hidden.

        Args:
            kind: "text/html" or "application/json".
        """
        return _page(body, self.text) if kind == HTML else _json(body, self.text)

    def query(self, query: str) -> str:
        """Return what an address asks for with names hidden: so no search tells which events a name stands in."""
        asked = parse_qsl(query, keep_blank_values=True)
        hidden = [(name, self.typed(value)) for name, value in asked]
        return query if hidden == asked else urlencode(hidden)

    def typed(self, text: str) -> str:
        """Return what somebody typed with names hidden: their words too where they are written small."""
        large = "".join(one.upper() if len(one.upper()) == 1 else one for one in text)
        after = self.text(large)
        return "".join(was if now == up else now for was, up, now in zip(text, large, after, strict=True))

    def _may_be_in(self, text: str) -> bool:
        bare = text.lower() if text.isascii() else _bare(text)
        return any(word in bare for word in self.words)

    def _cut(self, found: re.Match[str]) -> str:
        start = _folded(found[1])
        is_one = any(word.startswith(start) for _, name in self.names for word in _words(name))
        return MARK * len(found[1]) if is_one else found[1]


@lru_cache(8)
def hidden(names: tuple[tuple[int, str], ...]) -> Hidden:
    """Return what hides these names."""
    words: set[str] = set()
    for _, name in names:
        found = _words(name)
        # The beginning is enough, and finds shortened words too.
        words |= {word[:2] for word in found if len(word) >= LEAST_PART} or set(found)
    return Hidden(names, Redactor.of(name for _, name in names), frozenset(words))


def plain(body: str, kind: str) -> str:
    """Return all words of a page or JSON, as a reader of it sees them."""
    if kind == HTML:
        return unescape("".join(one if not one.startswith("<") else _gap(one) for one in TAG.split(body)))
    return "\n".join(_strings(json.loads(body)))


def _page(body: str, hide: Hide) -> str:
    parts = TAG.split(body)
    parts[1::2] = [_tag(one, hide) for one in parts[1::2]]
    for n in range(0, len(parts), 2):
        is_script = n and parts[n - 1].startswith("<script")
        parts[n] = _script(parts[n], hide) if is_script else _shown(parts[n], hide)
    return "".join(_across(parts, hide))


def _across(parts: list[str], hide: Hide) -> list[str]:
    """Hide names that go on over tags within a line: the marked words of a quotation."""
    texts = [unescape(one) if n % 2 == 0 else _gap(one) for n, one in enumerate(parts)]
    whole = "".join(texts)
    after = hide(whole)
    if after == whole:
        return parts
    at, out = 0, []
    for n, (part, text) in enumerate(zip(parts, texts, strict=True)):
        now = after[at : at + len(text)]
        at += len(text)
        out.append(str(escape(now)) if n % 2 == 0 and now != text else part)
    return out


def _gap(tag: str) -> str:
    name = re.match(r"</?([a-z0-9]+)", tag)
    return "" if name is not None and name[1] in INLINE else "\n"


def _shown(text: str, hide: Hide) -> str:
    was = unescape(text)
    now = hide(was)
    return text if now == was else str(escape(now))


def _tag(tag: str, hide: Hide) -> str:
    def value(found: re.Match[str]) -> str:
        was = unescape(found[1])
        now, meant = hide(was), unquote(was)
        if meant != was and hide(meant) != meant:
            now = quote(hide(meant), safe="/?&=#:")
        return found[0] if now == was else f'="{escape(now)}"'

    return ATTRIBUTE.sub(value, tag)


def _script(text: str, hide: Hide) -> str:
    """What a page hands to its scripts: JSON, in which no tag can begin."""
    if not text.strip():
        return text
    now = _json(text, hide)
    return now.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027")


def _json(body: str, hide: Hide) -> str:
    return json.dumps(_walked(json.loads(body), hide), ensure_ascii=False, separators=(",", ":"))


def _walked(value: Any, hide: Hide) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [_walked(one, hide) for one in value]
    if isinstance(value, dict):
        return {hide(key): _walked(one, hide) for key, one in value.items()}
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)


def _folded(text: str) -> str:
    """A text as long as it was, without case and accents."""
    return "".join((unicodedata.normalize("NFKD", one)[0].casefold() or one)[0] for one in text)


def _bare(text: str) -> str:
    """A text without case, accents, and what stands unseen between letters."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Cf"))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(unicodedata.normalize("NFC", name)))
