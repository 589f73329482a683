"""The few shapes that the drawings are made of. Lengths are in units of the drawing, about a pixel on a wide screen."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.html.cited import esc

WIDTH = 1000.0
"""Width of every drawing."""
CHAR = 6.1
"""Mean width of a character of a label, for keeping labels apart."""


def drawing(name: str, height: float, title: str, content: Iterable[str]) -> str:
    """Return a drawing with its title, which screen readers read in place of it."""
    return (
        f'<svg class="{name}" viewBox="0 0 {WIDTH:g} {height:.0f}" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{esc(title)}</title>{"".join(content)}</svg>'
    )


def text(x: float, y: float, words: str, style: str = "", anchor: str = "start") -> str:
    """Return a line of text; `anchor` is the end of it that stands at x: start, middle, end."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{_of(style)}{at}>{esc(words)}</text>'


def line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    """Return a straight line."""
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"{_of(style)}/>'


def circle(x: float, y: float, radius: float, style: str) -> str:
    """Return a circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"{_of(style)}/>'


def box(x: float, y: float, width: float, height: float, style: str, round_: float = 0) -> str:
    """Return a rectangle."""
    corner = f' rx="{round_:g}"' if round_ else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{corner}{_of(style)}/>'


def path(steps: str, style: str, more: str = "") -> str:
    """Return a path of SVG's own commands."""
    return f'<path d="{steps}"{_of(style)}{more}/>'


def titled(content: str, title: str, link: str = "") -> str:
    """Return shapes with a title that shows when they are pointed at; `link` is an event's id they lead to."""
    inside = f"<title>{esc(title)}</title>{content}"
    return f'<a href="#e-{esc(link)}">{inside}</a>' if link else f"<g>{inside}</g>"


def _of(style: str) -> str:
    return f' class="{style}"' if style else ""


def clipped(words: str, length: int) -> str:
    """Return a label no longer than so many characters."""
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"
