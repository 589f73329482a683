"""Any bytes through every source reader, and any text through repair, spans and the whole reading: an answer, always.

DATELINE_FUZZ=100000 runs so many examples of each instead of a few (tools/fuzz.py runs them guided by coverage).
"""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.evaluate.bench import evidence, holds
from dateline.model.extraction import Refused
from dateline.pipeline import extract
from dateline.repair import repair
from dateline.sources import given_report, read_sources
from dateline.sources.draft import TEXT_LIMIT

MANY = int(os.environ.get("DATELINE_FUZZ", "60"))
FEW = max(10, MANY // 6)
"""The whole reading costs a hundred times what parsing costs."""
CALM = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}
SENTENCES = [
    "LENTOVAR - Militants fired 30 rockets at Camp Oru on Monday, killing two soldiers and a medic. ",
    "At least 12 people were wounded, the army said. The Red Arrow denied any role. ",
]
MARKS = [
    "<html>", "<body>", "<article>", "<p>", "</p>", "<script type='application/ld+json'>",
    "</script>", "<meta name='", "'>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml version='1.0' encoding='", "'?>", "<!DOCTYPE x [<!ENTITY e 'e'>]>",
    "&e;", "&#x0;",
    '{"text": "', '"}', "\n", "\r\n", "[", "]", '{"file": "', "..", "/etc/hostname", '", "published": "2020-02-31"',
    "\\ud800", "\\u0000", "1e999", "charset=utf-7", "charset=utf-16", "\ufeff", "🚑", "\u202e", "İ", "\x00", "\x1b",
    "&quot;", ",quot;", "â€™", "e\u0301", '"' * 40, "(" * 40, "9" * 90,
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(MARKS), st.text(max_size=8))
TEXTS = st.lists(PIECES, max_size=12).map("".join)
ENCODED = st.tuples(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "shift_jis", "koi8-r"])).map(
    lambda one: one[0].encode(one[1], "replace")
)
BYTES = st.one_of(ENCODED, st.binary(max_size=300), st.tuples(ENCODED, st.binary(max_size=20)).map(b"".join))
ENDINGS = [".txt", ".html", ".htm", ".jsonl", ".csv", ""]


@given(BYTES, st.sampled_from(ENDINGS))
@settings(max_examples=MANY, **CALM)
def test_any_bytes_give_reports_or_refusals(raw, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"given{ending}")
        path.write_bytes(raw)
        found = list(read_sources([path]))
    assert len(found) == 1 or (ending == ".jsonl" and found)
    for one in found:
        assert one.why if isinstance(one, Refused) else (len(one.text) <= TEXT_LIMIT and "\0" not in one.text)


@given(TEXTS)
@settings(max_examples=MANY, **CALM)
def test_any_text_is_repaired_and_maps_back(text):
    report, _ = given_report(text)
    repaired = repair(report)
    for at in range(len(repaired.text)):
        span = repaired.source(at, at + 1)
        assert 0 <= span.start < span.end <= len(report.text)


@given(TEXTS)
@settings(max_examples=FEW, **CALM)
def test_any_text_is_read_and_quoted(text):
    report, _ = given_report(text)
    for where, found in evidence(extract(report)):
        assert holds(report, found), where


@given(TEXTS, st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=MANY, **CALM)
def test_a_browser_marks_the_same_characters(text, start, length):
    """Code points to UTF-16 units and back: what the page highlights is what the ledger quotes."""
    report, _ = given_report(text)
    words = report.text[start : start + length]
    before, inside = (len(part.encode("utf-16-le")) for part in (report.text[:start], words))
    assert report.text.encode("utf-16-le")[before : before + inside].decode("utf-16-le") == words
