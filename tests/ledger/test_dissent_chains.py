"""Short chains of invented reports that disagree: every account stays, a correction is told as one, bounds follow."""

from datetime import date

from dateline.ledger.together import merge
from dateline.model.event import Kind
from dateline.model.report import Report
from dateline.pipeline import extract_all


def events(*told):
    """Merge reports, each (day, text); return the canonical events by kind."""
    reports = [
        Report.of(text, id=f"r{n}", outlet=f"Outlet {n}", published=date.fromisoformat(day))
        for n, (day, text) in enumerate(told)
    ]
    return merge(list(extract_all(reports))).events()


def one(kind, *told):
    """The one canonical event of a kind."""
    (found,) = [e for e in events(*told) if e.kind is kind]
    return found


def bounds(chosen):
    return chosen.value.low, chosen.value.best, chosen.value.high


def slots(event, conflict=True):
    return {d.slot for d in event.dissent if d.conflict is conflict}


RAISED = (
    "2021-05-06",
    "BAGHDAD - Rockets struck the Balad air base on Tuesday. Nobody was killed, but dozens of soldiers were found to"
    " have head injuries, a figure the army later raised to more than 60.",
)


def test_both_figures_of_a_revised_toll_stay_and_the_later_is_the_toll():
    event = one(Kind.SHELLING, RAISED)
    assert bounds(event.wounded) == (24, 61, None)
    assert slots(event) == set() and slots(event, conflict=False) == {"wounded"}
    (said,) = [d for d in event.dissent if d.slot == "wounded"]
    assert {words.exact for v in said.voices for words in v.evidence} == {"dozens of soldiers", "more than 60"}
    assert event.members[0].record.wounded.value.low == 61


def test_several_say_and_one_says():
    told = [
        ("2021-05-06", f"ORSA - Rockets struck the Balad air base on Tuesday. {killed} soldiers were killed.")
        for killed in ("Two", "Two", "Nine")
    ]
    assert "Outlet 0 and Outlet 1 say 2, Outlet 2 9" in {d.why for d in one(Kind.SHELLING, *told).dissent}
    assert "Outlet 0 says 2, Outlet 1 9" in {d.why for d in one(Kind.SHELLING, *told[1:]).dissent}


def test_the_figure_that_a_toll_rose_from_is_its_lower_bound():
    raised = "ORSA - A bomb exploded at the market of Kirkuk on Monday. The death toll rose from eight to twelve."
    assert bounds(one(Kind.BOMBING, ("2021-06-09", raised)).killed) == (8, 12, 12)
    lowered = (
        "ORSA - A bomb at the market of Kirkuk killed nine people on Monday. Officials later revised the figure to six."
    )
    assert bounds(one(Kind.BOMBING, ("2021-06-09", lowered)).killed) == (6, 6, 9)


def test_who_died_since_is_no_earlier_toll():
    died = (
        "ORSA - A bomb exploded at the market of Kirkuk on Monday, killing 12 people. Two more died in hospital,"
        " bringing the toll to 14."
    )
    assert bounds(one(Kind.BOMBING, ("2021-06-10", died)).killed) == (14, 14, 14)


CAVES = [
    (
        "2021-06-09",
        "BAGHDAD - Two American engineers were killed on Monday in a gunfight with Islamic State militants in tunnels"
        " near Hawija. Between 12 and 18 militants were killed, according to the coalition.",
    ),
    (
        "2021-06-11",
        "BAGHDAD - Two American engineers were killed on Monday in a gunfight with militants in tunnels near Hawija."
        " How many militants were killed depends on whom one asks. A coalition note mentions three. The joint command"
        " says its troops killed at least 20.",
    ),
]


def test_a_bare_figure_is_of_those_asked_for_and_every_count_of_one_side_stays():
    event = one(Kind.ARMED_CLASH, *CAVES)
    assert len(event.members) == 2
    assert bounds(event.killed) == (5, 5, None)
    (said,) = [d for d in event.dissent if d.slot == "killed" and d.conflict]
    assert {v.value for v in said.voices} == {"12 to 18", "3", "at least 20"}


RAID = (
    "2021-06-14",
    "KIRKUK - American air strikes early on Sunday near Hawija killed two Iraqi soldiers and a policeman, Iraq's army"
    " said, disputing Washington's account that the strikes had hit only a militia.",
)


def test_fighters_only_against_soldiers_and_police_is_a_conflict_about_the_victims():
    event = one(Kind.AIR_STRIKE, RAID)
    (said,) = [d for d in event.dissent if d.slot == "casualties"]
    assert said.conflict and said.voices[0].speakers == ("Washington",)
    assert "only a militia" in " ".join(words.exact for words in said.voices[0].evidence)
    assert [words.exact for words in said.voices[1].evidence] == ["two Iraqi soldiers", "a policeman"]


def test_fighters_counted_by_both_are_no_conflict():
    raid = (
        "KIRKUK - American air strikes early on Sunday near Hawija killed nine fighters, the militia said. The Pentagon"
        " said all of them were militants."
    )
    assert "casualties" not in slots(one(Kind.AIR_STRIKE, ("2021-06-14", raid)))


SITES = [
    (
        "2021-06-14",
        "WASHINGTON - American jets bombed five weapons sites of a militia near Hawija on Sunday, the Pentagon said.",
    ),
    (
        "2021-06-15",
        "KIRKUK - American jets bombed a militia near Hawija on Sunday, killing two guards, the governor said. The army"
        " listed four locations, among them a dairy. The Pentagon has spoken of five targets, all of them depots.",
    ),
]


def test_how_many_places_were_hit_is_counted_by_each_speaker():
    event = one(Kind.AIR_STRIKE, *SITES)
    (said,) = [d for d in event.dissent if d.slot == "targets"]
    assert said.conflict
    assert {(v.value, v.speakers) for v in said.voices} == {("5", ("Pentagon",)), ("4", ("army",))}
    assert {words.exact for v in said.voices for words in v.evidence} >= {"four locations"}


BLAMED = [
    (
        "2021-06-09",
        "BAGHDAD - Rockets hit the Balad air base on Tuesday, killing two guards. The Pentagon accused Iran-backed"
        " militias of the attack.",
    ),
    (
        "2021-06-10",
        "BAGHDAD - Rockets that hit the Balad air base on Tuesday killed two guards. Washington blamed a militia for"
        " the attack. Kataib Hezbollah denied any role.",
    ),
]


def test_a_militia_is_the_one_kind_of_militias_that_others_blame():
    event = one(Kind.SHELLING, *BLAMED)
    (accused,) = [p for p in event.perpetrators if p.responsibility == "accused"]
    assert set(accused.names) == {"Iran-backed militias", "militia"} and set(accused.by) == {"Pentagon", "Washington"}
    assert [p.name for p in event.perpetrators if p.responsibility == "denied"] == ["Kataib Hezbollah"]
