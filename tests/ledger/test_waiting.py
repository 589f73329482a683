"""What waits for a person is listed in parts, in one order, without what was judged or decided; in both databases."""

from datetime import date

import pytest

from dateline.errors import MergeError
from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.canon.decided.settled import settle, settled
from dateline.ledger.store import derived, judged
from dateline.ledger.store.asking import Asked
from dateline.model.claim import WHEN, Claim
from dateline.model.estimate import Estimate
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction, Problem
from dateline.model.judgement import Judgement, Retraction, Verdict
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.wordings.relevance import note

SAME, WEAK = 3.5, 5.0
HOMES = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C", "d1": "D"}
TIES = {
    ("a1", "a2"): 9.0,
    ("a1", "a3"): 4.5,  # the weakest that joins A
    ("a2", "a3"): 2.0,  # does not join it
    ("b1", "b2"): 8.0,  # B holds
    ("a1", "b1"): 3.0,
    ("a2", "b1"): 3.25,  # the strongest between A and B
    ("a3", "c1"): 2.75,
    ("c1", "d1"): 3.0,  # judged below
}


def canonical(name, disputed="", day=None, unsure="", sureness=None):
    return {"id": name, "kind": "attack", "status": "happened", "perpetrators": "", "policy": "p", "suspects": "[]",
            "reports": 2, "sources": 1, "disputed": disputed, "earliest": day, "latest": day,
            "unsure": unsure, "sureness": sureness}  # fmt: skip


def told(name, published, problems=0, day=None, tells=True):
    """A reading of one event, to which no day or a day is given; or of none."""
    report = Report.of(f"Shots were heard in {name}.", id=name, published=published)
    event = Event.of(Kind.ATTACK, report.cite(Span(0, 5), "test.rule"))
    when = When(day, day, Precision.DAY, str(day)) if day else None
    claims = (Claim(event.id, WHEN, when, cited(event.trigger)),) if when else ()
    doubts = tuple(Problem(name, None, "test.rule", f"doubt {n}") for n in range(problems))
    return Extraction(report, (event,) if tells else (), claims, problems=doubts)


@pytest.fixture
def ledger(ledger_at):
    with Ledger.open(ledger_at()) as ledger:
        ledger.add_all([told("oru", date(2021, 5, 4), 2), told("kayo", None, 1), told("lent", None)])
        # No day is missing where the report gives one, or tells nothing.
        ledger.add_all([told("dated", None, day=date(2021, 5, 1)), told("quiet", None, tells=False)])
        with ledger.transaction() as db:
            derived.put_members(db, [{"event_id": e, "canonical_id": home} for e, home in HOMES.items()])
            derived.put_ties(db, [{"left_id": a, "right_id": b, "weight": w, "why": ""} for (a, b), w in TIES.items()])
            rows = [
                ("A", "killed, wounded", None, "killed, where", 0.3),  # the killed are disputed anyway
                ("B", "killed", "2021-05-04"),
                ("C", "where", None, "wounded", 0.5),
                ("D", "", None, "killed, when", 0.25),
            ]
            derived.put_canonical(db, [canonical(*row) for row in rows])
            judged.add_judgement(db, Judgement.between("c1", "d1", Verdict.DIFFERENT, "Ann Ode", "two towns", "2021"))
        yield ledger


def waiting(ledger, first=0, most=50):
    total, rows = ledger.asked(Asked()).waiting(SAME, WEAK, first, most)
    return total, [short(row) for row in rows]


def short(row):
    if row["sort"] == "merge":
        return (row["left_id"], row["right_id"], bool(row["joined"]), row["margin"])
    return tuple(row[name] for name in ("sort", "event", "slot", "report", "number") if name in row)


EVERY = [
    ("a2", "b1", False, 0.25),
    ("a3", "c1", False, 0.75),
    ("a1", "a3", True, 1.0),
    ("toll", "B", "killed"),
    ("toll", "A", "killed"),
    ("toll", "A", "wounded"),
    ("undated", "kayo"),
    ("undated", "lent"),
    ("unsure", "D", "killed"),
    ("unsure", "D", "when"),
    ("unsure", "A", "where"),
    ("unsure", "C", "wounded"),
    ("problem", "kayo", 0),
    ("problem", "oru", 0),
    ("problem", "oru", 1),
]


def test_everything_stands_in_one_order(ledger):
    assert waiting(ledger) == (len(EVERY), EVERY)


@pytest.mark.parametrize("per", [1, 2, 3, 4, 7])
def test_parts_hold_everything_once(ledger, per):
    parts = [waiting(ledger, first, per) for first in range(0, len(EVERY) + per, per)]
    assert [row for _, part in parts for row in part] == EVERY
    assert {total for total, _ in parts} == {len(EVERY)}


def test_what_a_person_says_is_taken_out_and_comes_back(ledger):
    with ledger.transaction() as db:
        judged.add_decision(db, Decision("a2", "killed", Estimate.exactly(2), "3", "Ann Ode", "the list", "2021"))
    assert waiting(ledger)[1] == [row for row in EVERY if row != ("toll", "A", "killed")]
    (decision,) = ledger.decisions()
    with ledger.transaction() as db:
        judged.withdraw(db, Retraction(decision.id, "Ann Ode", "", "2022"))
        judged.add_retraction(db, Retraction(ledger.judgements()[0].id, "Ann Ode", "", "2022"))
    assert waiting(ledger)[1] == [EVERY[0], ("c1", "d1", False, 0.5), *EVERY[1:]]


def test_a_value_that_is_not_sure_waits_until_somebody_decides(ledger):
    with ledger.transaction() as db:
        judged.add_decision(db, Decision("d1", "killed", Estimate.exactly(2), "2", "Ann Ode", "the list", "2021"))
    assert waiting(ledger)[1] == [row for row in EVERY if row != ("unsure", "D", "killed")]


def test_a_report_that_was_passed_over_is_no_doubt(ledger):
    quiet, odd = Report.of("Rain fell.", id="rain"), Report.of("Snow fell.", id="snow")
    ledger.add_all([Extraction(quiet, problems=(note(quiet),))])
    assert waiting(ledger) == (len(EVERY), EVERY)
    ledger.add_all([Extraction(odd, problems=(Problem("snow", None, "test.rule", "two days"), note(odd)))])
    assert [row for row in waiting(ledger)[1] if row not in EVERY] == [("problem", "snow", 0)]


def settling(ledger, report, number, hour=10, by="Ann Ode"):
    doubt = ledger.extraction(report).problems[number]
    return settle(ledger.extraction(report), doubt, (by, "a name of a ship", f"2021-05-06T{hour}"))


def test_a_problem_that_is_settled_waits_no_more_until_it_is_taken_back(ledger, ledger_at, tmp_path):
    before, first, second = ledger.digest(), settling(ledger, "oru", 0), settling(ledger, "oru", 0, 11, "Bo Lund")
    assert ledger.decide(first, second) == [True, True] and ledger.digest() != before
    left = [row for row in EVERY if row != ("problem", "oru", 0)]
    assert waiting(ledger) == (len(left), left)
    assert waiting(ledger, len(left) - 1, 5) == (len(left), left[-1:])
    assert settled(ledger.decisions(), "oru") == {first.value: [first, second]}
    assert ledger.decisions("2021-05-06T10") == [first] and ledger.verify() == []
    assert first.note().text == "Ann Ode, 2021-05-06: settled: doubt 0: a name of a ship"
    assert first.evidence().exact == "settled: doubt 0"
    with Ledger.open(ledger_at("copy")) as copy:
        assert ledger.copy_to(copy) == ledger.digest() and copy.decisions() == [first, second]
    assert ledger.save(tmp_path / "l.jsonl") == ledger.digest()
    with Ledger.restore(tmp_path / "l.jsonl", ledger_at("restored")) as back:
        assert back.decisions() == [first, second] and back.digest() == ledger.digest()
    ledger.retract(first.id, "Ann Ode", "a slip", "2021-05-07")
    assert waiting(ledger) == (len(left), left), "Bo Lund still holds it"
    ledger.retract(second.id, "Bo Lund", "a slip", "2021-05-07")
    assert waiting(ledger) == (len(EVERY), EVERY) and settled(ledger.decisions(), "oru") == {}
    assert len(ledger.history()) == 5, "with the judgement of the two towns"


def test_a_settled_problem_moves_no_event(ledger):
    ledger.merge_again()
    events = ledger.merged().events()
    # A report may be called as one of its events is.
    named = told(events[0].members[0].record.id, date(2021, 5, 4), 1)
    ledger.add(named)
    events = ledger.merged().events()
    ledger.decide(settling(ledger, named.report.id, 0), settling(ledger, "oru", 1))
    ledger.merge_again()
    assert ledger.merged().events() == events


def test_a_later_reading_waits_with_what_it_doubts_anew(ledger):
    ledger.decide(settling(ledger, "kayo", 0))
    again = told("kayo", None, 2)
    ledger.add(again)
    assert [row for row in waiting(ledger)[1] if row[:2] == ("problem", "kayo")] == [("problem", "kayo", 1)]


def test_a_problem_that_the_reading_does_not_have_is_not_settled(ledger):
    with pytest.raises(MergeError, match="no such problem"):
        settle(ledger.extraction("oru"), Problem("oru", None, "test.rule", "doubt 7"), ("Ann Ode", "seen", "2021"))
    with pytest.raises(ValueError, match="slot problem does not take"):
        Decision("oru", "problem", "doubt 1", "", "Ann Ode", "seen", "2021")
