"""One value from many accounts: places that overlap, vague numbers, copies of one story, parties to the fight."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.ledger.canon.policies import PART, PARTY, POLICIES
from dateline.ledger.canon.records import Account
from dateline.ledger.canon.slots.harm.tolls import touch
from dateline.ledger.canon.slots.places import _intersection, contradict
from dateline.ledger.canon.sources import source_groups
from dateline.ledger.canon.voices import Sides
from dateline.ledger.merge.likeness.places import apart
from dateline.model.actor import Group, Harm, Toll
from dateline.model.claim import TOLL, Claim
from dateline.model.estimate import Estimate
from dateline.model.report import Report, Span
from dateline.model.where import Offset, Place, PlacePrecision

BAGHDAD = (33.34, 44.39)


def near(said, distance, bearing, spread_km, spread_deg=20.0, origin="Baghdad"):
    """A place told by a distance and a direction; its coordinate lies in the middle of what they allow."""
    north = {None: 0.0, 0.0: distance or 0.0, 315.0: 0.7 * (distance or 0.0), 180.0: -(distance or 0.0)}[bearing]
    west = 0.7 * (distance or 0.0) if bearing == 315.0 else 0.0
    lat, lon = BAGHDAD[0] + north / 111.2, BAGHDAD[1] - west / (111.2 * 0.835)
    offset = Offset(origin, distance, bearing, spread_km, 180.0 if bearing is None else spread_deg, said)
    return Place("Taji", "camp", PlacePrecision.NEAR, "IQ", ("IQ",), lat, lon, offset=offset)


NORTH = near("15 miles north of Baghdad", 24.0, 0.0, 5.0)
AROUND = near("within 30 km of Baghdad", None, None, 30.0)
SOUTH = near("24 km south of Baghdad", 24.0, 180.0, 5.0)
NORTHWEST = near("24 km northwest of Baghdad", 24.0, 315.0, 5.0)


def test_what_two_uncertain_places_share():
    common = _intersection([NORTH, AROUND])
    assert common is not None and common.offset.said == "15 miles north of Baghdad / within 30 km of Baghdad"
    assert apart(common, NORTH) < 10 and common.offset.spread_km <= 12
    assert _intersection([NORTH, SOUTH]) is None and _intersection([NORTH]) is None


def test_north_and_northwest_contradict():
    assert contradict(NORTH, NORTHWEST) == "15 miles north of Baghdad / 24 km northwest of Baghdad"
    assert contradict(NORTH, AROUND) is None
    assert contradict(NORTH, near("70 km north of Baghdad", 70.0, 0.0, 5.0)) is not None
    assert contradict(NORTH, near("24 km south of Basra", 24.0, 180.0, 5.0, origin="Basra")) is None


def account(number, day=5, source=1, hedge="", **more):
    value = number if isinstance(number, Estimate) else Estimate(number, number, number, hedge)
    return Account(value, (f"r{source}",), (), (), date(2021, 5, day), more.pop("lead", True), source, **more)


def best(policy, *accounts):
    return POLICIES[policy].choose(accounts).value.best


def test_vague_words_are_what_the_codebook_says():
    dozens = account(Estimate(24, None, None, "dozens of"), source=1)
    assert best("acled", dozens, account(30, source=2)) == 12
    assert best("latest", dozens) == 24


def test_parties_to_the_fight():
    army = account(40, 7, 1, belligerent=True), account(40, 7, 2, belligerent=True)
    doctors = account(3, 5, 3)
    chosen = POLICIES["belligerents-excluded"].choose((*army, doctors))
    assert chosen.value == Estimate.exactly(3) and [why for _, why in chosen.aside] == [PARTY, PARTY]
    widened = POLICIES["ucdp"].choose((*army, doctors)).value
    assert (widened.low, widened.best, widened.high) == (3, 3, 40), "they only widen the bounds"
    assert best("ucdp", *army) == 40, "where nobody else counts, theirs is all there is"


def test_who_tells_of_a_part_is_set_aside_unless_nobody_tells_more():
    part, whole = account(2, 6, 1, partial=True), account(9, 5, 2)
    assert POLICIES["latest"].choose((part, whole)).aside == ((part, PART),)
    assert best("latest", part) == 2


def test_a_report_that_only_recalls_weighs_less_than_one_about_the_event():
    assert best("latest", account(2, 9, 1, lead=False), account(4, 5, 2)) == 4


def test_of_one_day_the_number_that_most_sources_give():
    assert best("latest", account(3, 5, 1), account(3, 5, 2), account(4, 5, 3)) == 3
    assert best("latest", account(3, 5, 1), account(4, 5, 3)) == 4


def test_a_number_said_outweighs_persons_told_here_and_there():
    def told(at, day, source):
        claims = tuple(person(n, source) for n in at)
        return replace(account(len(at), day, source), claims=claims)

    assert best("latest", account(1, 5, 1), told((10, 400), 6, 2)) == 1
    assert best("latest", account(1, 5, 1), told((10, 20), 6, 2)) == 2, "told in one breath"


def person(at, source):
    report = Report.of("x" * 500, id=f"r{source}")
    cited = (report.cite(Span(at, at + 5), "casualties.singular"),)
    return Claim("e", TOLL, Toll(Harm.KILLED, Estimate.exactly(1), Group("man")), cited)


def test_a_lower_number_of_one_late_report_is_outvoted():
    early = tuple(account(13, 5, source) for source in (1, 2, 3))
    assert best("latest", *early, account(3, 6, 4)) == 13
    assert best("latest", *early, account(15, 6, 4)) == 15, "tolls rise"
    assert best("latest", *early[:2], account(3, 6, 4)) == 3, "one more source does not do"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [((3, 3, 3), (3, 3, None), True), ((2, 2, 2), (3, 3, None), False), ((None, 18, 18), (20, 20, 20), False)],
)
def test_numbers_that_allow_each_other(one, other, together):
    assert touch(Estimate(*one), Estimate(*other)) == touch(Estimate(*other), Estimate(*one)) == together


STORY = " ".join(f"word{n}" for n in range(60))
OWN = " ".join(f"other{n}" for n in range(60))


def groups(*texts):
    return source_groups([Report.of(text, id=str(n)) for n, text in enumerate(texts)])


def test_copies_are_one_source():
    assert groups(STORY, STORY.replace("word3 ", "changed "), OWN) == [("0", "1"), ("2",)]


def test_one_agency_credited_needs_less_in_common():
    third = " ".join([*STORY.split()[:25], *OWN.split()[:35]])
    assert groups(STORY, third) == [("0",), ("1",)]
    assert groups(f"ORU (Oru Press) {STORY}", f"KAYO (Oru Press) {third}") == [("0", "1")]


def test_two_quotations_shared_do_not_make_reports_copies_of_each_other():
    said = (
        '"We heard the first blast shortly after the evening prayer," "The road was closed and nobody came through it"'
    )
    assert groups(f"{said} {STORY}", f"{OWN} {said}") == [("0",), ("1",)]


def test_who_is_a_party():
    sides = Sides(frozenset({"kataib hezbollah"}), frozenset({"US"}))
    assert sides.is_party("a Kataib Hezbollah spokesman") and sides.is_party("US military officials")
    assert not sides.is_party("hospital staff") and not sides.is_party("Iraqi police")
