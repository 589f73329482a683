"""Lines to pages: where lines are cut, where sentences start, and that every token is the published characters."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate import annotate, annotate_all
from dateline.annotate.annotator import cut_lines
from dateline.model.page import Edit, Repaired, Zone, ZoneKind
from dateline.model.report import Report, Span
from dateline.repair import repair


def raw(text, *zones):
    """A page of the text as it is: nothing repaired."""
    return annotate(Repaired.of(Report.of(text), (), zones))


def sentences(page):
    return [page.text(first, last) for first, last in page.sentences]


def lemma(text, word):
    return next(t.lemma for t in raw(text).tokens if t.text == word)


def test_lines_are_cut_at_line_breaks_and_after_datelines():
    text = "Rebels shell Orsa\n\nORSA (Delta) - Troops found two shells.\nNobody was hurt."
    dateline = Zone(text.index("ORSA"), text.index("Troops"), ZoneKind.DATELINE, ("Orsa",))
    lines = cut_lines(Repaired.of(Report.of(text), (), (dateline,)))
    assert [line for _, line in lines] == [
        "Rebels shell Orsa",
        "\nORSA (Delta) - ",
        "Troops found two shells.",
        "\nNobody was hurt.",
    ]
    assert all(text[start : start + len(line)] == line for start, line in lines)


def test_a_number_before_a_bracket_is_no_smiley():
    assert [t.text for t in raw("Orsa (August 8) fell.").tokens] == ["Orsa", "(", "August", "8", ")", "fell", "."]


def test_a_headline_is_not_cut_off_like_a_dateline():
    text = "Rebels shell Orsa - army"
    assert len(cut_lines(Repaired.of(Report.of(text), (), (Zone(0, 12, ZoneKind.HEADLINE),)))) == 1


def test_no_parse_runs_across_a_dateline():
    page = annotate(repair(Report.of("DUNMORE (Delta) - Troops found two shells on Monday.")))
    troops = next(t for t in page.tokens if t.text == "Troops")
    assert all(page.tokens[t.head].sentence == t.sentence for t in page.tokens)
    assert page.text(*page.sentences[troops.sentence]) == "Troops found two shells on Monday."


def test_tokens_are_the_published_characters():
    report = Report.of("The army&#8217;s base,quot; at Orsa&quot; was hit\r\nby Cpl Ana Vey's 12 rockets.")
    page = annotate(repair(report))
    for token in page.tokens:
        evidence = page.evidence(token.i, token.i + 1, "test")
        assert evidence.exact == report.text[evidence.span.start : evidence.span.end]
    at = next(t.i for t in page.tokens if t.text == "rockets")
    assert page.evidence(at - 1, at + 1, "test").exact == "12 rockets"
    assert page.evidence(0, 2, "test").exact == "The army"


def test_a_repaired_word_is_quoted_as_published():
    edit = Edit(Span(4, 9), "rebels", "test")
    page = annotate(Repaired.of(Report.of("Two rebls fell."), (edit,)))
    rebels = page.tokens[1]
    assert (rebels.text, rebels.lemma) == ("rebels", "rebel")
    assert page.evidence(1, 2, "test").exact == "rebls"


@pytest.mark.parametrize(
    "name",
    [
        "Gen. Ivo Brandt",
        "Sgt. Ana Vey",
        "Lt. Col. Mara Oduya",
        "LT. IVO BRANDT",
        "Sen. Ruth Calder",
        "Mt. Ardun",
        "No. 4",
    ],
)
def test_no_sentence_ends_after_an_abbreviation_before_a_name(name):
    page = raw(f"Guards met {name} at the gate. Nobody was hurt.")
    assert sentences(page) == [f"Guards met {name} at the gate.", "Nobody was hurt."]
    first = name.split(".")[0] + "."
    assert first in [t.text for t in page.tokens], "the full stop stays with its abbreviation"


def test_a_sentence_may_end_in_a_word_that_is_no_abbreviation():
    assert sentences(raw("The blast shook Orsa. Guards ran.")) == ["The blast shook Orsa.", "Guards ran."]


@pytest.mark.parametrize(
    ("text", "word", "base"),
    [
        ("Jets hit two bases on Monday.", "bases", "base"),
        ("Three policemen fell.", "policemen", "policeman"),
        ("Gunmen fled.", "Gunmen", "gunman"),
        ("He was slain at home.", "slain", "slay"),
        ("The army shelled two villages.", "shelled", "shell"),
    ],
)
def test_base_forms(text, word, base):
    assert lemma(text, word) == base


def test_reports_keep_their_order_across_batches():
    texts = [f"Report {n}: {n} shells fell.\n" + "Nobody was hurt.\n" * (n % 5) for n in range(21)]
    pages = list(annotate_all(repair(Report.of(text, id=str(n))) for n, text in enumerate(texts)))
    assert [page.report.id for page in pages] == [str(n) for n in range(21)]
    assert all(page.tokens[1].text == page.report.id for page in pages)


def test_a_report_reads_the_same_alone_and_among_others():
    texts = ["Rebels shelled Orsa on Monday.", "", "Gunmen fired on a bus.\nTwo guards died."]
    together = list(annotate_all(repair(Report.of(text)) for text in texts))
    assert together == [annotate(repair(Report.of(text))) for text in texts]


@pytest.mark.parametrize("text", ["", " ", "\n", " \t\r\n \n\u2028 "])
def test_nothing_to_read_is_an_empty_page(text):
    page = raw(text)
    assert (page.tokens, page.sentences, page.names, page.children, page.edges) == ((), (), (), (), ())


def test_leading_white_space_belongs_to_no_sentence():
    page = raw("\n   Shells fell.   \n  Guards ran.  ")
    assert sentences(page) == ["Shells fell.", "Guards ran."]
    assert [t.start for t in page.tokens][:2] == [4, 11]


def test_a_very_long_line_is_read_to_its_end():
    text = "The army said that two shells fell near the gate of the old mill, " * 310
    assert len(text) > 20_000
    page = raw(text)
    assert page.text(len(page.tokens) - 2, len(page.tokens)) == "mill,"
    sound(page)


def test_a_very_long_word_is_one_token_or_more_and_whole():
    page = raw(f"Guards saw {'x' * 20_000} fall.")
    assert "".join(t.text for t in page.tokens) == f"Guardssaw{'x' * 20_000}fall."


def test_a_half_surrogate_is_read_as_unknown_and_quoted_as_published():
    page = raw("Two men \ud800 fell.")
    assert page.tokens[2].text == "\ufffd"
    assert page.evidence(1, 3, "test").exact == "men \ud800"


def test_heads_children_and_subtrees_agree():
    page = raw("Rebels shelled the old barracks at Orsa on Monday, killing two guards.")
    shelled = page.tokens[1]
    assert shelled.head == shelled.i
    assert page.edges[1] == (0, len(page.tokens))
    assert all(page.tokens[c].head == t.i for t in page.tokens for c in page.children[t.i])


def sound(page):
    """What must hold of every page, whatever the text."""
    text = page.repaired.text
    covered = set()
    for token in page.tokens:
        characters = set(range(token.start, token.end))
        assert characters and not characters & covered, "tokens never overlap"
        covered |= characters
        assert text[token.start : token.end].replace("\ud800", "\ufffd") == token.text
        left, right = page.edges[token.i]
        assert left <= token.i < right
    assert not [c for i, c in enumerate(text) if not c.isspace() and i not in covered], "every character is in a token"
    assert [t.i for t in page.tokens] == list(range(len(page.tokens)))
    assert [i for first, last in page.sentences for i in range(first, last)] == [t.i for t in page.tokens]
    assert all(page.sentences[t.sentence][0] <= t.i < page.sentences[t.sentence][1] for t in page.tokens)
    for first, last in page.sentences:
        evidence = page.evidence(first, last, "test")
        assert page.report.text[evidence.span.start : evidence.span.end] == evidence.exact


PIECES = [
    "Two guards", "were killed", " in Orsa", ". ", "\n", "\r\n", "Gen. ", "No.", "🚑", "👩\u200d🚀", "e\u0301", "שלום",
    "مرحبا", "\u202e", "\ufeff", "\u200b", "\x1b", "\x07", "\x85", "\u2028", "\xa0", "\t", "&amp;", ",quot;", "İ", "ß",
    "ﬁ", "'s", "--", "…", "”", "x" * 300, "\U0001f1fa\U0001f1f8", "९", "１２", "\ud800", "ORSA (Delta) - ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=20).map("".join)


@given(TEXTS)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_page_is_sound(text):
    sound(annotate(repair(Report.of(text))))


@given(TEXTS, st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_range_of_tokens_is_quoted_exactly(text, drawn):
    page = annotate(repair(Report.of(text)))
    if page.tokens:
        start, end = sorted(drawn.draw(st.tuples(*[st.integers(0, len(page.tokens) - 1)] * 2)))
        evidence = page.evidence(start, end + 1, "test")
        assert page.report.text[evidence.span.start : evidence.span.end] == evidence.exact
        span = evidence.span
        inner = page.evidence(end, end + 1, "test").span
        assert span.start <= inner.start and inner.end <= span.end


@pytest.mark.parametrize("run", ['"' * 4000, "'" * 4000, ":)" * 2000, "(" * 3000 + ")" * 3000, "_" * 4000, "a:" * 3000])
def test_a_run_of_marks_without_end_is_read_in_pieces_with_exact_spans(run):
    """The tokenizer took minutes over 4,000 quotation marks."""
    text = f"Shots were fired in Oru. {run} Two guards died."
    started = time.process_time()
    page = annotate(repair(Report.of(text, id="r")))
    assert time.process_time() - started < 10
    assert "".join(token.text for token in page.tokens) == "".join(page.repaired.text.split())
    assert [t.text for t in page.tokens[-4:]] == ["Two", "guards", "died", "."]
    assert all(page.repaired.text[t.start : t.end] == t.text for t in page.tokens)


def test_usual_runs_of_marks_stay_whole():
    for run in ("-" * 80, "." * 40, "=" * 200):
        assert len(cut_lines(repair(Report.of(f"Calm.\n{run}\nQuiet.", id="r")))) <= 3
