"""Who does what in a clause: the agent, the patient and the prepositional arguments of a trigger.

spaCy's parse of wire text is often wrong in its labels but seldom in its local attachments, so each role has a
fallback, and an argument is a head token, not a phrase.
"""

from __future__ import annotations

from dateline.lexicon import words
from dateline.model.page import Page, ZoneKind
from dateline.model.wording import Frame

LEXICON = "en/events.toml"
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
FINITE = ("VBD", "VBZ", "VBP")
LAYING = dict.fromkeys(("attribute", "ascribe", "tie", "link", "trace", "connect"), "to") | {"blame": "on", "pin": "on"}
"""Verbs that lay an event to somebody, with the word before whom they lay it to."""
HIT_AT = ("at", "on", "near", "beside", "outside", "among", "against", "into", "inside", "behind")
"""Prepositions before those who are hit, and did not kill."""
RELATIVES = {"that", "which", "who", "whom"}


def frame(page: Page, i: int) -> Frame:
    """Return the arguments of the verb or event noun at token `i`."""
    return _of_noun(page, i) if page.tokens[i].pos in ("NOUN", "PROPN", "ADJ") else frame_of_verb(page, i)


def frame_of_verb(page: Page, i: int) -> Frame:
    """Return the arguments of the word at token `i` as those of a verb, whatever the tagger takes it for."""
    stranded = _stranded(page, i)
    passive = stranded is None and _is_passive(page, i)
    subject = stranded if stranded is not None else _subject(page, _of_the_doer(page, i))
    agent = _by(page, i)
    patient = _thing(page, page.child(i, "dobj", "obj", "attr", "oprd"))
    if patient is not None and page.tokens[patient].lower in RELATIVES and page.tokens[i].dep == "relcl":
        patient = page.tokens[i].head  # "the teacher whom rebels took"
    if patient is None and not passive:
        number = page.child(i, "npadvmod")  # "had shot down | 21 of 33 missiles"
        number = number if number is not None and page.tokens[number].pos == "NUM" else None
        patient = _thing(page, number) if number is not None else _suffering(page, i)
    if patient is None and not passive:
        patient = _shared(page, i)
    if passive:
        return Frame(agent, subject if subject is not None else patient, _preps(page, i))
    return Frame(subject if subject is not None else agent, patient, _preps(page, i))


def _stranded(page: Page, i: int) -> int | None:
    """The subject that the parse parts from its verb: "gunmen who came in three boats killed nine people"."""
    token = page.tokens[i]
    if token.dep != "acl" or token.tag not in ("VBN", "VBD") or page.child(i, "dobj") is None:
        return None
    root = next((a for a in page.ancestors(i) if page.tokens[a].dep == "ROOT"), None)
    if root is None or page.tokens[root].pos not in ("NOUN", "PROPN") or page.child(root, "aux", "cop") is not None:
        return None
    clause = page.child(root, "relcl")
    who = page.child(clause, "nsubj", "nsubjpass") if clause is not None and root < clause < i else None
    return root if who is not None and page.tokens[who].lower in RELATIVES else None


def _shared(page: Page, i: int) -> int | None:
    """What two verbs are done to: the outpost in "attacked and took the outpost"."""
    if page.tokens[i].lemma not in words(LEXICON, "frames", "sharing"):
        return None
    after = page.tokens[i + 1 : i + 4]
    verb = next((t for t in after if t.dep == "conj" and t.head == i and t.pos == "VERB"), None)
    if verb is None or not after or after[0].lower not in ("and", "or", ",") or page.child(verb.i, "nsubj") is not None:
        return None
    return _thing(page, page.child(verb.i, "dobj"))


def _thing(page: Page, patient: int | None) -> int | None:
    """What a bare number counts ("12 out of 15 drones"), or what carries another thing ("a bus carrying pilgrims")."""
    if patient is None:
        return None
    carrying = [c for c in page.children[patient] if page.tokens[c].lower in words(LEXICON, "frames", "carrying")]
    if carrying and page.tokens[carrying[0]].dep == "compound":
        return carrying[0] - 1
    after = [t.lower for t in page.tokens[patient + 1 : patient + 3]]
    if page.tokens[patient].pos != "NUM" or "of" not in after or after[0] not in ("of", "out"):
        return patient
    inner = page.child(patient + 1 + after.index("of"), "pobj")
    return inner if inner is not None and page.tokens[inner].pos == "NOUN" else patient


def _suffering(page: Page, i: int) -> int | None:
    """Whom a clause without "whom" is said of: "the students they had abducted"."""
    token = page.tokens[i]
    own = page.child(i, "nsubj")
    if token.dep != "relcl" or own is None or own < token.head or page.tokens[own].lower in RELATIVES:
        return None
    asks = any(page.tokens[c].lower in ("where", "when", "why", "how", "whose") for c in page.children[i])
    return None if asks or page.tokens[own].pos not in ("PRON", "NOUN", "PROPN") else token.head


def _is_passive(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if page.child(i, "auxpass", "nsubjpass") is not None:
        return True
    if token.tag == "VBN" and token.dep in ("acl", "amod", "relcl") and page.child(i, "aux") is None:
        return True
    if _is_headline_passive(page, i):
        return True
    return token.dep == "conj" and token.tag == "VBN" and page.child(i, "aux") is None and _is_passive(page, token.head)


def _is_headline_passive(page: Page, i: int) -> bool:
    """ "Insurgents Detained": headlines drop the auxiliary of a passive."""
    zone = page.zone(i)
    headline = zone is not None and zone.kind is ZoneKind.HEADLINE
    return headline and page.tokens[i].tag in ("VBN", "VBD") and page.child(i, "dobj", "aux") is None


def _subject(page: Page, i: int) -> int | None:
    token = page.tokens[i]
    subjects = [c for c in page.children[i] if page.tokens[c].dep in SUBJECTS]
    own = next((c for c in reversed(subjects) if c < i), None)
    beside = _beside(page, i) if own is None and token.tag != "VBG" else None
    own = own if own is not None else beside if beside is not None else next(iter(subjects), None)
    if own is not None and page.tokens[own].lower in ("some", "many", "most", "several") and own > 1:
        named = own - 2 if page.tokens[own - 1].lower == "," else own
        own = named if page.tokens[named].pos in ("NOUN", "PROPN") else own
    if own is not None:
        return token.head if page.tokens[own].lower in RELATIVES and token.dep == "relcl" else own
    if token.head == i:
        return None
    if token.dep in ("acl", "relcl"):
        return token.head
    above = page.tokens[token.head]
    if token.dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "pcomp") and above.pos in (
        "VERB",
        "AUX",
        "ADP",
        "SCONJ",
    ):
        if token.dep == "advcl" and token.tag not in ("VBG", "VBN"):
            return None
        up = token.head if above.pos in ("VERB", "AUX") else above.head
        if token.dep == "pcomp" and _is_laid_to(page, above.i, up):
            return page.child(up, "nsubjpass", "dobj")
        if token.dep == "conj" and token.tag == "VBG" and above.tag in FINITE:
            # "Walking around the envoy as he lay still and shooting him": it goes on with the other one in -ing.
            up = next((a for a in page.ancestors(i) if page.tokens[a].tag == "VBG"), up)
        if up == i or page.tokens[up].pos not in ("VERB", "AUX") or _suffers(page, up):
            return None
        return _subject(page, up)
    return None


def _of_the_doer(page: Page, i: int) -> int:
    """The verb whose doer also killed, where the parse gives it to those hit: "fired at soldiers killing two".

    Any other verb is its own.
    """
    token = page.tokens[i]
    if token.tag != "VBG" or token.lemma not in words(LEXICON, "realis", "harming"):
        return i
    above = page.tokens[token.head]
    prep = above if token.dep == "pcomp" else page.tokens[above.head]
    at = (token.dep == "pcomp" or (token.dep == "acl" and above.dep == "pobj")) and prep.lower in HIT_AT
    return prep.head if at and page.tokens[prep.head].pos == "VERB" else i


def _suffers(page: Page, verb: int) -> bool:
    """Whether the subject is the one who is killed or hurt, and did nothing: "40 were killed, ... taking hostages"."""
    hurt = page.tokens[verb].lemma in ("kill", "wound", "injure", "shoot", "slay", "murder", "hurt")
    return hurt and page.child(verb, "nsubjpass") is not None and page.child(verb, "nsubj") is None


def _is_laid_to(page: Page, preposition: int, verb: int) -> bool:
    """Whether a deed is somebody's other than the subject's: "activists accuse the army of shelling the market"."""
    whose = page.tokens[preposition].lower in ("of", "for", "from")
    charged = page.tokens[verb].lemma in words(LEXICON, "frames", "charging")
    return whose and (charged or page.child(verb, "dobj") is not None)


def _beside(page: Page, i: int) -> int | None:
    """The noun right before the verb, adverbs and auxiliaries skipped; the parse often hangs it elsewhere."""
    first = page.sentences[page.tokens[i].sentence][0]
    at = i - 1
    while at >= first and page.tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    return at if at >= first and page.tokens[at].pos in ("NOUN", "PROPN") else None


def _by(page: Page, i: int) -> int | None:
    for c in page.children[i]:
        if page.tokens[c].dep == "agent" or (page.tokens[c].dep == "prep" and page.tokens[c].lower == "by"):
            return page.child(c, "pobj")
    return None


def _preps(page: Page, i: int) -> tuple[tuple[str, int], ...]:
    out: list[tuple[str, int]] = []
    todo = [c for c in page.children[i] if page.tokens[c].dep in ("prep", "prt", "advmod", "dative", "agent")]
    for c in todo:
        token = page.tokens[c]
        head = page.child(c, "pobj")
        if head is not None:
            out.append((token.lower, head))
        todo += [d for d in page.children[c] if page.tokens[d].dep == "prep"]
    return tuple(sorted(out, key=lambda p: p[1]))


def _of_noun(page: Page, i: int) -> Frame:
    agent = _by(page, i)
    if agent is None:
        agent = page.child(i, "poss")
    carrier = _support(page, i)
    preps = _preps(page, i)
    if carrier is not None:
        preps += _preps(page, carrier)
        if agent is None:
            verb = frame_of_verb(page, carrier)
            agent = verb.agent
    preps += _of_its_verb(page, i)
    laid = LAYING.get(page.tokens[page.tokens[i].head].lemma) if page.tokens[i].dep in ("dobj", "nsubjpass") else None
    preps = tuple(p for p in preps if p[0] != laid)  # "attributed the attack to the rebels"
    aimed = {p: h for p, h in reversed(preps) if page.tokens[h].lower not in words(LEXICON, "frames", "days")}
    patient = next(
        (aimed[p] for p in ("against", "on", "at", "upon", "into", "targeting", "of", "to") if p in aimed), None
    )
    return Frame(agent, patient, preps)


def _of_its_verb(page: Page, i: int) -> tuple[tuple[str, int], ...]:
    """Where a subject's verb aims: "the raids were flown against three camps", "a bomber killed nine at a market"."""
    token = page.tokens[i]
    if token.dep not in ("nsubj", "nsubjpass") or page.tokens[token.head].pos != "VERB":
        return ()
    return tuple((p, h) for p, h in _preps(page, token.head) if p in ("against", "at", "on", "into", "onto", "between"))


def _support(page: Page, i: int) -> int | None:
    token = page.tokens[i]
    above = page.tokens[token.head]
    if above.lower == "of" and page.tokens[above.head].lemma in words(LEXICON, "realis", "series"):
        token = page.tokens[above.head]  # "conducted a series of strikes"
        above = page.tokens[token.head]
    carried = token.dep in ("dobj", "nsubjpass", "obj") and above.lemma in words(LEXICON, "verbs", "carriers")
    if carried:
        return token.head
    # "Israel responded with artillery and with air raids": who answers does it.
    prep = above
    while prep.dep == "conj" and prep.pos == "ADP" and prep.head != prep.i:
        prep = page.tokens[prep.head]
    verb = page.tokens[prep.head]
    back = verb.lemma in ("hit", "strike") and any(page.tokens[c].lower == "back" for c in page.children[verb.i])
    answers = back or verb.lemma in words(LEXICON, "verbs", "answers")
    return prep.head if token.dep == "pobj" and above.lower == "with" and answers else None
