"""Puts an act of speech together: cue, speaker, content, and whom it names."""

from __future__ import annotations

from dataclasses import replace

from dateline.claims.blamed import BODY_OWN, OWN, own_body, speaks_for, subject_of, whom
from dateline.claims.content import (
    Ranges,
    around,
    before_and,
    before_cue,
    clause,
    covers,
    grouped,
    rest,
    said_content,
    takes_object,
    unit,
)
from dateline.claims.cues import (
    ACTIVE,
    ADDRESSED,
    COUNTED,
    IMPERSONAL,
    LOOSE,
    Cue,
    certainty,
    cues,
    rule_of,
    said_on,
    voiced,
    words,
)
from dateline.claims.following import Act, countercharges, each_of_two, own_deeds, with_loose_quotations
from dateline.claims.grammar import (
    NOUNS,
    agent,
    gap,
    governor,
    is_aside,
    is_passive,
    is_unreal,
    lays_blame,
    noun_at,
    noun_before,
    phrase,
    subject,
)
from dateline.claims.issued import short_names
from dateline.claims.quotations import Quoted, scoffs
from dateline.claims.speakers import Speakers
from dateline.model.actor import ActorKind
from dateline.model.claim import Attribution, Stance
from dateline.model.found import Findings, Found, Saying
from dateline.model.page import Page

ONESELF = frozenset(("himself", "herself", "itself", "themselves"))
LAYING = frozenset((Stance.ACCUSES, Stance.SUSPECTS, Stance.CLAIMS))
UNSAID = frozenset((Stance.WITHHOLDS, Stance.DECLINES))
"""What stands in the content of these is not said: "gave no hint of whom it suspects"."""


class Reader:
    """Reads the sayings of one page."""

    def __init__(self, page: Page, findings: Findings) -> None:
        self.page, self.findings = page, findings
        self.quoted = Quoted(page)
        self.speakers = Speakers(page, findings, self.quoted)

    def read(self) -> tuple[Found[Saying], ...]:
        """Return the sayings in the order of their cues."""
        found = voiced(self.page, self.quoted, cues(self.page), self.speakers.can_speak)
        acts = [act for cue in found if (act := self._spoken(cue)) is not None]
        acts = [self._going_on(act, acts) for act in acts]
        by_sentence = grouped(acts, lambda a: (self.page.tokens[a.cue.verb].sentence,))
        beside = (by_sentence[self.page.tokens[act.cue.verb].sentence] for act in acts)
        acts = [full for act in acts if (full := self._with_content(act, next(beside))) is not None]
        acts = [part for act in acts for part in each_of_two(self.page, act)]
        by_head = grouped(acts, lambda a: (a.head,))
        acts = [self._cut(act, by_head[act.head]) for act in acts]
        over = grouped(acts, lambda a: [i for start, end in a.content for i in range(start, end)])
        acts = [full for act in acts if (full := self._enclosed(act, over.get(act.cue.verb, []))) is not None]
        acts = with_loose_quotations(self.page, self.quoted, acts)
        acts = sorted((part for act in acts for part in self._without_gap(act)), key=lambda a: a.cue.start)
        self.speakers.apart |= {a.head for a in acts if a.cue.rule.id == "claims.each_other"}
        names = {head: self.speakers.name(head) for head in sorted({a.head for a in acts if a.head is not None})}
        more = (*countercharges(self.page, acts, names), *own_deeds(self.page, acts, self.findings.actors))
        acts = sorted((*acts, *more), key=lambda a: a.cue.start)
        return tuple(self._found(act, names) for act in acts if not self._is_nobody(act, names))

    def _without_gap(self, act: Act) -> list[Act]:
        """Part "Karun reported 12 dead and Zarin about 30" in two."""
        if act.stance is not Stance.ASSERTS or len(act.content) != 1 or act.head is None:
            return [act]
        found = gap(self.page, *act.content[0])
        if found is None or not self.speakers.can_speak(found[0]) or self.quoted.around(found[0]) is not None:
            return [act]
        head, start, end = found
        if any(d.start <= head < d.end for d in self.findings.dates):
            return [act]  # "between January 1 and September 18" has no second speaker
        cue = Cue(start, end, end - 1, rule_of("claims.gapped"))
        begin = act.content[0][0]
        cut = replace(act, content=((begin, before_and(self.page, begin, phrase(self.page, head, joined=False)[0])),))
        return [cut, Act(cue, head, unit(self.page, start, end, end - 1, head), ((start, end),))]

    def _spoken(self, cue: Cue) -> Act | None:
        page, how = self.page, cue.field("speaker", "verb")
        if how == "verb":
            return self._verb(cue)
        head = self._speaker(cue, how)
        if head is None and how in ("after", "before"):
            return None
        needs_speaker = cue.rule.fields.get("needs_speaker") and how != "enclosing"
        if needs_speaker and (head is None or not self.speakers.can_speak(head)):
            return None
        return Act(cue, head, unit(page, cue.start, cue.end, cue.verb, head), stance=Stance(cue.field("stance")))

    def _speaker(self, cue: Cue, how: str) -> int | None:
        page, can_speak = self.page, self.speakers.can_speak
        if how == "after":
            head = noun_at(page, cue.end, page.sentences[page.tokens[cue.verb].sentence][1])
            return head if head is not None and page.tokens[head].lemma not in words("silent") else None
        if how == "before":
            head = noun_before(page, cue.start - 1) if page.tokens[cue.start - 1].tag == "POS" else None
            return head if head is not None and can_speak(head) else None
        if how == "agent" or (how in ("subject", "enclosing") and is_passive(page, cue.verb)):
            return agent(page, cue.verb) if how != "enclosing" else self.speakers.agent_of(cue)
        if how != "subject":
            return None
        head = self.speakers.shared(cue.verb, subject(page, cue.verb))
        if (
            head is not None and cue.rule.id == "claims.rejects_blame" and cue.start <= head < cue.end
        ):  # "Karun “categorically rejects” any part", misread
            marks = (i for i in range(cue.start - 1, -1, -1) if page.tokens[i].pos not in ("ADV", "PUNCT"))
            head = next((i for i in marks if page.tokens[i].pos in NOUNS), None)
        if head is not None and Stance(cue.field("stance")) in UNSAID and page.tokens[cue.verb].dep == "pcomp":
            head = head if self.speakers.can_speak(head) else None  # "nine had died, she said, without giving details"
        return head if head is not None and self.speakers.speaks(head) else None

    def _verb(self, cue: Cue) -> Act | None:
        page, tokens = self.page, self.page.tokens
        quote = self.quoted.around(cue.verb)
        if (quote is not None and quote.is_long) or is_unreal(page, cue.verb):
            return None
        if is_passive(page, cue.verb):
            head = agent(page, cue.verb)
            told = IMPERSONAL | COUNTED if head is not None and self.speakers.can_speak(head) else IMPERSONAL
            silent = tokens[cue.verb].lemma not in told and cue.rule.id in ACTIVE
            if silent or (head is None and is_aside(page, cue.verb) and not lays_blame(page, cue.verb)):
                return None
        else:
            head = subject(page, cue.verb)
            if head is not None and self._is_divided(head, cue.verb):
                head = noun_at(page, cue.verb + 1, page.sentences[tokens[cue.verb].sentence][1])
            turned = self._behind(cue.verb, head)
            head = turned if turned is not None else self.speakers.both(self.speakers.shared(cue.verb, head))
            if head is None or not self.speakers.speaks(head):
                return None
        if cue.rule.fields.get("needs_speaker") and (head is None or not self.speakers.can_speak(head)):
            return None
        spot = unit(page, cue.start, cue.end, cue.verb, head)
        return Act(cue, head, spot, stance=self._stance(cue))

    def _behind(self, verb: int, head: int | None) -> int | None:
        """Whoever stands behind a verb that ends its sentence: "Nine men were killed, announced the ministry"."""
        page, tokens = self.page, self.page.tokens
        last = page.sentences[tokens[verb].sentence][1]
        if tokens[verb].tag not in ("VBD", "VBZ") or tokens[verb - 1].text != "," or head is None or head > verb:
            return None
        met = page.child(verb, "dobj", "nsubj")
        if met is None or met < verb or page.child(verb, "ccomp") is not None or not self.speakers.can_speak(met):
            return None
        return met if phrase(page, met)[1] >= last - 1 else None

    def _stance(self, cue: Cue) -> Stance:
        stance = Stance(cue.field("stance"))
        if self.page.child(cue.verb, "neg") is None or stance not in (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES):
            return stance
        if stance is Stance.DENIES:
            return Stance.WITHHOLDS  # "did not deny firing"
        return Stance.DENIES if cue.rule.id == "claims.believes" else Stance.WITHHOLDS

    def _is_divided(self, head: int, verb: int) -> bool:
        """Whether a quotation mark stands between subject and verb, so that the parse took somebody within it."""
        one, other = self.quoted.around(head), self.quoted.around(verb)
        return one != other and one is not None and one.is_long

    def _going_on(self, act: Act, acts: list[Act]) -> Act:
        """In "..., the army said, disputing ..." the participle goes on with the army."""
        tokens, start = self.page.tokens, act.cue.start
        if act.cue.field("speaker", "verb") not in ("verb", "subject"):
            return act
        if tokens[act.cue.verb].tag != "VBG" or start == 0 or tokens[start - 1].text != ",":
            return act
        before = next(
            (a for a in acts if a is not act and a.spot.end in (start - 1, start) and a.head is not None), None
        )
        if before is None:
            return act
        spot = unit(self.page, act.cue.start, act.cue.end, act.cue.verb, None)
        return replace(act, head=before.head, spot=spot)

    def _cut(self, act: Act, acts: list[Act]) -> Act:
        """End a content where the same speaker goes on: "said ... and declined to ...", "said ..., adding that ..."."""
        tokens = self.page.tokens
        for other in acts:
            at = other.cue.start
            if other is act or tokens[other.cue.verb].dep not in ("conj", "advcl"):
                continue
            is_inside = at > act.cue.start and covers(act.content, at)
            if is_inside and self.quoted.around(at) == self.quoted.around(act.cue.verb):
                cut = tuple((s, before_and(self.page, s, at) if s < at < e else e) for s, e in act.content if s < at)
                act = replace(act, content=cut)
        return act

    def _with_content(self, act: Act, acts: list[Act]) -> Act | None:
        page, cue = self.page, act.cue
        how = cue.field("content", "verb")
        if how == "verb":
            content = self._verb_content(act, acts)
            if not content:
                return None
        elif how == "rest":
            content = rest(page, cue.end, cue.verb)
        elif how == "said":
            content = self._clause_content(act, acts)
        elif how == "whole":
            content = rest(page, cue.start, cue.verb)
        elif how == "cue":
            content = ((cue.start, cue.end - 1),)
        elif how == "back":
            content = before_cue(page, cue.start, cue.verb)
        elif how == "clause":
            content = clause(page, cue.verb)
        elif how == "around":
            head = act.head if act.head is not None else cue.end - 1
            content = around(page, self.quoted, cue.start, max(cue.end, phrase(page, head)[1]), page.edges[head][1])
        else:
            content = ()
        return replace(act, content=content, actor=whom(page, cue, act.head))

    def _verb_content(self, act: Act, acts: list[Act]) -> Ranges:
        page, cue = self.page, act.cue
        frame, lemma = cue.field("frame"), page.tokens[cue.verb].lemma
        if is_passive(page, cue.verb):
            has_more = page.child(cue.verb, "xcomp", "ccomp", "oprd") is not None
            if lemma in COUNTED:
                return clause(page, governor(page, cue.verb))
            return clause(page, cue.verb) if has_more or lemma not in ("say", "believe", "think") else ()
        content: Ranges = ()
        if (met := page.child(cue.verb, "dobj")) is not None and page.tokens[met].lower in ONESELF:
            return ()  # "a man who identified himself as its spokesman"
        if frame == "that" and page.child(cue.verb, "ccomp") is None:
            return ()
        if frame != "object" and not takes_object(page, self.quoted, act.spot, frame):
            content = self._clause_content(act, acts)
        if not content and lemma in LOOSE:
            ahead = rest(page, cue.end, cue.verb)
            tells = any(page.tokens[i].pos == "VERB" for start, end in ahead for i in range(start, end))
            content = ahead if tells and page.child(cue.verb, "dobj", "ccomp") is not None else content
        met = page.child(cue.verb, "dobj") if lemma == "threaten" and not content else None
        if met is not None and self.speakers.can_speak(met):
            return ()  # "an armed man threatened the guards" says nothing
        if not content and frame not in ("clause", "that") and lemma not in ADDRESSED or frame == "person":
            # Only somebody accuses or suspects; what "it" may count, name or list needs to be seen to speak.
            if act.head is None or not (frame == "person" or self.speakers.can_speak(act.head)):
                return ()
            has_object = page.child(cue.verb, "dobj", "xcomp", "ccomp", "prep", "oprd") is not None
            whole = clause(page, cue.verb) if frame == "person" else ()  # "the front, which the army blames"
            content = rest(page, cue.end, cue.verb) or whole if has_object else content
        return content

    def _clause_content(self, act: Act, acts: list[Act]) -> Ranges:
        return said_content(self.page, self.quoted, act.spot, [a.spot.start for a in acts if a is not act])

    def _enclosed(self, act: Act, over: list[Act]) -> Act | None:
        """Read an act that stands in what others say."""
        cue = act.cue
        outer = [a for a in over if a is not act and a.head is not None]
        if any(a.stance in UNSAID for a in outer):
            return None
        outer = [a for a in outer if a.cue.field("speaker", "verb") != "enclosing"]
        inner = min(outer, key=lambda a: sum(e - s for s, e in a.content), default=None)
        takes = cue.field("speaker") == "enclosing" or (
            act.head is None and cue.field("speaker") in ("subject", "agent") and act.stance is not Stance.ACCUSES
        )
        if takes and inner is not None:
            if inner.stance is Stance.DENIES and act.stance in LAYING:
                return None  # "denied being behind the raid" lays it at nobody's door
            if act.stance is Stance.ACCUSES and inner.stance is Stance.SUSPECTS and act.actor == inner.actor:
                return None  # "they suspect that the man behind it was X" suspects, and accuses nobody
            head = inner.head
            spoken = cue.field("actor") == "speaker" and head is not None
            act = replace(act, head=head, actor=own_body(self.page, head) if spoken and head is not None else act.actor)
        elif cue.field("speaker") == "enclosing" and self.quoted.around(cue.verb) is None:
            act = self._issued(act)
        if cue.rule.fields.get("needs_speaker") and (act.head is None or (cue.field("actor") and act.actor is None)):
            return None
        if cue.rule.fields.get("needs_actor") and not (act.actor and self.speakers.is_actor(*act.actor)):
            return None
        own = cue.field("own")
        if own == "denies" and self._is_for_state(act):
            act = replace(act, stance=Stance.DENIES, actor=self._whose_craft(act))
        elif own and self._is_own(act) and (own != "claims" or self._are_men(act)):
            actor = own_body(self.page, act.head) if act.head is not None else act.actor
            act = replace(act, stance=Stance(own), actor=actor)
        return act

    def _issued(self, act: Act) -> Act:
        """Read words of a communiqué that nobody is named for as its issuer's: "We are responsible."."""
        issuer = self.speakers.issuer
        if act.head is not None or issuer is None:
            return act
        spoken = act.cue.field("actor") == "speaker"
        return replace(act, head=issuer, actor=own_body(self.page, issuer) if spoken else act.actor)

    def _is_for_state(self, act: Act) -> bool:
        """Whether a state's body speaks of its own forces: "the ministry said the army had no part in it"."""
        if act.head is None or act.actor is None:
            return False
        bodies = {t.lemma.lower() for t in self.page.tokens[slice(*phrase(self.page, act.head))]}
        forces = [t for t in self.page.tokens[slice(*act.actor)] if t.pos not in ("DET", "ADP")]
        own = all(t.lower.removesuffix("s") in words("state_forces") for t in forces)
        return own and bool(bodies & words("state_bodies"))

    def _whose_craft(self, act: Act) -> tuple[int, int] | None:
        """Who is cleared where a state's body speaks of its craft: "the army said no aircraft flew"."""
        craft = act.actor is not None and self.page.tokens[act.actor[1] - 1].lemma in words("mute")
        return own_body(self.page, act.head) if craft and act.head is not None else act.actor

    def _are_men(self, act: Act) -> bool:
        """Whether the one spoken of is the speaker's fighters ("his men"), not his son or "they"."""
        last = self.page.tokens[act.actor[1] - 1] if act.actor else None
        return last is not None and last.pos == "NOUN" and last.lemma in words("doers") | words("own_bodies")

    def _is_own(self, act: Act) -> bool:
        """Whether the one spoken of is the speaker: "it", "his movement", or the same words."""
        spoken = range(act.cue.start, act.cue.end)
        if act.cue.field("own") == "denies" and any(self.page.tokens[i].lower in BODY_OWN for i in spoken):
            return True  # "not its work"
        if act.actor is None:
            return False
        start, end = act.actor
        owner = self.page.tokens[min(end + 1, len(self.page.tokens) - 1)].lower  # "none of its aircraft"
        own = act.head is not None and self._is_called(act.head, start, end)
        return own or self.page.tokens[start].lower in OWN or act.head == end - 1 or owner in BODY_OWN

    def _is_called(self, head: int, start: int, end: int) -> bool:
        """Whether tokens `[start, end)` name the speaker's state, the body they speak for, or the paper's issuer."""
        if head == self.speakers.issuer and {t.lower for t in self.page.tokens[start:end]} <= short_names(
            self.page, head
        ):
            return True
        if self._speaks_in_paper(head) and self.page.tokens[end - 1].lemma in words("comrades"):
            return True  # "we declare that the mujahideen had no hand in it"
        if self._is_body_of(head, start, end):
            return True
        return self.speakers.is_of_state(head, start, end) or speaks_for(self.page, head, start, end)

    def _is_body_of(self, head: int, start: int, end: int) -> bool:
        """Whether "the group" is that of the armed group's spokesman who speaks of it; an army's accuses another."""
        said = [t.lower for t in self.page.tokens[start:end]]
        first, last = phrase(self.page, head)
        spoken = {t.lemma.lower() for t in self.page.tokens[first:last]}
        kinds = {a.value.actor.kind for a in self.findings.actors if first <= a.start and a.end <= last}
        body = len(said) == 2 and said[0] == "the" and said[1] in words("own_bodies")
        return body and bool(spoken & words("voices")) and kinds - {ActorKind.DESCRIBED} == {ActorKind.GROUP}

    def _speaks_in_paper(self, head: int) -> bool:
        """Whether a speaker is the body that gives out the paper: its name in the heading, or "we"."""
        own = self.page.tokens[head].lower == "we" or head == self.speakers.issuer
        return own and self.speakers.issuer is not None

    def _is_nobody(self, act: Act, names: dict[int, str | None]) -> bool:
        """Whether "it lists ..." takes up nobody who has spoken."""
        return act.cue.field("frame") == "object" and act.head is not None and names[act.head] in ("it", "they")

    def _found(self, act: Act, names: dict[int, str | None]) -> Found[Saying]:
        if act.head is not None and act.stance is Stance.ASSERTS and scoffs(self.page, act.content):
            act = replace(act, cue=replace(act.cue, rule=rule_of("claims.scoffs")), stance=Stance.DENIES)
        page, cue = self.page, act.cue
        sure = certainty(page, act.spot, act.content) or cue.rule.fields.get("certain")
        about = subject_of(page, cue, act.content, act.stance)
        name = names[act.head] if act.head is not None else None
        said = said_on(page, self.findings, act.spot, act.content)
        attribution = Attribution(name, act.stance, sure, said, page.evidence(cue.start, cue.end, cue.rule.id))
        speaker = phrase(page, act.head) if act.head is not None else None
        actor = self.speakers.whole(act.actor) if act.actor else None
        if actor and actor[1] - actor[0] == 1 and self.speakers.meant(actor[0]) != actor[0]:
            actor = own_body(page, self.speakers.meant(actor[0]))
        saying = Saying(attribution, cue.verb, speaker, act.content, about, actor)
        near = speaker is not None and page.tokens[speaker[0]].sentence == page.tokens[cue.verb].sentence
        start = min(cue.start, speaker[0]) if near and speaker else cue.start
        end = max(cue.end, speaker[1]) if near and speaker else cue.end
        return Found(start, end, saying, cue.rule.id)
