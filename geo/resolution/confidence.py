"""How likely an answer is right: a logistic curve over a few things that are known of it.

Its numbers, ``data/resolution/confidence.csv``, are fitted by `geo.training.weights` so that of the answers with
confidence 0.8 eight in ten are right, within 161 km.
"""

import math
from collections.abc import Mapping
from functools import cache
from typing import Final

from geo import paths
from geo.curves import probability, read_curve
from geo.records import Place
from geo.resolution.weights import FEATURES, Floats

SIGNS: Final = (
    "any",
    "log odds of its share",
    "log10 population of a town",
    "country or province",
    "region",
    "near other names",
    "country share",
    "container",
    "in no gazetteer",
    "agreement around it",
)
"""What the curve rests on: the first and the kinds are 1 or 0, the last two are of names that no gazetteer has."""

_MOST_ODDS: Final = 8.0
_NEAR, _SHARE, _CONTAINER = (FEATURES.index(name) for name in ("near other names", "country share", "container"))


@cache
def curve() -> Mapping[str, float]:
    """Read the numbers, once.

    Raises
    ------
    DataError
        If the table is missing or of another version.
    """
    return read_curve(paths.data("resolution", "confidence.csv"), SIGNS)


def signs(values: Floats, share: float, place: Place) -> dict[str, float]:
    """Return the signs of an answer out of the gazetteer.

    Parameters
    ----------
    values
        Its features, in the order of `geo.resolution.weights.FEATURES`.
    share
        Its share among the places of its name, 0..1.
    """
    odds = math.log(max(share, 1e-9) / max(1 - share, 1e-9))
    return dict.fromkeys(SIGNS, 0.0) | {
        "any": 1.0,
        "log odds of its share": max(-_MOST_ODDS, min(_MOST_ODDS, odds)),
        "log10 population of a town": math.log10(1 + place.population) if place.kind in {"city", "admin2"} else 0.0,
        "country or province": float(place.kind in {"country", "admin1"}),
        "region": float(place.kind in {"region", "crossing"}),
        "near other names": float(values[_NEAR]),
        "country share": float(values[_SHARE]),
        "container": float(values[_CONTAINER]),
    }


def signs_of_area(agreement: float) -> dict[str, float]:
    """Return the signs of the area around a name that no gazetteer has."""
    return dict.fromkeys(SIGNS, 0.0) | {"in no gazetteer": 1.0, "agreement around it": agreement}


def confidence(values: Floats, share: float, place: Place) -> float:
    """Return how likely an answer out of the gazetteer is right, 0..1."""
    return probability(curve(), signs(values, share, place))


def confidence_of_area(agreement: float) -> float:
    """Return how likely the area around an unknown name is right, 0..1."""
    return probability(curve(), signs_of_area(agreement))
