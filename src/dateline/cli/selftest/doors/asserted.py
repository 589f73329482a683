"""H7: a language model may suggest, never assert: whatever it says, a value has the words that stand at its span."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pysqlite3

from dateline.cli.selftest.ground import Dose, Outcome, faults, promise, telling
from dateline.errors import DatelineError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.claim import TARGET, Attribution
from dateline.model.estimate import Estimate
from dateline.model.extraction import Extraction, Refused
from dateline.model.page import Page
from dateline.model.report import Evidence, Report, Span, cited

HELD: Final = 6
"""Reports that the ledger holds already, with their right words, when a proposal comes."""
WORDS: Final = ("dozens", "rebels", "were", "executed", "by", "the", "army", "at", "dawn", "🚑", "post", "3", "300")
NEWS: Final = (
    "LENTOVAR – Gunmen attacked a bridge on Monday. Two soldiers were killed and a medic, Ana Sol, was wounded, "
    "the army said. A bomb of 30 kg had been found under a school bus."
)
SAID: Final = ("made up", "off by some", "past the text", "before the text", "of another report", "one letter", "right")
"""Sorts of proposals."""
WHEN_MADE: Final = "2021-05-08T10:00:00"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model says: of which report, where, and the words that it says stand there."""

    report: str
    start: int
    end: int
    exact: str

    def is_right(self, report: Report) -> bool:
        """Whether the words do stand there in this report."""
        is_inside = 0 <= self.start < self.end <= len(report.text)
        return self.report == report.id and is_inside and report.text[self.start : self.end] == self.exact

    def evidence(self) -> Evidence:
        """Return it as a quotation, past `Report.cite`, as nothing in Dateline makes one."""
        blank = Report.of("x" * len(self.exact)).cite(Span(0, len(self.exact)), "selftest")
        return replace(blank, report_id=self.report, span=Span(self.start, self.end), exact=self.exact)


Landed = list[tuple[Report, Evidence]]
"""Quotations that became part of something, each with the report that it is said to be from."""
Door = Callable[[Path, Extraction, Proposal, random.Random], Landed]


@promise(
    "H7",
    "a language model may suggest, never assert: code checks its quotations",
    pr=120,
    release=5_000,
    of="proposals through every door",
)
def nothing_asserted(dose: Dose) -> Outcome:
    """Propose words that are made up, moved, of another report, or right, by every way into a ledger."""
    path, told = dose.folder / "l.db", Counter[str]()
    with Ledger.open(path) as ledger:
        ledger.add_all([telling(number) for number in range(HELD)])
    for number in range(dose.size):
        door = DOORS[number % len(DOORS)]
        read = telling(dose.chance.randrange(HELD))
        sort = SAID[number // len(DOORS) % len(SAID)]
        told[_outcome(path, door, read, _proposed(sort, read.report, dose.chance), dose.chance)] += 1
    wrong = len(faults(str(path)))
    figure = f"{dose.size:,} proposals through {len(DOORS)} doors: {told['refused']:,} refused with a reason, "
    figure += f"{told['landed']:,} landed with the words at their span, {told['asserted'] + wrong} without; "
    figure += f"control: {told['right']:,} of {told['right'] + told['right, refused']:,} right ones landed"
    bad = told["asserted"] + told["right, refused"] + wrong
    return Outcome(figure, not bad and told["right"] > 0 and told["refused"] > 0)


def _outcome(path: Path, door: Door, read: Extraction, said: Proposal, chance: random.Random) -> str:
    """Try a proposal at a door, and say what became of it."""
    is_right = said.is_right(read.report)
    try:
        landed = door(path, read, said, chance)
    except _refusals():
        return "right, refused" if is_right else "refused"
    if not landed:
        return "asserted"
    if not all(words.exact == report.text[words.span.start : words.span.end] for report, words in landed):
        return "asserted"
    return "right" if is_right else "landed"


@cache
def _refusals() -> tuple[type[Exception], ...]:
    """How Dateline, the database itself and the forms of the page refuse; all of them with a reason."""
    try:
        from pydantic import ValidationError
    except ImportError:
        return (DatelineError, pysqlite3.IntegrityError)
    return (DatelineError, pysqlite3.IntegrityError, ValidationError)


def _proposed(sort: str, report: Report, chance: random.Random) -> Proposal:
    """Return a proposal of a sort: what the reading cites of a report, told wrongly."""
    start, end = chance.choice([(0, 16), (20, 25), (chance.randrange(30), 30 + chance.randrange(1, 20))])
    exact, by = report.text[start:end], chance.choice([-3, -2, -1, 1, 2, 3, 40])
    if sort == "made up":
        exact = " ".join(chance.choices(WORDS, k=8))[: end - start].ljust(end - start, "x")
    elif sort == "off by some":
        start, end = (start + by, end + by) if start + by >= 0 else (start + 1, end + 1)
    elif sort == "past the text":
        start, end = len(report.text) - 3, len(report.text) - 3 + len(exact)
    elif sort == "before the text":
        start, end = -len(exact) - by % 3, -(by % 3)
    elif sort == "of another report":
        return Proposal(f"r{(int(report.id[1:]) + 1) % HELD}", start, end, exact)
    elif sort == "one letter":
        exact = exact[:-1] + ("x" if exact[-1] != "x" else "y")
    return Proposal(report.id, start, end, exact)


def _cite(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """The only maker of a quotation: it takes no words, only a place."""
    if said.report != read.report.id:
        raise DatelineError("the place is in another report")
    return [(read.report, read.report.cite(Span(said.start, said.end), "selftest"))]


def _add(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A reading with a forged quotation in one of its places, given to a ledger."""
    words, rest, claim = said.evidence(), read.claims[0].evidence[0], read.claims[0]
    where = chance.choice(["trigger", "mention", "claim", "second", "cue"])
    event = read.events[0]
    if where == "trigger":
        event = replace(event, trigger=words)
    elif where == "mention":
        event = replace(event, mentions=(words,))
    elif where == "cue":
        claim = replace(claim, attribution=Attribution("a model", cue=words))
    else:
        claim = replace(claim, evidence=cited(words) if where == "claim" else (rest, words))
    return _kept(path, Extraction(read.report, (event,), (claim,)))


def _line(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A line of a shard that was changed on its way."""
    from dateline.scale.shards.lines import line_of, result_of

    told = json.loads(line_of(read))
    place = [said.start, said.end, "selftest"]
    if chance.random() < 0.5:
        told["claims"][0]["words"] = [place]
    else:
        told["events"][0]["trigger"] = place
    if said.report != read.report.id:
        told["report"]["id"] = said.report
    found = result_of(json.dumps(told).encode())
    if isinstance(found, Refused):
        raise DatelineError(found.why)
    return _kept(path, found)


def _kept(path: Path, found: Extraction) -> Landed:
    """Keep a reading and read it back: what the ledger then says is what landed."""
    with Ledger.open(path) as ledger:
        ledger.add(found)
        back = ledger.extraction(found.report.id)
    cues = [claim.attribution.cue for claim in back.claims if claim.attribution.cue is not None]
    words = [*(w for e in back.events for w in (e.trigger, *e.mentions)), *(w for c in back.claims for w in c.evidence)]
    return [(back.report, one) for one in (*words, *cues)]


def _decide(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A decision that points at words, past the page."""
    value = Estimate.exactly(chance.randrange(10**6))
    one = Decision(read.events[0].id, "killed", value, "", "a model", "it says so", WHEN_MADE, (said.evidence(),))
    with Ledger.open(path) as ledger:
        ledger.decide(one)
        return _pointed(ledger, one.id)


def _correct(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A correction as the page sends it, with words that it says a report holds."""
    from dateline.web.acts.deciding import Corrected, decide

    asked = {"event": read.events[0].id, "slot": "wounded", "value": str(chance.randrange(10**6)), "why": "it says so"}
    words = {"report": said.report, "exact": said.exact, "start": said.start}
    with Ledger.open(path) as ledger:
        return _pointed(ledger, decide(ledger, Corrected.model_validate({**asked, "words": [words]}), "a model"))


def _pointed(ledger: Ledger, name: str) -> Landed:
    """The words that a decision which was kept points to."""
    reports = {report.id: report for report in ledger.reports()}
    (one,) = (one for one in ledger.decisions() if one.id == name)
    return [(reports[words.report_id], words) for words in one.words]


def _insert(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A row written into the file by another program."""
    name = f"{chance.randrange(16**16):016x}"
    row = (int(name, 16) >> 1, name, said.report, said.start, said.end, said.exact, "selftest")
    with closing(pysqlite3.connect(str(path), isolation_level=None)) as db:
        db.execute("BEGIN")
        columns = "number, id, report_id, start_char, end_char, exact, rule"
        db.execute(f"INSERT INTO evidence ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608 - no input
        (text,) = db.execute("SELECT text FROM report WHERE id = ?", (said.report,)).fetchone()
        db.execute("ROLLBACK")
    if not 0 <= said.start < said.end:
        return []
    return [(Report(text, said.report), said.evidence())]


def _restore(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """A ledger in a file of lines in which one quotation was written anew."""
    given, back = path.with_name("given.jsonl"), path.with_name("back.db")
    with Ledger.open(":memory:") as ledger:
        ledger.add(read)
        given.unlink(missing_ok=True)
        ledger.save(given)
    lines = [json.loads(line) for line in given.read_text("utf-8").splitlines()]
    row = next(line for line in lines if line.get("table") == "evidence")
    if row["report_id"] != said.report or not said.is_right(read.report):
        row |= {"report_id": said.report, "start_char": said.start, "end_char": said.end, "exact": said.exact}
    given.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    back.unlink(missing_ok=True)
    with Ledger.restore(given, back) as ledger:
        found = ledger.extraction(read.report.id)
    return [(found.report, event.trigger) for event in found.events]


def _trained(path: Path, read: Extraction, said: Proposal, chance: random.Random) -> Landed:
    """Incidents of a trained reader whose mentions lie anywhere, on a page of news."""
    from dateline.model.found import Findings
    from dateline.trained.entities import Entity
    from dateline.trained.incidents import Incident
    from dateline.trained.marks.labels import HEADS
    from dateline.trained.marks.mentions import Mention
    from dateline.trained.propose import add

    page, answers = _page(), {name: (1.0,) + (0.0,) * (len(told) - 1) for name, told in HEADS.items()}
    # What is right of the text is right of the page: a place among its words. Else both ends are anywhere.
    first = chance.randrange(len(page.tokens) - 4)
    is_right = said.is_right(read.report)
    start, end = (first, first + chance.randint(1, 4)) if is_right else (said.start - 9, said.end + chance.choice(
        [-60, -9, 0, 9, len(page.tokens)]))  # fmt: skip
    if not is_right and 0 <= start < end <= len(page.tokens):
        start, end = end, start
    mention = Mention(start, end, chance.choice(["person", "thing"]), 0.9, 0, tuple(said.exact.split()), answers)
    incident = Incident("BOMBING", (1.0,), "ACCOMPLISHED", "-", (Entity(mention.role, (mention,), (0,)),))
    events, claims = add(page, Findings(), (), (), [incident])
    for claim in claims:
        if claim.slot is TARGET and claim.value.name not in page.repaired.text:
            return []
    return [(page.report, words) for words in (*(e.trigger for e in events), *(w for c in claims for w in c.evidence))]


@cache
def _page() -> Page:
    from dateline.annotate import annotate
    from dateline.repair import repair

    return annotate(repair(Report.of(NEWS, id="page")))


DOORS: Final[tuple[Door, ...]] = (
    _cite, _add, _line, _decide, _insert, _restore, _trained, *([_correct] if find_spec("fastapi") else []),
)  # fmt: skip
"""Every way by which something from outside becomes a value; that of the page where it is installed."""
