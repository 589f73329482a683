"""From tokens to mentions: stretches of words with a role, and how surely two of them tell one incident."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.trained.marks.encoder import Encoder, Floats
from dateline.trained.marks.labels import HEADS, KINDS, TAGS
from dateline.trained.marks.phrases import whole
from dateline.trained.marks.words import Words

WIDENED = ("perpetrator", "organization", "thing", "person")
"""Roles that noun phrases have; a weapon, a place or a day is named in few words."""
BOLDNESS = 0.0
"""How much the score of "no role" is lowered before roles are chosen. Found on held-out messages of MUC-4 DEV."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens `[start, end)` that plays a role in an incident.

    Attributes:
        score: the mean probability of the role over the tokens.
        answers: for each question of `HEADS`, the probability of each answer.
    """

    start: int
    end: int
    role: str
    score: float
    sentence: int
    words: tuple[str, ...]
    answers: dict[str, tuple[float, ...]] = field(repr=False)

    @property
    def is_name(self) -> bool:
        """Whether a person is named here, not described."""
        return self.answers["is_name"][1] > 0.5


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The mentions of a page, in the order of its text.

    Attributes:
        together: the probability that mentions `i` and `j` tell one incident, by their places in `mentions`.
        kinds: the probability that the page tells an incident of each of `KINDS`.
        several: the log-odds that it tells more than one.
    """

    mentions: tuple[Mention, ...]
    together: Floats
    kinds: tuple[float, ...]
    several: float = 0.0


def find(page: Page, found: Findings, encoder: Encoder, words: Words) -> Mentioned:
    """Find the mentions of a page.

    Returns:
        Their token ranges do not overlap, begin and end with a word, and hold no more than a network's window.
    """
    if not page.tokens:
        return Mentioned((), np.zeros((0, 0), np.float32), (0.0,) * len(KINDS))
    encoded, asked = encoder.read(page), words.ask(page, found)
    spans = widened(page, decode(encoded.roles, [token.lower for token in page.tokens]))
    kinds = tuple(shifted(float(kind), words.trust * asked["told"]) for kind in encoded.kinds)
    if not spans:
        return Mentioned((), np.zeros((0, 0), np.float32), kinds, asked["several"])
    judged = encoder.judge(encoded, [span[:2] for span in spans], [span[2] for span in spans])
    mentions = tuple(
        Mention(
            start,
            end,
            role,
            score,
            page.tokens[start].sentence,
            tuple(t.lower for t in page.tokens[start:end]),
            {question: tuple(map(float, judged.answers[question][i])) for question in HEADS},
        )
        for i, (start, end, role, score) in enumerate(spans)
    )
    together = np.eye(len(mentions), dtype=np.float32)
    pairs = [(i, j) for i in range(len(mentions)) for j in range(len(mentions)) if i != j]
    if pairs:
        left, right = [i for i, _ in pairs], [j for _, j in pairs]
        shown = np.array([seen(mentions[i], mentions[j]) for i, j in pairs], np.float32)
        together[left, right] = encoder.together(judged.vectors[left], judged.vectors[right], shown)
    return Mentioned(mentions, ((together + together.T) / 2).astype(np.float32), kinds, asked["several"])


def shifted(chance: float, by: float) -> float:
    """Return a probability moved by so much on the scale of log-odds.

    >>> round(shifted(0.5, 1.0), 3), round(shifted(0.9, 0.0), 3)
    (0.731, 0.9)
    """
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(math.log(chance / (1 - chance)) + by)))


def decode(scores: Floats, words: list[str]) -> list[tuple[int, int, str, float]]:
    """Read the best tag of each token as stretches: start, end, role and the mean probability of the role."""
    lowered = scores.astype(np.float64)
    lowered[:, 0] -= BOLDNESS
    chances = np.exp(lowered - lowered.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    tags = [TAGS[best] for best in chances.argmax(1)]
    out = []
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] != "O":
            role = tags[start][2:]
            while end < len(tags) and tags[end] == f"I-{role}":
                end += 1
            first, last = _trimmed(words, start, end)
            if first < last:
                both = [TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")]
                out.append((first, last, role, float(chances[first:last, both].sum(1).mean())))
        start = end
    return out


def widened(page: Page, spans: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """Take each stretch as its whole phrase (`phrases.whole`); two of a role that then overlap become one."""
    out: list[tuple[int, int, str, float]] = []
    for start, end, role, score in spans:
        if role in WIDENED:
            start, end = whole(page, start, end)
        if out and start < out[-1][1]:
            if out[-1][2] == role:
                out[-1] = (min(start, out[-1][0]), max(end, out[-1][1]), role, max(score, out[-1][3]))
                continue
            start = out[-1][1]
        if start < end:
            out.append((start, end, role, score))
    return out


def _trimmed(words: list[str], start: int, end: int) -> tuple[int, int]:
    """Leave out marks at either end."""
    while start < end and not words[start][:1].isalnum():
        start += 1
    while start < end and not words[end - 1][-1:].isalnum():
        end -= 1
    return start, end


def seen(one: Mention, other: Mention) -> list[float]:
    """What is seen of a pair: how far apart, in how many sentences, whether the words are the same, which comes first.

    `tools/trained/train.py` trains on the same eight.
    """
    sentences = abs(one.sentence - other.sentence)
    return [
        math.log1p(abs(one.start - other.start)) / 6,
        float(sentences == 0),
        float(sentences == 1),
        min(sentences, 10) / 10,
        float(one.words == other.words),
        float(one.words[-1] == other.words[-1]),
        float(one.start < other.start),
        1.0,
    ]
