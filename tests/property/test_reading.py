"""Any text, also news broken by noise: `extract` never raises, and every quotation is the exact published words."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.evaluate.bench import evidence, holds
from dateline.export.record import as_dict
from dateline.model.claim import WHEN
from dateline.model.report import Report
from dateline.pipeline import extract, extract_all

SENTENCES = [
    "KIRKUK, Iraq (Delta) - Militants fired 30 rockets at Camp Oru on Monday, killing two soldiers and a medic. ",
    "Eighteen of the rockets landed inside the base, and at least 12 people were wounded, the army said. ",
    "No group has claimed responsibility, but the minister blamed the Taliban. ",
    "The Taliban denied any role in the attack. ",
    "Gen. Ivo Brandt declined to say whether the dead were engineers. ",
    "In response, jets bombed five bases near Mosul on Tuesday. ",
    "The ministry's register counts 40 soldiers killed since 2019. ",
    "Sgt. Ana Vey, 34, of Dunmore, was among the dead. ",
    "“We will answer,” a spokesman vowed. “They will pay.” ",
    "GUNMEN KILLED TWO POLICEMEN IN LIMA, THE ARMY SAID. ",
    "By Ruth Calder\n",
    "If rebels attack again, more than a dozen villages could be hit 15 miles north of Baghdad. ",
]
NOISE = [
    "&quot;", ",quot;", "&amp;#8217;", "&#x1F691;", "amp;", "â€™", "Ã¢â‚¬â„¢",
    "🚑", "👩\u200d👩\u200d👧", "🇺🇸", "\u202eמרגמה\u202c", "قتل ثلاثة", "\u200f", "e\u0301", "İ", "ﬁ",
    "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "\ufeff", "\u200b", "\xad", "\r", "\r\n", "\n\n", "\t", "\ud800",
    "x" * 3_000, "9" * 500, "?!" * 50, "((((", "“", "”", "'", "<b>", "--", "…",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(NOISE), st.text(max_size=6))
WORDS = [
    path.read_text(encoding="utf-8").split(" ")
    for path in sorted((Path(__file__).parents[1] / "gold").glob("[cdfw]*/*.txt"))
]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@st.composite
def broken_news(draw):
    """Sentences with noise between them and inside them."""
    text = "".join(draw(st.lists(PIECES, max_size=10)))
    for noise in draw(st.lists(st.sampled_from(NOISE), max_size=3)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + noise + text[at:]
    return text.replace("\x00", "")


@given(broken_news(), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@QUICK
def test_any_text_is_read_and_quoted_exactly(text, published):
    report = Report.of(text, published=published)
    extraction = extract(report)
    assert extraction.report == report
    for where, found in evidence(extraction):
        assert holds(report, found), where
    told = {event.id for event in extraction.events}
    assert {claim.event for claim in extraction.claims} <= told
    assert {end for link in extraction.links for end in (link.source, link.target)} <= told
    assert as_dict(extraction)["report"]["id"] == report.id


@given(st.lists(broken_news(), min_size=2, max_size=4))
@settings(QUICK, max_examples=10)
def test_reports_read_together_are_read_as_they_are_alone(texts):
    reports = [Report.of(text, id=str(n)) for n, text in enumerate(texts)]
    assert list(extract_all(reports)) == [extract(report) for report in reports]


@given(st.sampled_from(SENTENCES), st.sampled_from(["1900-01-01", "9999-12-31", "0001-01-01"]))
@settings(QUICK, max_examples=12)
def test_the_ends_of_the_calendar_break_nothing(sentence, day):
    extraction = extract(
        Report.of(f"{sentence}Last year and 200 years ago two men died on Monday.", published=date.fromisoformat(day))
    )
    assert all(claim.value.earliest is None or claim.value.latest for claim in extraction.claims if claim.slot is WHEN)


@pytest.mark.parametrize(
    "text",
    [
        "The troops came under fire", "They mourned in Oru’s", "The army denied having", "The group denied having not",
        "The army dismissed claims that", "MEMBERS MOURNED AMIRA AND HER CHILDREN. AMIRA’S", "Militants fire",
    ],
)  # fmt: skip
def test_a_report_may_end_in_any_word(text):
    assert extract(Report.of(text)).report.text == text


@st.composite
def cut_news(draw):
    """Some words of a report, torn off anywhere, with or without the stop, in capitals or not."""
    words = draw(st.sampled_from(WORDS))
    start = draw(st.integers(0, len(words) - 1))
    text = " ".join(words[start : start + draw(st.integers(1, 40))])
    text = text.upper() if draw(st.booleans()) else text
    return text.rstrip(".,;:") if draw(st.booleans()) else text


@given(cut_news())
@settings(QUICK, max_examples=150)
def test_a_report_torn_off_anywhere_is_read(text):
    report = Report.of(text)
    for where, found in evidence(extract(report)):
        assert holds(report, found), where
