"""MiniLM-L6 with the heads of the trained reader, written plainly so that it exports to ONNX by itself."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from dateline.trained.marks.labels import HEADS, KINDS, MANY, ROLES, TAGS

WIDTH, LAYERS, HEADS_OF_ATTENTION, INNER, PLACES, VOCABULARY = 384, 6, 12, 1536, 512, 30522
"""The shape of MiniLM-L6-H384-uncased. Source: its model card."""
MENTION, SEEN = 192, 8
"""Length of a mention's vector; how much is seen of a pair (`dateline.trained.marks.mentions`)."""


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape

        def split(t: torch.Tensor) -> torch.Tensor:
            return t.view(batch, length, HEADS_OF_ATTENTION, WIDTH // HEADS_OF_ATTENTION).transpose(1, 2)

        drop = 0.1 if self.training else 0.0
        attended = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), dropout_p=drop
        )
        x = self.first(x + self.drop(self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.second(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """The encoder, and what is asked of its tokens, of mentions, of pairs and of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.kinds_of_text = (nn.Embedding(n, WIDTH) for n in (VOCABULARY, PLACES, 2))
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.mention_of = nn.Sequential(nn.Linear(3 * WIDTH, MENTION), nn.GELU(), nn.Dropout(0.1))
        self.role = nn.Embedding(len(ROLES), MENTION)
        self.heads = nn.ModuleDict({f"q_{name}": nn.Linear(MENTION, len(answers)) for name, answers in HEADS.items()})
        self.pair = nn.Sequential(nn.Linear(3 * MENTION + SEEN, 96), nn.GELU(), nn.Linear(96, 1))
        self.page = nn.Linear(2 * WIDTH, len(KINDS))

    def lower(self, ids: torch.Tensor, layers: int) -> torch.Tensor:
        """Return the tokens after the first layers, which are not trained: (1, pieces, 384)."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1]))[None] + self.kinds_of_text.weight[0]
        x = self.drop(self.norm(x))
        for layer in self.layers[:layers]:
            x = layer(x)
        return x

    def upper(self, x: torch.Tensor, layers: int) -> torch.Tensor:
        """Return the tokens after all layers, given those after the first."""
        for layer in self.layers[layers:]:
            x = layer(x)
        return x

    def mention(self, hidden: torch.Tensor, spans: list[tuple[int, int]], roles: list[str]) -> torch.Tensor:
        """Return a vector for each mention: its first and last token, and the mean of all."""
        first = torch.tensor([start for start, _ in spans])
        last = torch.tensor([end - 1 for _, end in spans])
        sums = torch.cat([torch.zeros(1, WIDTH), hidden.cumsum(0)])
        mean = (sums[last + 1] - sums[first]) / (last + 1 - first)[:, None]
        return self.vector(
            torch.cat([hidden[first], hidden[last], mean], 1), torch.tensor([ROLES.index(r) for r in roles])
        )

    def vector(self, x: torch.Tensor, role: torch.Tensor) -> torch.Tensor:
        return self.mention_of(x) + self.role(role)

    def asked(self, vectors: torch.Tensor, question: str) -> torch.Tensor:
        """Return the scores of the answers to a question of `HEADS`."""
        return self.heads[f"q_{question}"](vectors)

    def pairs(self, left: torch.Tensor, right: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        """Return the scores of pairs of mentions that tell one incident."""
        return self.pair(torch.cat([left * right, (left - right).abs(), left + right, seen], 1)).squeeze(1)

    def told(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the scores of each kind of incident that the page may tell."""
        return self.page(torch.cat([hidden[0], hidden.max(0).values]))


def pretrained(weights: Path) -> Reader:
    """Return a reader whose encoder is MiniLM-L6 as published (model.safetensors)."""
    given = load_file(weights)
    reader = Reader()

    def copy(module: nn.Module, name: str) -> None:
        module.weight.data = given[f"{name}.weight"].float()
        if getattr(module, "bias", None) is not None:
            module.bias.data = given[f"{name}.bias"].float()

    copy(reader.words, "embeddings.word_embeddings")
    copy(reader.places, "embeddings.position_embeddings")
    copy(reader.kinds_of_text, "embeddings.token_type_embeddings")
    copy(reader.norm, "embeddings.LayerNorm")
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "first": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "second": "output.LayerNorm",
    }
    for i, layer in enumerate(reader.layers):
        for ours, theirs in parts.items():
            copy(getattr(layer, ours), f"encoder.layer.{i}.{theirs}")
    return reader


class Page(nn.Module):
    """What the shipped encoder computes of a page."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.reader.upper(self.reader.lower(ids, 0), 0)[0]
        return hidden, self.reader.tag(hidden), torch.sigmoid(self.reader.told(hidden))


class Mention(nn.Module):
    """What the shipped reader computes of mentions."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, x: torch.Tensor, role: torch.Tensor) -> tuple[torch.Tensor, ...]:
        vectors = self.reader.vector(x, role)
        answers = [(name, self.reader.asked(vectors, name)) for name in HEADS]
        return (vectors, *(torch.sigmoid(a) if name in MANY else torch.softmax(a, 1) for name, a in answers))


class Pair(nn.Module):
    """What the shipped reader computes of pairs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, a: torch.Tensor, b: torch.Tensor, f: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.reader.pairs(a, b, f))


def export(reader: Reader, folder: Path) -> None:
    """Write the three networks as ONNX, the encoder's weights as whole numbers of eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "encoder.fp32.onnx"
    old = {"dynamo": False, "opset_version": 17}
    torch.onnx.export(
        Page(reader), (torch.randint(5, 100, (1, 37)),), whole, input_names=["ids"],
        output_names=["hidden", "roles", "kinds"],
        dynamic_axes={"ids": {1: "n"}, "hidden": {0: "n"}, "roles": {0: "n"}}, **old,
    )  # fmt: skip
    names = ["m", *HEADS]
    torch.onnx.export(
        Mention(reader), (torch.randn(5, 3 * WIDTH), torch.randint(0, len(ROLES), (5,))), folder / "mention.onnx",
        input_names=["x", "role"], output_names=names,
        dynamic_axes={name: {0: "n"} for name in ("x", "role", *names)}, **old,
    )  # fmt: skip
    torch.onnx.export(
        Pair(reader), (torch.randn(5, MENTION), torch.randn(5, MENTION), torch.randn(5, SEEN)), folder / "pair.onnx",
        input_names=["a", "b", "f"], output_names=["p"], dynamic_axes={name: {0: "n"} for name in "abfp"}, **old,
    )  # fmt: skip
    quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
