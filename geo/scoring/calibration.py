"""Whether answers of confidence 0.8 are right eight times out of ten."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence lies in one tenth of the scale.

    Attributes
    ----------
    low, high
        Limits of the bin; the upper one belongs to the next bin, 1.0 to the last.
    confidence, accuracy
        Means over the answers; NaN if there are none.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def reliability(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Return how often answers are right by how sure they were, in ten bins of equal width.

    Examples
    --------
    >>> reliability(np.array([0.72, 0.78]), np.array([True, False]))[7].accuracy
    0.5
    """
    number = np.minimum((confidence * BINS).astype(int), BINS - 1)
    count = np.bincount(number, minlength=BINS)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(number, weights=values, minlength=BINS) / count for values in (confidence, right)]
    return tuple(
        Bin(i / BINS, (i + 1) / BINS, int(count[i]), float(means[0][i]), float(means[1][i])) for i in range(BINS)
    )


def expected_calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean gap between confidence and accuracy over the bins, weighted by their answers; NaN of none.

    See Naeini, Cooper, Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".

    Examples
    --------
    >>> expected_calibration_error(np.array([0.9, 0.9]), np.array([True, False])).__round__(3)
    0.4
    """
    if not len(confidence):
        return math.nan
    bins = [held for held in reliability(confidence, right) if held.count]
    return sum(held.count * abs(held.confidence - held.accuracy) for held in bins) / len(confidence)
