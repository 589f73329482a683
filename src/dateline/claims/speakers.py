"""Names of those who speak: the fullest the report gives, for "Mr. Esper", "the official" and "it" alike."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dateline.claims.blamed import self_named
from dateline.claims.cues import Cue, words
from dateline.claims.grammar import NOUNS, agent, first_of_two, is_acronym, phrase, subject, subject_over
from dateline.claims.issued import issuer
from dateline.claims.naming import bare, calls_oneself, fullest, leads_to
from dateline.claims.quotations import Quoted
from dateline.lexicon.persons import nouns as persons
from dateline.model.actor import ActorKind
from dateline.model.found import Findings
from dateline.model.page import Page

HE = frozenset(("he", "she"))
IT = frozenset(("it", "they", "which", "who", "both", "neither", "we"))
DEFINITE = frozenset(("the", "that", "this", "those", "these", "both", "neither"))
QUANTITIES = frozenset(
    ("some", "several", "many", "few", "other", "another", "both", "neither", "more", "most", "all", "a", "an", "the")
)
SILENT = frozenset(("a", "an", "the", "this", "that", "is"))
UNSPEAKING = frozenset(("i", "you", "what", "there", "this", "that", "anyone", "whoever", "everything", "nothing"))
BLAMING = ("claims.blamed_on", "claims.believed_behind")
"""Rules in whose passive "by" names who lays the blame."""
BACK = 400
"""Tokens that a description may lie behind the words it takes up (a long report's lead is still "the official")."""
COUNTED = frozenset(("count", "tally", "reckoning"))
STAFFS = frozenset(("Staff", "Command", "Office", "Ministry", "Headquarters"))
NEAR = 4
"""Sentences that a pronoun may lie behind its speaker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who has spoken, at token `i`; `is_person` None = a name of unknown kind."""

    i: int
    name: str
    is_person: bool | None
    is_plural: bool


class Speakers:
    """Names the speakers of one page, in the order of the text; it remembers who has spoken."""

    def __init__(self, page: Page, findings: Findings, quoted: Quoted) -> None:
        self.page, self.quoted = page, quoted
        self.issuer = issuer(page, findings, quoted)
        people = [(p.start, p.end, p.value.person.name) for p in findings.people]
        self._known = {name for _, _, name in people}
        groups = {i for a in findings.actors for i in range(a.start, a.end)}
        names = [(n.start, n.end) for n in page.names if n.label == "PERSON" and n.start not in groups]
        names = [(s, e) for s, e in names if page.tokens[e - 1].text not in STAFFS]  # "General Staff" is no general
        known = {i for start, end, _ in people for i in range(start, end)}
        self._people = sorted([*people, *((s, e, bare(page, s, e)) for s, e in names if s not in known)])
        bodies = [a for a in findings.actors if a.value.actor.kind is not ActorKind.DESCRIBED]
        self._ends = {i: a.end for a in bodies for i in range(a.start, a.end)}
        self._actors = {i: a.value.actor.name for a in findings.actors for i in range(a.start, a.end)}
        self._groups = {
            i for a in findings.actors if a.value.actor.kind is ActorKind.GROUP for i in range(a.start, a.end)
        }
        self._states = {i: a.value.actor.country for a in findings.actors for i in range(a.start, a.end)}
        self._days = {i for d in findings.dates for i in range(d.start, d.end)}
        self._fullest = fullest([name for _, _, name in self._people])
        self._bodies = {i for n in page.names if n.label in ("ORG", "GPE", "NORP") for i in range(n.start, n.end)}
        self._voices: list[Voice] = []
        self.apart: set[int | None] = set()
        """Heads of speakers who speak each for themselves, though joined: "army and rebels blame each other"."""
        self._meant: dict[int, int] = {}

    def name(self, head: int) -> str | None:
        """Return the fullest name or description of the speaker whose head noun is `head`, and remember them."""
        tokens = self.page.tokens
        token = tokens[head]
        if token.pos == "PRON" and token.lower in HE | IT and not is_acronym(self.page, head):
            name = self._pronoun(head)
        else:
            name = self.person(head) or self._owner(head) or self._employer(head) or self._description(head)
        if name and (name.lower() not in SILENT or name.isupper()) and any(c.isalpha() for c in name):
            plural = token.tag in ("NNS", "NNPS") or token.lower in ("they", "both", "neither")
            self._voices.append(Voice(head, name, self._kind(head, name), plural))
            return name
        return None

    def _kind(self, head: int, name: str) -> bool | None:
        token = self.page.tokens[head]
        if token.lower in HE or token.lemma in words("persons") or name in self._known:
            return True
        unlisted = token.pos == "PROPN" and head not in self._actors and head not in self._bodies
        return None if unlisted or self.person(head) else False

    def whole(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """Return a range that ends inside a name with the rest of the name ("Ansar al" of "Ansar al-Bahr").

        A pronoun that stands for nobody named is no actor: None.
        """
        start, end = span
        lone = self.page.tokens[start]
        if end - start == 1 and lone.pos == "PRON" and self.meant(start) == start and start not in self._actors:
            return None
        last = max(end, self._ends.get(end - 1, end))
        owns = any(t.tag == "POS" for t in self.page.tokens[end - 1 : last])
        return start, end if owns else last

    def is_actor(self, start: int, end: int) -> bool:
        """Whether somebody who may have done a deed is named or described there; a pronoun is nobody."""
        known = self._actors.keys() | {i for s, e, _ in self._people for i in range(s, e)}
        return any(i in known and self.page.tokens[i].pos != "PRON" for i in range(start, end))

    def can_speak(self, head: int) -> bool:
        """Whether the noun `head` is somebody or something that speaks."""
        token = self.page.tokens[head]
        if token.pos == "PRON" and not is_acronym(self.page, head):
            return token.lower in HE or token.lower in ("it", "they")
        if token.lemma in words("mute") or (token.tag == "VBG" and token.lower in words("mute")):
            return False
        if token.lemma in words("speakers") or head in self._actors or self.person(head):
            return True
        return token.pos == "PROPN" or is_acronym(self.page, head)

    def is_of_state(self, head: int, start: int, end: int) -> bool:
        """Whether a speaker speaks for the state named at tokens `[start, end)`: "an Oruan official said Orua ..."."""
        mine, state = self._states.get(head), self._states.get(end - 1)
        named = (
            any(self.page.tokens[i].pos == "PROPN" for i in range(start, end)) and self.page.tokens[head].pos != "PRON"
        )
        return named and mine is not None and mine == state and end - start <= 2

    def shared(self, verb: int, head: int | None) -> int | None:
        """A thing does not say: in "it counted rockets fired at noon and said ..." the subject stands further up."""
        page, token = self.page, self.page.tokens[verb]
        if head is None or token.dep != "conj" or self.can_speak(head) or page.child(verb, "nsubj") is not None:
            return head
        at = token.head
        for _ in range(3):
            at = page.tokens[at].head
            above = subject(page, at)
            if above is not None and self.can_speak(above):
                return above
        return head

    def both(self, head: int | None) -> int | None:
        """Return the first of two who speak together, or `head` itself: "survivors and a clerk said"."""
        first = first_of_two(self.page, head) if head is not None else None
        return first if first is not None and self.can_speak(first) else head

    def speaks(self, head: int) -> bool:
        """Whether a subject can be a speaker at all: no "it is too soon", no "I" of a quotation."""
        token = self.page.tokens[head]
        if token.lower in UNSPEAKING or (token.pos != "PROPN" and words("mute") & {token.lemma, token.lower}):
            return False
        if token.pos != "PROPN" and any(self.page.tokens[c].lower == "no" for c in self.page.children[head]):
            return False  # "no one has accepted responsibility"
        if token.lower == "it":
            verb = self.page.tokens[token.head]
            return verb.lemma != "be"
        return True

    def agent_of(self, cue: Cue) -> int | None:
        """Who lays the blame in "was attributed to rebels by the army", "a note in which it is blamed on rebels"."""
        verb = self.page.tokens[cue.verb]
        if verb.dep == "relcl" and self.page.tokens[verb.head].lemma in words("documents") and cue.rule.id in BLAMING:
            return verb.head
        by = agent(self.page, cue.verb) if cue.rule.id in BLAMING else None
        return by if by is not None and self.can_speak(by) else None

    def person(self, head: int) -> str | None:
        """Return the full name of the person that the phrase of `head` names, beside it or in apposition."""
        tokens = self.page.tokens
        start, end = phrase(self.page, head)
        near = [head]
        unlisted = tokens[head].pos == "NOUN" and tokens[head].lemma not in words("speakers")
        is_person = tokens[head].lemma in words("persons") or (unlisted and tokens[head].lower in persons())
        if is_person or unlisted:  # "the coordinator of the union, Anton Vale"
            near += [c for c in self.page.children[head] if tokens[c].dep == "appos"]
        if (is_person or unlisted) and end < len(tokens) and tokens[end].text == ",":
            near.append(end + 1)
        for p_start, p_end, name in self._between(start, end + 12):
            apart = tokens[p_start].sentence != tokens[head].sentence  # "according to the air force. Debris fell"
            beside = not apart and any(p_start <= n < p_end or leads_to(self.page, n, p_start) for n in near)
            if beside or (p_start > head and calls_oneself(self.page, p_start)):
                return self._fullest.get(name, name)
        return None

    def _between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        at = bisect_right(self._people, (start - 6,))
        out = []
        while at < len(self._people) and self._people[at][0] < end:
            if self._people[at][1] > start:
                out.append(self._people[at])
            at += 1
        return out

    def _owner(self, head: int) -> str | None:
        """A paper speaks for its owner: "the coalition's note", "a statement by the army"."""
        page = self.page
        if page.tokens[head].lemma not in words("documents"):
            return None
        owner = page.child(head, "poss")
        if owner is not None and page.tokens[owner].pos in ("NOUN", "PROPN"):
            return self._description(owner)
        if owner is not None and page.tokens[owner].lower == "our" and self.issuer is not None:
            return self.name(self.issuer)  # "according to our records", in a communiqué
        maker = self._maker(head)
        if maker is not None:
            return self.person(maker) or self._description(maker)
        if page.tokens[head].dep == "dobj" and page.tokens[page.tokens[head].head].pos == "VERB":
            owner = subject(page, page.tokens[head].head)
            if owner is not None and owner < head and self.can_speak(owner):
                return self.name(owner)
        return None

    def _employer(self, head: int) -> str | None:
        """Whose people speak, where they are only "its people": "The watchdog says its staff heard the blasts"."""
        owner = self.page.child(head, "poss") if self.page.tokens[head].lemma in words("staff") else None
        name = self._pronoun(owner) if owner is not None and self.page.tokens[owner].lower == "its" else None
        return name if name != "its" else None

    def _maker(self, head: int) -> int | None:
        """Who made a paper: "a note by the army", "a list of names kept by a priest", "an AL count"."""
        page = self.page
        counted = page.tokens[head].lemma in COUNTED
        for c in page.children[head]:
            if c > head and page.tokens[c].lower in ("by", "from", "of"):
                inner = page.child(c, "pobj")
                if inner is not None and (page.tokens[c].lower != "of" or (counted and self.can_speak(inner))):
                    return inner
        made = [i for i in range(head + 1, page.edges[head][1]) if page.tokens[i].lemma in words("made")]
        signed = next((by for i in made if (by := agent(page, i)) is not None), None)
        own = page.child(head, "compound") if counted and signed is None else None
        if own is not None and (page.tokens[own].pos == "PROPN" or page.tokens[own].lemma in words("speakers")):
            return own
        return signed

    def _description(self, head: int) -> str | None:
        """The words themselves; a bare "the official" takes up the fuller phrase before it, an alias its full name."""
        page, tokens = self.page, self.page.tokens
        actor = self._actors.get(head)
        start, end = phrase(page, head, joined=head not in self.apart)
        if tokens[head].pos == "NOUN":
            for c in page.children[head]:
                if tokens[c].dep == "appos" and tokens[c].pos == "PROPN":
                    return self._plain(*phrase(page, c))
        own = self._plain(start, end)
        own = own.title() if head == self.issuer and own.isupper() and " " in own else own
        called = self_named(page, head)
        if called is not None and tokens[called].pos == "PROPN":
            return self._plain(*phrase(page, called))
        if actor and (self._is_fuller_name(actor, own) or self._is_introduced(head, end, actor)):
            return actor
        definite = tokens[start].lower in DEFINITE or tokens[start].tag == "CD"
        if definite and len(own.split()) == 1:
            taken_up = self._taken_up(head) or self._stated(head)
            return (actor or taken_up or own) if tokens[head].lower == "group" else (taken_up or actor or own)
        return own or None

    def _is_fuller_name(self, actor: str, own: str) -> bool:
        """Whether the report itself has the longer name, with a word in common or behind an abbreviation."""
        common = set(actor.lower().split()) & set(own.lower().split())
        return len(actor) > len(own) and (bool(common) or own.isupper()) and actor in self.page.repaired.text

    def _is_introduced(self, head: int, end: int, actor: str) -> bool:
        """Whether the name of the described body follows at once ("a group calling itself the Free Front")."""
        ahead = self.page.text(end, min(end + 8, len(self.page.tokens)))
        return head in self._groups and ahead.startswith(("calling ", "called ", "known ", "named ")) and actor in ahead

    def _taken_up(self, head: int) -> str | None:
        page, tokens = self.page, self.page.tokens
        lemma = tokens[head].lemma.lower()
        singular = tokens[head].tag in ("NN", "NNP")
        for i in range(head - 1, max(-1, head - BACK), -1):
            token = tokens[i]
            hyphened = tokens[i + 1].tag == "HYPH"  # "the US" is none of "US-led troops"
            if token.lemma != lemma or token.pos not in NOUNS or not page.is_news(i) or hyphened:
                continue
            if lemma in words("state_forces") and i in self._groups:
                continue  # "the Army" is not the National Liberation Army told of before
            if singular and token.tag in ("NNS", "NNPS") and tokens[phrase(page, head)[0]].lower != "neither":
                continue
            named = self._fuller(i)
            if named:
                return named
        return None

    def _stated(self, head: int) -> str | None:
        """Whose "this statement" is: the body's that announced something just before."""
        tokens = self.page.tokens
        if tokens[head].lemma not in ("statement", "communique", "communiqué", "release"):
            return None
        last = next((v for v in reversed(self._recent(head)) if not v.is_person), None)
        return last.name if last is not None and tokens[tokens[last.i].head].lemma in words("stated") else None

    def _fuller(self, i: int) -> str | None:
        """What an earlier mention with the same noun says more: a name beside it, or its adjectives."""
        page, tokens = self.page, self.page.tokens
        person = self.person(i)
        if person:
            return person
        if tokens[i].dep == "appos" and tokens[tokens[i].head].pos == "PROPN":
            return self._plain(*phrase(page, tokens[i].head))
        if tokens[i].dep == "compound":
            at = tokens[i].head
            return self.person(at)
        if i in self._groups or (i in self._actors and self._is_fuller_name(self._actors[i], tokens[i].text)):
            return self._actors[i]
        for c in page.children[i]:
            bracketed = tokens[phrase(page, c)[0] - 1].text == "(" and not tokens[c].text.isupper()
            if tokens[c].dep == "appos" and tokens[c].pos == "PROPN" and not bracketed:
                return self._plain(*phrase(page, c))  # "Inspector-General of Police (Orsa Range)" is no Orsa Range
        own = self._plain(*phrase(page, i, joined=False))
        return own if len(own.split()) > 1 else None

    def _pronoun(self, head: int) -> str | None:
        tokens = self.page.tokens
        lower = tokens[head].lower
        if lower == "we" and self.issuer is not None and self.quoted.around(head) is None:
            self._meant[head] = self.issuer
            return self.name(self.issuer)  # the body that gives out the communiqué
        covered = next((n for s, e, n in self._people if s <= head < e), None) or self._actors.get(head)
        if lower in HE and covered:
            spoken = next((v.i for v in reversed(self._voices) if v.name == covered and v.i < head), head)
            self._meant[head] = self._meant.get(spoken, spoken)
            return covered
        voices = [v for v in self._recent(head) if v.is_person in (None, lower in HE) or v.is_plural]
        if lower in HE:
            voices = self._likeliest(head, voices)
        elif (body := self._subject_over(head) or self._subject_before(head)) is not None:
            self._meant[head] = body
            return self._actors.get(body) or self._plain(*phrase(self.page, body))
        if voices:
            self._meant[head] = self._meant.get(voices[-1].i, voices[-1].i)
            return voices[-1].name
        return covered or (self._person_before(head) if lower in HE else None) or lower

    def _subject_over(self, head: int) -> int | None:
        about = subject_over(self.page, head)
        return about if about is not None and self.can_speak(about) else None

    def _subject_before(self, head: int) -> int | None:
        """The body that the sentence before is about, where nobody speaks in it: "The army disagreed. It said ..."."""
        tokens, number = self.page.tokens, self.page.tokens[head].sentence - 1
        if number < 0 or tokens[head].dep != "nsubj" or any(tokens[v.i].sentence == number for v in self._voices):
            return None
        first, last = self.page.sentences[number]
        root = next((i for i in range(first, last) if tokens[i].dep == "ROOT"), None)
        about = self.page.child(root, "nsubj") if root is not None else None
        if about is None or tokens[about].tag not in ("NN", "NNP", "NNPS", "NNS") or not self.can_speak(about):
            return None
        one = tokens[about].tag in ("NN", "NNP")  # "The Armed Forces disagreed. It said ..." is one body
        return about if one == (tokens[head].lower == "it") or tokens[about].tag == "NNPS" else None

    def meant(self, head: int) -> int:
        """Return the noun that a pronoun named before stands for; any other token itself."""
        return self._meant.get(head, head)

    def _recent(self, head: int) -> list[Voice]:
        tokens = self.page.tokens
        return [v for v in self._voices if v.i < head and tokens[head].sentence - tokens[v.i].sentence <= NEAR]

    def _likeliest(self, head: int, voices: list[Voice]) -> list[Voice]:
        """Those whom "he" may stand for, the likeliest last: the nearest sentence's first subject that is a person."""
        tokens = self.page.tokens
        found = {v.i: v for v in voices if not v.is_plural}
        for start, end, name in self._people:
            last = next((i for i in range(start, min(end, head)) if tokens[i].dep in ("nsubj", "nsubjpass")), None)
            if last is not None and 0 <= tokens[head].sentence - tokens[last].sentence <= NEAR:
                found.setdefault(last, Voice(last, self._fullest.get(name, name), True, False))
        if not found:  # a name that the annotator took for a body's
            found = {v.i: v for v in self._recent(head) if tokens[v.i].pos == "PROPN" and v.i not in self._actors}
        return sorted(found.values(), key=lambda v: (tokens[v.i].sentence, -v.i))

    def _person_before(self, head: int) -> str | None:
        tokens = self.page.tokens
        for start, _, name in reversed(self._people):
            if start < head and tokens[head].sentence - tokens[start].sentence <= NEAR:
                return self._fullest.get(name, name)
        return None

    def _plain(self, start: int, end: int) -> str:
        """Words without article, number and quantity."""
        tokens = self.page.tokens
        while start < end - 1 and (start in self._days or tokens[start].text in ",-–—*•·"):
            start += 1
        while (
            start < end - 1
            and (
                tokens[start].tag in ("DT", "PDT", "CD", "PRP$", "RB", "WDT", "WP$")
                or tokens[start].lower in QUANTITIES
            )
            and tokens[start + 1].lower not in ("-", "of")  # "one of the wounded"
        ):
            start += 1
        words_said = self.page.text(start, end).strip(" ,-–—")
        return words_said if words_said.count(".") != 1 else words_said.rstrip(".")
