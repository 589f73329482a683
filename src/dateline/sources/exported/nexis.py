"""Downloads from Nexis and its forerunner LexisNexis: articles that end with "End of Document", or are numbered."""

from __future__ import annotations

import re

from dateline.sources.exported.article import Article, Line, lines_of, trimmed
from dateline.sources.published import Stated

_END = re.compile(r"\s*End of Document\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\d+ of \d+ DOCUMENTS?\s*")
_MARKS = re.compile(r"^[ \t\f]*(?:End of Document|\d+ of \d+ DOCUMENTS?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_BODY = re.compile(r"\s*(?:Body|BODY)\s*:?\s*")
_FIELD = re.compile(
    r"\s*(HEADLINE|BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|NOTES|CORRECTION-DATE|"
    r"SUBJECT|ORGANIZATION|GEOGRAPHIC|PERSON|COUNTRY|CITY|STATE|COMPANY|INDUSTRY|SERIES|HIGHLIGHT|JOURNAL-CODE|"
    r"Section|Length|Byline|Dateline|Load-Date|Highlight|Graphic|Language|Publication-Type|Classification|Notes)\s*:\s*(.*)"
)
_FOOT = {
    "load-date", "language", "publication-type", "graphic", "notes", "correction-date", "subject", "organization",
    "geographic", "person", "country", "city", "state", "company", "industry", "journal-code", "classification",
}  # fmt: skip
"""Fields that stand behind the story."""
_RIGHTS = re.compile(r"\s*(?:Copyright|©).*(?:\d{4}|Reserved|reserved)")
_NO_HEADLINE = re.compile(
    r"\s*(?:(?:Copyright|©)|.*\b(?:Edition|Final)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\s*((?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}})\b.*")


def articles(text: str) -> list[Article]:
    """Cut a download into its articles; empty if it is none.

    An article without a story keeps its place in the list: what is cut off is refused, not forgotten.
    """
    if not _MARKS.search(text):
        return []
    lines = lines_of(text)
    ends = [index for index, line in enumerate(lines) if _END.fullmatch(line.text)]
    if ends and any(_BODY.fullmatch(line.text) for line in lines):
        firsts = [0, *(index + 1 for index in ends[:-1])]
        return [_article(lines[first : end + 1]) for first, end in zip(firsts, ends, strict=True)]
    heads = [index for index, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    if not heads:
        return []
    return [_article(lines[first:end]) for first, end in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _article(block: list[Line]) -> Article:
    fields: dict[str, str] = {}
    body, foot, last_head = None, len(block), 0
    for index, line in enumerate(block):
        if body is None and _BODY.fullmatch(line.text):
            body = index + 1
            continue
        if _END.fullmatch(line.text):
            foot = min(foot, index)
        field = _FIELD.fullmatch(line.text)
        if field is None:
            continue
        name = field[1].lower()
        if name in _FOOT and (body is not None or _in_head(fields)):
            foot = min(foot, index)
        elif body is None:
            last_head = index
        fields.setdefault(name, _with_next(block, index, field[2]))
    head = [line for line in block[: body or last_head] if not line.is_blank and not _NUMBER.fullmatch(line.text)]
    story = trimmed(block[_behind_head(block, body, last_head) : foot])
    title, outlet, said, begin = _said(head, fields)
    return Article(block[0].begin if begin is None else begin, block[-1].end, story, title, outlet, None, said)


def _in_head(fields: dict[str, str]) -> bool:
    return "headline" in fields or "length" in fields


def _behind_head(block: list[Line], body: int | None, last_head: int) -> int:
    if body is not None:
        return body
    # The head of an older download ends with the paragraph of its last field.
    index = last_head + 1
    while index < len(block) and not block[index].is_blank:
        index += 1
    return index


def _with_next(block: list[Line], index: int, value: str) -> str:
    """A long value goes on in the lines that follow."""
    parts = [value]
    for line in block[index + 1 : index + 4]:
        if line.is_blank or _FIELD.fullmatch(line.text) or _BODY.fullmatch(line.text) or _END.fullmatch(line.text):
            break
        parts.append(line.text)
    return " ".join(" ".join(parts).split())


def _said(head: list[Line], fields: dict[str, str]) -> tuple[str | None, str | None, tuple[Stated, ...], int | None]:
    """Return headline, outlet and day, and where the headline stands if it is what the article begins with.

    Before the day stands the outlet, before that the headline; what is further up (a cover, a table) is no part of it.
    Where nothing stands before the outlet, the headline stands between the day and the first field.
    """
    day = next((index for index, line in enumerate(head) if _DAY.fullmatch(line.text)), None)
    said: tuple[Stated, ...] = ()
    if day is not None and (written := _DAY.fullmatch(head[day].text)):
        said = (Stated("the day in its head", written[1]),)
    before = [line for line in head[: day or 0] if not _RIGHTS.match(line.text)]
    outlet = " ".join(before[-1].text.split()) if before else None
    if "headline" in fields:
        return fields["headline"] or None, outlet, said, None
    if len(before) < 2:
        return _behind_day(head[(day or 0) + 1 :]), outlet, said, before[0].begin if before else None
    return " ".join(before[-2].text.split()), outlet, said, before[-2].begin


def _behind_day(head: list[Line]) -> str | None:
    end = next((index for index, line in enumerate(head) if _FIELD.fullmatch(line.text)), 0)
    return " ".join(" ".join(line.text.split()) for line in head[:end] if not _NO_HEADLINE.match(line.text)) or None
