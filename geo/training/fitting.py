"""The loop that fits the components of a pipeline to examples."""

import logging
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeAlias

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam

_log = logging.getLogger(__name__)
_BATCH_WORDS = 600  # larger batches take fewer steps a pass and end far from converged
_DROPOUT = 0.1
_WARM_UP_STEPS = 100
_LEAST_SHARE = 0.02  # of the peak rate, at the end
_PEAK_RATE = 0.002
_STEPS_BETWEEN_REPORTS = 100

Examples: TypeAlias = Callable[[Random], list[Example]]
"""Makes the examples of one pass, varied as the random numbers say."""


def seeded(seed: int) -> Random:
    """Return a source of random numbers that a seed fixes."""
    return Random(seed)  # noqa: S311  no secret depends on it


def fit(
    pipeline: Language,
    examples: Examples,
    *,
    passes: int,
    annotating: list[str],
    seed: int,
) -> None:
    """Train all components of an initialised pipeline and leave the averages of their weights in it.

    The learning rate rises over the first steps and then falls in a line to almost nothing, so that
    the last pass is the best one and no development data choose among passes.
    """
    random = seeded(seed)
    optimizer = Adam(_PEAK_RATE, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    steps = 0
    for number in range(passes):
        batch_list = list(_batches(examples(random), words=_BATCH_WORDS, random=random))
        losses: dict[str, float] = {}
        for index, batch in enumerate(batch_list):
            progress = (number + index / len(batch_list)) / passes
            optimizer.learn_rate = _rate(steps, progress=progress, total=passes * len(batch_list))
            pipeline.update(batch, sgd=optimizer, drop=_DROPOUT, losses=losses, annotates=annotating)
            steps += 1
            if steps % _STEPS_BETWEEN_REPORTS == 0:
                _log.info("%s: %.0f %% done", ", ".join(losses), 100 * progress)
        _log.info("pass %d of %d: %s", number + 1, passes, {name: round(loss) for name, loss in losses.items()})
    with pipeline.use_params(optimizer.averages):
        averaged = pipeline.to_bytes(exclude=["vocab"])
    pipeline.from_bytes(averaged, exclude=["vocab"])


def _rate(step: int, *, progress: float, total: int) -> float:
    warm_up = min(_WARM_UP_STEPS, total / 4)
    return _PEAK_RATE * min(1.0, (step + 1) / warm_up) * max(_LEAST_SHARE, 1 - progress)


def _batches(examples: list[Example], *, words: int, random: Random) -> Iterator[list[Example]]:
    random.shuffle(examples)
    batch: list[Example] = []
    size = 0
    for example in examples:
        if batch and size + len(example.predicted) > words:
            yield batch
            batch, size = [], 0
        batch.append(example)
        size += len(example.predicted)
    if batch:
        yield batch
