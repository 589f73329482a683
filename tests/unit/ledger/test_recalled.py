"""What a report recalls without a day joins the one event it may mean, and none where two may be meant."""

from datetime import date

import pytest

from dateline.ledger.merge.telling import tellings
from dateline.ledger.merge.telling.names import doer_keys
from dateline.ledger.together import merge
from dateline.model.actor import Actor, ActorKind
from dateline.model.report import Report
from dateline.pipeline import extract_all

NEWS = "BAQUBA - Rockets struck the army base in Baquba on Tuesday night, killing 12 soldiers, a mayor said."
AGAIN = "BAQUBA - Rockets struck the army base in Baquba on Sunday night, killing 3 soldiers, a mayor said."
RECALLED = "Adam Oru was 34. He was on the roof when rockets struck the army base in Baquba."


def read(*told):
    reports = [Report.of(text, id=id_, published=day) for id_, text, day in told]
    return list(extract_all(reports))


def groups(read_):
    merged = merge(read_)
    return sorted(sorted({merged.tellings()[e].report for e in merged.members(home)}) for home in merged.ids())


def test_an_obituary_without_a_date_joins_the_only_attack_that_it_may_mean():
    assert groups(read(("news", NEWS, date(2031, 3, 6)), ("life", RECALLED, None))) == [["life", "news"]]


def test_it_joins_none_where_two_may_be_meant():
    told = [("again", AGAIN, date(2031, 3, 20)), ("life", RECALLED, None), ("news", NEWS, date(2031, 3, 6))]
    assert groups(read(*told)) == [["again"], ["life"], ["news"]]


def test_two_that_only_recall_stay_two():
    found = groups(read(("life", RECALLED, None), ("other", RECALLED.replace("Adam", "Tom"), None)))
    assert found == [["life"], ["other"]]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (RECALLED, True),
        ("Rain fell in Marn. A bomb went off at the market of Baquba.", False),
        ("MARN - The mayor spoke of the attack on the post in Baquba.", True),
    ],
)
def test_only_what_is_told_as_known_is_recalled(text, known):
    (found,) = read(("r", text, None))
    assert [t.recalled for t in tellings(found)] == [known]


def test_an_army_of_no_state_is_nobodys_key():
    assert not list(doer_keys(Actor("army", ActorKind.FORCE)))
    assert list(doer_keys(Actor("Oruan guard", ActorKind.FORCE, country="IQ"))) == ["iso:IQ", "name:oruan guard"]


def test_whoever_belongs_to_a_group_is_known_by_it():
    assert list(doer_keys(Actor("a commander", ActorKind.DESCRIBED, member_of="ucdp:1"))) == ["ucdp:1"]


def test_one_ship_hit_on_one_day_is_one_event():
    one = "A missile hit the Marn Halcyon on Thursday, killing two of its crew."
    other = "The attack on the Marn Halcyon on Thursday cost four lives, a diplomat said."
    told = [("a", one, date(2031, 3, 7)), ("b", other, date(2031, 3, 8))]
    assert [t.things for e in read(*told) for t in tellings(e)] == [frozenset({"marn halcyon"})] * 2
    assert groups(read(*told)) == [["a", "b"]]
