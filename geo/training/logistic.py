"""Find the logistic curve that is most likely to give what was right and wrong."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from geo.resolution.weights import Floats


def probabilities(odds: Floats) -> Floats:
    """Return the probabilities of logarithms of odds."""
    return np.asarray(1 / (1 + np.exp(-odds)), np.float64)


def fit_logistic(
    values: Floats,
    right: Floats,
    *,
    weight: Floats | float = 1.0,
    pull: Floats | float,
    start: Floats,
    bounds: Sequence[tuple[float | None, float | None]] | None = None,
) -> Floats:
    """Return the numbers of the curve, one a sign.

    Parameters
    ----------
    values
        Signs of what was judged, of shape (judged, signs).
    right
        1 or 0 of each.
    weight
        How much each counts.
    pull
        How strongly each number is drawn towards nothing.
    start, bounds
        Where the search for each number begins, and between which limits it lies.
    """

    def loss(curve: Floats) -> tuple[float, Floats]:
        odds = values @ curve
        unlikely = float((weight * (np.logaddexp(0, odds) - right * odds)).sum())
        slope = values.T @ (weight * (probabilities(odds) - right))
        return unlikely + float((pull * curve**2).sum()), slope + 2 * pull * curve

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x, np.float64)
