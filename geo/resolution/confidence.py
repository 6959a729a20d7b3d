"""How likely an answer is right: a logistic curve over a few things that are known of it.

Its numbers, ``data/resolution/confidence.csv``, are fitted by `geo.training.confidence` so that of the answers with
confidence 0.8 eight in ten are right, within 161 km.
"""

import math
from collections.abc import Mapping
from functools import cache
from typing import Final

from geo import paths
from geo.curves import probability, read_curve
from geo.records import Place
from geo.resolution.inference import Area
from geo.resolution.renown import renown
from geo.resolution.weights import FEATURES, Floats

_OF_THE_SCORE: Final = (
    "most people of its name",
    "alternate",
    "full name",
    "type word",
    "other type word",
    "container",
    "contained",
    "web domain's country",
    "publisher's country",
    "near the publisher's places",
    "publisher's usual place",
    "country votes",
    "country share",
    "country named",
    "neighbour named",
    "province votes",
    "province named",
    "near other names",
    "near a name beside it",
)
SIGNS: Final = (
    "any",
    "log odds of its share",
    "log10 population of a town",
    "renown of a town",
    "country or province",
    "region",
    *_OF_THE_SCORE,
    "country share of a town",
    "alone in its country",
    "alone and small",
    "alone and no neighbour",
    "alone and far",
    "renown where alone",
    "in no gazetteer",
    "chance of its country",
    "agreement around it",
    "known by its country only",
)
"""What the curve rests on: those of the score as in `geo.resolution.weights`, of a town that is all that a report
names in a country, and the last four of names that no gazetteer has."""

_MOST_ODDS: Final = 8.0
_ALONE: Final = 0.05  # votes for its country
_BESIDE: Final = 0.2
_FAR: Final = 0.1  # nearness to other names
_SMALL: Final = 100_000  # people
_AT: Final = {name: column for column, name in enumerate(FEATURES)}


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
    town = place.kind in {"city", "admin2"}
    of_the_score = {name: float(values[_AT[name]]) for name in _OF_THE_SCORE}
    alone = town and of_the_score["country votes"] < _ALONE
    known = renown(place) if place.kind == "city" else 0.0
    return dict.fromkeys(SIGNS, 0.0) | {
        "any": 1.0,
        "log odds of its share": max(-_MOST_ODDS, min(_MOST_ODDS, odds)),
        "log10 population of a town": math.log10(1 + place.population) if town else 0.0,
        "renown of a town": known,
        "country or province": float(place.kind in {"country", "admin1"}),
        "region": float(place.kind in {"region", "crossing"}),
        **of_the_score,
        "country share of a town": town * of_the_score["country share"],
        "alone in its country": float(alone),
        "alone and small": float(alone and place.population < _SMALL),
        "alone and no neighbour": float(alone and of_the_score["neighbour named"] < _BESIDE),
        "alone and far": float(alone and of_the_score["near other names"] < _FAR),
        "renown where alone": alone * known,
    }


def signs_of_area(area: Area) -> dict[str, float]:
    """Return the signs of the area around a name that no gazetteer has."""
    return dict.fromkeys(SIGNS, 0.0) | {
        "in no gazetteer": 1.0,
        "chance of its country": area.country_chance,
        "agreement around it": area.agreement,
        "known by its country only": float(not area.agreement),
    }


def confidence(values: Floats, share: float, place: Place) -> float:
    """Return how likely an answer out of the gazetteer is right, 0..1."""
    return probability(curve(), signs(values, share, place))


def confidence_of_area(area: Area) -> float:
    """Return how likely the area around an unknown name is right, 0..1."""
    return probability(curve(), signs_of_area(area))
