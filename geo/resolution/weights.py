"""What speaks for a place, and how much: the table ``data/resolution/weights.csv``.

A place's score is the sum of its features, each times its weight. The weights are fitted by
`geo.training.weights`; every feature is a thing that a person can check in the report.
"""

import csv
from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.errors import DataError

Floats = NDArray[np.float64]

OF_THE_NAME: Final = (
    "log10 population",
    "most people of its name",
    "country",
    "admin1",
    "admin2",
    "region",
    "crossing",
    "alternate",
    "abbreviation",
    "demonym",
    "full name",
    "capital",
    "holds a city of its name",
)
"""Known from the gazetteer alone."""

OF_THE_TEXT: Final = (
    "type word",
    "other type word",
    "container",
    "contained",
    "demonym in use",
    "web domain's country",
    "publisher's country",
    "publisher's province",
    "near the publisher's places",
    "publisher's usual place",
)
"""Known before any other name of the report is resolved."""

OF_OTHER_NAMES: Final = (
    "country votes",
    "country share",
    "province votes",
    "province share",
    "country named",
    "neighbour named",
    "province named",
    "near other names",
    "near a name beside it",
    "province of the first name",
)
"""Known from what the other names of the report seem to mean."""

FEATURES: Final = OF_THE_NAME + OF_THE_TEXT + OF_OTHER_NAMES

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "context": ("container", "contained", *OF_OTHER_NAMES),
    "publisher": tuple(name for name in OF_THE_TEXT if name.startswith(("publisher", "near the publisher", "web"))),
    "type words": ("type word", "other type word"),
}
"""Groups of features that can be left out, to measure what they add."""


@cache
def weights() -> Mapping[str, float]:
    """Read the table, once.

    Raises
    ------
    DataError
        If it is missing or does not have exactly the features that this version computes.
    """
    path = paths.data("resolution", "weights.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path.name} is damaged ({error}); install the package again") from error
    if set(table) != set(FEATURES):
        wrong = sorted(set(table) ^ set(FEATURES))
        raise DataError(f"{path.name} and this version differ in the features {wrong}; install the package again")
    return table


@cache
def vector(without: frozenset[str] = frozenset()) -> Floats:
    """Return the weights in the order of `FEATURES`, 0 for those of the parts that are left out.

    Parameters
    ----------
    without
        Keys of `PARTS`.
    """
    silent = {feature for part in without for feature in PARTS[part]}
    table = weights()
    found = np.array([0.0 if name in silent else table[name] for name in FEATURES])
    found.flags.writeable = False
    return found
