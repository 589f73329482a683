"""Text all in capitals, read as it would be written: a parser trained on newspapers knows names by their capitals.

Letter for letter, so that every quotation stays exact. An ordinary word is written small unless it stands in a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dateline.lexicon import data, rule
from dateline.lexicon.phrases import table
from dateline.model.page import Edit
from dateline.model.report import Span

_WORD = re.compile(r"[^\W\d_]+")
_NEW_SENTENCE = re.compile(r"(?<![. ][A-Z])[.!?][\"'”’)\]]* +[\"'“‘(\[]*$|[:.] +\"$")
_INITIALS_LONGEST = 6
_SPELT_OUT = re.compile(r"\b([A-Z]{2,6})(?:['’]S)? [\[(][A-Z][A-Z ,'’-]{3,80} ([A-Z]+)[\])]")
_FEWEST_WORDS = 5
"""Words of a line in capitals, in a text that is not: a shorter one may be a name or a sign."""

_FEWEST_IN_ALL = 8
"""Words of a text that is all in capitals: a shorter one is a line like those."""


@dataclass(slots=True)
class _Word:
    """A word in capitals: `kind` is "small", "either", "name" or "initials"; `gap` is what stands before it."""

    start: int
    text: str
    kind: str
    gap: str

    @property
    def beside(self) -> bool:
        """Whether only a space or hyphen parts it from the word before."""
        return self.gap in (" ", "  ", "-", "'", "’", ". ")


@cache
def _kinds() -> dict[str, str]:
    rows = files("dateline.lexicon").joinpath("names/casing.tsv").read_text("utf-8").splitlines()
    pairs = (row.partition("\t") for row in rows if not row.startswith("#"))
    return {word: kind or "small" for word, _, kind in pairs}


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(row["demonym"].lower() for row in table("names/demonyms.tsv"))


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(data("en/casing.toml")[key])


@rule(
    "repair.truecase",
    yes=[
        [
            "THE ARMY SAID THAT NINE SOLDIERS WERE KILLED IN SAN VICENTE ON MONDAY.",
            {"becomes": "The army said that nine soldiers were killed in San Vicente on Monday."},
        ],
        [
            "COLONEL PEDRO QUISPE SAID THE NATIONAL LIBERATION FRONT [FLN] ATTACKED HIS U.S. EMBASSY.",
            {"becomes": "Colonel Pedro Quispe said the National Liberation Front [FLN] attacked his U.S. Embassy."},
        ],
        [
            "THE FLN SEIZED AN AK-47 RIFLE AND 12 GRENADES FROM US SOLDIERS, A SPOKESMAN TOLD US.",
            {"becomes": "The FLN seized an AK-47 rifle and 12 grenades from US soldiers, a spokesman told us."},
        ],
    ],
    no=["COMBINED JOINT TASK FORCE - NORTH", "The army said that nine soldiers were killed.", "NATO and the UN left."],
)
def truecase(text: str) -> list[Edit]:
    """Text all in capitals is read with small letters, names and sentence starts excepted."""
    lines = list(_capital_lines(text))
    words = [_words(text, start, end) for start, end in lines]
    every = [w for line in words for w in line]
    whole = 2 * sum(end - start for start, end in lines) > len(text) and len(every) >= _FEWEST_IN_ALL
    spoken = _initials(every, text)
    edits = []
    for (start, end), line in zip(lines, words, strict=True):
        spoken_line = len(line) >= _FEWEST_WORDS and any(w.text.lower() in _set("small_words") for w in line)
        if whole or spoken_line:
            becomes = _written(text, start, end, line, spoken)
            if becomes != text[start:end]:
                edits.append(Edit(Span(start, end), becomes, "repair.truecase"))
    return edits


def _capital_lines(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for line in text.split("\n"):
        if line[:40].isupper() or line[-40:].isupper():
            letters = [c for c in line if c.isalpha()]
            if sum(c.isupper() for c in letters) > 0.9 * len(letters):
                out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _words(text: str, start: int, end: int) -> list[_Word]:
    out: list[_Word] = []
    at = start
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        out.append(_Word(match.start(), word, _kind(word.lower(), text, match), text[at : match.start()]))
        at = match.end()
    _join_names(out)
    return out


def _kind(word: str, text: str, match: re.Match[str]) -> str:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
    if word in ("s", "t", "d", "ll", "re", "ve", "m") and before in ("'", "’"):
        return "small"
    if len(word) == 1:
        return "initials" if word != "a" or after[:1] == "." else "small"
    if len(word) <= 3 and (before.isdigit() or after[:1].isdigit() or (after[:1] == "-" and after[1:].isdigit())):
        return "small" if word in ("st", "nd", "rd", "th") else "initials"
    known = _kinds().get(word) or _derived(word)
    if word in _set("initials"):
        return "initials"
    if word in _set("months"):
        near = text[max(0, match.start() - 3) : match.end() + 3]
        last = text[max(0, match.start() - 8) : match.start()].split()[-1:]
        dated = any(c.isdigit() for c in near) or (last and last[0].lower() in _set("before_month"))
        return "name" if dated else "small"
    if known or word in _set("ordinary"):
        return known or "small"
    if word == "us":
        return _us(text, match)
    return "name" if re.search("[aeiouyà-ÿ]", word) or len(word) > _INITIALS_LONGEST else "initials"


def _us(text: str, match: re.Match[str]) -> str:
    last = text[max(0, match.start() - 12) : match.start()].lower().split()[-1:]
    following = _WORD.match(text, match.end() + 1)
    if last and last[0] in _set("before_pronoun"):
        return "small"
    country = following is not None and following[0].lower() not in _set("after_pronoun")
    return "initials" if country or last == ["the"] else "small"


@lru_cache(maxsize=1 << 16)
def _derived(word: str) -> str | None:
    """Return "small" for a word made of an ordinary one, or ending as only ordinary ones do."""
    for front in (
        "un",
        "non",
        "anti",
        "counter",
        "re",
        "pre",
        "mis",
        "over",
        "under",
        "inter",
        "multi",
        "sub",
        "semi",
        "ultra",
        "narco",
    ):
        if word.startswith(front) and _kinds().get(word[len(front) :]) == "small" and len(word) > len(front) + 3:
            return "small"
    for end in ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness", "like"):
        if word.endswith(end) and _kinds().get(word[: -len(end)]) == "small" and len(word) > len(end) + 3:
            return "small"
    if re.search(r"..(?:tions?|ments?|ingly|ical(?:ly)?|i[sz]ed|i[sz]ing|ously|iveness|istic|ability)$", word):
        return "small"
    halves = ((word[:cut], word[cut:]) for cut in range(4, len(word) - 3) if re.search("(?:ing|ed|ers?|wide)$", word))
    return "small" if any(_kinds().get(a) == "small" == _kinds().get(b) for a, b in halves) else None


def _join_names(words: list[_Word]) -> None:
    """Make names of the ordinary words that stand in names, from the right for titles, from the left for heads."""
    for word, following in zip(words[-2::-1], words[:0:-1], strict=True):
        lower, next_lower = word.text.lower(), following.text.lower()
        if not following.beside or word.gap[-1:].isdigit():
            continue
        named = following.kind == "name" and next_lower not in _demonyms()
        point = lower in _set("points") and next_lower in _set("behind_point")
        title = lower in _set("titles") and named
        if point or title or (lower in _set("before_places") and _is_place(lower, following)):
            word.kind = following.kind = "name"
    for before, word in zip(words, words[1:], strict=False):
        if word.beside and word.kind in ("small", "either") and _goes_with(before, word):
            word.kind = "name"
    _join_adjectives(words)


def _is_place(front: str, following: _Word) -> bool:
    unknown = following.kind == "name"
    foreign = front not in ("al", "don", "port", "lake", "mount", "cape", "fort", "st")
    return unknown or (foreign and following.kind != "initials" and len(following.text) > 2)


def _goes_with(before: _Word, word: _Word) -> bool:
    """Whether an ordinary word belongs to the name before it ("ARCE BATTALION", "GEORGE BUSH")."""
    lower = word.text.lower()
    if lower in _set("heads"):
        return before.kind in ("name", "initials") and (len(before.text) > 1 or before.gap == ".")
    demonym = before.text.lower() in _demonyms()
    return before.kind == "name" and word.kind == "either" and not demonym and before.gap != "'"


def _join_adjectives(words: list[_Word]) -> None:
    """Make names of adjectives before a head: "National Liberation Front"; and of "Ministry of Defense"."""
    for i, word in enumerate(words):
        if word.text.lower() not in _set("heads"):
            continue
        first = i
        while first and words[first].beside and _is_adjective(words[first - 1]):
            first -= 1
        named = first and words[first].beside and words[first - 1].kind == "name"
        lead = words[first].text.lower() in ("national", "armed", "air", "united") or word.text in ("PARTY", "FRONT")
        if i > first and (named or lead or i - first >= 2):
            for part in words[first : i + 1]:
                part.kind = "small" if part.text == "S" else "name"
        of = [w.text.lower() for w in words[i + 1 : i + 3]]
        if len(of) == 2 and of[0] == "of" and words[i + 2].kind == "name":
            word.kind = "name"


def _is_adjective(word: _Word) -> bool:
    return word.text.lower() in _set("adjectives") or (word.text == "S" and word.gap in ("'", "’"))


def _initials(words: list[_Word], text: str) -> frozenset[str]:
    """Return the initials that the text itself explains, in brackets or commas behind a name or before one.

    "POPULAR FRONT [FPL]", "POPULAR FRONT, FPL,", "ARENA'S [NATIONALIST REPUBLICAN ALLIANCE]"
    """
    found = {m[1] for m in _SPELT_OUT.finditer(text) if m[2].lower() in _set("heads")}
    for before, word in zip(words, words[1:], strict=False):
        if len(word.text) > _INITIALS_LONGEST or word.gap not in (" [", " (", ", "):
            continue
        unknown = word.kind == "name" and word.text.lower() not in _kinds()
        closing = text[word.start + len(word.text) : word.start + len(word.text) + 1]
        head = before.kind == "name" and before.text.lower() in _set("heads")
        if word.gap == ", ":
            explained = closing == "," and head and unknown and len(word.text) <= 4
        else:
            explained = closing in ("]", ")") and (unknown or (head and word.kind != "name"))
        if explained:
            found.add(word.text)
    return frozenset(found)


def _written(text: str, start: int, end: int, words: list[_Word], spoken: frozenset[str]) -> str:
    pieces, at, tag_first = [], start, False
    for i, word in enumerate(words):
        first = i == 0 or _NEW_SENTENCE.search(text, max(start, word.start - 6), word.start) is not None
        # Behind "[TEXT]" or "[RUIZ]", which begin a sentence, another begins; behind "FRONT [FLN]" none does.
        first = first or ("]" in word.gap and tag_first)
        tag_first = first if "[" in word.gap else tag_first
        named = word.kind == "name" and not _is_particle(words, i)
        pieces.append(text[at : word.start])
        at = word.start + len(word.text)
        if word.kind == "initials" or word.text in spoken:
            pieces.append(word.text)
        else:
            pieces.append(word.text[0] + _small(word.text[1:]) if named or first else _small(word.text))
    return "".join(pieces) + text[at:end]


def _is_particle(words: list[_Word], i: int) -> bool:
    """Whether a word stands small inside a name: "de", and the article behind it ("Luis de la Torre")."""
    if not 0 < i < len(words) - 1 or words[i - 1].kind != "name" or words[i + 1].kind != "name":
        return False
    word, before = words[i].text.lower(), words[i - 1].text.lower()
    return word in _set("particles") or (word in ("la", "las", "los") and before in _set("particles"))


def _small(letters: str) -> str:
    # "İ" becomes two characters in small letters: it stays, so that offsets do.
    small = letters.lower()
    return small if len(small) == len(letters) else letters
