"""Logistic curves: how likely something is right, by a few things that are known of it.

The numbers of a curve stand in a table with the columns ``sign`` and ``weight``.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.errors import DataError


def read_weights(path: Path) -> dict[str, float]:
    """Read a table of weights by sign.

    Raises
    ------
    DataError
        If the table is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["sign"]: float(row["weight"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path.name} is damaged ({error}); install the package again") from error


def read_curve(path: Path, signs: Sequence[str]) -> Mapping[str, float]:
    """Read the numbers of a curve.

    Parameters
    ----------
    signs
        What the curve rests on; the table must have these and no others.

    Raises
    ------
    DataError
        If the table is missing, damaged or of another version.
    """
    table = read_weights(path)
    if set(table) != set(signs):
        raise DataError(f"{path.name} is of another version; install the package again")
    return table


def probability(curve: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """Return how likely something with such signs is right, 0..1 with three decimals.

    Examples
    --------
    >>> probability({"any": 1.0, "seen": 2.0}, {"any": 1.0, "seen": 0.5})
    0.881
    """
    return round(1 / (1 + math.exp(-sum(curve[sign] * value for sign, value in signs.items()))), 3)
