"""Takes names out of what was read, character for character, so that every other quotation stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Final, TypeVar
from unicodedata import normalize

from dateline.model.claim import Slot
from dateline.model.event import Event
from dateline.model.extraction import Extraction
from dateline.model.report import Evidence, Report, content_id

V = TypeVar("V")
BLOCK: Final = "\u2588"
"""What stands in the place of a character that was taken out."""
_BETWEEN: Final = r"(?:\s|&nbsp;|\u00ad)+"


@dataclass(frozen=True, slots=True)
class Mask:
    """Names that are to stand nowhere; whole words, in any case, over line breaks too.

    >>> Mask.of(["Ana Sol"]).text("Mrs ANA  SOL and Ana Solis")
    'Mrs ███  ███ and Ana Solis'
    """

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str]) -> Mask:
        """Make a mask of names; blank ones are left out."""
        spelled = {form for name in names for form in (normalize("NFC", name), normalize("NFD", name)) if form.split()}
        forms = (_BETWEEN.join(map(re.escape, form.split())) for form in sorted(spelled, key=len, reverse=True))
        joined = "|".join(forms)
        return cls(re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None)

    def text(self, text: str) -> str:
        """Return a text of the same length, a block for each character of a name."""
        return self.pattern.sub(_blocks, text) if self.pattern is not None else text

    def report(self, report: Report) -> Report:
        """Return the report without the names. An id that is a hash of the text is made anew."""
        told = (self.text(report.text), *map(self._maybe, (report.outlet, report.url, report.title)))
        text, outlet, url, title = told
        is_hash = report.id == content_id(report.outlet, report.url, report.text)
        name = content_id(outlet, url, text) if is_hash else self.text(report.id)
        return Report(str(text), name, outlet, url, title, report.published)

    def extraction(self, found: Extraction) -> Extraction:
        """Return what was read from a report without the names; every quotation is cut from the text that is left."""
        report = self.report(found.report)
        if report == found.report and self.value(found, report, {}) == found:
            return found
        return self.value(replace(found, report=report), report, renamed(found, report))

    def value(self, value: V, report: Report, ids: dict[str, str]) -> V:
        """Return a value of the model without the names, its quotations cut from a report."""
        masked: V = self._masked(value, report, ids)
        return masked

    def _masked(self, value: Any, report: Report, ids: dict[str, str]) -> Any:
        if isinstance(value, Evidence):
            return report.cite(value.span, value.rule)
        if isinstance(value, Report):
            return report
        if isinstance(value, str) and not isinstance(value, Enum):
            return ids.get(value) or self.text(value)
        if isinstance(value, tuple):
            return tuple(self._masked(one, report, ids) for one in value)
        if is_dataclass(value) and not isinstance(value, type | Slot):
            changed = {f.name: self._masked(getattr(value, f.name), report, ids) for f in fields(value) if f.init}
            return replace(value, **changed)
        return value

    def _maybe(self, text: str | None) -> str | None:
        return self.text(text) if text is not None else None


def renamed(found: Extraction, report: Report) -> dict[str, str]:
    """Return the ids that change when a report gets another one: its own, and those of its events."""
    if report.id == found.report.id:
        return {}
    events = {e.id: Event.of(e.kind, report.cite(e.trigger.span, e.trigger.rule)).id for e in found.events}
    return {found.report.id: report.id} | events


def claim_ids(old: Sequence[Any], new: Sequence[Any]) -> dict[str, str]:
    """Return the ids of claims before and after."""
    return {one.id: other.id for one, other in zip(old, new, strict=True) if one.id != other.id}


def _blocks(found: re.Match[str]) -> str:
    return "".join(c if c.isspace() else BLOCK for c in found[0])
