"""Writes measured numbers into a page of the docs, between markers, so that no number there was typed by hand."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.errors import ExportError


def write_section(page: Path, name: str, lines: list[str]) -> None:
    """Replace what stands between `<!-- NAME -->` and `<!-- /NAME -->` in a page.

    Args:
        name: the marker, e.g. "speed".
        lines: Markdown.

    Raises:
        ExportError: if the page or its markers are missing.
    """
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text("utf-8") if page.is_file() else ""
    if start not in text or end not in text:
        raise ExportError(f"no section {name!r}", str(page), f"add the lines {start} and {end} where it shall stand")
    inside = "\n".join(["", *lines, ""])
    pattern = re.escape(start) + r".*?" + re.escape(end)
    page.write_text(re.sub(pattern, lambda _: start + inside + end, text, count=1, flags=re.DOTALL), "utf-8")


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Return a Markdown table.

    >>> table(["a", "b"], [["1", "2"]])
    ['| a | b |', '|---|---|', '| 1 | 2 |']
    """
    return [f"| {' | '.join(row)} |" if row else "|" + "---|" * len(head) for row in [head, [], *rows]]
