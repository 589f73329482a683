"""The grammar around a cue: who its subject is, how far the words for them reach, and whether it is said at all."""

from __future__ import annotations

from dateline.model.page import Page, ZoneKind

MODAL = frozenset(("would", "could", "should", "may", "might", "must", "can", "if", "will", "shall"))
LEFT = frozenset(
    (
        "det",
        "amod",
        "compound",
        "poss",
        "case",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "npadvmod",
        "punct",
        "neg",
    )
)
NOUNS = frozenset(("NOUN", "PROPN", "PRON"))
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
RELATIVE = frozenset(("who", "which", "that"))
STOPS = frozenset(',;:()[]—–“”"«»‘')
OF = frozenset(("of", "for", "at", "with", "from", "on"))
CLIMB = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "auxpass", "ccomp", "dep", "acomp"))
DONE = frozenset(
    (
        "go",
        "continue",
        "begin",
        "proceed",
        "quick",
        "swift",
        "fast",
        "prompt",
        "first",
        "hasten",
        "rush",
        "hurry",
        "move",
    )
)
"""Words whose "to ..." was done: "went on to say", "was quick to blame"."""
TRIED = frozenset(("seek", "try", "attempt", "appear", "seem"))
"""Words whose "to ..." was done where it lays blame or turns it off: "tried to blame the rebels"."""
LAID = {"blame": ("on",), "attribute": ("to",), "ascribe": ("to",)}
"""Words behind which the accused stands when the deed is the object ("blamed the fire on rebels")."""
ABLE = frozenset(("position", "way", "reason", "plan", "right"))
"""Nouns that somebody has or is in, whose "to ..." they do: "the mission is in no position to verify"."""
BLAME = frozenset(("blame", "accuse", "implicate", "attribute", "deny", "deflect"))
ALWAYS = frozenset(("repeatedly", "always", "consistently", "routinely", "regularly", "previously", "often", "long"))
"""Words with which a denial is not of what was told, but of ever doing so."""


def phrase(page: Page, head: int, *, joined: bool = True) -> tuple[int, int]:
    """Return the token range of the noun phrase of `head`: determiner to noun, with "of ..." behind it.

    Args:
        joined: whether "and ..." behind it belongs to it too.
    """
    return _left(page, head), _right(page, head, joined)


def named(page: Page, head: int) -> tuple[int, int]:
    """Return the range of an actor's noun: a name with its "of ...", a description only with that of a name."""
    start, end = phrase(page, head, joined=page.tokens[head].pos == "PROPN")
    whose = page.tokens[end - 1].pos == "PROPN"  # "members of the Karun Front"
    return (start, end) if page.tokens[head].pos == "PROPN" or whose else (start, head + 1)


def _left(page: Page, head: int) -> int:
    tokens = page.tokens
    start = head
    for child in page.children[head]:
        if child < head and tokens[child].dep in LEFT:
            start = min(start, page.edges[child][0])
    at = head
    first = page.sentences[tokens[head].sentence][0]
    while at > max(start, first) and tokens[at - 1].text not in STOPS:
        at -= 1
    return at


def _right(page: Page, head: int, joined: bool) -> int:
    tokens, end = page.tokens, head + 1
    for child in page.children[head]:
        if child < end:
            continue
        token = tokens[child]
        if token.dep == "prep" and token.lower in OF and child == end:
            inner = page.child(child, "pobj")
            if inner is not None:
                end = max(end, _right(page, inner, False))
                end += end < len(tokens) and tokens[end].tag == "CD" and tokens[end].head == inner  # "of Rescue 1122"
        elif joined and token.dep == "conj" and child - end <= 6 and token.pos in NOUNS:
            end = max(end, _right(page, child, True))
    return end


def noun_at(page: Page, i: int, limit: int) -> int | None:
    """Return the head of the noun phrase that begins at or soon after token `i`, before `limit`."""
    tokens = page.tokens
    for at in range(i, min(i + 8, limit)):
        token = tokens[at]
        if token.pos in ("VERB", "AUX") and at > i and "-" not in token.text and token.tag not in ("VBN", "VBG"):
            return None
        if token.pos not in NOUNS or token.dep in ("npadvmod", "poss"):
            continue
        while tokens[at].dep in ("compound", "amod", "nmod", "poss") and at < tokens[at].head < limit:
            at = tokens[at].head
        return at if tokens[at].pos in NOUNS else None
    return None


def noun_before(page: Page, i: int) -> int | None:
    """Return the noun that ends right before token `i`, adverbs, auxiliaries and dates left out."""
    tokens = page.tokens
    first = page.sentences[tokens[i].sentence][0]
    at = i - 1
    while at >= first:
        token = tokens[at]
        if is_acronym(page, at):
            break  # "IS said"
        if token.pos in ("AUX", "ADV", "PART") or token.dep in ("npadvmod", "aux", "neg"):
            at -= 1
        elif token.dep == "pobj" and tokens[token.head].lower == "on" and token.head == at - 1:
            at -= 2
        else:
            break
    return at if at >= first and (tokens[at].pos in NOUNS or is_acronym(page, at)) else None


def subject(page: Page, verb: int) -> int | None:
    """Return the head noun of whoever does `verb`, through "and", "who", "to" and participles; None if unseen.

    A subject inside another clause of speech is found by the parse; where the parse fails, the noun right before or
    right after the verb is taken.
    """
    tokens, at = page.tokens, verb
    for _ in range(5):
        found = _nearest_subject(page, at)
        if found is not None and at == verb and _is_object(page, found, verb):
            break
        if found is not None:
            inner = noun_before(page, at) if is_relative(page, found) else None
            return inner if inner is not None and inner > found else _antecedent(page, at, found)
        token = tokens[at]
        if token.dep in ("acl", "relcl") and tokens[token.head].lemma in ABLE:
            at = next((i for i in page.ancestors(at) if tokens[i].pos in ("VERB", "AUX")), at)
            continue
        if token.dep in ("relcl", "acl"):
            return token.head
        if token.dep not in CLIMB or token.head == at or token.dep == "ccomp" and at == verb:
            break
        at = token.head
        # "warned that it would answer and said": a past tense does not go on after "would".
        if tokens[at].tag == "VB" and tokens[verb].tag in ("VBD", "VBZ") and tokens[at].dep in ("ccomp", "xcomp"):
            at = tokens[at].head
    return beside(page, verb)


def _is_object(page: Page, noun: int, verb: int) -> bool:
    """Whether a noun that the parse calls a subject stands behind another verb: "killing nine people, a clerk said"."""
    start = phrase(page, noun, joined=False)[0]
    first = page.sentences[page.tokens[verb].sentence][0]
    cut = any(page.tokens[i].text == "," for i in range(noun, verb))
    spoken = noun_before(page, verb)
    return start > first and page.tokens[start - 1].pos == "VERB" and cut and spoken is not None and spoken != noun


def _nearest_subject(page: Page, verb: int) -> int | None:
    near = [c for c in page.children[verb] if page.tokens[c].dep in SUBJECTS]
    near = [c for c in near if (zone := page.zone(c)) is None or zone.kind is not ZoneKind.DATELINE]
    return min(near, key=lambda c: abs(c - verb), default=None)


def is_acronym(page: Page, i: int) -> bool:
    """Whether a word that reads as a pronoun is a body: the WHO, not "who"."""
    token = page.tokens[i]
    return token.text.isupper() and len(token.text) > 1 and not page.text(*page.sentences[token.sentence]).isupper()


def is_relative(page: Page, i: int) -> bool:
    """Whether a token is "who", "which" or "that" and no acronym; "which the army accuses" has another subject."""
    token = page.tokens[i]
    return token.lower in RELATIVE and token.tag in ("WP", "WDT", "IN") and not is_acronym(page, i)


def _antecedent(page: Page, verb: int, found: int) -> int | None:
    tokens = page.tokens
    if not is_relative(page, found):
        return found
    at = verb
    for _ in range(3):
        if tokens[at].dep in ("relcl", "acl"):
            return tokens[at].head
        at = tokens[at].head
    return noun_before(page, found - 1 if tokens[found - 1].text == "," else found) if found else None


def subject_over(page: Page, pronoun: int) -> int | None:
    """Return the body that a sentence is about, for "it" in a clause on others: "Orsa struck rebels it blamed for"."""
    tokens, verb = page.tokens, page.tokens[pronoun].head
    if tokens[pronoun].dep != "nsubj" or tokens[verb].dep != "relcl":
        return None
    above = next((a for a in page.ancestors(verb) if tokens[a].pos == "VERB"), None)
    about = page.child(above, "nsubj") if above is not None else None
    if about is None or about > pronoun or tokens[about].pos not in ("NOUN", "PROPN"):
        return None
    one = tokens[about].tag in ("NN", "NNP") and tokens[about].lower != "police"
    return about if one == (tokens[pronoun].lower == "it") or tokens[about].tag == "NNPS" else None


def beside(page: Page, verb: int) -> int | None:
    """Return the noun right before the verb ("officials said") or right behind it ("said the officer")."""
    before = noun_before(page, verb)
    if before is not None:
        return before
    end = page.sentences[page.tokens[verb].sentence][1]
    if (
        verb + 1 < end
        and page.tokens[verb].tag in ("VBD", "VBZ", "VBP")
        and page.tokens[verb + 1].pos in ("DET", "PROPN", "NOUN", "ADJ", "NUM")
    ):
        return noun_at(page, verb + 1, end)
    return None


def first_of_two(page: Page, head: int) -> int | None:
    """Return the first of two speakers whose second is `head`: "..., survivors and a clerk said"; None if alone.

    The parse ties both to what is listed before them, so that only the comma in front tells where they begin.
    """
    tokens = page.tokens
    first, start = tokens[head].head, phrase(page, head, joined=False)[0]
    if tokens[head].dep != "conj" or first >= start or tokens[first].pos not in ("NOUN", "PROPN"):
        return None
    left = phrase(page, first, joined=False)[0]
    opens = left == page.sentences[tokens[head].sentence][0] or tokens[left - 1].text in STOPS
    beside = tokens[start - 1].lower == "and" and phrase(page, first, joined=False)[1] == start - 1
    return first if opens and beside else None


def is_passive(page: Page, verb: int) -> bool:
    """Whether `verb` is in the passive: its subject is not the one who speaks."""
    token = page.tokens[verb]
    if token.dep == "conj" and token.tag == "VBN" and page.child(verb, "nsubj", "aux") is None:
        return page.child(token.head, "nsubjpass", "auxpass") is not None
    above = page.tokens[token.head]
    misread = token.dep == "acl" and above.pos == "NOUN" and above.dep in ("relcl", "ccomp")
    if misread and page.tokens[above.i - 1].lower in ("which", "that"):
        return False  # "which locals blamed on rebels", misread: no noun is a clause by itself
    marks = [c for c in page.children[verb] if page.tokens[c].dep in ("nsubjpass", "auxpass")]
    if marks and all(is_acronym(page, c) and page.tokens[c].dep == "auxpass" for c in marks):
        return False  # "IS claimed it"
    return bool(marks) or (page.tokens[verb].tag in ("VBN", "VBD") and page.tokens[verb].dep in ("acl", "amod"))


def is_habit_denied(page: Page, verb: int) -> bool:
    """Whether somebody denies doing such things at all: "has repeatedly denied attacking civilians"."""
    beside = [page.tokens[c] for c in page.children[verb] if c < verb]
    ever = page.tokens[verb].tag in ("VBZ", "VBP") or any(t.lemma == "have" or t.lower in ALWAYS for t in beside)
    return ever and denies_such(page, verb)


def denies_such(page: Page, verb: int) -> bool:
    """Whether what is denied is done to people or things at large: "denied hitting civilians"."""
    tokens = page.tokens
    deed = page.child(verb, "xcomp", "pcomp")
    whom = page.child(deed if deed is not None and tokens[deed].tag == "VBG" else verb, "dobj")
    done = deed if deed is not None else None if whom is None else page.child(whom, "amod")
    if whom is None or done is None or tokens[done].tag != "VBG" or tokens[whom].tag not in ("NNS", "NNPS"):
        return False
    return not any(tokens[c].pos in ("DET", "NUM", "PRON") for c in page.children[whom])


def agent(page: Page, verb: int) -> int | None:
    """Return the noun behind "by" of a passive verb."""
    by = page.child(verb, "agent")
    if by is None:
        by = next((c for c in page.children[verb] if page.tokens[c].lower == "by"), None)
    return page.child(by, "pobj") if by is not None else None


def doer_before(page: Page, behind: int, verb: int) -> int | None:
    """Return whoever is "behind" it at token `behind`: the noun that the word hangs on, or the subject of its verb."""
    tokens = page.tokens
    if tokens[behind].lower == "behind" and tokens[behind - 1].pos in ("NOUN", "PROPN"):
        return noun_before(page, behind)
    at = tokens[behind].head if tokens[behind].lower == "behind" else verb
    if tokens[at].pos in ("NOUN", "PROPN"):
        return at
    found = subject(page, at)
    return found if found is not None and found < behind else noun_before(page, behind)


def is_unreal(page: Page, verb: int) -> bool:
    """Whether nobody has said it yet: "would say", "is to announce", "if he says"."""
    tokens = page.tokens
    token = tokens[verb]
    if token.lemma == "call" and page.child(verb, "prep", "prt") is not None:
        return True
    if any(tokens[c].lower in ("if", "unless") for c in page.children[verb] if tokens[c].dep == "mark"):
        return True
    if token.tag == "VB":
        ahead = [tokens[c].lower for c in page.children[verb] if c < verb and tokens[c].dep in ("aux", "mark")]
        above = tokens[token.head].lemma
        went_on = "to" in ahead and (above in DONE or (above in TRIED and token.lemma in BLAME))
        return not went_on and (bool(MODAL & set(ahead)) or "to" in ahead or not ahead)
    return False


def governor(page: Page, verb: int) -> int:
    """Return the verb of the clause that a participle stands in: "reached" of "deaths verified by X reached 36"."""
    if page.tokens[verb].dep not in ("acl", "amod"):
        return verb
    return next((a for a in page.ancestors(verb) if page.tokens[a].pos in ("VERB", "AUX")), verb)


def lays_blame(page: Page, verb: int) -> bool:
    """Whether a passive names the accused itself: "a raid blamed on rebels", "shelling attributed to the army".

    Of several deeds ("a string of attacks blamed on rebels") none is this one.
    """
    beside = LAID.get(page.tokens[verb].lemma, ())
    one = page.tokens[page.tokens[verb].head].tag not in ("NNS", "NNPS")
    return one and any(page.tokens[c].lower in beside for c in page.children[verb])


def is_aside(page: Page, verb: int) -> bool:
    """Whether a passive stands beside the matter: "a plan announced in May", "after it was announced"."""
    return page.tokens[verb].dep in ("acl", "relcl", "advcl", "amod")


HEDGES = frozenset(
    (
        "about",
        "some",
        "only",
        "just",
        "nearly",
        "almost",
        "over",
        "roughly",
        "around",
        "at",
        "least",
        "more",
        "than",
        "up",
    )
)


def gap(page: Page, start: int, end: int) -> tuple[int, int, int] | None:
    """Find a second speaker whose verb is left out: "(Karun reported) 12 dead and Zarin about 30".

    Args:
        start, end: tokens of what the first one says; it must hold a figure of its own in front of the second.

    Returns:
        The second speaker's noun and the range of their figure, or None.
    """
    tokens = page.tokens
    for i in range(start + 1, end - 2):
        if tokens[i].lower not in ("and", "while", ",", ";") or not any(t.tag == "CD" for t in tokens[start:i]):
            continue
        head = i + 1
        while head + 1 < end and tokens[head + 1].pos in NOUNS and tokens[head].pos in (*NOUNS, "DET", "ADJ"):
            head += 1
        figure = head + 1
        while figure < end and tokens[figure].lower in HEDGES:
            figure += 1
        closes = figure + 1 >= end or tokens[figure + 1].text in STOPS | {"."}
        if figure < end and closes and tokens[figure].tag == "CD" and tokens[head].pos in NOUNS:
            return head, head + 1, figure + 1
    return None
