"""Measures of the distance between an answer and the truth, as the field reports them.

See Gritta, Pilehvar, Collier (2020), "A pragmatic guide to geoparsing evaluation".
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

NEAR_KM: Final = 161.0
"""100 miles: an answer up to here counts as right."""

FARTHEST_KM: Final = 20_038.0
"""Half of the way around the equator, as papers round it: what a mention without an answer counts."""


def accuracy(km: NDArray[np.float64]) -> float:
    """Return the share of errors of at most `NEAR_KM`; NaN of none.

    Examples
    --------
    >>> accuracy(np.array([0.0, 161.0, 162.0, FARTHEST_KM]))
    0.5
    """
    return float((km <= NEAR_KM).mean()) if len(km) else math.nan


def log_error_auc(km: NDArray[np.float64]) -> float:
    """Return the area under the curve of the sorted log errors, 0 (all exact) to 1 (all antipodes); NaN of none.

    The curve of ``log(1 + km)`` is integrated by trapezoids and divided by the largest area there can be.

    Examples
    --------
    >>> log_error_auc(np.array([0.0, 0.0])), round(log_error_auc(np.full(3, FARTHEST_KM)), 9)
    (0.0, 1.0)
    """
    if not len(km):
        return math.nan
    logs = np.sort(np.log1p(km)) / math.log1p(FARTHEST_KM)
    return float((logs[:-1] + logs[1:]).mean() / 2) if len(logs) > 1 else float(logs[0])
