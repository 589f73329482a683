"""A text as a download of an archive: cut into its articles, with whatever stands between them told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Found, storable
from dateline.sources.exported import factiva, nexis
from dateline.sources.exported.article import Article
from dateline.sources.published import agreed
from dateline.sources.received import Received, Stretch, composed

KINDS: tuple[tuple[str, Callable[[str], list[Article]]], ...] = (
    ("Factiva", factiva.articles),
    ("Nexis", nexis.articles),
)
_SHOWN = 80
_GAP = "\n\n"
"""Between two stretches of a story that a field code stood between."""


def reports(text: str, where: str, received: Received, doubts: Sequence[str] = ()) -> Iterator[Found]:
    """Yield the articles of a download, or the whole text as one report if it is none.

    Args:
        text: the text as read.
        where: the input, for messages.
        received: the bytes, with the map from that text to them.
        doubts: about the file, told with its first report.
    """
    for kind, cut in KINDS:
        if found := cut(text):
            yield from _articles(found, kind, text, where, received, tuple(doubts))
            return
    clean, doubt = storable(text)
    yield Draft(where, clean, doubts=(*doubts, *((doubt,) if doubt else ())), received=received)


def _articles(
    found: list[Article], kind: str, text: str, where: str, received: Received, doubts: tuple[str, ...]
) -> Iterator[Found]:
    left: tuple[str, ...] = ()
    made: list[Draft | SourceError] = []
    for number, article in enumerate(found, 1):
        left += _left_over(text[found[number - 2].end if number > 1 else 0 : article.begin], f"before article {number}")
        made.append(_draft(article, kind, text, f"{where}, article {number} of {len(found)}", received))
    left += _left_over(text[found[-1].end :], "behind the last article")
    first = next((index for index, one in enumerate(made) if isinstance(one, Draft)), 0)
    for index, one in enumerate(made):
        if index != first:
            yield one
        elif isinstance(one, Draft):
            yield replace(one, doubts=(*doubts, *left, *one.doubts))
        else:
            yield SourceError("; ".join((one.what, *left)), one.where, one.advice)


def _left_over(text: str, place: str) -> tuple[str, ...]:
    words = " ".join(text.split())
    if not words:
        return ()
    return (f"text {place} belongs to none and was left out: {words[:_SHOWN]!r}",)


def _draft(article: Article, kind: str, text: str, where: str, received: Received) -> Draft | SourceError:
    if not article.story:
        return SourceError(f"this article of a {kind} file has no story", where, "get it again, with its full text")
    parts: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for begin, end in article.story:
        if parts:
            at += len(_GAP)
        parts.append(text[begin:end])
        stretches.append(Stretch(at, at + end - begin, begin, end))
        at += end - begin
    clean, doubt = storable(_GAP.join(parts))
    day, day_doubts = agreed(article.said, where)
    mapped = composed(stretches, received.stretches)
    inner = Received(received.data, received.kind, received.encoding, received.mark, mapped, received.within)
    return Draft(
        where,
        clean,
        article.id,
        outlet=storable(article.outlet or "")[0] or None,
        title=storable(article.title or "")[0] or None,
        published=day,
        doubts=(*((doubt,) if doubt else ()), *day_doubts),
        received=inner,
    )
