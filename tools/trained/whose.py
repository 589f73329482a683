"""Measures a learned choice of the organization that did it, for incidents that rules read, on all of MUC-4 DEV.

    python tools/trained/whose.py --muc DIR --scorer muc4_score.py

DIR holds the messages and keys of DEV. Every organization that a message names may have done each of its incidents; a
linear model says how likely it did, from where it is named, beside which verbs, and how far from what was hit. Weights
come from the other four of five folds by message. Prints F over all templates and of the organization slots, as rules
say and for some thresholds. Nothing of it is shipped (docs/reading/muc4.md). Four minutes on one core, nearly all of it
reading; needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.annotate import annotate_all
from dateline.evaluate.muc import by_rules, messages
from dateline.evaluate.muc.fills.who import FACT, certainty, listed
from dateline.evaluate.muc.form import Form
from dateline.lexicon.known import groups
from dateline.model.actor import ActorKind
from dateline.model.found import ActorSeen, Findings, Found
from dateline.model.page import Page
from dateline.pipeline import find, read_page
from dateline.repair import repair

FOLDS, FREEDOM = 5, 0.1
THRESHOLDS = (0.35, 0.25, 0.2, 0.15)
KINDS = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.ORGANISATION, ActorKind.COALITION)
CUES = {
    "violence": "kill murder attack bomb assassinate kidnap explode shoot fire dynamite blow massacre execute ambush"
    " plant place carry commit perpetrate abduct seize strike destroy burn assault raid machinegun wound injure throw"
    " launch storm",
    "claim": "claim responsibility credit admit acknowledge",
    "blame": "blame accuse attribute responsible suspect presumably believe author perpetrator charge implicate link",
    "denial": "deny reject condemn repudiate denounce",
}
"""Verbs and nouns beside which an organization is named, by what they say of its part."""
ROWS = {"all": "ALL TEMPLATES", "organization": "perp-org-id", "how certain": "perp-org-conf"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization that may have done an incident: the `at`-th of a message, by its first words in it."""

    message: str
    at: int
    name: str
    features: list[str]
    right: bool


def places(page: Page, name: str) -> set[int]:
    """Return the sentences in which words stand, whatever marks part them."""
    wanted = re.findall(r"[A-Z0-9]+", name.upper())
    words = [(t.sentence, word) for t in page.tokens if (word := re.sub(r"[^A-Z0-9]", "", t.text.upper()))]
    ends = range(len(words) - len(wanted) + 1)
    return {words[k][0] for k in ends if [w for _, w in words[k : k + len(wanted)]] == wanted}


def named(found: Findings) -> dict[str, list[Found[ActorSeen]]]:
    """Return the mentions of each organization, by its id where a list has one."""
    out: dict[str, list[Found[ActorSeen]]] = {}
    for seen in found.actors:
        if seen.value.actor.kind in KINDS:
            out.setdefault(seen.value.actor.id or seen.value.actor.name.upper(), []).append(seen)
    return out


def features(page: Page, form: Form, key: str, spots: list[Found[ActorSeen]], among: Mapping[str, Any]) -> list[str]:
    """Return what is seen of one organization and one incident."""
    actor, order = spots[0].value.actor, sorted(among, key=lambda one: -len(among[one]))
    hit = {s for one in (*form.people, *form.things) for s in places(page, one.name)}
    sentences = [page.tokens[m.start].sentence for m in spots]
    away = min((abs(s - h) for s in sentences for h in hit), default=9)
    groups_named = sum(one[0].value.actor.kind is ActorKind.GROUP for one in among.values())
    ruled = {one.id or "" for name in (*form.groups, *map(listed, form.doers)) if name for one in groups().get(name)}
    out = [
        "any", f"kind {actor.kind}", f"listed {bool(actor.id)}", f"id {actor.id}", f"mentions {min(len(spots), 4)}",
        f"rank {min(order.index(key), 3)}", f"first {min(min(sentences) // 2, 3)}", f"away {min(away, 4)}",
        f"near {away == 0} {actor.kind}", f"alone {groups_named == 1 and actor.kind is ActorKind.GROUP}",
        f"ruled {key in ruled}", f"another {bool(form.groups) and key not in ruled}", f"form {form.kind}",
        f"category {form.category} {actor.kind}",
    ]  # fmt: skip
    for mention, sentence in zip(spots, sentences, strict=True):
        near = "near" if away > 4 or min((abs(sentence - h) for h in hit), default=0) <= 1 else "far"
        head = page.tokens[page.head_of(mention.start, mention.end)]
        above = page.tokens[head.head]
        over = page.tokens[above.head].lemma.lower() if head.dep == "pobj" else above.lemma.lower()
        cue = next((name for name, listed_words in CUES.items() if over in listed_words.split()), "other")
        link = above.lower if head.dep == "pobj" else ""
        said = {t.lemma.lower() for t in page.tokens[slice(*page.sentences[sentence])]}
        out += [f"{near} {head.dep} {link} {cue}", f"{near} {head.dep}"]
        out += [f"{near} beside {name}" for name, listed_words in CUES.items() if said & set(listed_words.split())]
    return sorted(set(out))


def candidates(
    page: Page, found: Findings, forms: list[Form], answers: Mapping[tuple[str, int], Any]
) -> Iterator[Candidate]:
    """Yield every organization of a message for each of its incidents, with whether the key has it for that one."""
    among = named(found)
    for at, form in enumerate(forms):
        right = answers.get((page.report.id, at), lambda _: False)
        for key, spots in among.items():
            name = re.sub(r"\s+", " ", page.evidence(spots[0].start, spots[0].end, "whose").exact)
            yield Candidate(page.report.id, at, name, features(page, form, key, spots, among), right(name))


def scored(scorer: Any, keys: list[Any], read: Mapping[str, list[Form]]) -> Any:
    """Return the scorer's report on the forms of messages."""
    lines = (json.dumps({"docid": n, "templates": [f.template() for f in fs]}) + "\n" for n, fs in read.items())
    told, _ = scorer.parse_jsonl_responses("".join(lines))
    return scorer.Scorer(scorer.Judgements(), scorer.AutoJudge()).score([k for k in keys if k.docid in read], told)


def answered(scorer: Any, report: Any) -> dict[tuple[str, int], Any]:
    """Return, for each incident matched with the key, what says whether an organization is right there."""

    def asks(key: Any) -> Any:
        def right(name: str) -> bool:
            slot = scorer.SlotScorer(
                scorer.Scorer(scorer.Judgements(), scorer.AutoJudge()), key, scorer.SLOT["perp-org-id"], True
            )
            tally = slot.score(key.fills("perp-org-id"), [name])
            return bool(key.fills("perp-org-id")) and bool(tally.COR or tally.PAR)

        return right

    matched = (p for p in report.pairs if p.status == "matched")
    return {(p.docid, int(p.response.id) - 1): asks(p.key) for p in matched}


def chances(rows: list[Candidate]) -> np.ndarray:
    """Return how likely each candidate did it, by weights of the other folds."""
    seen = DictVectorizer().fit_transform([dict.fromkeys(row.features, 1) for row in rows])
    right = np.array([row.right for row in rows])
    fold = np.array([int(hashlib.md5(r.message.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS for r in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        model = LogisticRegression(C=FREEDOM, max_iter=500).fit(seen[fold != k], right[fold != k])
        out[fold == k] = model.predict_proba(seen[fold == k])[:, 1]
    return out


def row(report: Any) -> str:
    """Return the F of each of `ROWS`, of unrounded counts."""
    out = []
    for name, slot in ROWS.items():
        tally = report.rows()[slot]
        right = tally.COR + tally.PAR / 2
        out.append(f"{name} {200 * right / (tally.POS + tally.ACT):.1f}")
    return ", ".join(out)


def main() -> None:
    """Read the arguments and the messages, learn, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muc", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    if spec is None or spec.loader is None:
        parser.error(f"{given.scorer} is no scorer")
    scorer = sys.modules["scorer"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    keys = [one for path in messages.keys(given.muc) for one in scorer.read_templates(str(path))[0]]
    pages = [(page, find(page)) for page in annotate_all(map(repair, messages.read(given.muc)))]
    read = {page.report.id: by_rules(page, found, read_page(page)) for page, found in pages}
    report = scored(scorer, keys, read)
    print(f"as rules say: {row(report)}")
    answers = answered(scorer, report)
    rows = [one for page, found in pages for one in candidates(page, found, read[page.report.id], answers)]
    chance, by_id = chances(rows), {page.report.id: (page, found) for page, found in pages}
    for threshold in THRESHOLDS:
        best: dict[tuple[str, int], tuple[float, str]] = {}
        for one, how in zip(rows, chance, strict=True):
            best[one.message, one.at] = max(best.get((one.message, one.at), (threshold, "")), (float(how), one.name))
        chosen = {}
        for name, forms in read.items():
            whose = [best.get((name, at), (0.0, ""))[1] for at in range(len(forms))]
            sure = [{who: certainty(*by_id[name], who) or FACT} if who else {} for who in whose]
            chosen[name] = [replace(form, groups=group) for form, group in zip(forms, sure, strict=True)]
        print(f"the likeliest above {threshold}: {row(scored(scorer, keys, chosen))}")


if __name__ == "__main__":
    main()
