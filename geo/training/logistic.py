"""Find the weights that are most likely to give what was right and wrong: a logistic curve, a conditional logit."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
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


def fit_choices(
    values: Floats,
    sizes: NDArray[np.int64],
    aims: Sequence[tuple[float, NDArray[np.bool_]]],
    *,
    weight: Floats | float = 1.0,
    pull: float,
    towards: Floats,
) -> Floats:
    """Return the weights of signs under which the right ones of several choices are likeliest: a conditional logit.

    Parameters
    ----------
    values
        Signs of every choice, those of one decision after those of another, of shape (choices, signs).
    sizes
        How many choices each decision has, at least one.
    aims
        Which choices are right, of shape (choices,), each with its part of the whole aim.
    weight
        How much each decision counts.
    pull, towards
        How strongly each weight is drawn, and to what.
    """
    starts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    counts = np.broadcast_to(weight, len(sizes))

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares /= np.add.reduceat(shares, starts)[owner]
        total, slope = pull * float(((weights - towards) ** 2).sum()), np.zeros(len(scores))
        for part, aim in aims:
            right = np.add.reduceat(shares * aim, starts) + 1e-12
            total -= part * float((counts * np.log(right)).sum())
            slope += part * counts[owner] * (shares - shares * aim / right[owner])
        return total, values.T @ slope + 2 * pull * (weights - towards)

    return np.asarray(minimize(loss, towards, jac=True, method="L-BFGS-B").x, np.float64)
