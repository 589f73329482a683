"""Many reports of one attack: one event, every number with who gives it, and a policy that chooses."""

from datetime import date

import pytest

from dateline.errors import LedgerError
from dateline.ledger.canon import POLICIES
from dateline.ledger.merge.matching import Tie
from dateline.ledger.merge.shelf import Memory
from dateline.ledger.together import Merged, merge, reckon
from dateline.ledger.together.chains import chain, foretold
from dateline.ledger.together.dating import suggestions
from dateline.model.judgement import Judgement, Verdict
from dateline.model.report import Report
from dateline.pipeline import extract_all

WIRE = (
    "BAGHDAD, May 4 (Harbor Wire) - Twelve rockets struck the Balad air base in Salahuddin province on Tuesday, killing"
    " two Iraqi soldiers and wounding six others, the Iraqi army said. There was no claim of responsibility for the"
    " attack, which began shortly after nightfall and set a fuel depot on fire."
)
COPY = WIRE.replace("struck", "hit").replace("wounding six others", "wounding 6 others")
PAPER = (
    "BAGHDAD - At least 15 rockets hit the Balad air base in Salahuddin province on Tuesday. A security official said"
    " three Iraqi soldiers were killed. The army accused Kataib Hezbollah of the attack; the militia denied any role."
)
LATER = (
    "BAGHDAD - The death toll of Tuesday's rocket attack on the Balad air base has risen to four after two of the"
    " wounded died in hospital, the health ministry said on Thursday. Four Iraqi soldiers were killed in all."
)
SECOND = (
    "BAGHDAD - Five rockets landed on the Balad air base on Saturday without causing casualties, the Iraqi army said,"
    " four days after an attack on the base that killed two soldiers."
)
STRIKE = (
    "BAGHDAD - American jets bombed two depots of Kataib Hezbollah near al-Qaim on Sunday in retaliation for Tuesday's"
    " rocket attack on the Balad air base, the Pentagon said. At least seven militiamen were killed."
)


def report(name, text, day, outlet=None):
    return Report.of(text, id=name, outlet=outlet, published=date.fromisoformat(day) if day else None)


REPORTS = [
    report("wire", WIRE, "2021-05-05", "Harbor Wire"),
    report("copy", COPY, "2021-05-05", "Tigris Daily"),
    report("paper", PAPER, "2021-05-05", "Delta Courier"),
    report("later", LATER, "2021-05-06", "Palm Post"),
    report("second", SECOND, "2021-05-08", "Delta Courier"),
    report("strike", STRIKE, "2021-05-10", "Harbor Wire"),
]


@pytest.fixture(scope="module")
def read():
    return list(extract_all(REPORTS))


@pytest.fixture(scope="module")
def merged(read):
    return merge(read)


def the(merged, *reports, policy="latest"):
    """The event that is told by just these reports' news."""
    found = [e for e in merged.events(policy) if {m.report.id for m in e.members if m.lead} >= set(reports)]
    assert len(found) == 1, [(e.kind, [m.report.id for m in e.members]) for e in merged.events()]
    return found[0]


def bounds(chosen):
    return chosen.value.low, chosen.value.best, chosen.value.high


def test_reports_of_one_attack_are_one_event(merged):
    event = the(merged, "wire", "copy", "paper", "later")
    assert event.kind == "shelling" and event.where.value.name == "Balad air base"
    assert (event.when.value.earliest, event.when.value.latest) == (date(2021, 5, 4), date(2021, 5, 4))
    assert "second" not in {m.report.id for m in event.members if m.lead}


def test_a_second_attack_days_later_is_another_event(merged):
    assert the(merged, "second").id != the(merged, "wire").id


def test_copies_of_a_wire_story_count_once(merged):
    event = the(merged, "wire", "copy")
    source = {m.report.id: m.source for m in event.members}
    assert source["wire"] == source["copy"] and len(set(source.values())) == event.sources == len(source) - 1


@pytest.mark.parametrize(
    ("policy", "best"),
    [("latest", 4), ("conservative", 2), ("acled", 2), ("majority", 2), ("ucdp", 4)],
)
def test_a_policy_chooses_among_the_accounts(merged, policy, best):
    killed = the(merged, "wire", "copy", "paper", "later", policy=policy).killed
    assert killed.value.best == best
    if policy == "acled":
        assert bounds(killed) == (2, 2, 2)
    else:
        assert (killed.value.low, killed.value.high) == (2, 4)
    assert {a.value.best for a in killed.used} == {2, 3, 4}, "every account stays beside the choice"


def test_belligerents_are_set_aside_with_the_reason(merged):
    killed = the(merged, "wire", "paper", policy="belligerents-excluded").killed
    assert [why for account, why in killed.aside if "Iraqi army" in account.speakers] == [
        "only a party to the fight says so"
    ]


def test_every_policy_has_a_reason_in_words():
    assert all(policy.doc for policy in POLICIES.values())


def test_an_unknown_policy_is_told(merged):
    with pytest.raises(LedgerError, match="no policy 'best'"):
        merged.events("best")


def test_a_rising_toll_is_a_correction(merged):
    tolls = [d for d in the(merged, "wire", "paper", "later").dissent if d.slot == "killed"]
    assert tolls and {voice.value for d in tolls for voice in d.voices} == {"2", "3", "4"}


def test_rival_counts_of_weapons_and_a_denial_are_kept(merged):
    event = the(merged, "wire", "paper")
    differing = {d.slot: d for d in event.dissent if d.conflict}
    assert {v.value for v in differing["weapons"].voices} == {"12", "at least 15"}
    assert {(s.name, s.responsibility) for s in event.perpetrators} >= {
        ("Kataib Hezbollah", "accused"),
        ("Kataib Hezbollah", "denied"),
    }
    assert "perpetrators" in differing
    quoted = [words.exact for v in differing["weapons"].voices for words in v.evidence]
    assert any("rockets" in words for words in quoted)


def test_chain_leads_from_the_strike_to_the_attack(merged):
    strike, attack = the(merged, "strike"), the(merged, "wire")
    assert [(tie.to, tie.relation) for tie in strike.links] == [(attack.id, "retaliation")]
    events = {e.id: e for e in merged.events()}
    assert [e.id for e in chain(events, attack.id)][:1] == [attack.id]
    assert strike.id in {e.id for e in chain(events, attack.id)}
    assert strike.links[0].evidence


def test_as_of_shows_what_was_known(read):
    early = merge(read, as_of=date(2021, 5, 5))
    event = the(early, "wire", "paper")
    assert bounds(event.killed) == (2, 3, 3)
    assert {m.report.id for m in event.members} == {"wire", "copy", "paper"}


def test_a_person_can_split_and_join(read, merged):
    event = the(merged, "wire", "later")
    by_report = {m.report.id: m.record.id for m in event.members}
    apart = Judgement.between(
        by_report["wire"], by_report["later"], Verdict.DIFFERENT, "ana", "another base", "2021-06-01"
    )
    split = merge(read, [apart])
    assert split.home[by_report["wire"]] != split.home[by_report["later"]]
    other = the(merged, "second").members[0].record.id
    joined = merge(read, [Judgement.between(by_report["wire"], other, Verdict.SAME, "ana", "one attack", "2021-06-02")])
    assert joined.home[by_report["wire"]] == joined.home[other]


def test_order_of_reports_does_not_matter(read, merged):
    assert merge(list(reversed(read))).events() == merged.events()


def test_of_equally_strong_ties_one_is_asked_about_whatever_the_shelf_gives_first(merged, monkeypatch):
    open_ = Tie(("a", "c"), 2.75, "first by id"), Tie(("b", "c"), 2.75, "as strong")
    for ties in (open_, open_[::-1]):
        shelf = Memory()
        monkeypatch.setattr(shelf, "ties", lambda ids, ties=ties: list(ties))
        (asked,) = Merged(shelf, {"one": ["a", "b"], "other": ["c"]}, None, None).questions()
        assert asked.tie.why == "first by id"


def test_running_totals_are_held_against_events():
    texts = [
        report("before", "KABUL - Since January, 19 US soldiers have been killed in Afghanistan, the Pentagon said.",
               "2011-08-01"),
        report("news", "KABUL - A roadside bomb killed two American soldiers in Zabul province on Wednesday, the"
               " coalition said.", "2011-08-10"),
        report("after", "KABUL - Since January, 21 US soldiers have been killed in Afghanistan, the Pentagon said.",
               "2011-08-20"),
    ]  # fmt: skip
    extractions = list(extract_all(texts))
    found = reckon(extractions, merge(extractions).events())
    first = next(r for r in found if r.report.id == "before")
    assert (first.sum.low, first.later.low) == (21, 21)
    assert "19 US soldiers killed" in first.why and "differs" not in first.why


def test_an_undated_report_gets_a_suggestion_and_no_date():
    texts = [
        report("dated", WIRE, "2021-05-05"),
        report("undated", "Twelve rockets struck the Balad air base in Salahuddin province, killing two Iraqi soldiers"
               " and wounding six others, the Iraqi army said.", None),
    ]  # fmt: skip
    extractions = list(extract_all(texts))
    merged = merge(extractions)
    (found,) = suggestions(extractions, merged)
    assert (found.report, found.earliest) == ("undated", date(2021, 5, 4)) and "Balad air base" in found.why
    assert all(e.report.published is None for e in extractions if e.report.id == "undated")


def test_a_threat_is_held_against_what_the_same_actor_did_later():
    texts = [
        report("threat", "MOGADISHU - Al Shabaab vowed on Monday to attack Ethiopian troops in Somalia.", "2014-03-04"),
        report("deed", "MOGADISHU - Al Shabaab fighters ambushed an Ethiopian convoy near Baidoa on Friday, killing"
               " nine soldiers, residents said.", "2014-03-08"),
    ]  # fmt: skip
    events = merge(list(extract_all(texts))).events()
    (found,) = foretold(events)
    assert found.days == 4 and "the same actor" in found.why
    assert len(events) == 2, "a threat is not the attack that carries it out"
