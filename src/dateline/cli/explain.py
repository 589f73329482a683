"""`dateline explain` and `dateline rules`: why Dateline says this, and what it could have said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

import dateline
from dateline.cli.terminal import printable
from dateline.cli.terminal.table import console
from dateline.errors import LexiconError, SourceError
from dateline.export.words import in_words
from dateline.lexicon import REGISTRY, Rule, catalogue
from dateline.model.extraction import Extraction
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.model.report import Report

ABOVE_THE_ROOMS = ("cli", "web", "evaluate", "scale", "api", "export", "ledger")
"""Parts of Dateline that hold no rules."""


INDENT = (0, 0, 0, 4)
LONGEST = 60
"""Characters shown of words that span a whole quotation."""


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that read something: its id, the value in words, the words it stands in.

    Attributes:
        told_as: the slot of an event that the value fills ("when"); empty for what a room found on its way.
    """

    rule: str
    value: str
    words: str
    told_as: str = ""


def explain_sentence(sentence: str, published: date | None, every: bool) -> None:
    """Print what each rule read in a sentence."""
    from dateline.annotate import annotate
    from dateline.pipeline import find, read_page
    from dateline.repair import repair

    if not sentence.strip():
        raise SourceError(
            "there is no sentence to explain", "", 'write it in quotes: dateline explain "Two soldiers died."'
        )
    load_rules()
    page = annotate(repair(Report.of(sentence, published=published)))
    fired = list(dict.fromkeys((*_repaired(page), *_found(page, find(page)), *_told(read_page(page)))))
    out = console()
    if not fired:
        out.print("no rule fired")
    for rule in dict.fromkeys(f.rule for f in fired):
        _print_rule(out, rule, [f for f in fired if f.rule == rule])
    if every:
        _print_silent(out, sentence, {f.rule for f in fired})


def list_rules(room: str) -> None:
    """Print every rule, or those of one room, with what it is for and a line that it reads.

    Raises:
        LexiconError: if the room has no rule.
    """
    load_rules()
    known = catalogue()
    rooms = sorted({name.split(".")[0] for name in known})
    if room and room not in rooms:
        raise LexiconError("there are no rules of this room", room, f"the rooms are {', '.join(rooms)}")
    out = console()
    for name, rule in sorted(known.items()):
        if not room or name.split(".")[0] == room:
            out.print(Text.assemble((name, "bold"), f"  {first_line(rule)}"))
            out.print(Padding(Text(f"reads: {rule.yes[0][0]}", style="dim"), INDENT))


def load_rules() -> None:
    """Import every room, so that its rules in code stand in the registry."""
    for module in iter_modules(dateline.__path__, "dateline."):
        if module.name.removeprefix("dateline.") not in (*ABOVE_THE_ROOMS, "__main__"):
            import_module(module.name)


def first_line(rule: Rule) -> str:
    """Return the first sentence of a rule's explanation."""
    return rule.doc.strip().split("\n\n")[0].replace("\n", " ")


def shortened(words: str) -> str:
    """Return words in quotation marks, the middle left out where they are long.

    >>> shortened("two Americans")
    '"two Americans"'
    """
    if len(words) <= LONGEST:
        return f'"{words}"'
    return f'"{words[: LONGEST // 2].rstrip()} … {words[-LONGEST // 2 :].lstrip()}"'


def _repaired(page: Page) -> Iterator[Fired]:
    for edit in page.repaired.edits:
        yield Fired(edit.rule, f"read as {edit.becomes!r}", page.report.text[edit.span.start : edit.span.end])


def _found(page: Page, found: Findings) -> Iterator[Fired]:
    for room in Findings.__slots__:
        for one in getattr(found, room):
            yield Fired(one.rule, in_words(one.value), page.text(one.start, one.end))


def _told(extraction: Extraction) -> Iterator[Fired]:
    for event in extraction.events:
        for words in (event.trigger, *event.mentions):
            yield Fired(words.rule, in_words(event.kind), words.exact, "event")
    for claim in extraction.claims:
        for words in claim.evidence:
            yield Fired(words.rule, in_words(claim.value), words.exact, claim.slot.name)
    for link in extraction.links:
        for words in link.evidence:
            yield Fired(words.rule, in_words(link.relation), words.exact, "link")
    for tally in extraction.tallies:
        for words in tally.evidence:
            yield Fired(words.rule, f"{tally.harm} {in_words(tally.estimate)}", words.exact, "tally")


def _print_rule(out: Console, name: str, fired: list[Fired]) -> None:
    out.print(Text(name, style="bold underline"))
    if name in REGISTRY and first_line(REGISTRY[name]):
        out.print(Padding(Text(first_line(REGISTRY[name]), style="dim"), INDENT))
    told: dict[tuple[str, str], dict[str, None]] = {}
    for one in fired:
        told.setdefault((one.words, one.value.removeprefix("toll ")), {})[one.told_as] = None
    for (words, value), slots in told.items():
        filled = ", ".join(filter(None, slots))
        out.print(
            Padding(
                Text.assemble(
                    (printable(shortened(words)), "bold"), f"  {printable(value)}", f"  [{filled}]" * bool(filled)
                ),
                INDENT,
            )
        )


def _print_silent(out: Console, sentence: str, fired: set[str]) -> None:
    """Rules with a word in the sentence that read nothing there: where to look when a value is missing."""
    lower, known = sentence.lower(), catalogue()
    silent = {
        name: [word for word in rule.words if re.search(rf"\b{re.escape(word)}", lower)]
        for name, rule in sorted(known.items())
        if name not in fired
    }
    near = {name: words for name, words in silent.items() if words}
    out.print()
    out.print(f"{len(near)} rules did not fire though one of their words stands there:")
    for name, words in near.items():
        out.print(Text.assemble((name, "bold"), f"  {', '.join(words)}  {first_line(known[name])}"))
