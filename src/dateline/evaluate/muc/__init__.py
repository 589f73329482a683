"""MUC-4: messages read with one of two engines, and what was read written as templates, a message a line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dateline.annotate import annotate_all
from dateline.evaluate.muc import rules, templates
from dateline.evaluate.muc.blend import blend
from dateline.evaluate.muc.fills import joined, settle
from dateline.evaluate.muc.fills.wanted import wanted
from dateline.evaluate.muc.form import Form
from dateline.model.extraction import Extraction
from dateline.model.found import Findings
from dateline.model.page import Page
from dateline.model.report import Report
from dateline.pipeline import find, read_page
from dateline.repair import repair
from dateline.trained import incidents
from dateline.trained.marks.mentions import Mentioned
from dateline.trained.shipped import shipped

ENGINES = ("hybrid", "rules")


@dataclass(frozen=True, slots=True)
class Done:
    """How much was read, and in what time."""

    messages: int
    templates: int
    seconds: float


def write(reports: Iterable[Report], path: Path, engine: str) -> Done:
    """Read messages and write their templates."""
    started = time.perf_counter()
    responses = []
    for page in annotate_all(map(repair, reports)):
        forms = _read(page, engine)
        responses.append({"docid": page.report.id, "templates": [form.template() for form in forms]})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in responses), "utf-8")
    return Done(len(responses), sum(len(one["templates"]) for one in responses), time.perf_counter() - started)


def _read(page: Page, engine: str) -> list[Form]:
    found, read = find(page), read_page(page)
    if engine == "rules":
        return by_rules(page, found, read)
    return by_both(page, found, read, shipped().mark(page, found), incidents.Settings())


def by_rules(page: Page, found: Findings, read: Extraction) -> list[Form]:
    """Return the forms of a page that rules read, of incidents that the task is likely to want."""
    return wanted(ruled(page, found, read))


def ruled(page: Page, found: Findings, read: Extraction) -> list[Form]:
    """Return the forms of all incidents of a page that rules read."""
    return joined(settle(page, found, map(Form.of, rules.response(read)["templates"])))


def by_reader(page: Page, found: Findings, mentioned: Mentioned, settings: incidents.Settings) -> list[Form]:
    """Return the forms of a page that the trained reader marked."""
    return settle(page, found, [templates.form(page, found, one) for one in incidents.group(mentioned, settings)])


def by_both(
    page: Page, found: Findings, read: Extraction, mentioned: Mentioned, settings: incidents.Settings
) -> list[Form]:
    """Return the forms of both, put together."""
    by_rule, trained = by_rules(page, found, read), by_reader(page, found, mentioned, settings)
    return settle(page, found, blend(by_rule, trained, max(mentioned.kinds)))
