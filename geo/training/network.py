"""The network: the lower layers of a small BERT with heads for names, tags, sentences and dependencies.

The encoder is that of all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"), which knows no capitals: an embedding of
the casing is added before the first layer and after the last. Heads of words are found by a biaffine product
(Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing"), relations from the pair of
the word and its head.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from geo.errors import DataError
from geo.language.encoding import CASINGS

_ARC_WIDTH = 192
_RELATION_WIDTH = 128
_SPREAD = 0.02  # standard deviation of fresh weights, as in BERT
_DROPOUT = 0.1


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head tells apart."""

    names: int
    tags: int
    features: int
    relations: int


class Readings(NamedTuple):
    """What the network says of the words of some windows.

    ``names``, ``tags``, ``features`` are scores of shape (windows, words, labels), ``starts`` of shape
    (windows, words): a sentence starts where it is above 0. ``arcs`` has shape (windows, words, 1 + words):
    the score of each word as the head, the root first. ``dependents`` (windows, words, width) and ``governors``
    (windows, 1 + words, width) are halves of what tells the relation. ``states`` (windows, words, width) is all that
    the network knows of each word.
    """

    names: Tensor
    tags: Tensor
    features: Tensor
    starts: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor
    states: Tensor


class Layer(nn.Module):  # type: ignore[misc]  # torch is not checked
    """A layer of BERT: self-attention, then a feed-forward network, each normalised after it is added."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.scale = 1 / math.sqrt(width // heads)
        self.attended = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.first_norm = nn.LayerNorm(width, eps=1e-12)
        self.widened = nn.Linear(width, inner)
        self.narrowed = nn.Linear(inner, width)
        self.second_norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, states: Tensor, blocked: Tensor) -> Tensor:
        """Transform states of shape (windows, pieces, width); ``blocked`` is added to the scores of attention."""
        windows, pieces, width = states.shape
        parts = self.attended(states).view(windows, pieces, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(query @ key.transpose(-1, -2) * self.scale + blocked, dim=-1)
        mixed = (self.drop(weights) @ value).transpose(1, 2).reshape(windows, pieces, width)
        states = self.first_norm(states + self.drop(self.mixed(mixed)))
        inner = torch.nn.functional.gelu(self.widened(states))
        return self.second_norm(states + self.drop(self.narrowed(inner)))


class Network(nn.Module):  # type: ignore[misc]  # torch is not checked
    """The encoder with all heads; see `load_encoder` for its published weights."""

    def __init__(self, sizes: Sizes, *, vocabulary: int, width: int, inner: int, heads: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.casing = nn.Embedding(CASINGS, width)
        self.casing_after = nn.Embedding(CASINGS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        self.drop = nn.Dropout(_DROPOUT)
        self.names = nn.Linear(width, sizes.names)
        self.tags = nn.Linear(width, sizes.tags)
        self.features = nn.Linear(width, sizes.features)
        self.starts = nn.Linear(width, 1)
        self.arc_dependent = nn.Linear(width, _ARC_WIDTH)
        self.arc_governor = nn.Linear(width, _ARC_WIDTH)
        self.arc_root = nn.Parameter(torch.zeros(_ARC_WIDTH))
        self.arc_product = nn.Linear(_ARC_WIDTH, _ARC_WIDTH)
        self.relation_dependent = nn.Linear(width, _RELATION_WIDTH)
        self.relation_governor = nn.Linear(width, _RELATION_WIDTH)
        self.relation_root = nn.Parameter(torch.zeros(_RELATION_WIDTH))
        self.relations = nn.Linear(_RELATION_WIDTH, sizes.relations)
        for table in (self.casing, self.casing_after):
            nn.init.normal_(table.weight, std=_SPREAD)
        for root in (self.arc_root, self.relation_root):
            nn.init.normal_(root, std=_SPREAD)

    def encoder_parameters(self) -> list[nn.Parameter]:
        """Return the weights that come trained; the embeddings of pieces are kept as they are."""
        parts: list[nn.Module] = [self.positions, self.norm, *self.layers]
        return [weight for part in parts for weight in part.parameters()]

    def head_parameters(self) -> list[nn.Parameter]:
        """Return the weights that start from nothing."""
        trained = {id(weight) for weight in [*self.encoder_parameters(), self.words.weight]}
        return [weight for weight in self.parameters() if id(weight) not in trained]

    def forward(self, pieces: Tensor, casings: Tensor, mask: Tensor, first: Tensor) -> Readings:
        """Read windows as `geo.language.encoding.batch` stacks them."""
        positions = torch.arange(pieces.shape[1], device=pieces.device).unsqueeze(0)
        states = self.norm(self.words(pieces) + self.casing(casings) + self.positions(positions))
        states = self.drop(states)
        blocked = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, blocked)
        states = states + self.casing_after(casings)
        words = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        words = self.drop(words)
        arc_governors = self._with_root(self.arc_root, self.arc_governor(words))
        arc_dependents = self.arc_product(torch.nn.functional.gelu(self.arc_dependent(words)))
        return Readings(
            names=self.names(words),
            tags=self.tags(words),
            features=self.features(words),
            starts=self.starts(words).squeeze(-1),
            arcs=arc_dependents @ torch.nn.functional.gelu(arc_governors).transpose(1, 2) / math.sqrt(_ARC_WIDTH),
            dependents=self.relation_dependent(words),
            governors=self._with_root(self.relation_root, self.relation_governor(words)),
            states=words,
        )

    def relation_scores(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Score the relations of words to their heads, given both halves of each pair, in matching shapes."""
        return self.relations(torch.relu(dependents + governors))

    @staticmethod
    def _with_root(root: Tensor, words: Tensor) -> Tensor:
        return torch.cat([root.expand(words.shape[0], 1, -1), words], dim=1)


def load_encoder(folder: Path, sizes: Sizes, *, layers: int) -> Network:
    """Build a network on the lower layers of a published BERT-like encoder.

    Parameters
    ----------
    folder
        Holds ``config.json`` and ``model.safetensors`` as sentence-transformers/all-MiniLM-L6-v2 does.

    Raises
    ------
    DataError
        If the folder holds no such model, or one with fewer layers.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
        network = Network(
            sizes,
            vocabulary=config["vocab_size"],
            width=config["hidden_size"],
            inner=config["intermediate_size"],
            heads=config["num_attention_heads"],
            layers=layers,
        )
        network.load_state_dict(_renamed(weights, layers=layers, positions=512), strict=False)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise DataError(
            f"no BERT-like model of {layers} layers in {str(folder)!r}: {error}; give the folder of all-MiniLM-L6-v2"
        ) from error
    network.words.weight.requires_grad = False
    return network


def _renamed(weights: dict[str, Tensor], *, layers: int, positions: int) -> dict[str, Tensor]:
    """Return the published weights under the names that they have here."""
    embeddings = {name.removeprefix("embeddings."): value for name, value in weights.items()}
    renamed = {
        "words.weight": embeddings["word_embeddings.weight"],
        # The only token type there is belongs to every position.
        "positions.weight": embeddings["position_embeddings.weight"][:positions]
        + embeddings["token_type_embeddings.weight"][0],
    }
    pairs = {
        "mixed": "attention.output.dense",
        "first_norm": "attention.output.LayerNorm",
        "widened": "intermediate.dense",
        "narrowed": "output.dense",
        "second_norm": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        renamed[f"norm.{kind}"] = embeddings[f"LayerNorm.{kind}"]
        for number in range(layers):
            old = f"encoder.layer.{number}"
            renamed[f"layers.{number}.attended.{kind}"] = torch.cat(
                [weights[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for new, published in pairs.items():
                renamed[f"layers.{number}.{new}.{kind}"] = weights[f"{old}.{published}.{kind}"]
    return renamed
