"""The test of relevance is as wide as the rules: whatever a rule reads passes, and mixed news is spared."""

import pytest

from dateline.lexicon import data
from dateline.lexicon.rules import catalogue
from dateline.model.report import Report
from dateline.wordings import relevance
from dateline.wordings.relevance import forms, is_relevant, note, was_passed_over

ALONE = {
    "events.street",
    "events.fire_on",
    "events.held",
    "casualties.hospital",
    "casualties.recovering",
    "casualties.treated",
}
"""Rules with a line that no word of violence stands in: people who sit down in a road, who come to a clinic."""
CALM = [
    "The mayor of Oru opened a library on Monday. It holds four thousand books.",
    "Shares of the Lentovar Bank rose by two percent after its report of the year.",
    "In March 2021 the council met on the 3rd and voted for a new tax.",
    "The chef took a holiday, came home, and found his kitchen in order.",
    "Ana Sol fell in love with the sea and held an exhibition of her pictures.",
]


@pytest.mark.parametrize("text", CALM)
def test_calm_news_is_spared(text):
    assert not is_relevant(Report.of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two soldiers died near Oru on Monday.",
        "TWO SOLDIERS DIED NEAR ORU.",
        "They threw grenades at the station.",
        "Rockets came down on Lentovar at dawn.",
        "Gunmen took the engineer from his car.",
        "Thousands march through Oru.",
        "THOUSANDS MARCH THROUGH ORU.",
        "A car blew up outside the ministry.",
        "Three were taken to hospital after a pistol went off.",
        "Militiamen overran the post.",
        "Nothing is off the table, the minister said.",
    ],
)
def test_what_may_tell_an_event_is_read(text):
    assert is_relevant(Report.of(text))


def test_a_title_counts_too():
    assert is_relevant(Report.of("It was at noon.", title="Bomb kills two in Oru"))


def lines():
    """Every line that a rule of events, of harm or of weapons reads."""
    for rule in catalogue().values():
        if rule.id.startswith(("events.", "casualties.")):
            yield from ((rule.id, line) for line, _ in rule.yes)


def test_whatever_the_rules_read_passes(read):
    """A line of the lexicon in which an event is read is passed over only where nothing in it is violent."""
    lost = {rule for rule, line in lines() if not is_relevant(Report.of(line)) and read(line).extraction.events}
    assert lost <= ALONE


def test_irregular_forms_are_known():
    """The annotator's own table of exceptions holds every form of the verbs that trigger."""
    from dateline.annotate import pipeline

    table = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_exc").get("verb", {})
    verbs = {v for rule in data("en/events.toml")["rule"] for v in rule.get("verbs", ())}
    lacking = {
        (form, lemma)
        for form, lemmas in table.items()
        for lemma in lemmas
        if lemma in verbs and form not in forms(lemma) and "-" not in form
    }
    assert not lacking


def test_the_note_is_told_from_other_problems():
    report = Report.of("Calm.")
    assert was_passed_over([note(report)]) and not was_passed_over([])
    assert "--all" in relevance.PASSED_OVER
