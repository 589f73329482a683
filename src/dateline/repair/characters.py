"""Repairs of single characters that a feed, a converter or a wrong encoding left behind."""

from __future__ import annotations

import html
import re
from functools import cache

from dateline.lexicon import data, rule
from dateline.model.page import Edit
from dateline.model.report import Span

_CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_LATE = "".join(_CP1252)
_ANY = f"[\x80-\xbf{_LATE}]"
# Behind "Ã", "Ä", "Å" a quotation mark, dash or blank may be one: then only a letter after it tells.
_SURE = "[\x80-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf" + re.sub("[‘’“”•–—]", "", _LATE) + "]"
_PAIR = f"\xc2[\xa0-\xbf]|[\xc3-\xc5](?:{_SURE}|{_ANY}(?=[^\\W\\d_]))"
_SCRIPT = "|".join(f"(?:[{lead}]{_ANY}){{2,}}" for lead in ("\xd0\xd1", "\xd8-\xdb", "\xce\xcf"))
_DOUBLE = re.compile(f"(?:{_PAIR}|{_SCRIPT}|[\xe2\xef]{_ANY}{{2}}|\xf0{_ANY}{{3}})+")
"""UTF-8 read as Windows-1252: a lead byte and its followers, of the scripts that stand in English news."""
_C1 = re.compile("[\x80-\x9f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u2060-\u2064\u2066-\u2069\u202a-\u202e\ufeff\ufffc]+"
    "|(?<![\u0590-\u1fff\u2190-\uffff\U00010000-\U0010ffff])[\u200c\u200d]+"
)
"""Joiners are kept behind scripts and emoji that need them."""
_ODD_SPACE = re.compile("[\t\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNENDED = re.compile(r"&(quot|amp|nbsp|lt|gt|apos)(?![\w;=])")


@cache
def _lost() -> re.Pattern[str]:
    names = "|".join(map(re.escape, data("en/repair.toml")["lost_ampersand"]))
    return re.compile(rf"(?:(?:(?<=\s)|^),)?(?<![&\w#])({names});", re.MULTILINE)


@rule(
    "repair.entity",
    yes=[
        ['He spoke of "a table,quot; and left.', {"becomes": '"'}],
        ["&quot;Over for tonight,quot; she said.", {"becomes": '"'}],
        ["“We do not have the reach,quot; he said.", {"becomes": "”"}],
        ["The army&#8217;s base was hit.", {"becomes": "’"}],
        ["Johnson amp; Sons was looted.", {"becomes": "&"}],
        ["He said &amp;quot;no&amp;quot; twice.", {"becomes": '"'}],
    ],
    no=["AT&T closed its shop.", "The quota; the amplitude; both fell.", "He asked for R&D; nobody came."],
)
def entities(text: str) -> list[Edit]:
    """A character written as an HTML entity, whole or broken, is read as the character it stands for."""
    if ";" not in text and "&" not in text:
        return []
    edits = []
    for pattern in (_ENTITY, _UNENDED, _lost()) if "&" in text else (_lost(),):
        for match in pattern.finditer(text):
            becomes = _meant(match[1])
            if becomes is not None:
                if becomes == '"' and "“" in text:
                    becomes = _closing(text, match.start())
                edits.append(Edit(Span(match.start(), match.end()), becomes, "repair.entity"))
    return edits


def _meant(name: str) -> str | None:
    meant = html.unescape(f"&{name};")
    if meant == f"&{name};":
        return None
    return " " if meant.isspace() else _INVISIBLE.sub("", meant)


def _closing(text: str, at: int) -> str:
    line = text.rfind("\n", 0, at) + 1
    return "”" if text.rfind("“", line, at) > text.rfind("”", line, at) else '"'


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    meant = dict(data("en/repair.toml")["mojibake"])
    # Longest first, so that a sequence with a lost byte never eats the head of a whole one.
    return re.compile("|".join(re.escape(g) for g in sorted(meant, key=len, reverse=True))), meant


@rule(
    "repair.mojibake",
    yes=[
        ["The armyâ€™s base was hit.", {"becomes": "’"}],
        ["He said â€œno commentâ€\x9d and left.", {"becomes": "”"}],
        ["BogotÃ¡ was calm.", {"becomes": "á"}],
        ["It was 40Â°C in Basra.", {"becomes": "°"}],
        ["The armyÃ¢â‚¬â„¢s base was hit.", {"becomes": "’"}],
        ["The army\x92s base was hit.", {"becomes": "’"}],
        ["The army‚Äôs base was hit.", {"becomes": "’"}],
    ],
    no=["São Paulo and Bogotá were calm.", "The café… was shut.", "A FORÇA DE AMANHÃ — and no more."],
)
def mojibake(text: str) -> list[Edit]:
    """Characters garbled by a wrong encoding are read as what was written."""
    edits = []
    for match in _DOUBLE.finditer(text):
        becomes = _unmixed(match[0])
        if becomes is not None:
            edits.append(Edit(Span(match.start(), match.end()), becomes, "repair.mojibake"))
    pattern, meant = _known()
    edits += [Edit(Span(m.start(), m.end()), meant[m[0]], "repair.mojibake") for m in pattern.finditer(text)]
    for match in _C1.finditer(text):
        known = match[0].encode("latin-1").decode("cp1252", "ignore")
        edits.append(Edit(Span(match.start(), match.end()), known, "repair.mojibake"))
    return edits


def _unmixed(garbled: str) -> str | None:
    """Return what was written, also if it was garbled twice; None if the bytes are no UTF-8."""
    try:
        meant = bytes(_CP1252.get(c, ord(c)) for c in garbled).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return None
    again = _DOUBLE.fullmatch(meant)
    meant = (again and _unmixed(meant)) or meant
    return None if _C1.search(meant) else _INVISIBLE.sub("", _ODD_SPACE.sub(" ", meant))


@rule(
    "repair.invisible",
    yes=[
        ["The sol\xaddiers left.", {"becomes": ""}],
        ["The\u200b soldiers left.", {"becomes": ""}],
        ["\ufeffThe soldiers left.", {"becomes": ""}],
        ["The cap\u200dtain left.", {"becomes": ""}],
    ],
    no=["The family 👨\u200d👩\u200d👧 left.", "کتاب\u200cها were burnt."],
)
def invisible(text: str) -> list[Edit]:
    """Soft hyphens, zero-width and control characters say nothing and are left out."""
    return [Edit(Span(m.start(), m.end()), "", "repair.invisible") for m in _INVISIBLE.finditer(text)]


@rule(
    "repair.space",
    yes=[
        ["At 40\xa0km from Baghdad.", {"becomes": " "}],
        ["The\tsoldiers left.", {"becomes": " "}],
        ["The \u2009\u2009soldiers left.", {"becomes": "  "}],
    ],
    no=["The soldiers left."],
)
def odd_spaces(text: str) -> list[Edit]:
    """No-break, thin and other odd spaces are read as plain ones."""
    found = _ODD_SPACE.finditer(text)
    return [Edit(Span(m.start(), m.end()), " " * len(m[0]), "repair.space") for m in found]


def characters(text: str) -> list[Edit]:
    """Return all repairs of characters, those that go before others first."""
    edits = entities(text)
    if not text.isascii():
        edits += mojibake(text)
    return edits + invisible(text) + odd_spaces(text)
