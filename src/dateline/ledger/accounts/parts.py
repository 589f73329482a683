"""Which counts of one harm are of the same people: restated, part of a greater number, or told otherwise by another.

A report seldom says so outright. Evidence that it does give: whether two numbers stand in one breath ("two guards and a
cook"), whether the words say "another", who speaks, and whether the nouns can mean the same people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.ledger.accounts.people import are_opposite, is_owned_by, persons
from dateline.ledger.accounts.words import (
    DEAD,
    KNOWN,
    LATER,
    LEXICON,
    OF_THEM,
    ONE,
    ROLLS,
    SHOT_TOTALS,
    TREATED,
    Named,
    TollClaim,
    compatible,
    has_rank,
    in_one_breath,
    is_additional,
    is_beside,
    is_besides,
    is_doer,
    is_exact,
    is_general,
    is_less,
    is_named,
    is_one,
    name_of,
    ordinal,
    says_anyone,
)
from dateline.lexicon import words
from dateline.model.actor import Group, Status, Toll

SERVING = (Status.MILITARY, Status.POLICE, Status.SECURITY)
"""What people with a rank are; rebels have some too, but it is mostly the other side whose ranks are told."""
EVERYBODY = ("people", "persons", "victims", "casualties")
"""Nouns that hold anybody who was hurt."""
LOOSE = 10
"""Of a total of "more than" so many, the part by which the numbers of the sides may come to more."""


def once(said: tuple[TollClaim, ...], named: Named = ()) -> tuple[TollClaim, ...]:
    """Leave out the counts that are part of a greater number told of the same event, and people told again.

    Args:
        said: claims of one harm about one event, in any order.
        named: claims of people who suffered it, by name, for their ages.

    Returns:
        Those that are left, in the order given.
    """
    again = [c for person in persons(said, named) for c in person[1:]]
    first = tuple(c for c in said if not any(c is o for o in again))
    first = _without_sums(first)
    split = shares(first) or _by_sides(first)
    first = tuple(c for c in first if not any(c is o for o in split))
    return tuple(c for c in first if not any(_is_part(c, whole, first) for whole in first if whole is not c))


def _without_sums(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Leave out numbers told in one breath that make a total told: 11, "eight nurses, two cooks and a guard"."""
    exact = sorted((c for c in said if is_exact(c) and not is_additional(c)), key=lambda c: c.evidence[0].span)
    totals = Counter(c.value.estimate.low for c in exact)
    out: set[int] = set()
    for row in _rows(exact):
        own = Counter(c.value.estimate.low for c in row)
        whole = sum(c.value.estimate.low or 0 for c in row)
        if len(row) > 1 and totals[whole] > own[whole]:
            out |= {id(c) for c in row}
    return tuple(c for c in said if id(c) not in out)


def shares(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Return numbers told one after the other, each in its own breath, that make a total told before them.

    "Drones killed at least seven people in two cities. Four people died in Orsa. ... In Marn three were killed."
    """
    ordered = sorted((c for c in said if _may_be_shared(c)), key=lambda c: c.evidence[0].span)
    out: list[TollClaim] = []
    for n, whole in enumerate(ordered):
        parts, left = list[TollClaim](), whole.value.estimate.low or 0
        for part in ordered[n + 1 :]:
            if any(part is o for o in out) or in_one_breath(whole, part) or not is_exact(part):
                continue
            left -= part.value.estimate.low or 0
            parts.append(part)
            if left <= 0:
                break
        if left == 0 and len(parts) > 1:
            out += parts
    return tuple(out)


def _by_sides(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Return the losses that several sides each tell of themselves, where they make the total told first.

    "At least six people died, officials on both sides said. Orsa said four of its men and a girl had died. Marn
    reported one guard dead."
    """
    ordered = sorted(said, key=lambda c: c.evidence[0].span)
    whole, parts = ordered[:1], tuple(ordered[1:])
    if not parts or not _may_be_shared(whole[0]) or not all(is_exact(c) for c in parts):
        return ()
    speakers = {c.attribution.speaker for c in parts}
    low, told = whole[0].value.estimate.low or 0, sum(c.value.estimate.low or 0 for c in parts)
    loose = whole[0].value.estimate.high is None and low <= told <= low + low // LOOSE
    apart = len(speakers) > 1 and None not in speakers and whole[0].attribution.speaker not in speakers
    return parts if apart and (told == low or loose) else ()


def _may_be_shared(claim: TollClaim) -> bool:
    """Whether a number may be the total of several places or that of one of them: of people of no certain kind."""
    group = claim.value.group
    anybody = (group is None or is_general(group)) and not is_named(claim) and not is_additional(claim)
    return anybody and (claim.value.estimate.low or 0) > 0


def _rows(said: Sequence[TollClaim]) -> Iterator[list[TollClaim]]:
    """Yield the numbers that stand in one breath with the next one, in the order of the text."""
    row: list[TollClaim] = []
    for claim in said:
        if row and not in_one_breath(row[-1], claim):
            yield row
            row = []
        row.append(claim)
    if row:
        yield row


def restated(said: tuple[TollClaim, ...]) -> tuple[TollClaim, ...]:
    """Return the counts that a more exact one of the same people stands beside ("dozens", later "more than 100")."""
    return tuple(c for c in said if any(_is_vaguer(c, whole) for whole in said if whole is not c))


def same_people(one: TollClaim, other: TollClaim) -> bool:
    """Whether two claims count the same people: the same words, or words that can mean them by two speakers.

    One speaker who gives two groups ("two Marines and a sailor") adds them up; two speakers who each give a number
    for people who may be the same disagree.
    """
    a, b = one.value.group, other.value.group
    if a is None or b is None or one.evidence == other.evidence:
        return a == b or (a is not None and b is not None and name_of(a) == name_of(b)) or _sides(one, other)
    if in_one_breath(one, other) or _is_own_side(one) != _is_own_side(other) or ordinal(one) != ordinal(other):
        return False  # "four men died, a fifth on the way and the sixth in hospital"
    if is_besides(one) and (is_besides(other) or is_additional(other)) and compatible(a, b):
        return is_besides(other) or one.value.estimate.low == other.value.estimate.low
    if is_additional(one) or is_additional(other):
        return _are_the_same_others(one, other)
    if name_of(a) == name_of(b) or _is_told_more_fully(one, other):
        return True
    if is_one(one) or is_one(other):
        return False
    if not compatible(a, b):
        return False
    return one.attribution.speaker != other.attribution.speaker or (is_general(a) and is_general(b))


def _is_told_more_fully(one: TollClaim, other: TollClaim) -> bool:
    """Whether as many are told again with more or fewer words: "two suspected rebels", "two rebels"."""
    a, b = one.value, other.value
    if (a.estimate.low, a.estimate.high) != (b.estimate.low, b.estimate.high) or a.group is None or b.group is None:
        return False
    mine, theirs = name_of(a.group).split(), name_of(b.group).split()
    more = set(mine) <= set(theirs) or set(theirs) <= set(mine)
    return bool(mine and theirs) and mine[-1] == theirs[-1] and more and compatible(a.group, b.group)


def _is_own_side(claim: TollClaim) -> bool:
    """Whether these are told as the losses of whoever fought: "two of its own", "three of their own men"."""
    return " own " in f" {name_of(claim.value.group)} "


def _are_the_same_others(one: TollClaim, other: TollClaim) -> bool:
    """Whether "22 others" and, further on, "22 other people" are the same: more than one, as many, of no other kind."""
    a, b = one.value, other.value
    if not (is_additional(one) and is_additional(other)) or a.group is None or b.group is None:
        return False
    return a.estimate.low == b.estimate.low and (a.estimate.low or 0) > 1 and compatible(a.group, b.group)


def same_line(one: Toll, other: Toll) -> bool:
    """Whether two tolls are one line of a record: so many of one group, told alike."""
    a, b = one.estimate, other.estimate
    return name_of(one.group) == name_of(other.group) and (a.low, a.high) == (b.low, b.high)


def _is_part(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether a number is of people counted in a greater one: told in a later breath, by the same voice or of kin."""
    a, b = part.value.group, whole.value.group
    if _is_vaguer(part, whole) or _is_called_up(part, whole, said) or _is_ranked_among(part, whole, said):
        return True
    if _is_apart(part, whole):
        return False
    if _adds_to_the_same(part, whole) or _adds_up(part, whole, said) or _picks_out(part, whole):
        return True
    if (
        _is_of_the_lead(part, whole)
        or _is_cared_for(part, whole)
        or _is_counted_already(part, whole)
        or _is_the_one(part, whole, said)
    ):
        return True
    if a is None or b is None or in_one_breath(part, whole) or not is_less(part.value.estimate, whole.value.estimate):
        return _known_already(part, whole)
    if is_one(part) and part.evidence[0].rule == ONE:
        return compatible(a, b)
    if not (is_general(b) and (is_general(a) or is_named(part))):
        return False
    if is_additional(part):
        return _enumerates(part, whole, said)
    if is_named(part) or not compatible(a, b):
        return is_named(part)
    return (
        is_one(part)
        or picks_out(a)
        or (part.attribution.speaker == whole.attribution.speaker and _says_all(b) and not _says_all(a))
        or part.attribution.speaker == whole.attribution.speaker
        and whole.evidence[0].span < part.evidence[0].span
    )


def _is_of_the_lead(part: TollClaim, whole: TollClaim) -> bool:
    """Whether the report itself counts fewer of the same people after the total that somebody gave it, one by one.

    "Two bombs killed 19 people, police said. ... The first killed 11 people": of a total, and no rival of it.
    """
    a, b = part.value.group, whole.value.group
    if name_of(a) != name_of(b) or not (b is None or _says_all(b)):
        return False
    later = whole.evidence[0].span < part.evidence[0].span and not in_one_breath(part, whole)
    own = part.attribution.speaker is None and whole.attribution.speaker is not None
    return own and later and is_exact(part) and is_exact(whole) and is_less(part.value.estimate, whole.value.estimate)


def _is_cared_for(part: TollClaim, whole: TollClaim) -> bool:
    """Whether people in hospital or in some condition are among those told before, whoever says so."""
    a, b = part.value.group, whole.value.group
    before = whole.evidence[0].span < part.evidence[0].span and not in_one_breath(part, whole)
    treated = part.evidence[0].rule in TREATED and not is_additional(part)
    general = (a is None or is_general(a)) and (b is None or is_general(b))
    return treated and before and general and is_less(part.value.estimate, whole.value.estimate)


def _is_counted_already(part: TollClaim, whole: TollClaim) -> bool:
    """Whether a number takes somebody in: the third of four, or any of "the four people shot"."""
    a, b, nth = part.value.group, whole.value.group, ordinal(part)
    if b is None or not _says_all(b) or in_one_breath(part, whole):
        return False
    if nth is not None:
        return is_exact(whole) and not is_additional(whole) and (whole.value.estimate.low or 0) >= nth
    known = whole.evidence[0].rule == KNOWN and is_less(part.value.estimate, whole.value.estimate)
    return known and a is not None and is_general(a) and not is_additional(part)


def _is_the_one(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether "at least one person" is the only one who is told by himself."""
    e, a, b = whole.value.estimate, part.value.group, whole.value.group
    if (e.low, e.high) != (1, None) or a is None or b is None or not compatible(a, b) or not says_anyone(b):
        return False
    return is_one(part) and not is_additional(part) and sum(is_one(c) for c in said) == 1


def _is_apart(part: TollClaim, whole: TollClaim) -> bool:
    """Whether a number cannot hold another: the doer's own death, a man among women, "three more" told after it."""
    if is_doer(part) and is_one(part) and whole.evidence[0].rule not in DEAD:
        return True
    if are_opposite(part, whole) or _is_own_side(part) != _is_own_side(whole):
        return True
    return is_additional(whole) and part.evidence[0].span < whole.evidence[0].span and not is_additional(part)


def _is_vaguer(part: TollClaim, whole: TollClaim) -> bool:
    """ "Dozens" and "several" say nothing where a number is told of people who may be the same."""
    a, b = part.value.group, whole.value.group
    vague = (e := part.value.estimate).best is None and e.high is None
    exact = whole.value.estimate.best is not None or whole.value.estimate.high is not None
    if not (vague and exact and whole.value.estimate.high != 0) or is_one(whole) or in_one_breath(part, whole):
        return False
    return a is None or b is None or compatible(a, b)


def _known_already(part: TollClaim, whole: TollClaim) -> bool:
    """ "The mayor was killed" beside "Ana Sol died", or "a woman" beside her name, is one person told twice."""
    if not is_one(part) or in_one_breath(part, whole) or is_named(part) or is_additional(part):
        return False
    if part.evidence[0].rule == KNOWN and is_named(whole):
        return not is_owned_by(whole, part)
    a, b = part.value.group, whole.value.group
    if a is None or b is None or not is_one(whole) or not compatible(a, b) or not says_anyone(a):
        return False
    return not says_anyone(b) or whole.evidence[0].span < part.evidence[0].span


def _enumerates(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether persons told one by one between a total and "two others" show that the report goes through its dead."""
    start, end = whole.evidence[0].span.end, part.evidence[0].span.start
    ones = (c for c in said if is_named(c) or (is_one(c) and not is_additional(c)))
    return any(start < c.evidence[0].span.start < end for c in ones)


def _adds_to_the_same(part: TollClaim, whole: TollClaim) -> bool:
    """Whether "two others" later are among "five others", "eight shot" or those hurt who were taken to hospital."""
    less, total = part.value.estimate.low, whole.value.estimate.low
    apart = part.evidence[0].rule in TREATED or not in_one_breath(part, whole)
    later = whole.evidence[0].span < part.evidence[0].span and apart
    if not is_additional(part) or not later or less is None or total is None or not 1 < total >= less:
        return False
    rules = part.evidence[0].rule, whole.evidence[0].rule
    if rules[0] == KNOWN and total > less:
        return True  # "four were shot; the other three live"
    return rules[1] in SHOT_TOTALS or ((is_additional(whole) or rules[0] in TREATED) and total > less)


def _adds_up(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether "his two children and four other bystanders" are the six told elsewhere."""
    if in_one_breath(part, whole) or not is_exact(part) or not is_exact(whole):
        return False
    for other in said:
        joined = other is not whole and other is not part and is_beside(part, other) and is_exact(other)
        adding = is_additional(part) != is_additional(other)
        a, b = part.value.estimate.low or 0, other.value.estimate.low or 0
        if joined and adding and min(a, b) > 0 and a + b == whole.value.estimate.low:
            return True
    return False


def _is_called_up(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether a name stands in a roll of the dead whose number was told before: "among the dead are ..."."""
    if part.evidence[0].rule not in ROLLS or not part.value.group or in_one_breath(part, whole):
        return False
    if is_named(whole) or part.evidence[0].span < whole.evidence[0].span:
        return False
    if any(_is_led(part, c) and not _is_part(c, whole, ()) for c in said):
        return False  # "12 rebels were killed. Captain Ruhl, 29, and Sergeant Vey, 24, died"
    names = sum(c.evidence[0].rule in ROLLS for c in said)
    return (whole.value.estimate.low or 0) >= max(names, 2)


def _is_ranked_among(part: TollClaim, whole: TollClaim, said: tuple[TollClaim, ...]) -> bool:
    """Whether somebody with a rank is one of so many soldiers or police told before: "two soldiers", "Sgt. Ruhl"."""
    b, before = whole.value.group, whole.evidence[0].span < part.evidence[0].span
    if b is None or b.status not in SERVING or not before or not is_exact(whole) or in_one_breath(part, whole):
        return False
    if not has_rank(part) or is_additional(part):
        return False
    return (whole.value.estimate.low or 0) >= max(sum(has_rank(c) for c in said), 2)


def _is_led(part: TollClaim, first: TollClaim) -> bool:
    """Whether a name goes on with one that a verb tells of in the same breath."""
    told = is_named(first) and first.evidence[0].rule not in ROLLS
    return told and first.evidence[0].span < part.evidence[0].span and in_one_breath(first, part)


def _picks_out(part: TollClaim, whole: TollClaim) -> bool:
    """Whether the words take some out of a number told before: "two of the victims", "one of the three men"."""
    a, b = part.value.group, whole.value.group
    if part.evidence[0].rule == LATER:
        return False
    if not OF_THEM.match(part.evidence[0].exact) or OF_THEM.match(whole.evidence[0].exact):
        return False
    victims = a is None or (is_general(a) and words(LEXICON, "naming", "others").isdisjoint(name_of(a).split()))
    return victims and (b is None or is_general(b)) and is_less(part.value.estimate, whole.value.estimate)


def _says_all(group: Group) -> bool:
    """Whether a noun holds everybody: "13 people were shot", of whom "three boxers" are some."""
    return name_of(group).rpartition(" ")[2] in EVERYBODY


def picks_out(group: Group) -> bool:
    """Whether the noun picks some out of the harmed: "children", "three sons"."""
    return not words(LEXICON, "parts", "words").isdisjoint(name_of(group).split())


def _sides(one: TollClaim, other: TollClaim) -> bool:
    a, b = one.value.group, other.value.group
    if a is None or b is None or a.side is None or one.attribution.speaker == other.attribution.speaker:
        return False
    return a.side == b.side and a.status is b.status
