"""Slips of the pen, of pasting and of machine translation: stops and capitals out of place, which mislead a parser."""

from __future__ import annotations

import re
from functools import cache

from dateline.lexicon import data, rule
from dateline.model.page import Edit
from dateline.model.report import Span

_NAME_END = re.compile(r"(?:[ ]?[,;:)(—–]|[ ](?:of|from|and|who|whose|in|at|with|-|–|—)\b|[.]?\s*$|[’']s\b|\.[ ][A-Z])")
"""What stands after a name that a rank was set before: "Navas of Germantown", "Navas, 34", "Navas and ..."."""


@cache
def _rank_stop() -> re.Pattern[str]:
    ranks = "|".join(sorted(data("en/repair.toml")["ranks"], key=len, reverse=True))
    name = r"[A-Z][^\W\d_]*(?:['’\-][^\W\d_]+)*"
    inner = rf"(?:[A-Z]\.|{name}|al-{name}|bin|de|del|van|von)"
    return re.compile(rf"\b(?P<rank>(?i:{ranks}))(?P<stop>\.) +(?P<name>{name}(?: {inner})*)", re.MULTILINE)


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
    if "." not in text:
        return []
    starters = frozenset(data("en/repair.toml")["starters"])
    edits = []
    for match in _rank_stop().finditer(text):
        words = match["name"].split()
        if words[0] in starters or match["rank"].isupper():
            continue
        set_off = len(words) > 1 and _NAME_END.match(text, match.end())
        if set_off or (match["rank"][0].isupper() and len(words) > 1):
            edits.append(Edit(Span(match.start("stop"), match.end("stop")), "", "repair.rank_stop"))
    return edits


@cache
def _capital() -> re.Pattern[str]:
    words = "|".join(data("en/repair.toml")["function_words"])
    return re.compile(rf"(?:(?<=[a-z] )|(?<=[a-z], ))(?P<word>{words})(?= [a-z])")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(data("en/repair.toml")[key])


@rule(
    "repair.stray_capital",
    yes=[
        ["Nobody said where The aircraft had come from.", {"becomes": "the"}],
        ["The episode sparked A review of the mission.", {"becomes": "a"}],
        ["Dozens were hurt, A figure that rose later.", {"becomes": "a"}],
        ["Police told reporters that He fled on foot.", {"becomes": "he"}],
    ],
    no=[
        "They lacked vitamin A for months.",
        "Under plan A the troops were to leave.",
        "He flew to The Hague on Monday.",
        "Troops left. The town was calm.",
        "Three Dead in The Attack",
    ],
)
def stray_capitals(text: str) -> list[Edit]:
    """A small word with a capital in mid-sentence is read small: it is no name and begins no sentence."""
    edits = []
    for match in _capital().finditer(text):
        before = text[max(0, match.start() - 24) : match.start()].split()[-1]
        if match["word"] == "A" and before in _words("lettered"):
            continue
        if not _relative_pronoun(text, match):
            edits.append(Edit(Span(match.start(), match.end()), match["word"].lower(), "repair.stray_capital"))
    return edits


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
    found = (m for m in _capital().finditer(text) if _relative_pronoun(text, m))
    return [Edit(Span(m.start() - 1, m.end()), "", "repair.stray_pronoun") for m in found]


def _relative_pronoun(text: str, match: re.Match[str]) -> bool:
    if match["word"] not in ("He", "She", "They"):
        return False
    *before, link = text[max(0, match.start() - 60) : match.start()].split()[-6:]
    verb = text[match.end() + 1 : match.end() + 20].split(" ", 1)[0]
    finite = verb in _words("past") or verb.endswith("ed")
    return link in ("that", "which", "who") and finite and not _words("saying").intersection(before)
