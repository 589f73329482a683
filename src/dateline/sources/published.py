"""The publication day as an input states it. A day that is none is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime, parsedate_tz

from dateline.errors import SourceError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[T ]\d{1,2}(?::\d|\d\d))")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:$|T\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})$")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
ADVICE = "write it as YYYY-MM-DD, for example 2020-03-12"


def published_day(value: object, where: str) -> date | None:
    """Read a publication day: ISO date or time, "12 March 2020", "March 12, 2020", "Thu, 12 Mar 2020 10:00 GMT".

    A time keeps the day of its own zone. "03/12/2020" is two days in two countries, so it is none.

    Args:
        value: the value as given; None or "" is no day.
        where: the input, for messages.

    Raises:
        SourceError: if the value is no day.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    year, month, day = _parts(text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise SourceError(f"the publication date {text[:40]!r} is no date", where, ADVICE) from error


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of the publication day: by what it is made (a tag, a key), and its value as written."""

    by: str
    value: object


def agreed(said: Sequence[Stated], where: str) -> tuple[date | None, tuple[str, ...]]:
    """Return the day on which all statements of one input agree.

    Two that differ leave two readings: then there is no day, and the doubt names both. One moment written in two time
    zones is no difference; the first statement's zone gives the day.

    Args:
        said: the statements, best first.
        where: the input, for messages.

    Returns:
        The day or None, and what was doubtful about it.
    """
    read: list[tuple[Stated, date]] = []
    doubts: list[str] = []
    for one in said:
        try:
            day = published_day(one.value, where)
        except SourceError as unread:
            doubts.append(f"{unread.what}, as {one.by} states it; give the day yourself")
            continue
        if day is not None:
            read.append((one, day))
    if not read:
        return None, tuple(doubts)
    first, day = read[0]
    other = next((two for two in read[1:] if two[1] != day and not _one_moment(first, two[0])), None)
    if other is None:
        return day, tuple(doubts)
    doubts.append(
        f"two publication days are stated, {day} ({first.by}) and {other[1]} ({other[0].by}); neither is used, "
        "give the day yourself"
    )
    return None, tuple(doubts)


def _one_moment(first: Stated, other: Stated) -> bool:
    moments = [_moment(str(one.value).strip()) for one in (first, other)]
    return moments[0] is not None and moments[0] == moments[1]


def _moment(text: str) -> datetime | None:
    """Return the moment if it is written with its time zone."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        try:
            read = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
    return None if read.tzinfo is None else read.astimezone(UTC).replace(second=0, microsecond=0)


def _parts(text: str) -> tuple[int, int, int]:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(text.lower()):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.match(text.lower()):
        return int(found[3]), _month(found[1]), int(found[2])
    mailed = parsedate_tz(text) if "," in text and ":" in text else None
    return mailed[:3] if mailed else (0, 0, 0)


def _month(name: str) -> int:
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
    known = {n: i for i, n in enumerate((*full, "november", "december"), 1)}
    known |= {n: i for i, n in enumerate(_MONTHS, 1)} | {"sept": 9}
    return known.get(name, 0)
