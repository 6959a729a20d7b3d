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
_USUAL_RADIUS_KM = 1000.0  # of a sea or a range


def fame(kind: PlaceKind, population: int, name_kind: NameKind, *, radius_km: float = _USUAL_RADIUS_KM) -> float:
    """Return how likely a name without context means a place; comparable among the places of one name.

    Parameters
    ----------
    radius_km
        Of the place. Seas, ranges and airports have no census; one counts as much as a town with
        one inhabitant for each square kilometre of it.

    Examples
    --------
    >>> fame("country", 4_000_000, "preferred") > fame("admin1", 10_000_000, "preferred")
    True
    >>> sea, creek = (fame("region", 0, "preferred", radius_km=radius) for radius in (1000, 5))
    >>> sea > fame("city", 500_000, "preferred") > creek
    True
    """
    people = radius_km**2 if kind == "region" else population
    return log10(people + 10) + _KIND_WEIGHT[kind] + _NAME_WEIGHT[name_kind]
