"""Intervals by the percentile bootstrap over reports.

Mentions of one report are right or wrong together, so whole reports are drawn again, not mentions.
See Efron, Tibshirani (1993), "An introduction to the bootstrap", chapter 13.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 1000
SEED: Final = 20240119
_INTERVAL: Final = (2.5, 97.5)  # per cent: 95 % lie between

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with the interval that holds 95 % of its resamples; NaN where nothing was measured."""

    value: float
    low: float
    high: float

    def __format__(self, spec: str) -> str:
        """Write the value and its interval, each in the format that is given."""
        if math.isnan(self.value):
            return "-"
        return f"{self.value:{spec}} [{self.low:{spec}}, {self.high:{spec}}]"


def resamples(reports: Rows, *, count: int = RESAMPLES, seed: int = SEED) -> Iterator[Rows]:
    """Yield the rows of reports that are drawn with replacement, as many reports as there are.

    Parameters
    ----------
    reports
        The report of each row, numbered from 0; numbers without a row are reports that have none.
    """
    if not len(reports):
        return
    order = np.argsort(reports, kind="stable")
    held = np.bincount(reports)
    first = np.cumsum(held) - held
    random = np.random.default_rng(seed)
    for _ in range(count):
        drawn = random.integers(0, len(held), len(held))
        sizes = held[drawn]
        # The rows of all drawn reports in one go: 0, 1, 2 ... within each, moved to where it starts.
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        yield order[np.repeat(first[drawn], sizes) + within]


def estimate(
    measures: Callable[[Rows], Mapping[str, float]], reports: Rows, *, count: int = RESAMPLES, seed: int = SEED
) -> dict[str, Estimate]:
    """Measure all rows and many resamples of them.

    Parameters
    ----------
    measures
        Takes the positions of rows and returns values by name.
    reports
        The report of each row, numbered from 0.

    Examples
    --------
    >>> right = np.array([1.0, 0.0, 1.0, 1.0])
    >>> found = estimate(lambda rows: {"accuracy": right[rows].mean()}, np.array([0, 0, 1, 2]))
    >>> f"{found['accuracy']:.2f}"
    '0.75 [0.50, 1.00]'
    """
    whole = measures(np.arange(len(reports)))
    drawn = [measures(rows) for rows in resamples(reports, count=count, seed=seed) if len(rows)]
    found = {}
    for name, value in whole.items():
        values = np.array([sample[name] for sample in drawn], np.float64)
        values = values[~np.isnan(values)]
        low, high = np.percentile(values, _INTERVAL) if len(values) else (math.nan, math.nan)
        found[name] = Estimate(float(value), float(low), float(high))
    return found
