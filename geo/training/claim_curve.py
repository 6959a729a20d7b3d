"""The curve of the claims' confidence that is most likely to give which incidents of gold reports are right.

An incident's confidence is that of the surest of its claims: all are of one report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.claims.confidence import SIGNS
from geo.incidents import CERTAIN
from geo.resolution.weights import Floats
from geo.training.logistic import fit_logistic, probabilities

FOLDS: Final = 5
PULL: Final = 0.5  # of each number towards nothing
_AGAINST: Final = frozenset({"any", "country only", "no place"})  # all other signs speak for a claim


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """An incident of one gold report, by its number: the signs of each claim, a row each, and whether it is right."""

    report: int
    signs: Floats
    right: bool


def confidences(of: Sequence[Judged], table: Floats) -> Floats:
    """Return the confidence of incidents of one report each: that of their surest claims."""
    best = np.array([(one.signs @ table).max() for one in of])
    return np.minimum(CERTAIN, probabilities(best))


def fit(learned: Sequence[Judged]) -> Floats:
    """Return the curve that is most likely to give what was right and wrong.

    What speaks for a claim never lowers its confidence.
    """
    right = np.array([float(one.right) for one in learned])
    table = np.zeros(len(SIGNS))
    limits = [(None, None) if sign in _AGAINST else (0.0, None) for sign in SIGNS]
    pull = np.full(len(SIGNS), PULL)
    pull[0] = 0.0  # what holds for any claim is not drawn towards nothing
    for _ in range(10):  # which claim is the surest depends on the curve
        values = np.array([one.signs[(one.signs @ table).argmax()] for one in learned])
        table = fit_logistic(values, right, pull=pull, start=table, bounds=limits)
    return table


def cross_validated(of: Sequence[Judged]) -> Floats:
    """Return the confidence of every incident by a curve that did not see its report."""
    sure = np.zeros(len(of))
    for fold in range(FOLDS):
        table = fit([one for one in of if one.report % FOLDS != fold])
        tried = [position for position, one in enumerate(of) if one.report % FOLDS == fold]
        sure[tried] = confidences([of[position] for position in tried], table)
    return sure
