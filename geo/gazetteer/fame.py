"""How well known a place is under a name, where nothing else is known."""

from collections.abc import Mapping
from math import log10

from geo.gazetteer.index import NameKind
from geo.records import PlaceKind

_KIND_WEIGHT: Mapping[PlaceKind, float] = {
    "country": 3.0,
    "region": 1.5,
    "city": 0.0,
    "crossing": -0.5,
    "admin1": -0.5,  # its people are counted from all its towns, so the city of the same name has fewer
    "admin2": -1.5,
}
_NAME_WEIGHT: Mapping[NameKind, float] = {"preferred": 1.0, "abbreviation": 0.8, "demonym": 0.5, "alternate": 0.0}
_REGION_PEOPLE = 1e6  # regions have no census; as well known as a large city


def fame(kind: PlaceKind, population: int, name_kind: NameKind) -> float:
    """Return how likely a name without context means a place; comparable among the places of one name.

    Examples
    --------
    >>> fame("country", 4_000_000, "preferred") > fame("admin1", 10_000_000, "preferred")
    True
    """
    people = _REGION_PEOPLE if kind == "region" else population
    return log10(people + 10) + _KIND_WEIGHT[kind] + _NAME_WEIGHT[name_kind]
