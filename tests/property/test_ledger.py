"""Whatever a report holds, its quotations go into the ledger and come out of it as they were."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.export.book import book
from dateline.export.html.report import page
from dateline.export.record import as_dict
from dateline.ledger import Ledger
from dateline.ledger.together import merge
from dateline.model.claim import TARGET, Claim, Target
from dateline.model.event import Event, Kind
from dateline.model.extraction import Extraction
from dateline.model.report import Report, Span, cited

ODD = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("🚑\u202e\u0301\ufeff\r\n'\"<&İﷺ")), min_size=1
)


@st.composite
def extractions(draw):
    report = Report.of(draw(ODD), title=draw(st.none() | ODD))
    assume("\0" not in report.text + (report.title or ""))
    ends = st.integers(0, len(report.text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted).filter(lambda s: s[0] < s[1]), min_size=1, max_size=4))
    words = [report.cite(Span(*span), "test.rule") for span in spans]
    event = Event.of(Kind.ATTACK, words[0], tuple(words[1:]))
    return Extraction(report, (event,), (Claim(event.id, TARGET, Target(words[-1].exact), cited(*words)),))


@settings(max_examples=100, deadline=None)
@given(extractions())
def test_what_goes_in_comes_out(extraction):
    with Ledger.open(":memory:") as ledger:
        assert ledger.add(extraction)
        assert ledger.extraction(extraction.report.id) == extraction
        assert ledger.verify() == []


@settings(max_examples=100, deadline=None)
@given(extractions())
def test_exports_quote_exactly_and_never_fail(extraction):
    text = extraction.report.text
    event = as_dict(extraction)["events"][0]
    for words in (event["trigger"], *event["targets"][0]["evidence"]):
        assert text[words["start"] : words["end"]] == words["exact"]
    assert page(book(merge([extraction]), [extraction])).endswith("</html>\n")
