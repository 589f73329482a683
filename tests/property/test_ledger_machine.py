"""A ledger under any sequence of what users do: nothing is lost, and what is kept is what merging at once gives.

DATELINE_EXAMPLES=500 runs so many sequences instead of a few.
"""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.ledger.together import merge
from dateline.model.actor import Actor, ActorKind, Group, Harm, Person, Status, Toll
from dateline.model.claim import CASUALTY, PERPETRATOR, STATUS, TOLL, WHEN, WHERE, Attribution, Claim, NamedCasualty
from dateline.model.claim import Perpetrator as By
from dateline.model.claim import Responsibility as How
from dateline.model.estimate import Estimate
from dateline.model.event import Event, EventStatus, Kind
from dateline.model.extraction import Extraction
from dateline.model.judgement import Judgement, Verdict
from dateline.model.link import Link, Relation, Tally
from dateline.model.report import Report, Span, cited
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

START = date(2021, 5, 1)
TOWNS = {
    "Oru": Place("Oru", "city", PlacePrecision.PLACE, "VS", ("VS",), 10.0, 20.0, id="gn:1"),
    "Kayo": Place("Kayo", "city", PlacePrecision.PLACE, "VS", ("VS",), 10.1, 20.1, id="gn:2"),
    "Lentovar": Place("Lentovar", "city", PlacePrecision.PLACE, "TA", ("TA",), -3.0, 21.0, id="gn:3"),
    "Veshti": Place("Veshti", "country", PlacePrecision.COUNTRY, "VS", ("VS",)),
}
KINDS = (Kind.BOMBING, Kind.SHELLING, Kind.ATTACK, Kind.ARREST)
VICTIMS = ("Anna Sol", "Maria Orr", "Mark Arden", "Sol")
DOERS = ("Red Arrow", "Blue Coast")
COUNTS = (0, 1, 3, 12)
HOW = (How.STATED, How.ACCUSED, How.DENIED)
SPEAKERS = (None, "police", "army")
EXAMPLES = int(os.environ.get("DATELINE_EXAMPLES", "12"))
STEPS = 25


def some(values):
    return st.none() | st.sampled_from(values)


TOLD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "ago": st.none() | st.integers(0, 3),
        "rough": st.booleans(),
        "town": some(sorted(TOWNS)),
        "killed": st.lists(st.tuples(st.sampled_from(COUNTS), st.sampled_from(SPEAKERS)), max_size=2, unique=True),
        "victim": some(VICTIMS),
        "doer": some(DOERS),
        "how": st.sampled_from(HOW),
        "status": some([EventStatus.THREATENED, EventStatus.DENIED]),
    }
)
"""One event as a report tells it; so few values that many are alike."""


class Teller:
    """Writes a report about some events and reads it: every value is quoted from the text."""

    def __init__(self, name, published, told, dated=True):
        self.text, self.spans = "", []
        for one in told:
            self.spans.append({key: self._write(words) for key, words in self._words(one).items()})
            self._write("\n")
        self.report = Report.of(self.text, id=name, outlet=f"Outlet {name}", published=published if dated else None)
        self.day = published

    def _words(self, one):
        yield_ = {"kind": f"{one['kind']} ".capitalize(), "town": f"in {one['town'] or 'a town'} ", "ago": "that day "}
        yield_ |= {f"killed{n}": f"killed {count} " for n, (count, _) in enumerate(one["killed"])}
        return yield_ | {"victim": f"{one['victim'] or 'Nobody'}, 21, died ", "doer": f"by {one['doer'] or 'men'}. "}

    def _write(self, words):
        start = len(self.text)
        self.text += words
        return Span(start, start + len(words.rstrip() or words))

    def read(self, told):
        """What is read from the report, which may be other values than those it was written with."""
        events, claims = [], []
        for one, spans in zip(told, self.spans, strict=False):
            event = Event.of(one["kind"], self.report.cite(spans["kind"], "test.kind"))
            events.append(event)
            claims += self._claims(event.id, one, spans)
        links = [
            Link(b.id, Relation.RESPONSE, a.id, cited(b.trigger)) for a, b in zip(events, events[1:], strict=False)
        ]
        tallies = [Tally(Harm.KILLED, Estimate.exactly(40), cited(events[0].trigger), "soldiers")] if events else []
        return Extraction(self.report, tuple(events), tuple(claims), tuple(links), tuple(tallies), dateline="Oru")

    def _claims(self, event, one, spans):
        def say(slot, value, key, speaker=None):
            return Claim(event, slot, value, cited(self.report.cite(spans[key], f"test.{key}")), Attribution(speaker))

        if one["ago"] is not None:
            last = self.day - timedelta(one["ago"])
            first = last - timedelta(6 * one["rough"])
            precision = Precision.WEEK if one["rough"] else Precision.DAY
            yield say(WHEN, When(first, last, precision, last.isoformat()), "ago")
        if one["town"]:
            yield say(WHERE, TOWNS[one["town"]], "town")
        for n, (count, speaker) in enumerate(one["killed"]):
            if f"killed{n}" in spans:
                toll = Toll(Harm.KILLED, Estimate.exactly(count), Group("soldiers", None, "VS", Status.MILITARY))
                yield say(TOLL, toll, f"killed{n}", speaker)
        if one["victim"]:
            yield say(CASUALTY, NamedCasualty(Person(one["victim"]), Harm.KILLED), "victim")
        if one["doer"]:
            yield say(PERPETRATOR, By(Actor(one["doer"], ActorKind.GROUP, one["doer"]), one["how"]), "doer", "army")
        if one["status"]:
            yield say(STATUS, one["status"], "kind")


def view(merged):
    """What a user sees of every event, by id."""
    return {
        e.id: (
            [m.record.id for m in e.members],
            (e.killed.value.low, e.killed.value.best, e.killed.value.high) if e.killed else None,
        )
        for e in merged.events()
    }


def pair_of(tie):
    return tie.pair


class LedgerMachine(RuleBasedStateMachine):
    """Adds, judges, takes back and reads again, day by day."""

    address = ":memory:"

    def __init__(self):
        super().__init__()
        self.ledger = Ledger.open(self.address if isinstance(self.address, str) else self.address())
        self.today, self.clock = START, 0
        self.tellers, self.current, self.judged, self.seen = {}, {}, [], {}

    def now(self):
        self.clock += 1
        return f"{self.today}T10:00:00.{self.clock:06}"

    def put(self, extraction):
        changes = self.current.get(extraction.report.id) != extraction
        assert self.ledger.add(extraction) == changes
        self.current[extraction.report.id] = extraction

    @rule(told=st.lists(TOLD, max_size=3), dated=st.sampled_from([True, True, True, False]))
    def add(self, told, dated):
        name = f"r{len(self.tellers)}"
        self.tellers[name] = Teller(name, self.today, told, dated)
        self.put(self.tellers[name].read(told))

    @rule(several=st.lists(st.lists(TOLD, min_size=1, max_size=2), min_size=2, max_size=4))
    def add_together(self, several):
        read = []
        for told in several:
            name = f"r{len(self.tellers)}"
            self.tellers[name] = Teller(name, self.today, told)
            read.append(self.tellers[name].read(told))
        assert self.ledger.add_all(read) == [True] * len(read)
        self.current |= {extraction.report.id: extraction for extraction in read}

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def add_the_same_again(self, data):
        self.put(self.current[data.draw(st.sampled_from(sorted(self.current)))])

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def read_again(self, data):
        """Another reading of a report takes the place of the one before, also in what was known on earlier days."""
        name = data.draw(st.sampled_from(sorted(self.current)))
        teller = self.tellers[name]
        told = data.draw(st.lists(TOLD, max_size=len(teller.spans)))
        extraction = teller.read(told)
        if self.ledger.add(extraction):
            self.current[name] = extraction
            day = teller.report.published or date.max
            self.seen = {seen: shown for seen, shown in self.seen.items() if seen < day}

    @precondition(lambda self: sum(len(e.events) for e in self.current.values()) > 1)
    @rule(data=st.data(), verdict=st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.ASK]))
    def judge(self, data, verdict):
        events = sorted(e.id for x in self.current.values() for e in x.events)
        pair = data.draw(st.lists(st.sampled_from(events), min_size=2, max_size=2, unique=True))
        self.judged.append(Judgement.between(*pair, verdict, "Ana", "looked", self.now()))
        assert self.ledger.judge(self.judged[-1])
        assert not self.ledger.judge(self.judged[-1])

    @precondition(lambda self: any(e.events for e in self.current.values()))
    @rule(data=st.data(), number=st.sampled_from(COUNTS))
    def decide(self, data, number):
        events = sorted(e.id for x in self.current.values() for e in x.events)
        event = data.draw(st.sampled_from(events))
        decision = Decision(event, "killed", Estimate.exactly(number), "", "Ana", "looked", self.now())
        assert self.ledger.decide(decision) == [True]
        self.judged.append(decision)
        assert self.ledger.decide(decision) == [False]
        merged = self.ledger.merged()
        assert merged.event(merged.home[event]).killed.value == decision.value

    @precondition(lambda self: self.judged)
    @rule(data=st.data())
    def retract(self, data):
        taken = data.draw(st.sampled_from(self.judged))
        self.judged.remove(taken)
        assert self.ledger.retract(taken.id, "Ana", "a slip", self.now())
        assert not self.ledger.retract(taken.id, "Ana", "a slip", self.now())

    @rule(days=st.integers(1, 4))
    def move_on(self, days):
        self.seen[self.today] = view(self.ledger.merged(as_of=self.today))
        self.today += timedelta(days)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def look_back(self, data):
        day = data.draw(st.sampled_from(sorted(self.seen)))
        assert view(self.ledger.merged(as_of=day)) == self.seen[day]

    @rule()
    def merge_again(self):
        self.ledger.merge_again()

    @invariant()
    def nothing_is_lost(self):
        held = {extraction.report.id: extraction for extraction in self.ledger.extractions()}
        assert held == self.current
        assert self.ledger.verify() == []

    @invariant()
    def every_event_is_in_one_group(self):
        merged = self.ledger.merged()
        members = [e for home in merged.ids() for e in merged.members(home)]
        assert sorted(members) == sorted(e.id for x in self.current.values() for e in x.events)

    @invariant()
    def what_persons_hold_apart_is_apart(self):
        merged = self.ledger.merged()
        last = {(j.left, j.right): j.verdict for j in self.judged if isinstance(j, Judgement)}
        for (one, other), verdict in last.items():
            if verdict is Verdict.DIFFERENT and one in merged.home and other in merged.home:
                assert merged.home[one] != merged.home[other]

    @invariant()
    def adding_little_by_little_is_merging_at_once(self):
        kept, once = (
            self.ledger.merged(),
            merge(self.ledger.extractions(), self.ledger.judgements(), decisions=self.ledger.decisions()),
        )
        assert {h: {*kept.members(h)} for h in kept.ids()} == {h: {*once.members(h)} for h in once.ids()}
        assert sorted(kept.ties(), key=pair_of) == sorted(once.ties(), key=pair_of)
        assert kept.questions() == once.questions()
        assert kept.events() == once.events()

    def teardown(self):
        for day, shown in self.seen.items():
            assert view(self.ledger.merged(as_of=day)) == shown
        self.ledger.close()


PLAIN = {"kind": Kind.BOMBING, "ago": 0, "rough": False, "town": "Oru", "killed": [], "victim": None, "doer": None}
PLAIN |= {"how": How.STATED, "status": None}


def test_a_name_weighs_more_again_when_fewer_reports_hold_it():
    """Seven reports name one victim; as each is read again and tells nothing, the ties of the others grow stronger."""
    machine = LedgerMachine()
    for n in range(7):
        machine.add(told=[PLAIN | {"kind": KINDS[n % 4], "victim": "Maria Orr", "town": "Kayo"}], dated=True)
    for teller in machine.tellers.values():
        machine.put(teller.read([]))
        machine.adding_little_by_little_is_merging_at_once()
    machine.teardown()


DOSE = {"deadline": None, "suppress_health_check": list(HealthCheck), "stateful_step_count": STEPS}


def test_in_a_file():
    run_state_machine_as_test(LedgerMachine, settings=settings(max_examples=EXAMPLES, **DOSE))


def test_in_postgresql(postgres_at):
    machine = type("PostgresMachine", (LedgerMachine,), {"address": staticmethod(postgres_at)})
    run_state_machine_as_test(machine, settings=settings(max_examples=max(2, EXAMPLES // 6), **DOSE))
