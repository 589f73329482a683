"""Slips of the pen, of pasting and of machine translation: stops and capitals out of place, which mislead a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.lexicon import data, rule
from dateline.model.page import Edit
from dateline.model.report import Span

_NAME_END = re.compile(r"(?:[ ]?[,;:)(—–]|[ ](?:of|from|and|who|whose|in|at|with|-|–|—)\b|[.]?\s*$|[’']s\b|\.[ ][A-Z])")
"""What stands after a name that a rank was set before: "Navas of Germantown", "Navas, 34", "Navas and ..."."""
_SMALL_OR_COMMA = frozenset("abcdefghijklmnopqrstuvwxyz,")
_STOP = re.compile(r"(?<=[a-z])\. +(?=[A-Z])")
_BEFORE = re.compile(r"[A-Za-z]+$")
_NAME = r"[A-Z][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_NAMES = re.compile(rf"{_NAME}(?: (?:[A-Z]\.|{_NAME}|al-{_NAME}|bin|de|del|van|von))*")


@rule(
    "repair.rank_stop",
    yes=[
        ["On Sunday the captain. Moises A. Navas of Germantown, Maryland, was killed.", {"becomes": ""}],
        ["Among the dead was the sergeant. Anna Holm, 29, of Oslo.", {"becomes": ""}],
        ["Gunnery Sergeant. Diego D. Pongo fell on Sunday.", {"becomes": ""}],
        ["They named the colonel. Idris Vell and the major. Tom Hadley as the victims.", {"becomes": ""}],
    ],
    no=[
        "He saluted the captain. The platoon left.",
        "They spoke with the colonel. Officials declined to comment.",
        "They spoke with the captain. Moises Navas said nothing.",
        "Capt. Moises A. Navas was killed.",
        "The year of the general. Elections followed in May.",
    ],
)
def rank_stops(text: str) -> list[Edit]:
    """A full stop between a rank written in full and the name it belongs to is left out.

    With a small letter the rank may end a sentence, and the name may begin the next: then the stop goes only before a
    name of two words that is set off as names beside a rank are ("Navas, 34,", "Navas of Germantown").
    """
    edits = []
    for stop in _STOP.finditer(text):
        before = _BEFORE.search(text, max(0, stop.start() - 20), stop.start())
        if before is None or before[0].lower() not in _ranks():
            continue
        names = _NAMES.match(text, stop.end())
        words = names[0].split() if names else []
        if len(words) < 2 or words[0] in _words("starters"):
            continue
        if before[0][0].isupper() or (names and _NAME_END.match(text, names.end())):
            edits.append(Edit(Span(stop.start(), stop.start() + 1), "", "repair.rank_stop"))
    return edits


@cache
def _ranks() -> frozenset[str]:
    """Return the last words of ranks ("colonel" of "lieutenant colonel"): the stop stands behind them."""
    return frozenset(rank.split()[-1] for rank in data("en/repair.toml")["ranks"])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(data("en/repair.toml")[key])


_CAPITAL = re.compile(
    r" (?P<word>[A-Z][a-z]{0,6})(?= [a-z]| (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_MANY = re.compile(
    r"(?<=[a-z,] )(?P<many>two|three|four|five|six|seven|eight|nine|ten|several|both|many|dozens of|hundreds of)"
    r" (?P<noun>[A-Z][a-z]+s|[A-Z][a-z]*men|People|Children)(?= [a-z])"
)


def _stray(text: str) -> Iterator[re.Match[str]]:
    """Yield the small words with a capital that stand behind a word in small letters, or behind its comma."""
    for match in _CAPITAL.finditer(text):
        at = match.start()
        if match["word"] in _words("function_words") and text[at - 1 : at] in _SMALL_OR_COMMA:
            last = text[max(0, at - 24) : at].split()[-1:]
            if last and last[0][0].islower() and (match["word"] != "A" or last[0] not in _words("lettered")):
                yield match


@rule(
    "repair.stray_capital",
    yes=[
        ["Nobody said where The aircraft had come from.", {"becomes": "the"}],
        ["The episode sparked A review of the mission.", {"becomes": "a"}],
        ["Dozens were hurt, A figure that rose later.", {"becomes": "a"}],
        ["Police told reporters that He fled on foot.", {"becomes": "he"}],
        ["In the worst raid, On Nov. 3, nine died.", {"becomes": "on"}],
    ],
    no=[
        "They lacked vitamin A for months.",
        "Under plan A the troops were to leave.",
        "He flew to The Hague on Monday.",
        "Troops left. The town was calm.",
        "Three Dead in The Attack",
        "He was charged with a Class A misdemeanor.",
    ],
)
def stray_capitals(text: str) -> list[Edit]:
    """A small word with a capital in mid-sentence is read small: it is no name and begins no sentence."""
    found = (m for m in _stray(text) if not _relative_pronoun(text, m))
    return [Edit(Span(*m.span("word")), m["word"].lower(), "repair.stray_capital") for m in found]


@rule(
    "repair.stray_pronoun",
    yes=[
        ["It ended with an airstrike that He killed the commander.", {"becomes": ""}],
        ["Officials described a blast that She wrecked two houses.", {"becomes": ""}],
        ["They blamed the group which They had shelled the base.", {"becomes": ""}],
    ],
    no=[
        "Police told reporters that He killed the commander.",
        "It ended with an airstrike that he ordered.",
        "The officer who killed him fled.",
    ],
)
def stray_pronouns(text: str) -> list[Edit]:
    """A capitalised pronoun between a relative "that", "which" or "who" and its verb is a slip, and is left out."""
    return [Edit(Span(*m.span()), "", "repair.stray_pronoun") for m in _stray(text) if _relative_pronoun(text, m)]


def _relative_pronoun(text: str, match: re.Match[str]) -> bool:
    if match["word"] not in ("He", "She", "It", "They"):
        return False
    *before, link = text[max(0, match.start() - 60) : match.start()].split()[-6:]
    verb = text[match.end() + 1 : match.end() + 20].split(" ", 1)[0]
    finite = verb in _words("past") or verb.endswith("ed")
    return link in ("that", "which", "who") and finite and not _words("saying").intersection(before)


@rule(
    "repair.stray_noun",
    yes=[
        ["The raid left the two Countries at war.", {"becomes": "countries"}],
        ["They said that three Soldiers were hurt.", {"becomes": "soldiers"}],
    ],
    no=["They said that two Marines were hurt.", "The raid killed three Americans that day.", "Two Armies marched."],
)
def stray_nouns(text: str) -> list[Edit]:
    """A plain noun with a capital behind a number in mid-sentence is read small; peoples and corps keep it."""
    return [
        Edit(Span(*match.span("noun")), match["noun"].lower(), "repair.stray_noun")
        for match in _MANY.finditer(text)
        if match["noun"].lower() in _words("plain_plurals")
    ]
