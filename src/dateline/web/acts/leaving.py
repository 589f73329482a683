"""Takes the events of the page's selection away, in any format that `dateline export` writes."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ExportError
from dateline.export.book import Book, book
from dateline.export.formats import FORMATS, export
from dateline.ledger import Ledger
from dateline.ledger.canon import DEFAULT, CanonicalEvent
from dateline.ledger.merge.telling.names import fold_name
from dateline.ledger.together import Wanted

OWN_POLICY = {"acled": "acled", "ucdp": "ucdp"}
"""Formats whose codebook says how one number is chosen."""


@dataclass(frozen=True, slots=True)
class Selected(Wanted):
    """What the filters of the page ask for: of each the event must have one; empty = any."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    unresolved: bool = False
    q: str = ""

    def holds(self, event: CanonicalEvent) -> bool:
        """Whether an event is selected."""
        return Wanted(first=self.first, last=self.last).holds(event) and self._is_of(event) and self._is_said(event)

    def in_words(self) -> str:
        """Return what is asked for, for the head of a file."""
        asked = {"kind": self.kinds, "country": self.countries, "actor": self.actors, "place": self.places,
                 "status": self.statuses, "responsibility": self.responsibilities, "outlet": self.outlets}  # fmt: skip
        said = [f"{name} {' or '.join(values)}" for name, values in asked.items() if values]
        days = [f"{name} {day}" for name, day in (("from", self.first), ("to", self.last)) if day]
        rest = ["unresolved only"] * self.unresolved + [f"words {self.q}"] * bool(self.q)
        return ", ".join([*said, *days, *rest]) or "all events"

    def _is_of(self, event: CanonicalEvent) -> bool:
        lands = [Wanted(country=country) for country in self.countries]
        actors = [Wanted(actor=actor) for actor in self.actors]
        return (
            (not self.kinds or event.kind in self.kinds)
            and (not self.statuses or event.status in self.statuses)
            and (not lands or any(one.holds(event) for one in lands))
            and (not actors or any(one.holds(event) for one in actors))
        )

    def _is_said(self, event: CanonicalEvent) -> bool:
        where = event.where.value if event.where is not None else None
        names = {fold_name(name) for name in (where.name, *where.within)} if where is not None else set()
        tied = {str(one.responsibility) for one in event.perpetrators}
        outlets = {member.report.outlet for member in event.members}
        return (
            (not self.places or any(fold_name(place) in names for place in self.places))
            and (not self.responsibilities or bool(tied & set(self.responsibilities)))
            and (not self.outlets or bool(outlets & set(self.outlets)))
            and (not self.unresolved or any(one.conflict for one in event.dissent))
            and (not self.q or self._has_words(event))
        )

    def _has_words(self, event: CanonicalEvent) -> bool:
        words = self.q.casefold().split()
        return any(all(word in m.report.text.casefold() for word in words) for m in event.members)


def taken(ledger: Ledger, name: str, selected: Selected, policy: str, title: str) -> tuple[bytes, str]:
    """Return a file and its name: the format's own, or a zip of it and the files beside it.

    Raises:
        ExportError: if there is no such format.
        LedgerError: if there is no such policy.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}", "", f"take one of: {', '.join(FORMATS)}")
    wanted = Wanted() if selected == Selected() else selected
    made: Book = book(
        ledger.merged(), ledger.extractions(), wanted, policy or OWN_POLICY.get(name, DEFAULT), None, title
    )
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / f"{_plain(title)}{FORMATS[name].ending}"
        written = export(made, name, path)
        if not written.beside and path.is_file():
            return path.read_bytes(), path.name
        packed = Path(folder) / f"{_plain(title)}-{name}.zip"
        parts = sorted(part for part in Path(folder).rglob("*") if part.is_file())
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
            for part in parts:
                zipped.write(part, part.relative_to(folder))
        return packed.read_bytes(), packed.name


def _plain(title: str) -> str:
    """A name that every disk and every header takes."""
    return (
        "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "-" for one in title).strip("-")
        or "events"
    )
