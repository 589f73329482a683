"""What the stretches of a report are: headline, byline, dateline, caption, credit, boilerplate; all else is body.

Only headline and body tell events: a date in a caption or a name in a byline must not end up in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.lexicon import data, rule
from dateline.model.page import Edit, Zone, ZoneKind
from dateline.model.report import Span
from dateline.repair.masthead import PEOPLE, TAGS, bare, dateline, reporters

_LONGEST = 700
"""Characters of the longest line that is tried against the patterns; captions are the longest of such lines."""
_HEAD_LINES = 12
"""Lines in which the story must have begun; what is short and unfinished before it is a headline or a deck."""
_HEADLINE_LONGEST = 160
_STOPPED = re.compile(r"[.:;,…][\"'”’)\]]*$|[.!?][\"'”’)]* \([^()]*\)$")
_SUBJECT = re.compile(r"(?:SUBJECT|Subject|HEADLINE|Headline|TITLE|Title): ?(?=\S)")
_STAMP = re.compile(r"\d{1,2}[.:]\d\d")
_RELEASE = re.compile(
    r"(?i:for immediate release|(?:news|press|media) release|release no|subject:)|\d{4}[-–]\d\d[-–][A-Z]{1,2}[-–]\d{2,}"
)
_OFFICE = r"command|ministry|headquarters|public affairs|task force|affairs|department|press (?:office|desk)"
_ISSUER = re.compile(rf"(?i:(?:[\w.’]+[ -]+){{0,7}}(?:{_OFFICE}))(?: ?[-–—,] ?[A-Z][\w .,-]{{2,60}})?")
"""Who issues a release, alone on a line of its head: "ISAF Joint Command - Afghanistan"."""
_AGENCY_TAIL = re.compile(r"(?<=[.!?”\"]) (\((?:[A-Z][\w.’&-]+ ?){1,3}\))$")


@cache
def _patterns() -> tuple[tuple[ZoneKind, re.Pattern[str]], ...]:
    zones = data("en/zones.toml")["zone"]
    return tuple((ZoneKind(z["kind"]), re.compile(z["pattern"].replace("{people}", PEOPLE))) for z in zones)


@cache
def _no_places() -> frozenset[str]:
    return frozenset(data("en/zones.toml")["not_a_place"])


def find_zones(text: str, title: str | None) -> tuple[Zone, ...]:
    """Find the zones of a text whose every line is a paragraph.

    Args:
        text: text with repaired characters and line ends.
        title: the report's title where known: a line that says the same is a headline.

    Returns:
        Zones in text order, apart from each other; what is in none of them is body.
    """
    zones: list[Zone] = []
    begun, stamped = False, False
    lines = _lines(text)
    released = any(_RELEASE.match(line) for _, line in lines[:_HEAD_LINES])
    alone = all(_is_short(line) for _, line in lines)
    for number, (at, line) in enumerate(lines):
        found = list(_of_line(line, at))
        if not found and zones and zones[-1].kind is ZoneKind.BYLINE and (names := bare(line, _no_places())):
            found = [Zone(at, at + len(line), ZoneKind.DATELINE, names)]
        said = title is not None and len(line) <= _HEADLINE_LONGEST and _letters(line) == _letters(title)
        head = said or stamped or (not begun and not alone and number < _HEAD_LINES)
        if not found and head and (said or _is_short(line)):
            kind = ZoneKind.BOILERPLATE if released and _ISSUER.fullmatch(line) else ZoneKind.HEADLINE
            found = [Zone(at, at + len(line), kind)]
        stamped = bool(found) and _STAMP.match(line) is not None
        begun = begun or not found or found[0].kind is ZoneKind.DATELINE
        zones += found
    return tuple(zones)


def _lines(text: str) -> list[tuple[int, str]]:
    """Return every line that is not blank with where it begins, without the blanks around it."""
    out, at = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            out.append((at + line.index(words), words))
        at += len(line) + 1
    return out


def _is_short(line: str) -> bool:
    return len(line) <= _HEADLINE_LONGEST and not _STOPPED.search(line)


def _letters(line: str) -> str:
    return "".join(c for c in line.lower() if c.isalnum())


def _of_line(line: str, at: int) -> Iterator[Zone]:
    """Yield the zones that the words of a line alone show, in order."""
    if len(line) <= _LONGEST:
        for kind, pattern in _patterns():
            match = pattern.fullmatch(line)
            if match:
                named = match.groupdict().get("names")
                if place := match.groupdict().get("place"):
                    yield Zone(at, at + match.start("place") - 2, kind)
                    yield Zone(at + match.start("place"), at + len(line), ZoneKind.DATELINE, (place,))
                    return
                yield Zone(at, at + len(line), kind, reporters(named) if named else ())
                return
        if subject := _SUBJECT.match(line):
            yield Zone(at, at + len(subject[0].rstrip()), ZoneKind.BOILERPLATE)
            yield Zone(at + subject.end(), at + len(line), ZoneKind.HEADLINE)
            return
    found = dateline(line[:200], _no_places())
    if found:
        end, names = found
        yield Zone(at, at + end, ZoneKind.DATELINE, names)
        if tags := TAGS.match(line, end):
            yield Zone(at + tags.start(1), at + tags.end(), ZoneKind.BOILERPLATE)
    if tail := _AGENCY_TAIL.search(line, max(0, len(line) - 60)):
        yield Zone(at + tail.start(1), at + tail.end(1), ZoneKind.CREDIT)


@rule(
    "repair.dateline",
    yes=[
        ["OSLO, Norway (Meridian Press) — Two soldiers were killed on Monday.", {"becomes": "\n"}],
        ["OSLO, 3 APR 90 (RADIO NORD) -- [REPORT] [TEXT] TWO SOLDIERS WERE KILLED YESTERDAY.", {"becomes": "\n"}],
        ["Oslo, 5 Mar 90 (Delta) -- Two soldiers were killed.", {"becomes": "\n"}],
    ],
    no=["The camp — a former mine — was hit.", "UPDATE — Two soldiers were killed."],
)
def breaks(text: str, zones: tuple[Zone, ...]) -> list[Edit]:
    """The story begins on a line of its own behind its dateline, so that no sentence begins with the dateline."""
    heads = (z for z in zones if z.kind in (ZoneKind.DATELINE, ZoneKind.BOILERPLATE))
    return [Edit(Span(z.end, z.end + 1), "\n", "repair.dateline") for z in heads if text[z.end : z.end + 1] == " "]
