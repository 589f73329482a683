"""Hides names in everything that leaves a ledger: in texts and values alike, by marks of the same length.

Every character of a name becomes one mark, so that all positions stay true and every quotation can still be cut again
from its (redacted) report. What this cannot hide, it says: who somebody is may follow from the rest of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from html import unescape
from typing import Any

from dateline.errors import ExportError
from dateline.export.book import Book
from dateline.export.pack.history import Entry
from dateline.ledger.canon.decided import Decision, Ruling
from dateline.model.claim import Slot
from dateline.model.judgement import Retraction
from dateline.model.report import Evidence, Report

MARK = "█"
NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
"""The first mark of a name tells whose it is, for the first fifty names."""
LEAST_PART = 3
"""Letters of a word of a name that is hidden by itself; "al" and "bin" are not."""
INVISIBLE = "[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*"
"""What can stand unseen within a name: accents apart from their letters, soft hyphens, marks of direction."""
PARTICLES = {"bin", "ibn", "van", "von", "der", "den", "del", "abu", "the", "and", "los", "las", "dos"}


@dataclass(frozen=True, slots=True)
class Redactor:
    """Hides names.

    Attributes:
        names: each a whole name; its words are hidden by themselves too where they are written as names are.
    """

    names: tuple[str, ...]
    patterns: tuple[tuple[re.Pattern[str], str, bool], ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> Redactor:
        """Make a redactor; of names within names the longer are hidden first.

        Raises:
            ExportError: if a name has no letter.
        """
        kept = sorted(dict.fromkeys(name.strip() for name in names if name.strip()), key=lambda n: (-len(n), n))
        if any(not _words(name) for name in kept):
            raise ExportError("a name to hide has no letter", "", "give the name as the reports write it")
        marks = {name: NUMBERED[n] if n < len(NUMBERED) else MARK for n, name in enumerate(kept)}
        parts: dict[str, set[str]] = {}
        for name in kept:
            for word in _words(name):
                if len(word) >= LEAST_PART and word not in PARTICLES and len(_words(name)) > 1:
                    parts.setdefault(word, set()).add(marks[name])
        whole = [(_pattern(_words(name)), marks[name], False) for name in kept]
        # A word of two names may be either: it gets no number.
        alone = [(_pattern([w]), m.pop() if len(m) == 1 else MARK, True) for w, m in sorted(parts.items())]
        return cls(tuple(kept), (*whole, *alone))

    def hide(self, text: str) -> str:
        """Return a text with every name replaced by as many marks as it has characters.

        >>> Redactor.of(["Joran Velk"]).hide("Specialist Joran Velk; the unit of Velk")
        'Specialist ①█████████; the unit of ①███'
        """
        folded, out = _folded(text), list(text)
        for pattern, mark, is_part in self.patterns:
            for found in pattern.finditer(folded):
                start, end = found.span()
                if out[start] != text[start] or is_part and text[start].islower():
                    continue
                out[start:end] = mark + MARK * (end - start - 1)
        return "".join(out)

    def left_in(self, text: str) -> str | None:
        """Return a name that still stands in a text in some other writing: as HTML entities, or broken by a hyphen."""
        plain = re.sub(r"-\s*\n\s*", "", unescape(text))
        folded = _folded(plain)
        for pattern, _, is_part in self.patterns:
            for found in pattern.finditer(folded):
                if not (is_part and plain[found.start()].islower()):
                    return plain[found.start() : found.end()]
        return None


def redacted(
    book: Book, redactor: Redactor, history: Iterable[Entry] = (), without_people: bool = False
) -> tuple[Book, list[Entry]]:
    """Return a book and its history with names hidden in every text and value; the addresses of reports are left out.

    Decisions are made anew with the names hidden, and so are the notes that they quote; they get other ids by that.

    Args:
        without_people: also hide who judged and decided.

    Raises:
        ExportError: if a name still stands in a text in a writing that is not known here.
    """
    entries = list(history)
    ids = {key: key if _is_clean(key, redactor) else f"report-{n}" for n, key in enumerate(book.extractions, 1)}
    reports = {key: _report(e.report, ids[key], redactor) for key, e in book.extractions.items()}
    plain = _Everything(redactor, ids, reports, {}, {}, tuple((a, b) for a, b in ids.items() if a != b))
    read = zip(book.extractions.values(), plain.of(book.extractions).values(), strict=True)
    claims = {was.id: now.id for old, new in read for was, now in zip(old.claims, new.claims, strict=True)}
    known = [done.decision for event in book.events for done in event.decided]
    known += [one for one in entries if isinstance(one, Decision) and one not in known]
    decisions = {one.id: _decision(one, plain, claims, without_people) for one in known}
    every = plain.knowing({one: decisions[one.id] for one in known})
    for report in every.reports.values():
        name = redactor.left_in("\n".join(filter(None, (report.text, report.title, report.outlet))))
        if name is not None:
            raise ExportError(f"the name {name!r} stands in it in another writing", report.id, "hide that writing too")
    out: Book = replace(every.of(book), policy=book.policy)
    return out, _history(entries, every, without_people)


def _history(history: Iterable[Entry], every: _Everything, without_people: bool) -> list[Entry]:
    ids: dict[str, str] = {}
    out: list[Entry] = []
    for one in history:
        if isinstance(one, Decision):
            hidden: Entry = every.decisions[one.id]
        else:
            hidden = replace(one, by=MARK if without_people else every.redactor.hide(one.by), why=every.of(one.why))
        if not isinstance(one, Retraction) and not isinstance(hidden, Retraction):
            ids[one.id] = hidden.id
        out.append(hidden)
    return [replace(one, judgement_id=ids[one.judgement_id]) if isinstance(one, Retraction) else one for one in out]


def note(redactor: Redactor, book: Book) -> dict[str, Any]:
    """Return what the manifest says of what was hidden in a book."""
    marks = re.compile(f"[{MARK}{NUMBERED}]+")
    count = sum(len(marks.findall(report.text)) for report in book.reports.values())
    text = (
        f"{len(redactor.names)} names are hidden behind marks ({MARK}) in the reports and in all values: {count} times "
        "in the texts. A mark has the length of what it hides, and begins with a number where it is certain whose it "
        "is. The reports are therefore not as they were received; their SHA-256 is that of the redacted text. The "
        "addresses of the reports are left out, since the names can be read there. Not hidden: ages, home towns, "
        "ranks, units, titles and whatever else in a text may tell who somebody is; names that were not asked for or "
        "not found; a name in another spelling. Read every page before you hand this on."
    )
    return {"names": len(redactor.names), "marks_in_texts": count, "mark": MARK, "note": text}


@dataclass(frozen=True, slots=True)
class _Everything:
    """Rebuilds values with names hidden; quotations are cut anew from the redacted reports.

    Attributes:
        ids: texts that are replaced where they stand alone: ids of reports and notes, names of reviewers.
        reports: redacted reports and notes, by their ids before.
        decisions: redacted decisions, by their ids before.
        quoted: what is cited of each note, by its id before.
        within: texts that are replaced wherever they stand.
    """

    redactor: Redactor
    ids: Mapping[str, str]
    reports: Mapping[str, Report]
    decisions: Mapping[str, Decision]
    quoted: Mapping[str, Evidence]
    within: tuple[tuple[str, str], ...] = ()

    def knowing(self, decisions: Mapping[Decision, Decision]) -> _Everything:
        """Return one that knows redacted decisions, their notes, and how reviewers are called now."""
        ids, reports, quoted, within = dict(self.ids), dict(self.reports), {}, list(self.within)
        for was, now in decisions.items():
            key, made = was.note().id, now.note()
            ids |= {key: made.id, was.by: now.by}
            # Names can stand over the joints of a note.
            reports[key] = replace(made, text=self.redactor.hide(made.text))
            quoted[key] = reports[key].cite(now.evidence().span, now.evidence().rule)
            within += [(was.signed, now.signed), (key, made.id)]
        return _Everything(self.redactor, ids, reports, {a.id: b for a, b in decisions.items()}, quoted, tuple(within))

    def of(self, value: Any) -> Any:
        if isinstance(value, Evidence):
            quoted = self.quoted.get(value.report_id)
            return quoted or self.reports[value.report_id].cite(value.span, value.rule)
        if isinstance(value, Report):
            return self.reports[value.id]
        if isinstance(value, Decision):
            return self.decisions[value.id]
        if isinstance(value, str) and not isinstance(value, Enum):
            return self.ids.get(value) or self.hidden(value)
        if isinstance(value, tuple):
            return tuple(map(self.of, value))
        if isinstance(value, Mapping):
            return {self.ids.get(key, key): self.of(inner) for key, inner in value.items()}
        if is_dataclass(value) and not isinstance(value, Slot | type):
            return type(value)(**{field.name: self.of(getattr(value, field.name)) for field in fields(value)})
        return value

    def hidden(self, text: str) -> str:
        """Return a text with names hidden, and no id of a report that tells one."""
        for was, now in self.within:
            text = text.replace(was, now)
        return self.redactor.hide(text)


def _decision(one: Decision, every: _Everything, claims: Mapping[str, str], without_people: bool) -> Decision:
    value = one.value
    hidden = (
        replace(value, claim=claims.get(value.claim, value.claim)) if isinstance(value, Ruling) else every.of(value)
    )
    by = MARK if without_people else every.redactor.hide(one.by)
    return Decision(one.event, one.slot, hidden, every.hidden(one.was), by, every.hidden(one.why), one.when)


def _report(report: Report, key: str, redactor: Redactor) -> Report:
    title, outlet = (redactor.hide(said) if said else said for said in (report.title, report.outlet))
    return Report(redactor.hide(report.text), key, outlet, None, title, report.published)


def _is_clean(key: str, redactor: Redactor) -> bool:
    """Whether the id of a report holds no word of a name: "velk-obituary" does."""
    plain = _folded(key)
    return not any(w in plain for name in redactor.names for w in _words(name) if len(w) >= LEAST_PART)


def _folded(text: str) -> str:
    """Return a text as long as it was, each letter small and without its accent."""
    return "".join((unicodedata.normalize("NFKD", c)[0].casefold() or c)[0] for c in text)


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", "".join(c for c in _folded(unicodedata.normalize("NFC", name))))


def _pattern(words: list[str]) -> re.Pattern[str]:
    inside = [INVISIBLE.join(map(re.escape, word)) + INVISIBLE for word in words]
    between = r"[\W_]{1,4}"
    return re.compile(rf"(?<!\w){between.join(inside)}(?!\w)")
