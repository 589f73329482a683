"""When and where: clues that two wordings have one day and one place, or cannot have."""

from __future__ import annotations

import math

from dateline.events.grouping.markers import begins_elsewhere, named_apart
from dateline.events.grouping.pair import NEVER, Pair
from dateline.events.grouping.story import GENERIC
from dateline.model.actor import Harm
from dateline.model.event import Kind
from dateline.model.when import When
from dateline.model.where import Place, PlacePrecision
from dateline.model.wording import Wording

APART_KM = 60.0
"""Two exact places farther apart than this are not one event's place."""
NEAR_KM = 10.0
"""Two towns as near as this speak for one event."""
SIEGE_DAYS = 2
"""Days within which what began and what ended a siege of a building is one event."""
DYING_DAYS = 3
"""Days after an attack within which its wounded die who are told in one breath with the dead."""
EXACT = {PlacePrecision.SITE, PlacePrecision.PLACE, PlacePrecision.NEAR, PlacePrecision.DISTRICT}
SAME_PLACE, VILLAGE, AREA = 2.0, 1.5, 0.7
"""What one name for both places weighs: a town's, one that no gazetteer knows, a province's."""
EARTH_KM = 12742.0
"""Mean diameter of the earth, kilometres."""


def apart(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places (great circle), or None if one has no coordinate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return EARTH_KM * math.asin(math.sqrt(h))


def days(pair: Pair) -> float:
    """One contradicting day keeps apart, whatever the other wordings say."""
    scores = [_day(o, pair.wording) for o in pair.story.wordings if o.when is not None]
    if not scores or pair.wording.when is None:
        return 0.0
    if NEVER in scores and Kind.SIEGE in (pair.story.kind, pair.wording.trigger.kind):
        return 0.0 if _in_a_siege(pair) else NEVER
    if NEVER in scores and _died_since(pair):
        return 0.0
    return NEVER if NEVER in scores else max(scores)


def _died_since(pair: Pair) -> bool:
    """Whether people died in the days after the event told last: "four men died there and a fifth on Monday"."""
    m, last = pair.wording, pair.story.wordings[-1]
    token = pair.page.tokens[m.token]
    dies = m.trigger.weak and token.lemma in ("die", "succumb")
    if not dies or not pair.focus or m.when is None or token.sentence - pair.page.tokens[last.token].sentence > 1:
        return False
    told = [o.when.value.latest for o in pair.story.wordings if o.when is not None and o.when.value.latest is not None]
    day = m.when.value.earliest
    return bool(told) and day is not None and 0 < (day - max(told)).days <= DYING_DAYS


def _in_a_siege(pair: Pair) -> bool:
    """Whether all days lie close enough for the beginning and the end of one siege."""
    told = [o.when.value for o in (*pair.story.wordings, pair.wording) if o.when is not None]
    first = [w.earliest for w in told if w.earliest is not None]
    last = [w.latest for w in told if w.latest is not None]
    return bool(first and last) and (max(last) - min(first)).days <= SIEGE_DAYS


def _day(one: Wording, other: Wording) -> float:
    if one.when is None or other.when is None:
        return 0.0
    a, b = one.when.value, other.when.value
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return 0.0
    if a.latest < b.earliest or b.latest < a.earliest:
        early, late = (a, b) if a.latest < b.earliest else (b, a)
        return 0.0 if _is_over_midnight(early, late) else NEVER
    return 2.0 if (a.earliest, a.latest) == (b.earliest, b.latest) else 1.0


def _is_over_midnight(early: When, late: When) -> bool:
    """Whether "Friday night" and "early Saturday" or "the weekend" can be one night."""
    if early.latest is None or late.earliest is None or (late.earliest - early.latest).days != 1:
        return False
    return early.timex.endswith(("TNI", "TEV")) and late.timex.endswith(("TMO", "TNI", "-WE"))


def places(pair: Pair) -> float:
    """The same place; two exact places far apart contradict."""
    best = 0.0
    for mine in pair.wording.places:
        for theirs in (p for o in pair.story.wordings for p in o.places):
            a, b = mine.value, theirs.value
            away = apart(a, b) if a.precision in EXACT and b.precision in EXACT else None
            if a.name.lower() == b.name.lower() or (a.id and a.id == b.id):
                best = max(best, _worth(a))
            elif away is not None and away <= APART_KM:
                best = max(best, 1.0 if away <= NEAR_KM or not _is_other_town(a, b) else 0.0)
            elif away is not None and not best:
                best = NEVER
            elif (_is_abroad(a, b) or _is_outside(a, b) or _is_outside(b, a)) and not best:
                best = -1.0
    return best or (-2.0 if named_apart(pair) or begins_elsewhere(pair) else 0.0)


def _worth(place: Place) -> float:
    if place.precision in EXACT:
        return SAME_PLACE
    return VILLAGE if place.precision is PlacePrecision.UNKNOWN else AREA


def of_its_own(pair: Pair) -> float:
    """A wording with a day, place or named thing of its own, none of it the event's, is rather another event's.

    What is definite by them ("the attack on the Orsa", "the bombing of the 12th") takes up no event of another kind.
    The news of the report is often taken up by "the attack" with more of them.
    """
    m, told = pair.wording, pair.story.wordings
    kinds = {pair.story.kind, m.trigger.kind}
    is_news = pair.main and bool(kinds & GENERIC)
    if len(kinds) == 1 or is_news or pair.story.is_headline or not m.definite:
        return 0.0
    mine = _names(pair, m)
    if pair.bare and not mine:
        return 0.0
    where = {word for p in m.places for word in p.value.name.lower().split()}
    if m.when is None and not any(o.places for o in told) and mine <= where:
        return 0.0  # "the attack on Camp Orsa", where "rockets killed two on Sunday" was told: the first to say where
    shared = any(mine & _names(pair, o) for o in told) or days(pair) > 0 or places(pair) > 0
    return 0.0 if shared else -0.75


def with_other_dead(pair: Pair) -> float:
    """ "A strike in Orsa on 3 May killed Imar Sorel" is no strike, told in the background, in which 25 others died."""
    m, told = pair.wording, [t.value for o in pair.story.wordings for t in o.tolls]
    known = m.when is not None or bool(m.places)
    if pair.main or m.definite or m.headline or m.trigger.weak or pair.story.is_headline or not known:
        return 0.0
    mine, theirs = ({t.toll.estimate.low for t in seen if t.toll.harm is Harm.KILLED and t.toll.estimate.low}
                    for seen in ([t.value for t in m.tolls], told))  # fmt: skip
    named = {i for t in m.tolls for i in t.value.people} & {i for t in told for i in t.people}
    if not mine or not theirs or mine & theirs or named or days(pair) > 0 or places(pair) > 0:
        return 0.0
    return -1.5


def _names(pair: Pair, m: Wording) -> set[str]:
    """The names of what a wording hit."""
    frame = m.trigger.frame
    heads = (frame.patient, *frame.after("on", "against", "at"))
    return {pair.page.tokens[h].lower for h in heads if h is not None and pair.page.tokens[h].pos == "PROPN"}


def _is_abroad(a: Place, b: Place) -> bool:
    return bool(a.country and b.country and a.country != b.country)


def _is_outside(town: Place, province: Place) -> bool:
    """Whether a town is known to lie in another province."""
    known = town.precision in EXACT and bool(town.within) and province.precision is PlacePrecision.PROVINCE
    named = province.name.casefold().split()
    return known and not any(set(named) & set(area.casefold().split()) for area in town.within)


def _is_other_town(a: Place, b: Place) -> bool:
    """Whether both are towns or villages by name, and not one beside the other."""
    return a.precision is b.precision is PlacePrecision.PLACE
