"""The steps of the trained reader that need no network: stretches, entities, groups."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.annotate import annotate
from dateline.errors import EvidenceError
from dateline.model.found import Findings
from dateline.model.report import Report
from dateline.repair import repair
from dateline.trained.entities import Entity, merge
from dateline.trained.incidents import Incident, Settings, group
from dateline.trained.marks.encoder import windows
from dateline.trained.marks.labels import HEADS, KINDS, TAGS
from dateline.trained.marks.mentions import Mention, Mentioned, decode
from dateline.trained.propose import add


def sure(question: str, answer: str) -> tuple[float, ...]:
    """Return the probabilities of somebody who is sure of an answer."""
    return tuple(0.9 if one == answer else 0.01 for one in HEADS[question])


def mention(at: int, words: str, role: str, kind: str = "BOMBING", named: str = "no", score: float = 0.9) -> Mention:
    """Return a mention that begins at token `at`."""
    parts = tuple(words.split())
    answers = {q: sure(q, HEADS[q][0]) for q in HEADS} | {"kind": sure("kind", kind), "is_name": sure("is_name", named)}
    return Mention(at, at + len(parts), role, score, at // 10, parts, answers)


def mentioned(mentions: list[Mention], apart: set[tuple[int, int]] = frozenset()) -> Mentioned:  # type: ignore[assignment]
    """Return mentions that all tell one incident, but for the pairs in `apart`."""
    together = np.full((len(mentions), len(mentions)), 0.9, np.float32)
    for i, j in apart:
        together[i, j] = together[j, i] = 0.1
    return Mentioned(tuple(mentions), together, (0.9,) * len(KINDS))


def scores(tags: list[str]) -> np.ndarray:
    """Return the scores of a network that is sure of these tags."""
    return np.array([[5.0 if tag == one else 0.0 for one in TAGS] for tag in tags], np.float32)


def test_stretches_begin_and_end_with_words() -> None:
    words = ["the", '"', "lima", "bridge", '"', "fell"]
    tags = ["O", "B-thing", "I-thing", "I-thing", "I-thing", "O"]
    assert [found[:3] for found in decode(scores(tags), words)] == [(2, 4, "thing")]


def test_two_stretches_side_by_side_stay_two() -> None:
    tags = ["B-person", "I-person", "B-person", "B-weapon"]
    found = [span[:3] for span in decode(scores(tags), ["ana", "ruiz", "priest", "rifle"])]
    assert found == [(0, 2, "person"), (2, 3, "person"), (3, 4, "weapon")]


def test_a_tag_inside_without_a_beginning_is_read() -> None:
    assert [span[:3] for span in decode(scores(["O", "I-weapon"]), ["a", "rifle"])] == [(1, 2, "weapon")]


@pytest.mark.parametrize(
    ("one", "other", "role", "named", "same"),
    [
        ("ana ruiz", "ruiz", "person", "yes", True),
        ("ana ruiz", "luis ruiz", "person", "yes", False),
        ("the old bridge", "old bridge", "thing", "no", True),
        ("bridge", "old bridge", "thing", "no", True),
        ("bridge of stone", "old bridge", "thing", "no", False),
        ("red hill front", "rhf", "organization", "no", True),
        ("red hill front", "blue front", "organization", "no", False),
        ("two armed men", "armed men", "perpetrator", "no", True),
    ],
)
def test_the_same_by_words(one: str, other: str, role: str, named: str, same: bool) -> None:
    entities = merge([mention(0, one, role, named=named), mention(30, other, role, named=named)])
    assert (len(entities) == 1) is same


def test_one_incident_holds_all() -> None:
    found = group(mentioned([mention(0, "bridge", "thing"), mention(5, "bomb", "weapon")]), Settings())
    assert [(one.kind, [e.role for e in one.members]) for one in found] == [("BOMBING", ["thing", "weapon"])]


def test_two_things_hit_apart_are_two_incidents_and_share_what_belongs_to_both() -> None:
    mentions = [mention(0, "bridge", "thing"), mention(40, "bank", "thing"), mention(60, "guerrillas", "perpetrator")]
    found = group(mentioned(mentions, {(0, 1)}), Settings())
    assert [[" ".join(e.first.words) for e in one.members] for one in found] == [
        ["bridge", "guerrillas"],
        ["bank", "guerrillas"],
    ]


def test_where_several_are_told_things_must_belong_together_more_surely() -> None:
    mentions = (mention(0, "bridge", "thing"), mention(40, "bank", "thing"))
    together = np.full((2, 2), 0.5, np.float32)
    one = Mentioned(mentions, together, (0.9,) * len(KINDS), several=-1.0)
    many = Mentioned(mentions, together, (0.9,) * len(KINDS), several=1.0)
    assert [len(group(told, Settings())) for told in (one, many)] == [1, 2]


def test_a_weapon_founds_an_incident_only_where_nothing_is_hit() -> None:
    assert len(group(mentioned([mention(0, "bomb", "weapon")]), Settings())) == 1
    assert group(mentioned([mention(0, "bomb", "weapon", score=0.3)]), Settings()) == []


def test_a_page_that_tells_nothing_gives_nothing() -> None:
    quiet = Mentioned((mention(0, "bridge", "thing"),), np.eye(1, dtype=np.float32), (0.01,) * len(KINDS))
    assert group(quiet, Settings()) == []


def test_windows_cover_every_token_and_cut_between_sentences() -> None:
    sentences = [i // 20 for i in range(1200)]
    pieces = list(range(1200))
    cut = windows(sentences, pieces, pieces)
    assert {i for start, end in cut for i in range(start, end)} == set(range(1200))
    assert all(end - start <= 506 for start, end in cut)
    assert all(end == 1200 or sentences[end] != sentences[end - 1] for _, end in cut)


@pytest.mark.parametrize(("start", "end"), [(-2, 1), (1, 1), (3, 2), (2, 90), (90, 95)])
def test_a_place_that_the_page_does_not_have_is_refused(start: int, end: int) -> None:
    page = annotate(repair(Report.of("Gunmen blew up the old bridge on Monday.", id="r")))
    bridge = replace(mention(3, "old bridge", "thing"), start=start, end=end)
    incident = Incident("BOMBING", (0.9,), "ACCOMPLISHED", "-", (Entity("thing", (bridge,), (0,)),))
    with pytest.raises(EvidenceError, match="are not on a page of 9"):
        add(page, Findings(), (), (), [incident])
