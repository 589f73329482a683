"""Does what a page of the docs tells its reader to do, step by step: commands in a shell, clicks in Chromium.

What the reader does stands in lists and code blocks; the prose around them is free. A line of a list is one or more
sentences of the forms in `FORMS`; any other sentence is an error, so that no step goes untried. A ```sh block is run; a
```text block is what the step before it pastes; an image is a picture that may be taken at this moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMS = {
    "click_in": r"Click \*\*(.+?)\*\* (?:in|under|beside) \*\*(.+?)\*\*",
    "click": r"Click \*\*(.+?)\*\*",
    "choose": r"Choose \*\*(.+?)\*\* (?:in|under) \*\*(.+?)\*\*",
    "type": r"Type `(.+?)` into \*\*(.+?)\*\*",
    "paste": r"Paste (?:this|the text below) into \*\*(.+?)\*\*",
    "press": r"Press `(.+?)`",
    "select": r"Select the words “(.+?)”(?: in the report)?",
    "open": r"Open the address that it prints",
    "see": r"You see (?:(?:that |it says )?)(?:\*\*(.+?)\*\*|“(.+?)”)",
    "see_no_more": r"You no longer see \*\*(.+?)\*\*",
    "download": r"Your browser keeps the file `(.+?)`",
}
"""Sentences that are steps, each with what is taken out of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: its form, what it names, and the line of the page that it stands in."""

    form: str
    words: tuple[str, ...]
    line: int


def steps(text: str) -> list[Step]:
    """Return the steps of a page in its order; "sh", "text" and "image" beside those of `FORMS`.

    Raises:
        ValueError: if a sentence of a list is no step; it names the line.
    """
    out: list[Step] = []
    for at, line, raw in _blocks(text):
        if at in ("sh", "text", "image"):
            out.append(Step(at, (raw,), line))
        elif at == "item":
            out += [_step(sentence, line) for sentence in _sentences(raw)]
    return out


def _blocks(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield code blocks, images and lines of lists: the sort, the line, the words."""
    lines, n = text.splitlines(), 0
    while n < len(lines):
        line, start = lines[n], n + 1
        if fence := re.match(r"\s*```(\w+)", line):
            end = next(k for k in range(n + 1, len(lines)) if lines[k].strip() == "```")
            indent = len(line) - len(line.lstrip())
            yield fence[1], start, "\n".join(one[indent:] for one in lines[n + 1 : end])
            n = end
        elif image := re.match(r"\s*!\[[^\]]*\]\(([^)]+)\)", line):
            yield "image", start, image[1]
        elif item := re.match(r"(?:\d+\.|-) (.*)", line):
            said = [item[1]]
            while n + 1 < len(lines) and re.match(r"\s+(?!```|!\[)\S", lines[n + 1]):
                n += 1
                said.append(lines[n].strip())
            yield "item", start, " ".join(said)
        n += 1


def _sentences(words: str) -> list[str]:
    """Split a line of a list into sentences; a full stop inside bold, code or quotation marks ends none."""
    kept: list[str] = []
    hidden = re.sub(r"\*\*.+?\*\*|`.+?`|“.+?”", lambda m: kept.append(m[0]) or f"\x00{len(kept) - 1}\x00", words)
    parts = [one for one in re.split(r"(?<=[.:;])\s+", hidden) if one]
    return [re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], one).rstrip(".:; ") for one in parts]


def _step(sentence: str, line: int) -> Step:
    for form, pattern in FORMS.items():
        found = re.fullmatch(pattern + r"(?:,? \(.+?\)|, .+)?", sentence)
        if found:
            return Step(form, tuple(one for one in found.groups() if one is not None), line)
    raise ValueError(f"line {line}: {sentence!r} is no step that can be tried; see FORMS in {Path(__file__).name}")


class Walk:
    """Tries steps on a page of a browser.

    Args:
        shell: runs a line of a ```sh block; returns the address that it printed, or "".
        take: called with the address of an image when it is reached.
    """

    def __init__(self, page: Any, shell: Callable[[str], str], take: Callable[[str, Any], None]) -> None:
        self.page, self.shell, self.take = page, shell, take
        self.address = ""
        self.pasted = ""
        self.into = ""
        self.downloads: list[Any] = []
        page.on("download", lambda one: self.downloads.append(one))

    def go(self, found: list[Step]) -> None:
        """Try each step.

        Raises:
            AssertionError: if one cannot be done, or shows something else; it names the line.
        """
        from playwright.sync_api import Error

        for one in found:
            try:
                getattr(self, f"_{one.form}")(*one.words)
            except (Error, AssertionError) as error:
                raise AssertionError(f"line {one.line}: {one.form} {' / '.join(one.words)}: {error}") from error

    def _sh(self, code: str) -> None:
        for line in code.replace("\\\n", " ").splitlines():
            command = line.partition("  #")[0].strip()
            if command:
                self.address = self.shell(command) or self.address

    def _open(self) -> None:
        self.page.goto(self.address)

    def _text(self, words: str) -> None:
        self.page.get_by_label(self.into, exact=True).fill(words)

    def _paste(self, label: str) -> None:
        self.into = label

    def _image(self, address: str) -> None:
        self.page.wait_for_load_state("networkidle")
        self.take(address, self.page)

    def _click(self, name: str) -> None:
        self._named(self.page, name).click()

    def _click_in(self, name: str, where: str) -> None:
        self._named(self._region(where), name).click()

    def _choose(self, option: str, label: str) -> None:
        box = self.page.get_by_label(label).locator("visible=true").first
        value = box.locator("option").filter(has_text=option).first.get_attribute("value")
        box.select_option(value)

    def _type(self, words: str, label: str) -> None:
        self.page.get_by_label(label, exact=True).locator("visible=true").first.fill(words)

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def _select(self, words: str) -> None:
        """Select words of the report as a reader does: from before the first to behind the last letter."""
        text = self.page.locator(".report").filter(has_text=words).locator("visible=true").first
        text.wait_for()
        text.evaluate(SELECT, words)

    def _see(self, words: str) -> None:
        self.page.get_by_text(words).locator("visible=true").first.wait_for(timeout=150_000)

    def _see_no_more(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for(state="detached")

    def _download(self, name: str) -> None:
        for _ in range(300):
            if self.downloads:
                break
            self.page.wait_for_timeout(200)
        found = [one.suggested_filename for one in self.downloads]
        if name not in found:
            raise AssertionError(f"the browser keeps {found}, not {name}")

    def _region(self, name: str) -> Any:
        """The window, figure, row or part of the page that bears a name, the narrowest sort first."""
        for sort in ("dialog[open]", ".figure", "tr", ".row", "li", "section"):
            found = self.page.locator(sort).filter(has_text=name).locator("visible=true")
            if found.count():
                return found.first
        raise AssertionError(f"nothing on the page is called {name}")

    def _named(self, within: Any, name: str) -> Any:
        """The control that a reader would take for what bears a name."""
        for role in ("link", "button"):
            found = within.get_by_role(role, name=name, exact=True).locator("visible=true")
            if found.count():
                return found.first
        exact = within.get_by_text(name, exact=True).locator("visible=true")
        return exact.first if exact.count() else within.get_by_text(name).locator("visible=true").first


SELECT = """(root, words) => {
  const whole = root.textContent, start = whole.indexOf(words), range = document.createRange();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; at += node.data.length, node = walker.nextNode()) {
    const end = at + node.data.length;
    if (!begun && start < end) { range.setStart(node, start - at); begun = true; }
    if (start + words.length <= end) { range.setEnd(node, start + words.length - at); break; }
  }
  root.scrollIntoView({ block: 'nearest' });
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}"""
