"""Text as it comes: whatever the characters, reading ends, and every quotation is in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.evaluate.bench import evidence, holds
from dateline.model.report import Report
from dateline.pipeline import extract

ODD = {
    "empty": "",
    "blank": " \t\r\n \n",
    "punctuation": "... -- !!! ,quot; &amp; &#8217;",
    "emoji": "🚀 hit 🏥, killing 3️⃣ people 👨‍👩‍👧 on Tuesday.",
    "controls": "Two soldiers\x00 were\x07 killed\x1b[31m near\x7f Balad.",
    "right to left": "قتل ثلاثة جنود. Three soldiers were killed. \u202etxet desrever\u202c",
    "combining": "K\u0301a\u0308bul: two me\u0301n were killed.",
    "carriage returns": "KABUL -\r\nTwo soldiers were killed\r\nin a blast\r\non Monday.\r\n",
    "nothing but digits": "12 34 56 7,890 3.14 1/2 24-7 2020-03-12 0 00 000",
    "one long word": "a" * 20_000,
    "one long line": "Two soldiers were killed in a blast. " * 400,
    "many short lines": "killed\n" * 2_000,
    "shouting": "GUNMEN KILLED TWO POLICEMEN IN LIMA ON MONDAY, THE ARMY SAID. NO ONE CLAIMED IT.",
    "lower case": "gunmen killed two policemen in lima on monday, the army said.",
    "quotes that never close": 'He said "they killed three and "wounded four, and "that is all.',
    "brackets": "((((Two [three] (four) soldiers)))) were {killed} <b>today</b>.",
    "huge number": f"{'9' * 400} people were killed and one hundred thousand million billion were wounded.",
    "impossible dates": "On February 31, 2019, and 99/99/9999, and the year 0, two men were killed.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_read(text):
    check(text)


WORDS = [
    "killed",
    "two",
    "more than",
    "a dozen",
    "soldiers",
    "rockets",
    "hit",
    "Balad",
    "on Tuesday",
    "said",
    "the",
    "Gen.",
]
WORDS += [
    "John Smith",
    "denied",
    "claimed responsibility",
    "no one",
    "was",
    "and",
    ",",
    ".",
    ",quot;",
    "\n",
    "–",
    "A US",
    "(34)",
]
WORDS += [
    "since",
    "in response to",
    "15 miles north of",
    "Taliban",
    "wounded",
    "as many as",
    "19",
    "of",
    "in",
    "attack",
    '"',
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_news_words_in_any_order_are_read(words):
    check(" ".join(words))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_text_is_read(text):
    check(text)


def check(text):
    report = Report.of(text)
    extraction = extract(report)
    for where, found in evidence(extraction):
        assert holds(report, found), where
