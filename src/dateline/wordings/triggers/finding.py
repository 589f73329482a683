"""Words that tell an event: finds them, and decides the kind from the word and the weapon it is told with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.lexicon import Matcher, Rule, load, words
from dateline.lexicon.persons import singulars
from dateline.model.event import EventStatus, Kind
from dateline.model.page import Page
from dateline.model.wording import Frame, Index, Trigger
from dateline.wordings.frames import frame, frame_of_verb
from dateline.wordings.triggers.bombs import BOMBED, set_off
from dateline.wordings.triggers.clauses import CLAUSES, is_arresting, is_menace, set_afire, shot_at
from dateline.wordings.triggers.crowds import CROWDS, by_whom
from dateline.wordings.triggers.ground import GROUND, TOLD

LEXICON = "en/events.toml"
FAMILY_KIND = {
    "rocket": Kind.SHELLING, "missile": Kind.SHELLING, "mortar": Kind.SHELLING, "artillery": Kind.SHELLING,
    "shell": Kind.SHELLING, "tank": Kind.SHELLING, "drone": Kind.AIR_STRIKE, "aircraft": Kind.AIR_STRIKE,
    "helicopter": Kind.AIR_STRIKE, "bomb": Kind.BOMBING, "car_bomb": Kind.BOMBING, "ied": Kind.BOMBING,
    "mine": Kind.BOMBING, "explosive": Kind.BOMBING, "grenade": Kind.BOMBING, "chemical": Kind.CHEMICAL_ATTACK,
    "suicide_vest": Kind.SUICIDE_BOMBING, "small_arms": Kind.ARMED_ASSAULT, "gun": Kind.ARMED_ASSAULT,
    "knife": Kind.ARMED_ASSAULT,
}  # fmt: skip
"""The kind of attack that a weapon family makes of "attack" (gold vocabulary: means decide the kind)."""
FLOWN = {"drone", "aircraft", "helicopter"}
UNDER = {"attack": Kind.ATTACK} | dict.fromkeys(
    ("shelling", "bombardment", "mortar fire", "artillery fire", "rocket fire", "tank fire", "shell fire"),
    Kind.SHELLING,
)
"""What somebody comes under, where it is not the fire of guns."""
OF_THEM = ("them", "us", "those", "whom")
PROJECTILE = frozenset(
    ("rocket", "missile", "mortar", "artillery", "shell", "bomb", "grenade", "drone", "projectile", "explosive")
)


@cache
def _rules() -> tuple[dict[str, list[Rule]], dict[str, list[Rule]], dict[str, list[tuple[list[str], Rule]]], Matcher]:
    nouns: dict[str, list[Rule]] = {}
    verbs: dict[str, list[Rule]] = {}
    phrases: dict[str, list[tuple[list[str], Rule]]] = {}
    rules = load(LEXICON)
    for rule in rules:
        for word in rule.fields.get("nouns", ()):
            nouns.setdefault(word, []).append(rule)
        for word in rule.fields.get("verbs", ()):
            verbs.setdefault(word, []).append(rule)
        for phrase in rule.fields.get("phrases", ()):
            first, *rest = phrase.split()
            phrases.setdefault(first, []).append((rest, rule))
    return nouns, verbs, phrases, Matcher(tuple(r for r in rules if r.pattern))


def find_triggers(page: Page, index: Index) -> list[Trigger]:
    """Find every wording that tells an event, in the order of the text."""
    out: list[Trigger] = []
    taken: set[int] = set()
    for trigger in (*_phrases(page, index), *_words(page, index), *_patterns(page, index)):
        if not taken.intersection(range(trigger.start, trigger.end)):
            taken.update(range(trigger.start, trigger.end))
            out.append(trigger)
    return sorted(out, key=lambda t: t.token)


def _phrases(page: Page, index: Index) -> Iterator[Trigger]:
    _, _, phrases, _ = _rules()
    for token in page.tokens:
        known = phrases.get(token.lemma) or phrases.get(token.lower) or ()
        for rest, rule in known:
            end = _phrase_end(page, token.i, rest)
            if end is None or not page.is_news(token.i):
                continue
            is_noun = token.pos != "VERB"
            if is_noun and (page.tokens[end - 1].pos not in ("NOUN", "PROPN") or _is_means(page, end - 1)):
                continue
            head = end - 1 if is_noun else token.i
            found = frame(page, head)
            if _met(rule, index, found, head):
                yield _trigger(page, index, head, token.i, end, rule, found, is_noun)


def _is_means(page: Page, i: int) -> bool:
    """Whether the next noun tells the event, and this one by what means: "a roadside bomb blast"."""
    following = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    tells = following is not None and following.pos == "NOUN" and following.lemma in _rules()[0]
    return tells and page.tokens[i].lower in ("bomb", "car", "truck")


def _phrase_end(page: Page, start: int, rest: list[str]) -> int | None:
    at = start + 1
    for word in rest:
        # A verb and its particle may be parted by up to three words ("blew a bridge up").
        near = range(at, min(at + (1 if page.tokens[start].pos != "VERB" else 4), len(page.tokens)))
        hit = next((i for i in near if word in (page.tokens[i].lemma, page.tokens[i].lower)), None)
        if hit is None:
            return None
        at = hit + 1
    return at


def _words(page: Page, index: Index) -> Iterator[Trigger]:
    nouns, verbs, _, _ = _rules()
    for token in page.tokens:
        if token.pos in ("NOUN", "PROPN", "ADJ"):
            rules, is_noun = nouns.get(token.lemma) or nouns.get(token.lower.rstrip("s")), True
        elif token.pos == "VERB":
            rules, is_noun = verbs.get(token.lemma), False
            nominal = token.dep in ("nsubj", "nsubjpass", "pobj") or rules is None
            if nominal and token.tag in ("VBG", "VBZ") and page.child(token.i, "dobj") is None:
                noun = token.lower if token.tag == "VBG" else token.lower.removesuffix("s")  # "airstrikes" for a verb
                rules, is_noun = (nouns[noun], True) if noun in nouns else (rules, False)
        else:
            continue
        if token.lower == "shot" and token.pos == "NOUN" and _after(page, token.i) == "dead":
            yield from _shot_dead(page, index, token.i)
            continue
        if token.pos != "VERB" and token.lower in words(LEXICON, "frames", "participles"):
            yield from _misread(page, index, token.i, verbs[token.lower])
            continue
        if not rules or (is_noun and token.i in index.dates) or not page.is_news(token.i) or _idle(page, token.i):
            continue
        if is_noun and token.lower in ("killing", "wounding", "murdering") and not _is_named(page, token.i):
            continue
        found = frame(page, token.i)
        free = [r for r in rules if is_noun and not r.fields.get("noun_needs")]
        rule = next(
            (r for r in rules if (r in free and not _figurative(index, found)) or _met(r, index, found, token.i)), None
        )
        if rule is not None:
            yield _trigger(page, index, token.i, token.i, token.i + 1, rule, found, is_noun)


def _after(page: Page, i: int) -> str:
    return page.tokens[i + 1].lower if i + 1 < len(page.tokens) else ""


def _shot_dead(page: Page, index: Index, i: int) -> Iterator[Trigger]:
    """ "Gunmen on a motorcycle shot dead a clerk": the tagger takes "shot" for a noun, and "dead" bears the clause."""
    found = frame_of_verb(page, i + 1)
    rule = next(rule for rest, rule in _rules()[2]["shoot"] if rest == ["dead"] and not rule.fields.get("needs"))
    if page.is_news(i) and found.agent is not None and found.patient is not None:
        yield _trigger(page, index, i + 1, i, i + 2, rule, found, False)


def _misread(page: Page, index: Index, i: int, rules: list[Rule]) -> Iterator[Trigger]:
    """ "Was overrun", "who had overrun": a participle that the tagger takes for a noun or an adjective."""
    token = page.tokens[i]
    be = token.head if token.dep in ("acomp", "attr") else i
    found = Frame(None, page.child(be, "nsubj", "nsubjpass"), frame(page, be).preps)
    if be == i:
        agent = token.head if token.dep == "relcl" else page.child(i, "nsubj")
        found = Frame(agent, page.child(i, "dobj", "pobj"), found.preps)
    rule = next((r for r in rules if page.is_news(i) and _met(r, index, found, i)), None)
    if rule is not None:
        yield _trigger(page, index, be, i, i + 1, rule, found, False)


def _is_stoppage(page: Page, i: int) -> bool:
    """Whether a strike is a stoppage of work: it is the workers' own, or the sentence speaks of wages and pickets."""
    first, last = page.sentences[page.tokens[i].sentence]
    if any(t.lemma in words(LEXICON, "figurative", "stoppage") for t in page.tokens[first:last]):
        return True
    by = next((c for c in page.children[i] if page.tokens[c].lower in ("by", "of")), None)
    own = [*page.children[i], *(page.children[by] if by is not None else ())]
    return any(page.tokens[c].lemma in words(LEXICON, "figurative", "strikers") for c in own)


def _is_named(page: Page, i: int) -> bool:
    """Whether a word in -ing is a noun: "the killing of", not "an airstrike hit the camp, killing four"."""
    following = page.tokens[i + 1].lower if i + 1 < len(page.tokens) else ""
    return following == "of" or any(page.tokens[c].dep in ("det", "poss", "amod") for c in page.children[i])


def _idle(page: Page, i: int) -> bool:
    """Whether the word is only a modifier of another noun ("attack helicopter", "heart attack")."""
    token, head = page.tokens[i], page.tokens[page.tokens[i].head]
    if token.dep == "amod" and token.tag == "VBG":
        return True
    if token.pos == "VERB" and any(page.tokens[c].lower == "back" for c in page.children[i]):
        return True
    if token.dep == "compound" and head.pos in ("NOUN", "PROPN") and head.i != i:
        return head.lemma not in _rules()[0]
    if token.lemma == "strike" and token.pos != "VERB" and _is_stoppage(page, i):
        return True
    before = page.tokens[i - 1].lower if i else ""
    return token.lemma in ("attack", "strike", "arrest") and before in words(LEXICON, "figurative", "before")


def _patterns(page: Page, index: Index) -> Iterator[Trigger]:
    matcher = _rules()[3]
    for first, last in page.sentences:
        offset = page.tokens[first].start
        for rule, match in matcher.matches(page.text(first, last)):
            inside = [t.i for t in page.tokens[first:last] if match.start() <= t.start - offset < match.end()]
            if inside and page.is_news(inside[0]):
                head = page.head_of(inside[0], inside[-1] + 1)
                kind = Kind(rule.fields["kind"])
                agent = _speaker_like(page, head)
                suffers = bool(rule.fields.get("suffers"))  # "the priest spent nine weeks in captivity"
                if agent is not None and not suffers and not _acts(index, agent):
                    continue
                frame_of = Frame(None, agent) if suffers else Frame(agent)
                status = EventStatus(rule.fields.get("status", "happened"))
                yield Trigger(head, inside[0], inside[-1] + 1, kind, rule.id, frame_of, status=status)


def _acts(index: Index, head: int) -> bool:
    token = index.page.tokens[head]
    known = head in index.actors or head in index.people or token.pos in ("PRON", "PROPN")
    return known or token.lemma in words(LEXICON, "threats", "subjects")


def _speaker_like(page: Page, i: int) -> int | None:
    for at in (i, *page.ancestors(i)):
        subject = page.child(at, "nsubj")
        if subject is not None and page.tokens[subject].lemma not in (
            "option",
            "nothing",
            "it",
            "gun",
            "revenge",
            "response",
            "retaliation",
            "answer",
        ):
            return subject
    return None


def _trigger(
    page: Page, index: Index, token: int, start: int, end: int, rule: Rule, found: Frame, is_noun: bool
) -> Trigger:
    kind = Kind(rule.fields["kind"])
    if rule.fields.get("needs") == "under_fire":
        found = Frame(next(iter(found.after("from", "by")), None), found.agent, found.preps)
        kind = UNDER.get(f"{page.tokens[end - 2].lower} fire", UNDER.get(page.tokens[end - 1].lower, kind))
    if rule.fields.get("needs") in GROUND:
        found = GROUND[rule.fields["needs"]](index, found, token) or found
    if rule.fields.get("needs") == "set_off":
        found = Frame(set_off(index, found), found.agent, found.preps)
    if rule.fields.get("needs") in ("afire", "shots"):
        at = set_afire(index, found, token) if rule.fields["needs"] == "afire" else shot_at(index, found)
        found = Frame(found.agent, at, found.preps)
    if rule.fields.get("needs") in ("captives", "prisoners") and is_arresting(index, found.agent):
        kind = Kind.ARREST
    if rule.fields.get("refine"):
        kind = _refined(page, index, token, kind, found)
    kind = by_whom(page, token, kind, found)
    weak, status = bool(rule.fields.get("weak")), EventStatus(rule.fields.get("status", "happened"))
    return Trigger(token, start, end, kind, rule.id, found, is_noun, weak, status)


def _refined(page: Page, index: Index, token: int, kind: Kind, found: Frame) -> Kind:
    """Let the weapon decide the kind: first the words beside the trigger, then the clause's arguments."""
    beside = [c for c in page.children[token] if c in index.weapons]
    heads = [h for h in (found.agent, found.patient) if h is not None] + found.after(
        "with", "by", "from", "using", "of"
    )
    if kind is Kind.ATTACK and found.agent is not None and page.tokens[found.agent].pos == "NOUN":
        told = _rules()[0].get(page.tokens[found.agent].lemma, ())  # "shelling hit the clinic"
        kind = next((Kind(r.fields["kind"]) for r in told if not r.fields.get("weak")), kind)
    return kind_by_means(index, beside or heads, kind)


def kind_by_means(index: Index, heads: list[int], kind: Kind) -> Kind:
    """Return the kind that the weapons at these tokens make of `kind`; aircraft first, for they carry the others."""
    families = [index.weapons[h].value.family for h in heads if h in index.weapons]
    if any(f in FLOWN for f in families) and kind is not Kind.SUICIDE_BOMBING:
        return Kind.AIR_STRIKE
    return next((FAMILY_KIND[f] for f in families if f in FAMILY_KIND), kind)


def _met(rule: Rule, index: Index, found: Frame, token: int | None = None) -> bool:
    """Whether what the rule needs stands in the frame."""
    need = rule.fields.get("needs")
    heads = [h for h in (found.patient, found.agent) if h is not None] + [h for _, h in found.preps]
    if _figurative(index, found):
        return False
    if need is None:
        return True
    if need == "munition":
        return any(h in index.weapons and index.weapons[h].value.family in PROJECTILE for h in _first_two(found))
    if need == "cache":
        return found.patient is not None and any(
            h in index.weapons or index.page.tokens[h].lemma in ("launcher", "weapon", "arm", "ammunition", "cache")
            for h in index.page.conjuncts(found.patient)
        )
    if need in ("target", "against", "ground"):
        if need == "ground" and CLAUSES["captives"](index, found, token):
            return False
        back = any(_hittable(index, h) for h in found.after("against"))
        return back if need == "against" else _is_struck(index, found)
    if need in READ:
        return READ[need](index, found, token)
    if need == "force":
        leaving = token is not None and index.page.tokens[token].dep == "pcomp"  # "looted food before retreating"
        return not leaving and any(h in index.actors for h in heads)
    if need == "threat":
        vows = token is not None and _threatens(index.page, token) and not _is_of_others(index.page, token)
        return vows or (token is not None and is_menace(index, found, token))
    # Anybody of any trade can be shot; a director who shoots a scene is none who shoots.
    victim = found.patient is not None and index.page.tokens[found.patient].lemma in singulars()
    return victim or any(_personal(index, h) for h in (*_first_two(found), *found.after("at", "on", "against")))


def _is_carried_off(index: Index, found: Frame, token: int | None) -> bool:
    """Whether armed people take somebody: "taken by gunmen"; or somebody is seized "from" where he was."""
    people = found.patient is not None and _personal(index, found.patient) and found.patient not in index.places
    people = people or (found.patient is not None and _are_of_them(index.page, found.patient))
    armed = found.agent is not None and index.page.tokens[found.agent].lemma in words(LEXICON, "people", "armed")
    # "The teacher whom our troops took": who is taken to a clinic is no captive.
    own = found.agent is not None and index.page.tokens[found.agent].lemma in ("troop", "soldier", "force")
    armed = armed or (own and not found.after("to", "into", "for"))
    # "The girls were seized from their school", by whom the words need not say.
    away = found.agent is None and any(_hittable(index, h) for h in found.after("from"))
    away = away and not found.after("to")
    return people and (armed or away)


def _are_of_them(page: Page, i: int) -> bool:
    """Whether a number counts people told before: "three of them", "several of those"."""
    after = [t.lower for t in page.tokens[i + 1 : i + 3]]
    return page.tokens[i].pos in ("NUM", "ADJ", "DET", "PRON") and after[:1] == ["of"] and after[-1] in OF_THEM


def _is_struck(index: Index, found: Frame) -> bool:
    """Whether a place, people or a thing of war is hit; aircraft also strike near one ("near the port")."""
    at = found.after("at", "on", "against", "in", "into", "onto")
    seen = index.weapons.get(found.agent) if found.agent is not None else None
    if seen is not None and seen.value.family in FLOWN and found.patient is None:
        at = [*at, *found.after("near", "around", "outside", "along")]
    return (found.patient is not None and _hittable(index, found.patient)) or any(_hittable(index, h) for h in at)


def _first_two(found: Frame) -> list[int]:
    return [h for h in (found.agent, found.patient) if h is not None]


def _hittable(index: Index, head: int) -> bool:
    token = index.page.tokens[head]
    return (
        not words(LEXICON, "targets", "nouns").isdisjoint((token.lemma, token.lower))
        or _is_person(token.lemma)
        or any(head in at for at in (index.places, index.actors, index.people))
    )


def _personal(index: Index, head: int) -> bool:
    token = index.page.tokens[head]
    known = head in index.people or head in index.actors or head in index.places
    return known or _is_person(token.lemma) or token.lower in ("they", "he", "she", "him", "them", "everyone")


def _is_person(lemma: str) -> bool:
    return lemma in words(LEXICON, "people", "nouns") or lemma in words(LEXICON, "people", "occupations")


def _figurative(index: Index, found: Frame) -> bool:
    """An attack on something that is neither place, people nor thing ("attacked the budget")."""
    doer = None if found.agent is None else index.page.tokens[found.agent]
    by = "" if doer is None else doer.lower.removesuffix("s") if doer.pos == "PROPN" else doer.lemma
    squad = by == "team" and found.agent in index.actors  # "a police bomb team"
    if by in words(LEXICON, "figurative", "agents") and not squad:
        return True
    if found.patient is None or _hittable(index, found.patient):
        return False
    return index.page.tokens[found.patient].lemma in words(LEXICON, "figurative", "patients")


def _is_of_others(page: Page, i: int) -> bool:
    """Whether somebody warns of what others plan or may do: "warned that rebels could strike again"."""
    clause = page.child(i, "ccomp") if page.tokens[i].lemma == "warn" else None
    who = None if clause is None else page.child(clause, "nsubj")
    if clause is None or who is None or page.tokens[who].pos == "PRON":
        return False
    chances = {page.tokens[c].lower for c in page.children[clause] if page.tokens[c].dep == "aux"}
    return page.tokens[clause].lemma in words(LEXICON, "threats", "plotting") or bool(
        chances & words(LEXICON, "threats", "chances")
    )


def _threatens(page: Page, i: int) -> bool:
    left, right = page.edges[i]
    return any(
        t.lemma.startswith(tuple(words(LEXICON, "threats", "stems"))) for t in page.tokens[max(left, i + 1) : right]
    )


READ = {**CLAUSES, **BOMBED, **CROWDS, **TOLD, "captors": _is_carried_off}
"""The needs of rules that only a clause can meet, by name."""
