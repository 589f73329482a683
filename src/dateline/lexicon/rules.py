"""Rules and their proof: a rule, in data or in code, carries lines that it must read and lines that it must not.

The loader refuses a rule without such lines; the tests turn every line into a case (tests/lexicon/).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import ahocorasick

from dateline.errors import LexiconError

F = TypeVar("F", bound=Callable[..., Any])

REGISTRY: dict[str, Rule] = {}
"""Every rule loaded so far, by id."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: "room.name".
        yes: lines that it must read, each with what must be true of the value (attribute -> expected).
        no: lines in which it must stay silent.
        doc: why Dateline reads it so; shown to users by `dateline explain`.
        pattern: compiled regular expression of a data rule; None for a rule in code.
        words: lower-case literals of which one must stand in a text for the pattern to be tried.
        fields: every other key of a data rule.
    """

    id: str
    yes: tuple[tuple[str, Mapping[str, Any]], ...]
    no: tuple[str, ...]
    doc: str = ""
    pattern: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


def _checked(id: str, yes: Any, no: Any, where: str) -> tuple[Any, Any]:  # noqa: A002
    if not yes or not no:
        raise LexiconError(f"rule {id!r} has no proof", where, "give it 'yes' lines that it must read and 'no' lines")
    if id in REGISTRY and where not in ("", REGISTRY[id].fields.get("file")):
        raise LexiconError(f"rule id {id!r} stands twice", where, "rename one of them")
    lines = tuple((line, {}) if isinstance(line, str) else (line[0], dict(line[1])) for line in yes)
    return lines, tuple(no)


def rule(id: str, *, yes: list[Any], no: list[str]) -> Callable[[F], F]:  # noqa: A002
    """Mark a function as a rule in code; its docstring is product text.

    Args:
        id: "room.name"; the function must use the same id for what it finds.
        yes: lines to read: a string, or [string, {attribute: expected}].
        no: lines to leave alone.

    Raises:
        LexiconError: if lines are missing.
    """

    def mark(function: F) -> F:
        checked = _checked(id, yes, no, f"{function.__module__}.{function.__qualname__}")
        REGISTRY[id] = Rule(id, *checked, doc=function.__doc__ or "", fields={"file": function.__module__})
        return function

    return mark


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return the parsed TOML file `lexicon/<name>`.

    Raises:
        LexiconError: if it is missing or no TOML.
    """
    try:
        return tomllib.loads(files("dateline.lexicon").joinpath(name).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(str(error), f"lexicon/{name}", "check the file against another one in the folder") from error


@cache
def words(name: str, section: str, *entries: str) -> frozenset[str]:
    """Return the words of one or more lists of section `[section]` in `lexicon/<name>` as a set.

    Raises:
        LexiconError: if the file cannot be read or has no such list.
    """
    try:
        return frozenset(word for entry in entries for word in data(name)[section][entry])
    except KeyError as error:
        raise LexiconError(f"no list {error} in section [{section}]", f"lexicon/{name}", "add it") from error


def load(name: str, macros: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """Load the `[[rule]]` entries of `lexicon/<name>`, in order.

    Args:
        name: file below the lexicon, e.g. "en/counts.toml".
        macros: pattern text for each `{name}` in a pattern.

    Raises:
        LexiconError: if a rule lacks its lines, its id is taken, or its pattern does not compile.
    """
    rules = []
    for entry in data(name).get("rule", []):
        fields = dict(entry)
        key = fields.pop("id", "?")
        checked = _checked(key, fields.pop("yes", None), fields.pop("no", None), f"lexicon/{name}")
        pattern = fields.pop("pattern", None)
        try:
            compiled = re.compile(_filled(pattern, macros or {}), re.IGNORECASE) if pattern else None
        except (re.error, KeyError) as error:
            raise LexiconError(f"pattern of rule {key!r}: {error}", f"lexicon/{name}", "mend the pattern") from error
        doc, words = fields.pop("doc", ""), tuple(fields.pop("words", ()))
        REGISTRY[key] = Rule(key, *checked, doc, compiled, words, fields | {"file": f"lexicon/{name}"})
        rules.append(REGISTRY[key])
    return tuple(rules)


def catalogue() -> dict[str, Rule]:
    """Return every rule by id, also those of files whose room has not read anything yet (these without a pattern)."""
    out: dict[str, Rule] = {}
    for file in sorted(files("dateline.lexicon").joinpath("en").iterdir(), key=lambda f: f.name):
        name = f"en/{file.name}"
        for entry in data(name).get("rule", ()) if file.name.endswith(".toml") else ():
            checked = _checked(entry["id"], entry.get("yes"), entry.get("no"), f"lexicon/{name}")
            out[entry["id"]] = Rule(entry["id"], *checked, entry.get("doc", ""), words=tuple(entry.get("words", ())))
    return out | REGISTRY


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{macros[m[1]]})", pattern)


class Matcher:
    """Runs many data rules over a text; a rule is tried only where one of its words stands."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._always = [i for i, r in enumerate(rules) if not r.words]
        self._words = ahocorasick.Automaton()
        wanted: dict[str, list[int]] = {}
        for i, r in enumerate(rules):
            for word in r.words:
                wanted.setdefault(word, []).append(i)
        for word, where in wanted.items():
            self._words.add_word(word, where)
        if wanted:
            self._words.make_automaton()

    def matches(
        self, text: str, parts: Sequence[tuple[int, int]] | None = None
    ) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield each rule with each of its matches in `text`, rules in file order.

        Args:
            parts: character ranges (sentences) none of whose matches runs into another; without them the whole text.
        """
        parts = [(0, len(text))] if parts is None else parts
        tried: dict[int, list[tuple[int, int]]] = {i: list(parts) for i in self._always}
        if len(self._words):
            for start, end in parts:
                found = self._words.iter(text[start:end].lower())
                for i in {i for _, where in found for i in where}:
                    tried.setdefault(i, []).append((start, end))
        for i in sorted(tried):
            pattern = self.rules[i].pattern
            if pattern is not None:
                for part in tried[i]:
                    for match in pattern.finditer(text, *part):
                        yield self.rules[i], match
