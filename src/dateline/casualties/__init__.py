"""People killed, wounded, missing and captured on a page: how many, of whom, told by which word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.casualties import named, roll
from dateline.casualties.lists import apposed, settle
from dateline.casualties.phrases import Phrase, Sighted, group, is_singular, words
from dateline.casualties.scene import Reading, Scene, is_untrue
from dateline.casualties.told import bodies, gunfire, idioms, later, shares, statements, taken, verbs
from dateline.casualties.told.totals import asked, figures, periods
from dateline.casualties.told.totals import earlier as before
from dateline.casualties.told.totals.sums import is_sum
from dateline.lexicon import rule
from dateline.lexicon.persons import ordinal, status_of
from dateline.model.actor import Group, Harm, Status, Toll
from dateline.model.estimate import Estimate
from dateline.model.found import Count, Found, PersonSeen, TollSeen
from dateline.model.page import Page

__all__ = ["find"]

PLURAL = "casualties.plural"
"""Rule id of people harmed whom no word counts."""
MANY = ("casualties.object", "casualties.subject", "casualties.happened")
"""Rule ids of the clauses in which a plural without a number is read."""
HIT = ("casualties.shot", "casualties.bullet", "casualties.gunshot")
"""Rule ids of people hit, of whom some may have died."""
BESIDE = 4
"""Tokens from one harm to another told in the same breath."""
ANYBODY = (Status.UNCLEAR, Status.CIVILIAN)
_FIRST = frozenset(("first", "since"))
_FIGURES = frozenset(("figure", "number", "total", "count", "estimate", "dead", "wounded")) | figures.SPEAKING


@cache
def _triggers() -> frozenset[str]:
    """Every word at which harm may be told."""
    own = frozenset(verbs.verbs()) | frozenset(verbs.intransitives()) | words("to_death", "verbs")
    told = frozenset(statements.nouns()) | frozenset(statements.adjectives()) | words("injuries", "nouns")
    told |= words("hospital", "places") | words("bodies", "nouns")
    told |= gunfire.triggers() | idioms.triggers() | taken.triggers()
    return (own | told | words("lives", "words") | {"toll", "condition", "conditions"}) - {
        "left",
        "cut",
        "found",
        "for",
        "from",
    }


def find(
    page: Page, counts: tuple[Found[Count], ...], people: tuple[Found[PersonSeen], ...]
) -> tuple[Found[TollSeen], ...]:
    """Find every expression that says people were harmed.

    Args:
        counts: what the counts room found on the page.
        people: what the people room found on the page.

    Returns:
        Harms in text order; the span is the phrase for the harmed. A total that its parts add up to is left out
        (`casualties.breakdown`); "five of whom" is left out, being part of a number told before.
    """
    sighted = Sighted.of(page, counts, people)
    out: dict[tuple[int, int, str], Found[TollSeen]] = {}
    earlier: list[Reading] = []
    question: asked.Question | None = None
    for first, stop in page.sentences:
        told = [i for i in range(first, stop) if page.tokens[i].lower in _triggers()]
        said = {page.tokens[i].lower for i in range(first, stop)}
        ranked = said >= _FIRST or any((ordinal(word) or 0) > 1 for word in said)
        ranked = ranked or page.tokens[first].lower == "so"
        if not told and not (earlier and not _FIGURES.isdisjoint(said)) and not ranked:
            continue
        scene = Scene.of(page, sighted, first, stop, _last_person(page, earlier))
        predicates: list[int] = []
        question = asked.question(scene) or question
        for reading in (asked.answered(scene, r, question) for r in _readings(scene, told, earlier)):
            earlier.append(reading)
            predicates.append(reading.predicate)
            is_first = _is_first(scene, reading.predicate, predicates)
            for told_now in (before.replaced(scene, reading), reading):
                for found in _tolls(scene, told_now, people, is_first) if told_now is not None else ():
                    out.setdefault((found.start, found.end, found.value.toll.harm), found)
    tied = roll.extend(page, people, named.tie(page, people, list(out.values())))
    return tuple(sorted(_without_needless(tied), key=lambda f: (f.start, f.end)))


def _is_first(scene: Scene, predicate: int, predicates: list[int]) -> bool:
    """Whether a harm is the first of its sentence, or stands right beside it: "214 deaths and 301 injuries"."""
    first = predicates[0]
    joined = first < predicate <= first + BESIDE
    return predicate == first or (
        joined and all(scene.page.tokens[i].pos in ("NOUN", "CCONJ", "NUM", "ADJ") for i in range(first, predicate))
    )


def _without_needless(tolls: list[Found[TollSeen]]) -> Iterator[Found[TollSeen]]:
    """Leave out plurals without a number where a report counts anybody of that harm, and all but the first."""
    told = {t.value.toll.harm for t in tolls if t.rule not in (PLURAL, idioms.UNCOUNTED)}
    for toll in sorted(tolls, key=lambda f: f.start):
        if toll.rule in (PLURAL, idioms.UNCOUNTED):
            if toll.value.toll.harm in told:
                continue
            told.add(toll.value.toll.harm)
        yield toll


def _last_person(page: Page, earlier: list[Reading]) -> Phrase | None:
    """Return the one person without a name whose harm was told last, or None."""
    run = earlier[-1].run if earlier else ()
    return run[0] if len(run) == 1 and not run[0].people and is_singular(page, run[0]) and not run[0].named else None


def _readings(scene: Scene, told: list[int], earlier: list[Reading]) -> Iterator[Reading]:
    here: list[Reading] = []
    for at in told:
        told_before = [*earlier, *here]
        read = _kept(later.he_died(scene, at, told_before) or later.of_the_hurt(scene, at, told_before))
        read = read or _kept(later.one_by_name(scene, at, told_before)) or _at(scene, at)
        read = read or _kept(later.of_whom(scene, at, told_before) or later.died_there(scene, at))
        read = read or _kept(later.read(scene, at, told_before))
        here += [later.among_the_hurt(scene, r, here) for r in read]
    here += [r for told_now in list(here) for r in shares.elsewhere(scene, told_now)]
    here = [r for r in here if (r is here[0] or not _is_of_number(scene, r, here[0])) and not _is_either(scene, r)]
    # "The toll climbed to 21 after four of the injured died": the four are among the 21.
    risen = next((r for r in here if r.revises), None)
    among = (r for r in here if risen is None or r is risen or r.harm is not risen.harm or _died_before(r, risen))
    ranked = [r for at in range(scene.first, scene.stop) for r in _kept(periods.nth(scene, at))]
    ranked += _kept(shares.so_too(scene, earlier))
    yield from (r for r in among if all(r.predicate != n.predicate for n in ranked))
    yield from ranked
    for at in range(scene.first, scene.stop):
        if scene.lower(at) == "first":
            yield from _kept(figures.first_since(scene, at, [*earlier, *here]))
        if scene.lower(at) in figures.SPEAKING:
            yield from _kept(figures.spoken_of(scene, at, [*earlier, *here]))
        elif scene.lower(at) in _FIGURES:
            told_before = [*earlier, *here]
            yield from _kept(asked.put_at(scene, at, told_before) or figures.revised(scene, at, told_before))


def _is_either(scene: Scene, reading: Reading) -> bool:
    """Whether of several people each is dead or hurt, and nobody says how many which: "40 were killed or wounded"."""
    at = reading.predicate
    beside = [scene.lower(at + 2 * step) for step in (1, -1) if scene.lower(at + step) == "or"]
    other = any(word in verbs.verbs() and verbs.verbs()[word][0] is not reading.harm for word in beside)
    counts = [p.count.value.estimate for p in reading.run if p.count is not None]
    return other and any((number.low or 0) > 1 for number in counts)


def _died_before(reading: Reading, risen: Reading) -> bool:
    """Whether some of the hurt are told to have died before the figure that holds them: they are fewer hurt."""
    return reading.rule == later.LATER and reading.predicate < risen.predicate


def _is_of_number(scene: Scene, reading: Reading, first: Reading) -> bool:
    """Whether a bare number is some of those the sentence begins with: "of the 26 people injured, five are in ..."."""
    bare = len(reading.run) == 1 and reading.run[0].count is not None and reading.run[0].head is None
    return (
        bare
        and scene.lower(scene.first) == "of"
        and reading.harm is first.harm
        and first.run[0].start <= scene.first + 2
    )


def _at(scene: Scene, at: int) -> list[Reading]:
    """Read the word of harm at a token by the first construction that fits."""
    lower = scene.lower(at)
    if lower == "toll":
        return _kept(figures.toll(scene, at))
    if lower in words("lives", "words"):
        return _kept(verbs.read_lives(scene, at) or (idioms.read(scene, at) if lower == "lives" else None))
    harm = verbs.verbs().get(lower, (None,))[0] or statements.adjectives().get(lower)
    plural = _counted_noun(lower)
    put = None if plural is None else figures.number_of(scene, at, plural)
    if put is not None and put.rule == asked.PUT:
        return [put]
    if harm is not None:
        counted = figures.number_of(scene, at, harm) or statements.spared(scene, at, harm)
        if counted is not None:
            return [counted]
    readings = _changed(scene, at) or _kept(verbs.read_verb(scene, at)) or _kept(taken.read(scene, at))
    if not readings and lower in statements.adjectives():
        readings = _kept(statements.read_adjective(scene, at))
    if not readings and lower in statements.nouns():
        readings = statements.read_noun(scene, at)
    if not readings and (lower in words("injuries", "nouns") or lower.startswith("condition")):
        readings = _kept(statements.read_injuries(scene, at))
    if not readings and lower in words("hospital", "places"):
        readings = _kept(statements.in_hospital(scene, at))
    return readings or _kept(_in_set_phrase(scene, at, lower))


def _counted_noun(lower: str) -> Harm | None:
    """The one harm that a plural such as "deaths" tells: "put the number of deaths at seven"."""
    harms = statements.nouns().get(lower, ())
    return harms[0] if lower.endswith("s") and lower in words("nouns", "countable") and len(harms) == 1 else None


def _in_set_phrase(scene: Scene, at: int, lower: str) -> Reading | None:
    if lower in words("bodies", "nouns"):
        return bodies.read(scene, at)
    read = idioms.read(scene, at) if lower in idioms.triggers() else None
    return gunfire.read(scene, at) if read is None and lower in gunfire.triggers() else read


def _changed(scene: Scene, at: int) -> list[Reading]:
    """Read "injuries revised to ten" at a noun of harm."""
    harms = statements.nouns().get(scene.lower(at))
    return [] if harms is None else _kept(figures.noun_revised(scene, at, harms[0]))


def _kept(reading: Reading | None) -> list[Reading]:
    return [] if reading is None else [reading]


def _tolls(
    scene: Scene, reading: Reading, people: tuple[Found[PersonSeen], ...], is_first: bool
) -> Iterator[Found[TollSeen]]:
    kept, settled = settle(scene.page, reading.run, reading.joints)
    if is_untrue(scene, reading.predicate):
        return
    cumulative = reading.tally or figures.is_cumulative(scene, reading.predicate, is_first)
    cumulative = cumulative or is_sum(scene, reading.predicate) or periods.is_over_time(scene, reading.predicate)
    cumulative = cumulative or periods.is_of_attacks(scene, reading.predicate)
    if not kept and not cumulative:
        yield from _many(scene, reading)
    for told in kept:
        whole = scene.all_of(told, reading.predicate)
        phrase = apposed(scene.page, scene.phrases, whole)
        if reading.harm is not Harm.KILLED and _is_bodies(scene, phrase):
            continue  # "received nine bodies and 23 wounded"
        found = _named(scene, phrase, reading, people) or _definite(scene, phrase, reading)
        found = found or _one(scene, phrase, reading) or _counted(scene, phrase, reading)
        if found is not None:
            value = replace(found.value, cumulative=cumulative, revises=reading.revises, replaces=reading.replaces)
            own = (
                found.rule != "casualties.counted_group"
                and not reading.tally
                and reading.rule not in (*later.OF_HURT, periods.NTH)
            )
            # "He was one of four who were shot": how they were hit says whether the dead are among the four.
            own = own and (whole is told or reading.rule not in HIT)
            yield replace(found, value=value, rule=found.rule if own else settled or reading.rule)


def _is_bodies(scene: Scene, phrase: Phrase) -> bool:
    return any(
        scene.lower(i) in ("bodies", "body", "corpses", "corpse", "martyrs") for i in range(phrase.start, phrase.end)
    )


@rule(
    PLURAL,
    yes=[
        ["A bomb went off in Marn. Villagers were wounded.", {"toll.harm": "wounded", "toll.estimate.low": 2}],
        ["A bomb killed a cook in Marn and wounded others.", {"toll.harm": "wounded", "toll.estimate.low": 2}],
    ],
    no=[
        "Two villagers were wounded.",
        "The villagers were wounded.",
        "Villagers are wounded there every year.",
        "Two villagers were wounded on Monday. On Friday others were wounded.",
    ],
)
def _many(scene: Scene, reading: Reading) -> Iterator[Found[TollSeen]]:
    """A plural without a number is two at least; read only where the report counts nobody of that harm."""
    verb = scene.page.tokens[reading.predicate]
    before = [scene.lower(i) for i in range(reading.predicate - 3, reading.predicate)]
    past = verb.tag in ("VBD", "VBG") or (
        verb.tag == "VBN" and not {"was", "were", "been", "others"}.isdisjoint(before)
    )
    if reading.harm not in (Harm.KILLED, Harm.WOUNDED) or reading.rule not in MANY or not past:
        return
    for phrase in reading.run:
        token = scene.page.tokens[phrase.head] if phrase.head is not None else None
        plural = token is not None and token.tag == "NNS" and status_of([token.text]) in ANYBODY
        if plural and not phrase.owned and not phrase.definite and not phrase.people and phrase.count is None:
            toll = Toll(reading.harm, Estimate(2, None, None, ""), group(scene.page, phrase))
            yield Found(phrase.start, phrase.end, TollSeen(toll, reading.predicate), PLURAL)
            return


def _counted(scene: Scene, phrase: Phrase, reading: Reading) -> Found[TollSeen] | None:
    if phrase.count is None:
        return None
    toll = Toll(reading.harm, phrase.count.value.estimate, group(scene.page, phrase))
    seen = TollSeen(toll, reading.predicate, phrase.people)
    return Found(phrase.start, phrase.end, seen, "casualties.counted_group")


@rule(
    "casualties.named",
    yes=[
        ["The army said it had killed Tarek Olvan in the strike.", {"toll.harm": "killed"}],
        ["The strike killed Maj. Gen. Tarek Olvan.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["Gunmen shot dead Tom Ruhl, a clerk of the court, in Marn.", {"toll.harm": "killed"}],
        ["Her father, 48-year-old Tom Ruhl, was found dead in Marn.", {"toll.harm": "killed"}],
        ["His friend, 25-year-old Tom Ruhl, is in fair condition.", {"toll.harm": "wounded"}],
        ["He is charged with murder in Capt. Dana Pratt's death.", {"toll.harm": "killed", "toll.estimate.best": 1}],
        ["He was charged in the shooting of Dana Pratt.", {"toll.harm": "wounded"}],
    ],
    no=["The strike killed two guards.", "Tarek Olvan spoke of the dead."],
)
def _named(
    scene: Scene, phrase: Phrase, reading: Reading, people: tuple[Found[PersonSeen], ...]
) -> Found[TollSeen] | None:
    """A named person who is killed, wounded, missing or captured."""
    if not phrase.people or phrase.count is not None:
        return None
    index = phrase.people[0]
    person = people[index]
    who = Group(person.value.person.name, None, person.value.person.country)
    toll = Toll(reading.harm, Estimate.exactly(1), who)
    start = _owner(scene, person.start)
    return Found(start, person.end, TollSeen(toll, reading.predicate, (index,)), "casualties.named")


def _owner(scene: Scene, start: int) -> int:
    """Where the words for somebody named begin that say whose he is: "his driver, Tom Ruhl" is nobody told before."""
    before = scene.ends(start - 1) if scene.lower(start - 1) == "," else None
    if before is None:
        return start
    beside = scene.phrases[before]
    owned = scene.lower(beside.start) in ("his", "her", "their") and is_singular(scene.page, beside)
    return beside.start if owned else start


@rule(
    "casualties.definite",
    yes=[
        ["The two Kestrians killed Wednesday were with the Army.", {"toll.estimate.best": 2}],
        ["The gunman was killed.", {"toll.estimate.best": 1}],
        ["Dana Pratt was one of four cooks who were wounded.", {"toll.estimate.best": 4}],
    ],
    no=["Two Kestrians were killed.", "The bill was killed."],
)
def _definite(scene: Scene, phrase: Phrase, reading: Reading) -> Found[TollSeen] | None:
    """ "The two soldiers killed" speaks of people the report knows already: kept, for the events room to tell apart."""
    if phrase.count is None:
        one = _one(scene, phrase, reading)
        return None if one is None or not phrase.definite else replace(one, rule="casualties.definite")
    before = scene.lower(phrase.start - 1)
    if not (phrase.definite or before == "the"):
        return None
    counted = _counted(scene, phrase, reading)
    return None if counted is None else replace(counted, rule="casualties.definite")


@rule(
    "casualties.singular",
    yes=[
        ["Rebels wounded his wife.", {"toll.estimate.best": 1, "toll.group.name": "wife"}],
        ["Contractor dies as rockets slam into base", {"toll.estimate.best": 1}],
        ["A bullet struck Dana Pratt's 10-year-old son.", {"toll.group.name": "10-year-old son"}],
    ],
    no=[
        "Rebels wounded two contractors.",
        "The gunman was killed.",
        "The talks died.",
        "In Khan Marun, five others were wounded.",
    ],
)
def _one(scene: Scene, phrase: Phrase, reading: Reading) -> Found[TollSeen] | None:
    """One person told without a number: "his wife", a headline's "contractor dies", a name the people room has not."""
    if phrase.count is not None or not is_singular(scene.page, phrase):
        return None
    toll = Toll(reading.harm, Estimate.exactly(1), group(scene.page, phrase))
    return Found(phrase.start, phrase.end, TollSeen(toll, reading.predicate), "casualties.singular")
