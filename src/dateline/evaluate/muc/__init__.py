"""MUC-4: messages read with one of two engines, and what was read written as templates, a message a line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.annotate import annotate_all
from dateline.evaluate.muc import rules, templates
from dateline.evaluate.muc.blend import blend
from dateline.evaluate.muc.form import Form
from dateline.model.report import Report
from dateline.pipeline import extract_all, find, read_page
from dateline.repair import repair
from dateline.trained import incidents
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
    responses = list((by_rules if engine == "rules" else by_both)(reports))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in responses), "utf-8")
    return Done(len(responses), sum(len(one["templates"]) for one in responses), time.perf_counter() - started)


def by_rules(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Read by rules alone."""
    return map(rules.response, extract_all(reports))


def by_both(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Read by rules and with the trained reader, and put their templates together."""
    for page in annotate_all(map(repair, reports)):
        found = find(page)
        mentioned = shipped().mark(page, found)
        trained = [templates.form(page, found, one) for one in incidents.group(mentioned, incidents.Settings())]
        ruled = [Form.of(template) for template in rules.response(read_page(page))["templates"]]
        forms = blend(ruled, trained, max(mentioned.kinds))
        yield {"docid": page.report.id, "templates": [form.template() for form in forms]}
