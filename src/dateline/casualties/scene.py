"""One sentence with its phrases for people, and the questions every construction asks of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.casualties.phrases import Phrase, Sighted, phrases, words
from dateline.casualties.pronouns import doer_again, objects, one_more
from dateline.model.actor import Harm
from dateline.model.found import Count, Found
from dateline.model.page import Page

BE = frozenset(("was", "were", "is", "are", "be", "been", "being", "got", "gets", "get", "getting"))
HAVE = frozenset(("had", "has", "have", "having", "'ve"))
PARTS = frozenset(("whom", "them", "which", "those", "these"))
SHORT = 5
"""Tokens from "shot" to the comma of "shot in the head, killed"."""
ASIDE = 30
"""Tokens that an aside between the people and their harm may take."""
GENDERS = frozenset(("he", "she"))
RECENT = 40
"""Tokens within which "he" or "she" takes up a person without a name."""
WINDOW = 14
"""How far back the people may stand when the parse gives nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """People harmed as one construction tells it, before lists and appositions are settled."""

    harm: Harm
    predicate: int
    run: tuple[Phrase, ...]
    rule: str
    joints: tuple[str, ...] = ()
    revises: bool = False
    tally: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence `[first, stop)` of a page, its phrases for people, and the counts in it by their noun."""

    page: Page
    first: int
    stop: int
    phrases: tuple[Phrase, ...]
    by_noun: dict[int, Found[Count]]

    @classmethod
    def of(cls, page: Page, sighted: Sighted, first: int, stop: int, last: Phrase | None = None) -> Scene:
        """Look at a sentence.

        Args:
            last: the person without a name who was told harmed last, whom "she" takes up.
        """
        counts = [sighted.counts[i] for i in range(first, stop) if i in sighted.counts]
        by_noun = {c.value.noun: c for c in counts if c.value.noun is not None}
        here = phrases(page, sighted, first, stop)
        again = [p for p in (_again(page, sighted, i, last) for i in range(first, stop)) if p is not None]
        again += objects(page, sighted, first, stop)
        again += one_more(page, here, first, stop)
        again = [*doer_again(page, sighted, first, stop), *again]
        if again:
            here = sorted([*here, *again], key=lambda p: p.start)
        return cls(page, first, stop, tuple(here), by_noun)

    def lower(self, i: int) -> str:
        """Return a token in lower case; empty outside the sentence."""
        return self.page.tokens[i].lower if self.first <= i < self.stop else ""

    def begins(self, i: int) -> int | None:
        """Return the index of the phrase that begins at token `i`."""
        begins = self.page.tokens[i].pos != "PUNCT" if self.first <= i < self.stop else False
        return next(
            (k for k, p in enumerate(self.phrases) if p.start == i or begins and p.owned and p.start - 1 == i), None
        )

    def ends(self, i: int) -> int | None:
        """Return the index of the phrase that ends before token `i`."""
        return next((k for k, p in enumerate(self.phrases) if p.end == i), None)

    def holds(self, i: int) -> int | None:
        """Return the index of the phrase that holds token `i`."""
        return next((k for k, p in enumerate(self.phrases) if p.start <= i < p.end), None)

    def back(self, i: int) -> int:
        """Return the token before `i` that is no auxiliary, adverb or the like."""
        i -= 1
        while i >= self.first and self.ends(i + 1) is None:
            token = self.page.tokens[i]
            light = token.pos in ("AUX", "ADV") or token.lower in BE or token.lower in HAVE
            if not light and token.lower not in words("lists", "between"):
                break
            i -= 1
        return i

    def subject(self, i: int) -> int | None:
        """Return the index of the phrase that a passive or intransitive word at `i` is said of.

        The words right before come first, then the parse, then the nearest phrase with no verb between.
        """
        if self.lower(i - 1) == "being" and self.lower(i - 2) in ("before", "after", "without"):
            return self._controlling(i)
        at = self.back(i)
        near = self.ends(at + 1)
        if near is None and self.lower(at) in (",", ")"):
            aside = self._before_aside(at)
            if aside is not None:
                return aside
            aged = self._before_ages(at)
            if aged is not None:
                return aged  # "Boy, 3, dies", "two women, 30 and 31, were shot"
            near = self.ends(at)
            near = None if near is not None and self.phrases[near].count is None else near
            shot = self._shot_before(at) if near is None else None
            if shot is not None:
                return self.subject(shot)
        if near is not None and (whole := self._around(near, i)) is not None:
            near = whole
        if near is not None and self._disagrees(near, i):
            parsed = self._parsed(i)
            near = parsed if parsed is not None else near
        index = near if near is not None else self._parsed(i)
        index = index if index is not None else self._nearest(i)
        if index is None or self.lower(self.phrases[index].end) not in ("who", "that"):
            index = self._whole_of(index)
        return None if index is None or self._is_part(self.phrases[index]) else index

    def all_of(self, phrase: Phrase, predicate: int) -> Phrase:
        """Return all among whom "one" is, where the harm befell all: "he was one of four men who were shot"."""
        one, whole = phrase.count, self.by_noun.get(phrase.head) if phrase.head is not None else None
        if one is None or whole is None or self.lower(one.start) != "one" or whole.start <= one.start:
            return phrase
        between = {self.lower(i) for i in range(phrase.end, predicate)}
        if predicate < phrase.end or {"was", "is", "has"} & between:
            return phrase
        return replace(phrase, start=whole.start, core=whole.end, count=whole, definite=True)

    def _shot_before(self, at: int) -> int | None:
        """Return the "shot" of "shot in the head, killed" where a comma stands at a token."""
        near = range(at - 1, max(self.first, at - SHORT) - 1, -1)
        shot = next((i for i in near if self.lower(i) in ("shot", "stabbed")), None)
        clear = shot is not None and all(self.page.tokens[i].pos not in ("VERB", "AUX") for i in range(shot + 1, at))
        return shot if clear and self.lower(at) == "," else None

    def _disagrees(self, near: int, i: int) -> bool:
        """Whether the phrase right before "were" is of one person: "four men coming to honor a friend were shot"."""
        phrase = self.phrases[near]
        one = bool(phrase.people) if phrase.count is None else phrase.count.rule == "counts.article"
        joined = self.lower(phrase.start - 1) in ("and", "or", ",", "nor", "&") or near == 0
        return one and not joined and any(self.lower(k) in ("were", "are") for k in range(phrase.end, i))

    def _before_ages(self, at: int) -> int | None:
        """Return the phrase before ", 3," or ", 30 and 31," that closes at a token."""
        i = at
        while i > self.first and self.lower(i - 1).isdigit() and self.lower(i - 2) in (",", "and"):
            i -= 2
            if self.ends(i) is not None:
                return self.ends(i)
        return None

    def _before_aside(self, at: int) -> int | None:
        """Return the phrase before ", one of them a girl," or "(most of them women)" that closes at a token."""
        for i in range(at - 1, max(self.first, at - ASIDE), -1):
            if self.lower(i) in (",", "(") and self._opens_aside(i + 1):
                return self.ends(i)
        return None

    def _opens_aside(self, i: int) -> bool:
        if self.lower(i) in words("lists", "asides") or self.lower(i) in words("naming", "verbs"):
            return True
        index = self.begins(i)
        count = None if index is None else self.phrases[index].count
        end = i + 1 if count is None else count.end
        return self.lower(end) == "of" and self.lower(end + 1) in PARTS

    def _around(self, near: int, i: int) -> int | None:
        """Return who was harmed where a clause about them stands before: "a porter with the army was killed"."""
        phrase, parsed = self.phrases[near], self._parsed(i)
        if parsed is None or parsed >= near or phrase.count is not None or self.phrases[parsed].count is None:
            return None
        inner, outer = phrase.head, self.phrases[parsed].head
        under = inner is not None and outer is not None and outer in self.page.ancestors(inner)
        return parsed if under else None

    def _controlling(self, i: int) -> int | None:
        """Return whom "before being shot dead" is said of: the subject of the clause that it stands in."""
        subjects = (self.page.child(a, "nsubj", "nsubjpass") for a in self.page.ancestors(i))
        subject = next((s for s in subjects if s is not None), None)
        return None if subject is None else self.holds(subject)

    def _whole_of(self, index: int | None) -> int | None:
        """Step back over "including at least five weavers and four boys" to the people they are among."""
        for k in range(index if index is not None else -1, -1, -1):
            start = self.phrases[k].start
            if self.lower(start - 1) in ("including", "among"):
                told = range(self.phrases[k - 1].end, start) if k > 0 else range(0)
                if k != index and any(self.page.tokens[i].pos == "VERB" and i != start - 1 for i in told):
                    return index  # "four were killed, including a boy, and eleven others injured"
                return k - 1 if k > 0 else None
            between = range(self.phrases[k - 1].end, start) if k > 0 else range(0)
            if not between or any(self.lower(i) not in ("and", ",", "the") for i in between):
                break
        return index

    def _is_part(self, phrase: Phrase) -> bool:
        """Whether a phrase picks out some of people told before: "five of whom", "of them three"."""
        nobody = phrase.count is not None and phrase.count.value.estimate.high == 0  # "none of them was hurt"
        after = self.lower(phrase.end) == "of" and self.lower(phrase.end + 1) in PARTS and not nobody
        before = self.lower(phrase.start - 2) == "of" and self.lower(phrase.start - 1) in PARTS
        return after or before

    def _parsed(self, i: int) -> int | None:
        verb = i
        for _ in range(3):
            subject = self.page.child(verb, "nsubjpass", "nsubj")
            token = self.page.tokens[verb]
            relative = subject is not None and self.lower(subject) in ("who", "that", "which")
            if subject is not None and not (relative and token.dep in ("acl", "relcl")):
                return self.holds(subject)
            if token.dep == "ccomp" and self.page.tokens[token.head].dep == "relcl" and subject is None:
                return self.holds(self.page.tokens[token.head].head)  # "the clerk they say was shot"
            if token.dep in ("acl", "relcl"):
                told = self.holds(token.head)
                return self._named_before(subject) if told is None and subject is not None and relative else told
            if token.dep not in ("conj", "xcomp", "acomp", "auxpass", "prep", "dobj", "pobj", "advcl", "compound"):
                return None
            verb = token.head
        return None

    def _named_before(self, who: int) -> int | None:
        """Return the person named before ", head of the clinic, who" at a token: of a clinic nobody says "who"."""
        if self.lower(who) != "who" or self.lower(who - 1) != ",":
            return None
        for k in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[k]
            if phrase.end <= who - 1 and (phrase.people or phrase.named or phrase.count is not None):
                aside = self.page.tokens[phrase.end : who]
                of = aside[0].text == "," or phrase.count is not None and aside[0].lower in ("of", "from", "in", "at")
                return k if of and len(aside) <= ASIDE and all(t.pos not in ("VERB", "AUX") for t in aside) else None
        return None

    def _nearest(self, i: int) -> int | None:
        for k in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[k]
            if phrase.end > i or phrase.count is None or i - phrase.end > WINDOW:
                continue
            between = self.page.tokens[phrase.end : self.back(i) + 1]
            clear = all(t.pos not in ("VERB", "AUX") and t.lower not in (";", ":", ",") for t in between)
            return k if clear and between and between[0].pos == "ADP" and between[0].lower != "by" else None
        return None


def _again(page: Page, sighted: Sighted, i: int, last: Phrase | None) -> Phrase | None:
    """Return the phrase of "he" or "she" at a token, if it can take up the person told harmed last."""
    token = page.tokens[i]
    if last is None or token.lower not in GENDERS or i in sighted.people or not 0 < i - last.end < RECENT:
        return None
    noun = page.tokens[last.head or last.start].lower
    other = words("parts", "female" if token.lower == "he" else "male")
    if noun in other or any(last.end <= k < i for k in sighted.people):
        return None
    return replace(last, start=i, end=i + 1, count=None, definite=True)


def is_hypothetical(scene: Scene, verb: int) -> bool:
    """Whether a harm is only thought of: "could kill", "vowed to kill", "if ... was killed", or in scare quotes."""
    at, seen = verb - 1, 0
    while at >= scene.first and seen < 5:
        lower, token = scene.lower(at), scene.page.tokens[at]
        if lower in words("hypothetical", "modals"):
            reported = lower in ("may", "might") and any(scene.lower(k) in HAVE for k in range(at + 1, verb))
            return not reported
        if lower == "to" and (token.tag == "TO" or token.pos == "PART"):
            return scene.lower(at - 1) not in words("hypothetical", "factual_infinitives")
        if not (token.pos in ("AUX", "ADV", "PART") or lower in BE or lower in HAVE):
            break
        at, seen = at - 1, seen + 1
    quoted = scene.lower(verb - 1) in _QUOTES and scene.lower(verb + 1) in _QUOTES
    return quoted or _conditional(scene, verb)


_QUOTES = frozenset(('"', "“", "”", "''", "``", "'", "‘", "’"))


def _conditional(scene: Scene, verb: int) -> bool:
    for at in range(verb - 1, max(scene.first, verb - 10) - 1, -1):
        if scene.lower(at) in (",", ";"):
            return False
        if scene.lower(at) in words("hypothetical", "conditionals"):
            return True
    return False


def is_untrue(scene: Scene, at: int) -> bool:
    """Whether a harm is told in what the sentence calls untrue: "debunks the fake news that 20 soldiers died"."""
    false = [i for i in range(scene.first, scene.stop) if scene.lower(i) in words("hypothetical", "untrue")]
    that = next((c for c in scene.page.children[at] if scene.lower(c) == "that"), None)
    if that is not None and scene.page.tokens[that].dep == "mark" and any(scene.first <= i < that for i in false):
        return True
    clauses = [a for a in (at, *scene.page.ancestors(at)) if scene.page.tokens[a].dep in ("ccomp", "acl", "relcl")]
    return bool(clauses) and any(clauses[0] not in (i, *scene.page.ancestors(i)) for i in false)


def is_graded(scene: Scene, index: int, at: int) -> bool:
    """Whether only grave harm is denied of a phrase: "no one was seriously hurt" leaves some hurt lightly."""
    count = scene.phrases[index].count
    nobody = count is not None and count.value.estimate.high == 0
    return nobody and scene.lower(at - 1) in words("conditions", "grades")


def is_negated(scene: Scene, verb: int) -> bool:
    """Whether "not" or "never" stands right before a verb, auxiliaries apart."""
    for at in range(verb - 1, max(scene.first, verb - 4) - 1, -1):
        if scene.lower(at) in ("not", "n't", "never", "n’t", "neither"):
            return True
        if scene.page.tokens[at].pos not in ("AUX", "ADV", "PART"):
            return False
    return False


def is_passive(scene: Scene, verb: int) -> bool:
    """Whether a form of "be" or "get" stands before a verb, adverbs apart."""
    for at in range(verb - 1, max(scene.first, verb - 5) - 1, -1):
        if scene.lower(at) in BE:
            return True
        if scene.page.tokens[at].pos not in ("AUX", "ADV", "PART"):
            return False
    return False


def grieves(scene: Scene, verb: int) -> bool:
    """Whether "hurt" is told of a feeling: "I hurt for the mother"."""
    return scene.lower(verb) in ("hurt", "hurts", "hurting") and scene.lower(verb + 1) == "for"


def is_of_some(scene: Scene, index: int, verb: int) -> bool:
    """Whether a participle is said of some of those told: "four people were hit, including the boy killed"."""
    return any(scene.lower(i) == "including" for i in range(scene.phrases[index].end, verb))


def is_of_others(scene: Scene, index: int) -> bool:
    """Whether nobody else, or nobody in one place, was harmed: "no one on the bus was hurt" says nothing of others."""
    phrase, after = scene.phrases[index], scene.lower(scene.phrases[index].end)
    nobody = phrase.count is not None and phrase.count.value.estimate.high == 0
    return after == "else" or (nobody and phrase.head is None and after in ("on", "in", "inside", "aboard", "at"))


def is_asked(scene: Scene, index: int) -> bool:
    """Whether it is not known who of several was harmed: "which of the three men was killed"."""
    at = scene.phrases[index].start
    return "which" in (scene.lower(at - 2), scene.lower(at - 3)) and "of" in (scene.lower(at - 1), scene.lower(at - 2))


def whom(scene: Scene, verb: int) -> int | None:
    """Return the people whom a clause without "whom" is said of: "the 38 students they had abducted"."""
    token, own = scene.page.tokens[verb], scene.page.child(verb, "nsubj")
    gap = token.dep == "relcl" and own is not None and own > token.head
    return scene.holds(token.head) if gap and scene.lower(own or 0) in ("they", "he", "she", "it") else None
