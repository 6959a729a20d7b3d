"""Airports and air bases, which reports name as places of their own."""

import csv
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from geo.errors import DataError
from geo.gazetteer import sources
from geo.gazetteer.assembly import Assembly
from geo.gazetteer.index import OWN_IDS, NameKind
from geo.gazetteer.names import DIRECTIONS, TYPE_WORDS, normalise
from geo.gazetteer.namesakes import Provinces
from geo.gazetteer.store import Feature

_RADIUS_KM = 3.0  # from the reference point to the end of a long runway
_MILITARY = re.compile(r"Air ?(?:Force )?base|Air Force|Military|Naval", re.IGNORECASE)
_PRIVATE = frozenset({"US", "CA", "AU", "BR"})  # where the list is full of strips on farms
_GENERIC = DIRECTIONS.union(*TYPE_WORDS.values())
_TYPE = re.compile(
    r"(?: (?:International|Intl|Regional|Municipal|Domestic|National))*"
    r"(?: (?:Airport|Airfield|Aerodrome|Air ?(?:Force )?Base))+$|^Airport (?=\w)",
    re.IGNORECASE,
)


def add_airports(assembly: Assembly) -> None:
    """Add the airports that a traveller or a soldier would know; farm strips are left out.

    Raises
    ------
    DataError
        If the package that lists them is missing.
    """
    path = sources.package("airportsdata") / "airports.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if _is_known(row) and row["country"] in assembly.countries]
    except OSError as error:
        raise DataError(f"the airports {str(path)!r} cannot be read ({error}); install airportsdata again") from error
    common = _common_words(rows)
    provinces = Provinces(assembly)
    first = 1 + max((OWN_IDS, *assembly.features))
    for position, row in enumerate(sorted(rows, key=lambda row: row["icao"])):
        lat, lon = round(float(row["lat"]), 5), round(float(row["lon"]), 5)
        feature = Feature(first + position, row["name"], "region", lat, lon, own_id=f"airport:{row['icao']}")
        feature.parent = provinces.holding(lat, lon, row["country"])
        feature.uncertainty_km = _RADIUS_KM
        for name, kind in airport_names(row["name"], row["city"], large=bool(row["iata"]), common=common):
            feature.add(normalise(name), kind)
        assembly.add(feature)


def _is_known(row: dict[str, str]) -> bool:
    return bool(row["iata"] or _MILITARY.search(row["name"])) or row["country"] not in _PRIVATE


def _own_name(name: str, city: str) -> str:
    """Return what is left of an airport's name without its type and its city, or nothing."""
    own = _TYPE.sub("", name).strip()
    if city and own.startswith(f"{city} "):
        own = _TYPE.sub("", own.removeprefix(f"{city} ")).strip()
    return own


def _common_words(rows: Iterable[dict[str, str]]) -> frozenset[str]:
    """Return the words that are left of several airports' names without their cities.

    "Nantucket Memorial", "Butler Memorial": such a word says what kind of airport it is, and names none.
    """
    left = Counter(
        own
        for name, city in {(row["name"], row["city"]) for row in rows}
        if (own := _own_name(name, city)) and not name.startswith(own)
    )
    return frozenset(word for word, airports in left.items() if airports > 1)


def _stands_alone(own: str, common: Container[str]) -> bool:
    """Say whether a word can name an airport by itself."""
    return " " not in own and len(own) > 1 and not own.isdigit() and own not in common and own.lower() not in _GENERIC


def airport_names(name: str, city: str, *, large: bool, common: Container[str] = ()) -> Iterator[tuple[str, NameKind]]:
    """Yield the names that reports have for an airport.

    Parameters
    ----------
    city
        The city that it serves, or empty.
    large
        Whether airlines fly there, so that it is the city's airport, and its own name alone is known.
    common
        Words that are no name alone, besides those for areas and directions: "Memorial".

    Examples
    --------
    >>> [name for name, _ in airport_names("London Heathrow Airport", "London", large=True)]
    ['London Heathrow Airport', 'Heathrow Airport', 'Heathrow International Airport', 'Heathrow', 'London Airport']
    >>> [name for name, _ in airport_names("Shayrat Air Base", "Shayrat", large=False)]
    ['Shayrat Air Base', 'Shayrat Airport', 'Shayrat airbase']
    >>> "County" in [name for name, _ in airport_names("Washington County Airport", "Washington", large=True)]
    False
    """
    yield name, "preferred"
    own = _own_name(name, city)
    if own:
        yield f"{own} Airport", "alternate"
        yield f"{own} {'airbase' if _MILITARY.search(name) else 'International Airport'}", "alternate"
    if own and large and own != city and _stands_alone(own, common):
        yield own, "alternate"
    if city and large and own != city:
        yield f"{city} Airport", "alternate"
