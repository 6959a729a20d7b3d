"""The loop that fits the network to examples of all tasks at once."""

import logging
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from geo.language.encoding import batch
from geo.training.examples import IGNORED, Example
from geo.training.network import Network, Readings
from geo.training.seeding import seeded

_log = logging.getLogger(__name__)
_BATCH = 16  # windows
_BUCKET = 50 * _BATCH  # windows that are sorted by length before they are cut into batches
_HEADS_FACTOR = 5
_WARM_UP_STEPS = 60
_STEPS_BETWEEN_REPORTS = 50
_BLOCKED = -1e4

Examples: TypeAlias = Callable[[Random], list[Example]]
"""Makes the examples of one pass, varied as the random numbers say."""


def fit(network: Network, passes: list[Examples], *, rate: float, seed: int) -> None:
    """Train the network on one list of examples after the other.

    The learning rate rises over the first steps and then falls in a line to nothing, so that the last pass
    is the best one and no development data choose among passes.

    Parameters
    ----------
    rate
        Of learning, at its peak, for the weights that come trained; heads start from nothing and learn faster.
    """
    random = seeded(seed)
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder_parameters(), "lr": rate},
            {"params": network.head_parameters(), "lr": rate * _HEADS_FACTOR},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    network.train()
    steps, begun = 0, time.perf_counter()
    for number, make in enumerate(passes):
        batches = _batches(make(random), random)
        running: dict[str, float] = {}
        for index, group in enumerate(batches):
            progress = (number + index / len(batches)) / len(passes)
            share = min(1.0, (steps + 1) / _WARM_UP_STEPS) * (1 - progress)
            for parameters, peak in zip(optimizer.param_groups, peaks, strict=True):
                parameters["lr"] = peak * share
            losses = _losses(network, group)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_([*network.encoder_parameters(), *network.head_parameters()], 1.0)
            optimizer.step()
            steps += 1
            for task, loss in losses.items():
                running[task] = 0.98 * running.get(task, loss.item()) + 0.02 * loss.item()
            if steps % _STEPS_BETWEEN_REPORTS == 0:
                _log.info(
                    "%.0f %% done, %.2f s a step, %s",
                    100 * progress,
                    (time.perf_counter() - begun) / steps,
                    {task: round(loss, 3) for task, loss in running.items()},
                )
    network.eval()


def _batches(examples: list[Example], random: Random) -> list[list[Example]]:
    """Group examples of about one length, so that little is spent on filling."""
    random.shuffle(examples)
    batches: list[list[Example]] = []
    for first in range(0, len(examples), _BUCKET):
        bucket = sorted(examples[first : first + _BUCKET], key=lambda example: len(example.window.pieces))
        batches.extend(_cut(bucket))
    random.shuffle(batches)
    return batches


def _cut(bucket: list[Example]) -> Iterator[list[Example]]:
    for first in range(0, len(bucket), _BATCH):
        yield bucket[first : first + _BATCH]


def _losses(network: Network, group: list[Example]) -> dict[str, Tensor]:
    """Return the mean loss of every task that the group has answers for."""
    inputs = {name: torch.from_numpy(values) for name, values in batch([example.window for example in group]).items()}
    readings: Readings = network(**inputs)
    losses = {
        task: _classification(getattr(readings, task), answers)
        for task in ("names", "tags", "features")
        if (answers := _stacked(group, task)).ne(IGNORED).any()
    }
    starts = _stacked(group, "starts")
    if (asked := starts.ne(IGNORED)).any():
        losses["starts"] = binary_cross_entropy_with_logits(readings.starts[asked], starts[asked].float())
    heads = _stacked(group, "heads")
    if heads.ne(IGNORED).any():
        losses["arcs"] = _classification(readings.arcs + _blocked(group), heads)
        losses["relations"] = _relation_loss(network, readings, heads, _stacked(group, "relations"))
    return losses


def _classification(scores: Tensor, answers: Tensor) -> Tensor:
    return cross_entropy(scores.flatten(0, 1), answers.flatten(), ignore_index=IGNORED)


def _relation_loss(network: Network, readings: Readings, heads: Tensor, relations: Tensor) -> Tensor:
    row, word = torch.nonzero((heads != IGNORED) & (relations != IGNORED), as_tuple=True)
    scores = network.relation_scores(readings.dependents[row, word], readings.governors[row, heads[row, word]])
    return cross_entropy(scores, relations[row, word])


def _stacked(group: list[Example], task: str) -> Tensor:
    answers = np.full((len(group), max(len(example.window.words) for example in group)), IGNORED, dtype=np.int64)
    for row, example in enumerate(group):
        values = getattr(example, task)
        answers[row, : len(values)] = values
    return torch.from_numpy(answers)


def _blocked(group: list[Example]) -> Tensor:
    """Forbid heads outside the sentence, as they are in use."""
    words = max(len(example.window.words) for example in group)
    blocked = np.zeros((len(group), words, 1 + words), dtype=np.float32)
    for row, example in enumerate(group):
        sentences = np.full(words, -1)
        sentences[: len(example.sentences)] = example.sentences
        blocked[row, :, 1:] = np.where(sentences[:, None] == sentences[None, :], 0, _BLOCKED)
    return torch.from_numpy(blocked)
