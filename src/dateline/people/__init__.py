"""Named people on a page: every mention, and one merged person for all mentions of the same one."""

from dateline.lexicon import load
from dateline.model.found import Found, PersonSeen
from dateline.model.page import Page
from dateline.people.chains import Chain, add_surnames, merged
from dateline.people.details import person
from dateline.people.mentions import found
from dateline.people.pronouns import referring

load("en/people.toml")


def find(page: Page) -> tuple[Found[PersonSeen], ...]:
    """Find every mention of a named person, in text order; mentions of one person share a `chain`."""
    mentions = found(page)
    chains = merged(page, mentions)
    if not chains:
        return ()
    add_surnames(page, chains)
    starts = frozenset(m.start for c in chains for m in c.mentions)
    persons = {c.number: PersonSeen(person(page, c, starts), c.number) for c in chains}
    out = [Found(m.start, m.end, persons[c.number], m.rule) for c in chains for m in c.mentions]
    places: list[tuple[int, int, Chain]] = [(f.start, f.end, chains[f.value.chain]) for f in out]
    out += [
        Found(start, end, persons[c.number], rule)
        for start, end, c, rule in referring(page, sorted(places, key=lambda p: p[:2]))
    ]
    return tuple(sorted(out, key=lambda f: (f.start, f.end)))
