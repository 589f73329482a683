"""Which tokens name a place: the gazetteer proposes, the words around dispose.

The annotator's names are one clue among several: on wire text it calls armed groups persons and towns organisations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dateline.model.page import Named, Page, Token, ZoneKind
from dateline.places.around import (
    TWICE,
    apposed,
    beside,
    halved,
    is_garrisoned,
    is_in_longer,
    is_listed,
    is_martial,
    is_of_next,
    is_of_organisation,
    joined,
    kind_told,
    led,
    placings,
)
from dateline.places.gazetteer import Known, abbreviations, bears, demonyms, fold, lookup, weight
from dateline.places.words import kind_after, kind_before, not_places, words

LONGEST = 7
"""Tokens in the longest name looked for ("Khyber Pakhtunkhwa ..." and Spanish names with their particles)."""
ENOUGH = 2.0
"""Points from which a name counts as a place. Set by reading TR-News and LGL samples; see `_points`."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
OTHER_WORDS = frozenset({"VERB", "AUX", "ADV", "INTJ", "DET", "PRON", "NUM", "CCONJ", "SCONJ", "ADP"})
BYNAME = 0.5
"""Points off for a place known by this name only among others: old and foreign names are many."""
OF_THESE_LANDS, LONGER_OF_THESE, LED = 1.0, 1.5, 1.0
"""Points for a place in a country that the report speaks of, by a word or more; those before it have some."""
STATES = frozenset({"country", "capital"})
OTHER_LABELS = frozenset({"ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[start, end)` that name a place. `known` is empty for a name that no gazetteer has."""

    start: int
    end: int
    key: str
    known: tuple[Known, ...]
    dateline: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether all the places that bear the name lie in one country."""
        return len({k.country for k in self.known}) == 1

    @property
    def is_town(self) -> bool:
        """Whether all it can be is a town: the names that most often are no places at all."""
        return all(k.kind == "city" for k in self.known)


class Reader:
    """Finds the names on one page. Holds what is asked of every candidate: labels, surnames, common words."""

    def __init__(self, page: Page) -> None:
        self.page, self.tokens = page, page.tokens
        self.labels: dict[int, Named] = {i: n for n in page.names for i in range(n.start, n.end)}
        self.ends = [page.sentences[t.sentence][1] for t in page.tokens]
        self.common = {t.lower for t in page.tokens if t.text.islower()}
        self.function_words = words("locative", "joiners") | self.common
        self.surnames = {page.tokens[n.end - 1].lower for n in page.names if self._is_full_name(n)}
        self.is_martial = is_martial(page)

    def _is_full_name(self, name: Named) -> bool:
        if name.label != "PERSON":
            return False
        return name.end - name.start > 1 or self.tokens[max(0, name.start - 1)].lower in words("person_titles")

    def mentions(self) -> list[Mention]:
        """Return all mentions in the order of the text; they do not overlap."""
        found: list[Mention] = []
        doubted: list[Mention] = []
        i, rejected = 0, -1
        while i < len(self.tokens):
            if not self._begins(i):
                i += 1
                continue
            mention, is_place = self._read(i, rejected)
            if mention is None:
                i = self._past(i)
            elif not is_place and not mention.known:
                doubted.append(mention)
                i = self._past(i)
            else:
                if is_place:
                    found.append(mention)
                else:
                    rejected = mention.end
                    doubted.append(mention)
                i = mention.end
        found += self._listed(found, doubted) + self._placed_again(doubted)
        return self._with_repeats([*found, *self._of_these_lands(found, doubted)], doubted)

    def _placed_again(self, doubted: list[Mention]) -> list[Mention]:
        """Take unknown names that two sentences or more put something at: "reached X", "was seen in X"."""
        told = [m for m in doubted if not m.known and self._placings(m)]
        votes = Counter(m.key for m in {(m.key, self.tokens[m.start].sentence): m for m in told}.values())
        return [m for m in told if votes[m.key] >= TWICE]

    def _placings(self, mention: Mention, led: bool = True) -> int:
        named = mention.end - mention.start == 1 and self.tokens[mention.start].lower in self.surnames
        return placings(self.page, mention.start, mention.end) if led and self.is_martial and not named else 0

    def _of_these_lands(self, found: list[Mention], doubted: list[Mention]) -> list[Mention]:
        """Take doubtful names that the words put something at, of places in countries the report names beside them."""
        lands = {m.known[0].country for m in found if m.known and (m.is_sure or m.known[0].kind in STATES)}
        lands |= {demonyms()[t.lower] for t in self.tokens if t.text[0].isupper() and t.lower in demonyms()}
        taken = {i for m in found for i in range(m.start, m.end)}
        return [
            m
            for m in doubted
            if m.start not in taken
            and any(k.country in lands for k in m.known)
            and led(self.page, m.start) >= LED
            and self.page.zone(m.start) is None
            and not (self._is_part(m) or is_of_organisation(self.page, m.start))
            and self._points(m) >= ENOUGH - (OF_THESE_LANDS if m.end - m.start == 1 else LONGER_OF_THESE)
        ]

    def _with_repeats(self, found: list[Mention], doubted: list[Mention]) -> list[Mention]:
        """Take a doubtful name after all where the same name is a place elsewhere in the report."""
        sure = {m.key for m in found}
        taken = {i for m in found for i in range(m.start, m.end)}
        again = [m for m in doubted if m.key in sure and m.start not in taken and self._may_repeat(m)]
        return sorted([*found, *again], key=lambda m: m.start)

    def _listed(self, found: list[Mention], doubted: list[Mention]) -> list[Mention]:
        """Take names joined to a place: "the garrisons of X, Y and Z", "at X or at Y", "X, Y and Z villages"."""
        unknown = [m for m in found if self.is_martial and not m.known]
        garrisons = {m.end for m in unknown if is_garrisoned(self.page, m.start, m.end)}
        starts, ends, out = {m.start for m in found}, {m.end for m in found}, []
        for m in sorted((*found, *doubted), key=lambda m: m.start):
            listed = is_listed(self.page, m.start, m.end, garrisons)
            garrisons |= {m.end} if listed and self.tokens[m.start - 1].lower != "and" else set()
            near = m.start not in starts and not m.known and joined(self.page, m.start, m.end, starts, ends)
            if m.start not in starts and (listed or (not m.known and self._placings(m, near))):
                out.append(m)
        return out

    def _may_repeat(self, mention: Mention) -> bool:
        last = self.tokens[mention.end - 1].lower
        named_person = last in self.surnames and (bool(mention.known) or mention.end - mention.start == 1)
        apart = (
            mention.dateline
            or (bool(mention.known) and self._is_part(mention))
            or is_of_organisation(self.page, mention.start)
        )
        return not named_person and not apart and self.page.is_news(mention.start)

    def _begins(self, i: int) -> bool:
        token = self.tokens[i]
        if token.text[0].isupper():
            if token.lower in {"a", "an", "the"}:
                return False
            return not (token.pos in ("ADP", "DET", "SCONJ", "CCONJ", "PRON") and token.lower in self.function_words)
        joined = i + 2 < len(self.tokens) and self.tokens[i + 1].text == "-" and token.lower in words("articles")
        return joined and self.tokens[i + 2].text[0].isupper()

    def _past(self, i: int) -> int:
        return i + 2 if not self.tokens[i].text[0].isupper() else i + 1

    def _stops(self, i: int) -> list[int]:
        """Return the ends that a name beginning at `i` may have, farthest first."""
        stops, j, limit = [], i, min(self.ends[i], i + LONGEST)
        while j < limit:
            token = self.tokens[j]
            if token.text[0].isupper() or (j > i and token.text[0].isdigit() and self.tokens[j - 1].text == "-"):
                stops.append(j + 1)
            elif not (token.lower in words("joiners") or (j == i and token.lower in words("articles"))):
                told = kind_after(tuple(t.lower for t in self.tokens[j : j + 2])) if stops else None
                if told and not is_of_next(self.page, j + told[1]):
                    stops.append(j + told[1])
                break
            j += 1
        return stops[::-1]

    def _read(self, i: int, rejected: int) -> tuple[Mention | None, bool]:
        for j in self._stops(i):
            text = self.page.text(i, j)
            key = fold(text)
            known = lookup(key) if len(key) > 1 else ()
            if known and (key != "us" or text == "US"):
                known = self._allowed(i, j, known)
            if known:
                mention = Mention(i, j, key, known, dateline=self.in_dateline(i))
                if not self._follows(i, rejected) and self._is_place(mention):
                    return mention, True
                unknown, is_place = self._unknown(i) if self.tokens[i].lower not in words("parts") else (None, False)
                if unknown is not None and unknown.end > mention.end and (is_place or self._placings(unknown)):
                    return unknown, is_place
                return mention, False
        if self.tokens[i].lower in words("parts"):
            return None, False
        return self._unknown(i)

    def _allowed(self, i: int, j: int, known: tuple[Known, ...]) -> tuple[Known, ...]:
        """Keep the abbreviation of a state ("Ore.", "Mass") only after a comma; "N.C." speaks for itself."""
        last = self.tokens[j - 1].text
        short = last.endswith(".") and last.count(".") == 1 or last.lower() in abbreviations()
        return () if short and j - i == 1 and not (i and self.tokens[i - 1].text == ",") else known

    def _follows(self, i: int, rejected: int) -> bool:
        """Whether `i` goes on with a list that an organisation's name began ("Islamic State of Iraq and Syria")."""
        between = {t.lower for t in self.tokens[rejected:i]} if 0 <= rejected < i <= rejected + 3 else {","}
        return between <= {"and", "the", "&"} and rejected > 0 and is_of_organisation(self.page, rejected - 1)

    def _unknown(self, i: int) -> tuple[Mention | None, bool]:
        """Take a name of no gazetteer where a kind of place stands beside it, or the annotator and an "in" agree."""
        end = i
        while end < self.ends[i] and end < i + 5 and (self.tokens[end].text[0].isupper() or self._glue(end)):
            if end > i and kind_after((self.tokens[end].lower,)):
                break
            end += 1
        if end == i:
            return None, False
        label = self.labels.get(i)
        exact = label is not None and label.label in PLACE_LABELS and label.end <= end and label.start <= i
        mention = Mention(i, end, fold(self.page.text(i, end)), (), dateline=self.in_dateline(i))
        told_place = kind_told(self.page, i, end) is not None and self.tokens[end - 1].pos == "PROPN"
        if self.tokens[i].lower in demonyms() or (told_place and self._is_other(i, end)):
            return mention, False
        heard = told_place or self._heard(i, end, exact) or (self.is_martial and is_garrisoned(self.page, i, end))
        return mention, heard or self._placings(mention) >= TWICE

    def _heard(self, start: int, end: int, exact: bool) -> bool:
        """Whether the words around an unknown name speak of a place: before it, or behind it ("X, a village in Y")."""
        last, after = self.tokens[end - 1], self._lowers(end, end + 6)
        if not words("never_placed").isdisjoint(self._lowers(start, end)):
            return False
        if last.lower in words("organisation_after", "weekdays") and last.lower not in words("streets"):
            return False
        label = self.labels.get(start)
        person = label is not None and label.label == "PERSON" and label.end - label.start > 1 and end - start > 1
        if last.lower in self.surnames and not person:
            return False
        if after[:1] in (("'s",), ("’s",)) and not (kind_after(after[1:4]) or words("near_of") & {*after[1:2]}):
            return False
        before = self._lowers(max(0, start - 2), start)
        put = before[-1:] and before[-1] in words("strong_locative")
        if (put or not person) and last.lower not in words("streets") and apposed(self.page, end):
            return True
        if exact and before[-1:] and before[-1] in words("strong_locative", "before_settled"):
            return last.lower not in words("streets")
        hyphened = any(t.text == "-" for t in self.tokens[start:end])
        if label is not None and not exact and (label.label != "PERSON" or person) and not hyphened:
            return False
        aimed = " ".join(before) in words("aimed_at") or bool(before) and before[-1] in words("aimed_at")
        follows = self.tokens[end].pos if end < self.ends[start] else "PUNCT"
        return aimed and follows in ("PUNCT", "ADP", "CCONJ", "ADV", "SCONJ", "VERB", "AUX")

    def _glue(self, i: int) -> bool:
        here, after = self.tokens[i], self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if after is None:
            return False
        if here.text == "-" or after.text == "-":
            return here.text == "-" or here.lower in words("articles")
        return here.lower in words("particles") and after.text[0].isupper()

    def _lowers(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(t.lower for t in self.tokens[start:end])

    def in_dateline(self, i: int) -> bool:
        """Whether token `i` stands in the report's dateline."""
        zone = self.page.zone(i)
        return zone is not None and zone.kind is ZoneKind.DATELINE

    def _is_other(self, start: int, end: int) -> bool:
        label = self.labels.get(start)
        return label is not None and label.label in OTHER_LABELS and (label.start < start or label.end > end)

    def _is_place(self, mention: Mention) -> bool:
        zone = self.page.zone(mention.start)
        if zone is not None and mention.dateline:
            before = self.page.repaired.text[zone.start : self.tokens[mention.start].start]
            return "(" not in before and mention.key not in words("weekdays")
        if zone is not None and zone.kind in (ZoneKind.BYLINE, ZoneKind.CREDIT):
            return self.tokens[mention.start - 1].lower == "in"
        if self._is_part(mention) or is_of_organisation(self.page, mention.start):
            return False
        return self._points(mention) >= ENOUGH or (mention.is_town and self._placings(mention) >= TWICE)

    def _exact(self, mention: Mention) -> bool:
        label = self.labels.get(mention.start)
        return label is not None and label.label in PLACE_LABELS and label.end == mention.end

    def _is_part(self, mention: Mention) -> bool:
        """Whether the name is only part of a longer one: a person's, an organisation's, a newspaper's."""
        start, end = mention.start, mention.end
        after = self.tokens[end] if end < self.ends[start] else None
        if is_in_longer(self.page, start, end):
            return True
        if halved(self.page, end) and not lookup(fold(self.tokens[end + 1].text)):
            return True
        if after is not None and after.text[0].isupper() and after.lower not in words("weekdays"):
            if after.lower in words("organisation_after"):
                return True
            if not self._may_follow(after, mention):
                return True
        begin = self.page.sentences[self.tokens[start].sentence][0]
        if start <= begin:
            return False
        before = self.tokens[start - 1]
        if before.lower in words("person_titles") and not self._exact(mention):
            return mention.known[0].kind not in ("country", "capital", "province")
        if before.text == "-" and start - 2 >= begin and self.tokens[start - 2].text[0].isupper():
            return not self._exact(mention)
        return before.text[0].isupper() and not self._may_lead(before, mention, start - 1 == begin)

    def _may_follow(self, after: Token, mention: Mention) -> bool:
        known = after.lower in words("titles") or after.lower in demonyms()
        return known or kind_after((after.lower,)) is not None or self._exact(mention)

    def _may_lead(self, before: Token, mention: Mention, first: bool) -> bool:
        if before.lower in words("parts") or before.lower in demonyms() or before.lower in words("weekdays"):
            return True
        if first and (before.pos not in ("PROPN", "NOUN") or before.lower in self.common):
            return True
        if kind_before((before.lower,)) or before.text.isupper() and len(before.text) > 4:
            return True
        return self._exact(mention) or before.pos in ("ADP", "DET", "CCONJ", "VERB", "ADV", "SCONJ", "AUX")

    def _points(self, mention: Mention) -> float:
        """Return how much speaks for a place: the name's weight, its label, the words beside it."""
        start, end = mention.start, mention.end
        points = max(
            weight(k) - (BYNAME if k.kind == "city" and not bears(k, mention.key) else 0) for k in mention.known
        )
        spelt = len(mention.key.split()) > 2 and end - start > 2
        points += 1.0 if spelt or (end - start > 1 and kind_after((self.tokens[end - 1].lower,))) else 0.0
        points += self._labelled(mention)
        points += led(self.page, start) + (2.0 if mention.is_town and apposed(self.page, end) else 0.0)
        after = self._lowers(end, end + 3)
        points += beside(self.page, start, after)
        state = any(k.kind == "country" for k in mention.known)
        adjective = mention.key in demonyms() and not self.tokens[min(end, len(self.tokens) - 1)].text[0].isupper()
        told = (kind_after(after) and not adjective) or kind_before(self._lowers(max(0, start - 3), start))
        points += 2.2 if told else -2.0 if adjective and kind_after(after) else 0.0
        noun = end < len(self.tokens) and self.tokens[end].pos == "NOUN"
        points -= 3.0 if adjective and noun and not (told or state) else 0.0
        if end - start == 1:
            points += self._single(start, mention)
        if after[:1] in ((",",), ("in",)) and end + 1 < len(self.tokens) and self.tokens[end + 1].text[0].isupper():
            points += self._contained(mention, end + 1)
        return points

    def _labelled(self, mention: Mention) -> float:
        """Return the points of what the annotator takes the name for; it seldom knows the long ones."""
        label = self.labels.get(mention.start)
        if " " in mention.key and any(k.id.startswith("dl:") for k in mention.known):
            return 2.0
        if label is None:
            return 0.0
        if label.label in PLACE_LABELS:
            return 1.5
        if label.start >= mention.start and label.end <= mention.end:
            return -0.7 if label.end == mention.end else 0.0
        behind = label.start >= mention.start and self.tokens[mention.end].text == ","
        if behind or (label.start < mention.start and self.tokens[mention.start - 1].lower == "of"):
            return -0.7  # "the mayor of X, Ana Sol" and "the Y district of X" taken for one name
        return -2.5

    def _single(self, start: int, mention: Mention) -> float:
        token = self.tokens[start]
        points = -3.0 if mention.key in not_places() else 0.0
        points -= 3.0 if token.lower in self.surnames and token.lower != "us" else 0.0
        inside = token.text.istitle() and start > self.page.sentences[token.sentence][0]  # taggers err on new names
        points -= 2.0 if token.pos in OTHER_WORDS and mention.is_town and not inside else 0.0
        points -= 2.0 if token.lower in self.common and mention.is_town else 0.0
        points -= 4.0 if token.lower in demonyms() and mention.is_town else 0.0
        return points - (1.0 if len(token.text) < 4 and mention.is_town else 0.0)

    def _contained(self, mention: Mention, at: int) -> float:
        for stop in self._stops(at):
            larger = lookup(fold(self.page.text(at, stop)))
            within = {
                (k.country, k.admin1 if k.kind == "province" else "")
                for k in larger
                if k.kind in ("country", "province")
            }
            if any((k.country, "") in within or (k.country, k.admin1) in within for k in mention.known):
                return 3.0
        return 0.0
