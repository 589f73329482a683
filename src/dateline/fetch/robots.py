"""What a site asks of robots (RFC 9309): its longest rule for a path decides, and its delay is kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

LIMIT = 500_000
"""Bytes of a robots.txt that are looked at. Origin: RFC 9309 asks for at least 500 kibibytes."""
LONGEST_DELAY = 60.0
"""Seconds; a site that asks for more gets this much."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one robot: allowed or not, and the path with its wildcards."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path (with its query) may be fetched; `*` is any text, `$` the end.

        >>> Robots(((False, "/private/"), (True, "/private/news*.html$"))).allows("/private/news-1.html")
        True
        """
        best = (0, True)
        for is_allowed, pattern in self.rules:
            if _fits(pattern, path):
                best = max(best, (len(pattern), is_allowed))
        return best[1]


NOTHING_ASKED = Robots()
CLOSED = Robots(((False, "/"),))
"""For a site whose robots.txt cannot be had because the server fails: RFC 9309 takes that for a no."""


def robots(text: str, token: str) -> Robots:
    """Return what a robots.txt asks of the robot with this name, or of all robots if it names it nowhere."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    is_head = False
    for line in text[:LIMIT].splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            agents = [*agents, value.lower()] if is_head else [value.lower()]
            is_head = True
            for agent in agents:
                groups.setdefault(agent, [])
        elif key in ("allow", "disallow", "crawl-delay"):
            is_head = False
            for agent in agents:
                groups[agent].append((key, value))
    asked = groups.get(token.lower(), groups.get("*", []))
    rules = tuple((key == "allow", value) for key, value in asked if key != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for key, value in asked if key == "crawl-delay"), default=0.0))


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(seconds, LONGEST_DELAY) if seconds > 0 else 0.0


def _fits(pattern: str, path: str) -> bool:
    is_end = pattern.endswith("$")
    first, *rest = unquote(pattern.removesuffix("$")).split("*")
    path = unquote(path)
    if not path.startswith(first):
        return False
    at = len(first)
    for index, piece in enumerate(rest):
        if is_end and index == len(rest) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not is_end or at == len(path)
