"""Text that a page hides from its readers. It is no part of the story, and whoever hid it may want it to be counted.

A page may say "300 civilians killed" in white on white: no reader saw it, so no claim may cite it. What is hidden is
taken out of the tree and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SIMPLE = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_ZERO = re.compile(r"^[+-]?0*\.?0*(?:px|pt|em|rem|%|vh|vw|ex|ch)?$")
_FAR_OFF = re.compile(r"^-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)?$")
_SPECK = re.compile(r"^(?:1|0?\.\d+)px$")
_NOTHING_LEFT = {
    "clip": re.compile(r"rect\((?:[01](?:px)?,?){4}\)"),
    "clip-path": re.compile(r"inset\((?:5\d|[6-9]\d|100)%\)|circle\(0"),
    "transform": re.compile(r".*(?:scale[xy3d]{0,2}\(0+[,)]|translate[xy3d]{0,2}\((?:[^,)]*,)?-\d{4,})"),
    "content-visibility": re.compile("hidden"),
    "filter": re.compile(r".*opacity\(0+(?:\.0+)?%?\)"),
}
"""What cuts, shrinks, moves or fades an element until nothing of it is seen, by property."""
_NO_COLOUR = re.compile(r"transparent|#(?:[\da-f]{3}0|[\da-f]{6}00)|(?:rgba?|hsla?)\([^/]*[,/]0+(?:\.0+)?%?\)")
_NEVER_SHOWN = ("noscript", "template")
_WHITE = frozenset(("white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)", "snow", "#fefefe"))
_SHOWN = 80
"""Characters of hidden text that are told."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """One stretch that was taken out: how it was hidden, and its words."""

    how: str
    words: str


def taken_out(tree: Any) -> tuple[Hidden, ...]:
    """Take everything hidden out of a page's tree; the text behind each piece stays.

    Returns:
        What was taken out and has words, in the order of the page.
    """
    sheet = _sheet(tree)
    backed = _has_background(sheet)
    found: list[Hidden] = []
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in ("head", "body"):
            continue
        how = _how(element, sheet, backed)
        if how is None:
            continue
        words = " ".join(" ".join(_texts(element)).split())
        element.drop_tree()
        if re.search(r"\w", words):
            found.append(Hidden(how, words))
    # trafilatura drops whatever has "hidden" somewhere in its style (`overflow:hidden`), and does not say so.
    for element in tree.iter():
        element.attrib.pop("style", None)
    return tuple(_outermost(found))


def _texts(element: Any) -> list[str]:
    return [str(text) for text in element.itertext()]


def _outermost(found: list[Hidden]) -> list[Hidden]:
    """Leave out what lies within a piece already taken: `iter` was listed before anything was dropped."""
    out: list[Hidden] = []
    for one in found:
        if not (out and one.words in out[-1].words):
            out.append(one)
    return out


def told(found: tuple[Hidden, ...]) -> tuple[str, ...]:
    """Return the doubt in words; empty if nothing was hidden."""
    if not found:
        return ()
    ways = ", ".join(f"{how} {count}" for how, count in sorted(Counter(one.how for one in found).items()))
    longest = max(found, key=lambda one: len(one.words)).words
    shown = longest[:_SHOWN] + ("..." if len(longest) > _SHOWN else "")
    return (f"text that the page hides from its readers was left out ({ways}): {shown!r}",)


def _sheet(tree: Any) -> dict[str, dict[str, str]]:
    """Return the page's own style rules by simple selector (tag, .class, #id, tag.class); others are not followed."""
    rules: dict[str, dict[str, str]] = {}
    for style in tree.iter("style"):
        for rule in _without_comments((style.text or "")[:200_000]).split("}"):
            selectors, _, body = rule.rpartition("{")
            for selector in selectors.rpartition("{")[2].split(","):
                if _SIMPLE.fullmatch(selector.strip()) and selector.strip():
                    rules.setdefault(selector.strip().lower(), {}).update(_declarations(body))
    return rules


def _without_comments(sheet: str) -> str:
    """Linear also in a sheet of a million comments that nobody closes."""
    parts = sheet.split("/*")
    return parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").replace(" ", "") for name, _, value in pairs if value}


def _styled(element: Any, sheet: Mapping[str, dict[str, str]]) -> dict[str, str]:
    said: dict[str, str] = {}
    if sheet:
        keys = [element.tag, *(f"{element.tag}.{c}" for c in _classes(element)), *(f".{c}" for c in _classes(element))]
        keys += [f"#{element.get('id', '').lower()}", f"{element.tag}#{element.get('id', '').lower()}"]
        for key in keys:
            said |= sheet.get(key, {})
    return said | _declarations(element.get("style") or "")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").lower().split()[:20]


def _how(element: Any, sheet: Mapping[str, dict[str, str]], backed: bool) -> str | None:
    if element.tag in _NEVER_SHOWN:
        return f"<{element.tag}>"
    if element.get("hidden") is not None:
        return "hidden"
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return "aria-hidden"
    style = _styled(element, sheet)
    colour = style.get("color") or (element.get("color") or "").lower()
    return _by_style(style) or _by_colour(element, style, colour, sheet, backed)


def _by_style(style: Mapping[str, str]) -> str | None:
    if style.get("display") == "none":
        return "display:none"
    if style.get("visibility") in ("hidden", "collapse"):
        return "visibility:hidden"
    if _zero(style.get("font-size")) or _zero(style.get("opacity")) or _SPECK.match(style.get("font-size", "")):
        return "size or opacity 0"
    if any(left.match(style.get(name, "")) for name, left in _NOTHING_LEFT.items()):
        return "size or opacity 0"
    if style.get("overflow", "").startswith(("hidden", "clip")) and (
        _zero(style.get("height")) or _zero(style.get("width")) or _zero(style.get("max-height"))
    ):
        return "size or opacity 0"
    if any(_FAR_OFF.match(style.get(side, "")) for side in ("left", "top", "right", "text-indent", "margin-left")):
        return "off the screen"
    return None


def _zero(value: str | None) -> bool:
    return bool(value) and _ZERO.match(value or "") is not None


def _by_colour(
    element: Any, style: Mapping[str, str], colour: str, sheet: Mapping[str, dict[str, str]], backed: bool
) -> str | None:
    if _is_clear(colour):
        return "colour of the background"
    if not colour:
        return None
    behind = next((b for b in (_background(e, sheet) for e in (element, *element.iterancestors())) if b), None)
    if behind is None:
        # A page that colours backgrounds elsewhere may well show white words: only a page without any does not.
        return "colour of the background" if colour in _WHITE and not backed else None
    is_same = behind == colour or (behind in _WHITE and colour in _WHITE)
    return "colour of the background" if is_same else None


def _is_clear(colour: str) -> bool:
    """Whether a colour lets everything through: of rgb(0,0,0) the last zero is the blue, of rgba(0,0,0,0) it is not."""
    parts = colour.count(",") + 2 * colour.count("/")
    return _NO_COLOUR.fullmatch(colour) is not None and ("(" not in colour or parts != 2 or "/" in colour)


def _background(element: Any, sheet: Mapping[str, dict[str, str]]) -> str:
    style = _styled(element, sheet)
    said = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").lower()
    return "" if said in ("", "none", "transparent", "inherit") else said


def _has_background(sheet: Mapping[str, dict[str, str]]) -> bool:
    return any("background" in name for style in sheet.values() for name in style)
