"""Downloads from Factiva: articles that each end with their document number, in full or with two-letter field codes."""

from __future__ import annotations

import re

from dateline.sources.exported.article import Article, Line, lines_of, trimmed
from dateline.sources.published import Stated

_END = re.compile(r"\s*(?:AN\s+)?Document ([A-Za-z0-9]{16,40})\s*")
_ENDS = re.compile(r"^[ \t]*(?:AN[ \t]+)?Document [A-Za-z0-9]{16,40}[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(
    r"(HD|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CT|CO|IN|NS|RE|PUB|AN|BY|CLM|SE|RF|IPD|IPC|VOL|NGC)(?:\s+(.*)|\s*)$"
)
_WORDS = re.compile(r"\s*[\d,]+ words\s*$", re.IGNORECASE)
_DAY = re.compile(r"\s*\d{1,2} [A-Z][a-z]+ \d{4}\s*$")
_HOUR = re.compile(r"\s*\d{1,2}:\d\d(?: \w+)?\s*$")
_CODE = re.compile(r"\s*[A-Z0-9]{2,12}\s*$")
_RIGHTS = re.compile(r"\s*(?:\(c\)|©|Copyright\b|\(Copyright\)).*", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*(?:English|French|Spanish|Arabic|German|Russian|Turkish|Ukrainian|Portuguese|Chinese)\s*$")
_BYLINE = re.compile(r"\s*(?:by|from|par|por|von)\s", re.IGNORECASE)
_CODED = ("HD", "PD", "SN")
"""Fields that every coded article has."""


def articles(text: str) -> list[Article]:
    """Cut a download into its articles; empty if it is none.

    An article without a story keeps its place in the list: what is cut off is refused, not forgotten.
    """
    if not _ENDS.search(text):
        return []
    lines = lines_of(text)
    ends = [index for index, line in enumerate(lines) if _END.fullmatch(line.text)]
    found, first = [], 0
    for index in ends:
        block = lines[first : index + 1]
        id_ = _END.fullmatch(lines[index].text)
        made = _coded(block) if _is_coded(block) else _shown(block)
        if made is not None and id_ is not None:
            found.append(Article(made.begin, made.end, made.story, made.title, made.outlet, id_[1], made.said))
        first = index + 1
    return found


def _is_coded(block: list[Line]) -> bool:
    codes = {found[1] for line in block if (found := _FIELD.match(line.text))}
    return codes.issuperset(_CODED)


def _coded(block: list[Line]) -> Article:
    fields: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in block:
        code = _FIELD.match(line.text)
        if code:
            inner = code.start(2) if code[2] else len(line.text)
            line = Line(line.begin + inner, line.text[inner:])
            current = fields.setdefault(code[1], [])
        current.append(line)
    values = {code: " ".join(" ".join(line.text for line in lines).split()) for code, lines in fields.items()}
    story = (*trimmed(fields.get("LP", [])), *trimmed(fields.get("TD", [])))
    said = (Stated("PD", values["PD"]),) if values.get("PD") else ()
    return Article(block[0].begin, block[-1].end, story, values.get("HD") or None, values.get("SN") or None, None, said)


def _shown(block: list[Line]) -> Article | None:
    """The head in full: headline, byline, "512 words", day, hour, outlet, code, language, rights; then the story."""
    words = next((index for index, line in enumerate(block) if _WORDS.match(line.text)), None)
    if words is None:
        return None
    title, begin = _headline(block[:words])
    at = words + 1
    said: tuple[Stated, ...] = ()
    outlet = None
    while at < len(block) - 1 and not _RIGHTS.match(block[at].text):
        line = block[at].text
        if _DAY.match(line) and not said:
            said = (Stated("the day in its head", line.strip()),)
        elif not (_HOUR.match(line) or _LANGUAGE.match(line) or not line.strip()):
            if outlet is not None and not _CODE.match(line):
                break
            outlet = outlet or line.strip()
        at += 1
    if at < len(block) and _RIGHTS.match(block[at].text):
        at += 1
    return Article(begin, block[-1].end, trimmed(block[at:-1]), title, outlet, None, said)


def _headline(head: list[Line]) -> tuple[str | None, int]:
    """The paragraph before the number of words; if that only names the reporter, the one before it."""
    paragraphs: list[list[Line]] = [[]]
    for line in head:
        if line.is_blank:
            paragraphs.append([])
        else:
            paragraphs[-1].append(line)
    full = [one for one in paragraphs if one]
    if not full:
        return None, head[0].begin if head else 0
    last = full[-1]
    if len(full) > 1 and len(last) == 1 and _BYLINE.match(last[0].text):
        last = full[-2]
    return " ".join(last[0].text.split()), last[0].begin
