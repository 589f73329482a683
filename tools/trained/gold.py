"""The answer keys of MUC-4 DEV as mentions: tokens with a role, the incidents that they tell, and answers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.evaluate.coded.sets import MONTHS, day_of
from dateline.model.found import Found
from dateline.model.page import Page
from dateline.model.when import When
from dateline.trained.marks.labels import HEADS, ROLES

SLOTS = {
    2: "date",
    3: "place",
    4: "kind",
    5: "stage",
    6: "weapon",
    7: "weapon type",
    8: "category",
    9: "perpetrator",
    10: "organization",
    11: "confidence",
    12: "thing",
    13: "thing type",
    16: "damage",
    18: "name",
    19: "description",
    20: "person type",
    23: "fate",
}
"""The slots of a key that are learned from, by number."""
STRINGS = {
    "perpetrator": ("perpetrator", {}),
    "organization": ("organization", {"confidence": "confidence"}),
    "thing": ("thing", {"thing": "thing type", "damage": "damage"}),
    "name": ("person", {"person": "person type", "fate": "fate"}),
    "description": ("person", {"person": "person type", "fate": "fate"}),
    "weapon": ("weapon", {"weapon": "weapon type"}),
}
"""For each slot of strings the role of its words, and the slots that answer a question about them."""
HELD = 12
"""Messages in a hundred that are held out of training, to tune on."""
_SLOT = re.compile(r"(\d+)\.\s+[A-Z :\-/]+?(?:\s{2,}(.*))?$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_MESSAGE = re.compile(r"(?:DEV|TST\d)-MUC\d-\d{4}")
Template = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention: tokens `[start, end)`, its role, its incidents (by place in the key), what is known of it."""

    start: int
    end: int
    role: str
    incidents: frozenset[int]
    answers: dict[str, tuple[str, ...]] = field(hash=False)


def is_held(message: str) -> bool:
    """Whether a message is held out, by its name alone."""
    return int(hashlib.md5(message.encode(), usedforsecurity=False).hexdigest(), 16) % 100 < HELD


def keys(folder: Path) -> dict[str, list[Template]]:
    """Read the keys of a folder: for each message its templates; irrelevant messages have none."""
    out: dict[str, list[Template]] = {}
    slot: list[str] = []
    for path in sorted(folder.glob("key-*")):
        for line in path.read_text("latin-1").splitlines():
            numbered = None if line.startswith(";") else _SLOT.match(line)
            if numbered and int(numbered[1]) == 0:
                current: Template = {}
                named = _MESSAGE.search(line)
                if named:
                    out.setdefault(named[0], []).append(current)
            elif numbered:
                slot = current.setdefault(SLOTS.get(int(numbered[1]), "-"), [])
                slot += [numbered[2].strip()] if numbered[2] else []
            elif line.strip() and not line.startswith(";"):
                slot.append(line.strip())
    return {name: [t for t in found if t.get("kind", ["*"])[:1] != ["*"]] for name, found in out.items()}


def fillers(lines: list[str]) -> list[str]:
    """Return the fillers of a slot; one that runs over several lines is joined."""
    out: list[str] = []
    for line in lines:
        open_quote = bool(out) and out[-1].replace('\\"', "").count('"') % 2 == 1
        if out and (open_quote or line.startswith("/") or out[-1].endswith("/")):
            out[-1] += " " + line
        else:
            out.append(line)
    return [one for one in out if one not in ("-", "*", "")]


def options(lines: list[str]) -> tuple[str, ...]:
    """Return the alternatives of a set fill.

    >>> options(["ACCOMPLISHED / ?ATTEMPTED"])
    ('ACCOMPLISHED', 'ATTEMPTED')
    """
    return tuple(one.strip().lstrip("?").strip() for one in " ".join(lines).split("/") if one.strip())


def strings(filler: str) -> list[str]:
    """Return the alternatives of a string, without the cross-reference behind a colon."""
    own = re.sub(r'(?<="):\s*\??\s*".*$', "", filler)
    return [re.sub(r"\s+", " ", s.replace('\\"', '"')).strip() for s in _QUOTED.findall(own)]


def answers(template: Template, slot: str, names: list[str]) -> tuple[str, ...]:
    """Return the set fills of a slot that point at one of these names, the first alternative of each."""
    out = []
    for filler in fillers(template.get(slot, [])):
        value, _, rest = filler.partition(":")
        pointed = {re.sub(r"\s+", " ", s.replace('\\"', '"')).strip() for s in _QUOTED.findall(rest)}
        if pointed & set(names):
            out.append(value.split("/")[0].strip().lstrip("?").strip())
    return tuple(out)


def mentions(page: Page, dates: tuple[Found[When], ...], templates: list[Template]) -> list[Gold]:
    """Return the mentions of a message: wherever the words of a filler stand, the longest of overlapping ones."""
    stream = Stream(page)
    found: dict[tuple[int, int, str], tuple[set[int], dict[str, tuple[str, ...]]]] = {}
    for i, template in enumerate(templates):
        for start, end, role, known in _told(stream, dates, template):
            incidents, answered = found.setdefault((start, end, role), (set(), {}))
            incidents.add(i)
            for question, answer in known.items():
                if answer:
                    answered.setdefault(question, answer)
    out: list[Gold] = []
    taken: set[int] = set()
    for start, end, role in sorted(found, key=lambda k: (k[0] - k[1], ROLES.index(k[2]))):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            incidents, answered = found[start, end, role]
            out.append(Gold(start, end, role, frozenset(incidents), answered))
    return sorted(out, key=lambda g: g.start)


def _told(stream: Stream, dates: tuple[Found[When], ...], template: Template):  # noqa: ANN202 - a generator of tuples
    for slot, (role, asked) in STRINGS.items():
        for filler in fillers(template.get(slot, [])):
            names = strings(filler)
            known = {question: answers(template, where, names) for question, where in asked.items()}
            if role == "person":
                known["is_name"] = (HEADS["is_name"][slot == "name"],)
            for start, end in {span for name in names for span in stream.find(name)}:
                yield start, end, role, known
    for option in options(template.get("place", [])):
        inner = re.sub(r"\s*\([^)]*\)?", "", option.split(":")[-1]).strip() if ":" in option else ""
        for start, end in stream.find(inner):
            yield start, end, "place", {}
    days = {exact for option in options(template.get("date", [])) if (exact := _days(option))}
    for one in dates:
        if one.value.placed and (one.value.earliest, one.value.latest) in days:
            yield one.start, one.end, "date", {}


def _days(option: str) -> tuple[date, date] | None:
    """Return the first and last day of "12 JAN 90" or "12 JAN 90 - 14 JAN 90"; None for "- 12 JAN 90".

    A day that no calendar has ("31 SEP 89" stands in a key) is none.
    """
    if option.startswith("-"):
        return None
    told = re.findall(rf"(\d\d?) ({'|'.join(MONTHS)}) (\d\d)", option)
    try:
        days = [day_of(1900 + int(year), month, int(day)) for day, month, year in told]
    except ValueError:
        return None
    return (days[0], days[-1]) if days else None


class Stream:
    """The letters and digits of a page with the token of each, to find words whatever marks stand between them."""

    def __init__(self, page: Page) -> None:
        letters: list[str] = []
        self._token: list[int] = []
        for token in page.tokens:
            told = [c for c in token.text.upper() if c.isalnum()] + [" "]
            letters += told
            self._token += [token.i] * len(told)
        self._letters = "".join(letters)

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return the token ranges at which words stand."""
        parts = re.findall(r"[A-Z0-9]+", words.upper())
        if not parts:
            return []
        pattern = r"(?<![A-Z0-9])" + r"\s*".join(map(re.escape, parts)) + r"(?![A-Z0-9])"
        return [(self._token[m.start()], self._token[m.end() - 1] + 1) for m in re.finditer(pattern, self._letters)]
