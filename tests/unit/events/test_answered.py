"""What an event is said to answer is another event, though it was told last."""

from datetime import date

import pytest

import dateline

ANSWERS = [
    "Jets bombed the coast near Baquba on Saturday. It was a direct response to the attack on the Marn Halcyon.",
    "Jets bombed the coast near Baquba on Saturday. A general called the raid “a just reply” to the attack on a bus.",
    "Jets bombed the coast near Baquba on Saturday. The raid was announced as an answer to the attack on a bus.",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_what_is_answered_is_another_event(text):
    reading = dateline.read(text, published=date(2031, 3, 11))
    struck = next(e for e in reading.events if e.kind.value == "air_strike")
    assert "attack" not in [w.exact for w in (struck.trigger, *struck.mentions)]


def test_a_promised_answer_to_the_news_is_to_the_news():
    text = "Rockets hit a base near Baquba on Saturday. The minister promised a response to the attack."
    (event,) = (e for e in dateline.read(text, published=date(2031, 3, 11)).events if e.kind.value != "threat")
    assert "attack" in [w.exact for w in event.mentions]


def test_a_ship_that_an_article_names_is_what_was_hit():
    reading = dateline.read("A missile hit the Marn Halcyon in the Red Sea on Thursday.", published=date(2031, 3, 11))
    assert [t.name for t in reading.events[0].targets] == ["Marn Halcyon"]


def test_a_bomb_in_a_car_is_no_state_s_bombing():
    text = "The ministry says 14 people died in the US bombing near Baquba on Saturday. Do not ask me of the car bomb."
    told = [
        [w.exact for w in (e.trigger, *e.mentions)] for e in dateline.read(text, published=date(2031, 3, 11)).events
    ]
    assert not any("car bomb" in words and "bombing" in words for words in told)
