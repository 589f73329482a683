"""Which of the counts told of one event stand: restated totals, updates and re-mentions are not counted twice."""

from __future__ import annotations

from dataclasses import replace

from dateline.events.grouping import Story
from dateline.lexicon import words
from dateline.model.actor import Harm, Toll
from dateline.model.found import Found, TollSeen
from dateline.model.page import Page

DEFINITE = "casualties.definite"
"""Rule id of a count that takes up people already told of ("the two Americans killed")."""
EARLIER = "casualties.earlier"
"""Rule id of a count that the report itself replaces with a later one."""
AMONG = "casualties.among"
"""Rule id of a count of some of those whom a figure that has grown holds; no toll of its own."""
LATER = "casualties.died_later"
"""Rule id of those of the wounded who died, beside others who were dead at once."""
LOWERED = 2
"""How many times a figure that is put right may have been as high; what is higher is another account."""
WHOLE = "casualties.object"
"""Rule id of those whom an attack killed or wounded, all of them told at once."""
NEXT = 12
"""Tokens from somebody told without a name to the name, when it is said next."""


def told_tolls(page: Page, story: Story) -> list[Found[TollSeen]]:
    """Return the counts of a story that stand, in the order of the text."""
    return [toll for toll in all_tolls(page, story) if toll.rule not in (EARLIER, AMONG)]


def all_tolls(page: Page, story: Story) -> list[Found[TollSeen]]:
    """Return the counts that stand and those that the report replaces with a later one, in the order of the text."""
    seen: list[tuple[bool, Found[TollSeen]]] = [(m.headline, t) for m in story.wordings for t in m.tolls]
    body = {t.value.toll.harm for headline, t in seen if not headline}
    told = [t for headline, t in seen if not (headline and t.value.toll.harm in body)]
    told.sort(key=lambda t: (t.rule == DEFINITE, t.start))
    kept: list[Found[TollSeen]] = []
    past = [t for t in told if t.rule == EARLIER and not t.value.cumulative]
    for toll in (t for t in told if t.rule != EARLIER):
        if toll.value.revises:
            over = [k for k in kept if _updates(toll.value.toll, k.value.toll)]
            toll = _of_the_same(toll, over, kept)
            past += [replace(k, rule=EARLIER if _is_replaced(k, toll) else AMONG) for k in over]
            kept = [k for k in kept if k not in over]
        elif not _is_another(page, toll) and (_restated(toll, kept) or _is_share(page, toll, kept)):
            continue
        elif any(_is_older(toll, k) for k in kept) and not _is_of_more(toll, told, kept):
            past.append(replace(toll, rule=EARLIER))
            continue
        kept.append(toll)
    kept = [t for t in kept if not _is_named_next(page, t, kept)]
    return sorted((*kept, *past), key=lambda t: t.start)


def _is_another(page: Page, toll: Found[TollSeen]) -> bool:
    """Whether the words alone say that it is one more: "one was killed at once and another died in hospital"."""
    return toll.end - toll.start == 1 and page.tokens[toll.start].lower == "another"


def _of_the_same(toll: Found[TollSeen], over: list[Found[TollSeen]], kept: list[Found[TollSeen]]) -> Found[TollSeen]:
    """Give a figure that has grown the people of the one number that it holds, where nobody else is so told."""
    new = toll.value.toll
    beside = [k for k in kept if k.value.toll.harm is new.harm and k.rule != LATER]
    groups = {k.value.toll.group for k in beside}
    if new.group is not None or len(groups) != 1 or any(k not in over or k.value.people for k in beside):
        return toll
    if not any(k.rule == LATER for k in over):
        return toll
    return replace(toll, value=replace(toll.value, toll=replace(new, group=groups.pop())))


def _is_replaced(old: Found[TollSeen], new: Found[TollSeen]) -> bool:
    """Whether a figure takes the place of an earlier one: the one it speaks of, or all whom the attack killed.

    Who "died on Tuesday" before "the toll rose to 14" is one of the 14, and no earlier toll.
    """
    if not new.value.replaces or old.value.people or old.start > new.start:
        return False
    return old.value.predicate == new.value.predicate or (old.rule == WHOLE and (old.value.toll.estimate.low or 0) > 1)


def _is_older(toll: Found[TollSeen], risen: Found[TollSeen]) -> bool:
    """Whether a smaller figure, told after "the toll has risen to 14", is the one that rose: newest first."""
    one, other = toll.value.toll, risen.value.toll
    whole = toll.rule in (WHOLE, "casualties.subject") and not toll.value.people and risen.value.replaces
    low, high = one.estimate.low or 0, other.estimate.low or 0
    return whole and one.harm is other.harm and 1 < low < high and _updates(other, one)


def _is_of_more(toll: Found[TollSeen], told: list[Found[TollSeen]], kept: list[Found[TollSeen]]) -> bool:
    """Whether a figure stands beside others of one clause that come to more than the one risen: "17 guards and 4"."""
    beside = [
        t for t in told if t.value.predicate == toll.value.predicate and t.value.toll.harm is toll.value.toll.harm
    ]
    whole = sum(t.value.toll.estimate.low or 0 for t in beside)
    return len(beside) > 1 and all(whole > (k.value.toll.estimate.low or 0) for k in kept if _is_older(toll, k))


def _is_named_next(page: Page, toll: Found[TollSeen], kept: list[Found[TollSeen]]) -> bool:
    """Whether somebody told without a name is named in the next sentence: "... of a teen. Tom Ruhl, 13, was killed"."""
    one = toll.value.toll
    if toll.value.people or one.group is None or (one.estimate.low, one.estimate.high) != (1, 1):
        return False
    beside = [k for k in kept if k is not toll and k.value.toll.harm is one.harm]
    after = [k for k in beside if 0 < k.start - toll.end <= NEXT and k.value.predicate != toll.value.predicate]
    told = page.tokens[toll.value.predicate].sentence
    alone = not any(k.value.predicate == toll.value.predicate for k in beside)
    return (
        alone
        and len(after) == 1
        and after[0].rule == "casualties.named"
        and told < page.tokens[after[0].start].sentence
    )


def _updates(new: Toll, old: Toll) -> bool:
    if new.harm is not old.harm:
        return False
    low, high, now = old.estimate.low, old.estimate.high, new.estimate.low
    if low is not None and high is not None and now is not None and low < high and low <= now <= high:
        return False  # "between six and 12", and one who puts it at 12
    if low is not None and now and low > LOWERED * now:
        return False
    return new.group is None or old.group is None or new.group.nationality in (None, old.group.nationality)


def _restated(toll: Found[TollSeen], kept: list[Found[TollSeen]]) -> bool:
    """Whether the count says again what is already told: same people, or the sum of them."""
    new = toll.value.toll
    same_harm = [k for k in kept if k.value.toll.harm is new.harm and k.value.predicate != toll.value.predicate]
    if not same_harm:
        return False
    if any(toll.value.people and set(toll.value.people) & set(k.value.people) for k in same_harm):
        return True
    if any(_same_people(new, k.value.toll, toll.rule == DEFINITE) for k in same_harm):
        return True
    low = sum(k.value.toll.estimate.low or 0 for k in same_harm)
    if low == 1 and toll.rule != DEFINITE:  # "his driver was also killed" is somebody else
        return False
    return low == (new.estimate.low or 0) and new.harm in (Harm.KILLED, Harm.WOUNDED) and low > 0


def _is_share(page: Page, toll: Found[TollSeen], kept: list[Found[TollSeen]]) -> bool:
    """Whether a count is of some of those told: "two of the wounded Americans were badly hurt"."""
    said = [t.lower for t in page.tokens[toll.start : toll.end]]
    harm, least = toll.value.toll.harm, toll.value.toll.estimate.low or 0
    hurt = words("en/casualties.toml", "adjectives", harm.value) if harm in (Harm.KILLED, Harm.WOUNDED) else ()
    share = any(a == "of" and b == "the" and c in hurt for a, b, c in zip(said, said[1:], said[2:], strict=False))
    return share and any(k.value.toll.harm is harm and (k.value.toll.estimate.low or 0) >= least for k in kept)


def _same_people(new: Toll, old: Toll, definite: bool) -> bool:
    again = new.estimate.low == old.estimate.low and new.estimate.high is None  # "at least two Danes", of two Danes
    if again and new.group and old.group and new.group.nationality and new.group.nationality == old.group.nationality:
        return True
    if new.estimate.low != old.estimate.low or new.estimate.high != old.estimate.high:
        if not definite or new.group is None or old.group is None:
            return False
        if _is_doer(new) != _is_doer(old):
            return False
        # "The two boys died" are not among those of whom one was told.
        told_before = new.group.nationality is not None or (old.estimate.low or 0) >= (new.estimate.low or 0)
        return told_before and new.group.nationality == old.group.nationality
    if new.group is None or old.group is None:
        return True
    if new.group.nationality and new.group.nationality == old.group.nationality:
        return True
    return new.group.name.lower().removesuffix("s") == old.group.name.lower().removesuffix("s")


def _is_doer(toll: Toll) -> bool:
    """Whether the one who did it is harmed: "the gunman"."""
    doers = words("en/casualties.toml", "naming", "doers")
    return toll.group is not None and not doers.isdisjoint(toll.group.name.casefold().split())
