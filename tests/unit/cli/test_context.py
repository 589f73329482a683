"""Quotations in their sentences, and values in words."""

from datetime import date

import pytest

from dateline.cli.terminal.context import in_context
from dateline.export.words import in_words, number
from dateline.model.estimate import Estimate
from dateline.model.report import Report, Span
from dateline.model.when import Precision, When
from dateline.model.where import Place, PlacePrecision

TEXT = "First one. Then Gen. Sol said “go.” Two died\nin Oru. Last."


def context(*words):
    return in_context(Report.of(TEXT), [Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words])


def test_the_sentence_is_cut_at_its_ends():
    assert context("First") == ["⟦First⟧ one."]
    assert context("Two", "died") == ["⟦Two⟧ ⟦died⟧"]
    assert context("Last.") == ["⟦Last.⟧"]


def test_words_across_a_line_end_stay_whole():
    assert context("died\nin") == ["Two ⟦died in⟧ Oru."]


def test_overlapping_words_are_marked_once():
    assert context("Two died", "died") == ["⟦Two died⟧"]


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (Estimate.exactly(3), "3"),
        (Estimate.exactly(0), "0"),
        (Estimate(13, 13, None), "13+"),
        (Estimate(None, 30, 30), "up to 30"),
        (Estimate(4, None, 25), "4–25"),
        (Estimate(30, 30, 30, "about", True), "~30"),
        (None, ""),
    ],
)
def test_numbers_as_said(estimate, said):
    assert number(estimate) == said


def test_values_in_words():
    assert in_words(Estimate(10, 10, None, "at least")) == "low 10, best 10, high open, hedge at least"


def test_a_rank_and_initials_end_no_sentence():
    text = "Calm. It was quiet, said Dr. J. Sol of the U.S. Army. Two died."
    (line,) = in_context(Report.of(text), [Span(text.index("quiet"), text.index("quiet") + 5)])
    assert line == "It was ⟦quiet⟧, said Dr. J. Sol of the U.S. Army."


def test_places_and_days_in_words():
    place = Place("Oru", "city", PlacePrecision.PLACE, "IQ", ("IQ",), 1.5, 2.5, ("North", "Iraq"), id="gn:1")
    assert in_words(place) == "Oru, North, Iraq; kind city; precision place; lat 1.5, lon 2.5; country IQ; gn:1"
    assert (
        in_words(When(date(2020, 3, 9), date(2020, 3, 9), Precision.DAY, "2020-03-09")) == "2020-03-09, precision day"
    )
