"""Places of the user's own, from a CSV or GeoJSON file; they win over every other place of their names."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

import shapely
from shapely.geometry import shape

from geo import geodesy
from geo.errors import DataError
from geo.gazetteer.names import normalise
from geo.records import PlaceKind

_KINDS = get_args(PlaceKind)
_RADIUS_KM = 2.0  # of a point that says nothing else
_POLE, _DATE_LINE = 90, 180
_SPELLINGS = {"latitude": "lat", "longitude": "lon", "lng": "lon", "alias": "aliases"}


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of the user's.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2; empty if the file does not say it, so that the nearest town decides.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    population: int = 0
    uncertainty_km: float = _RADIUS_KM


class OwnPlaces:
    """Places of the user's by id and by name.

    Attributes
    ----------
    names
        For each normalised name the places, and whether it is their usual one.
    """

    def __init__(self, places: Sequence[OwnPlace]) -> None:
        self.by_id = {place.id: place for place in places}
        self.names: dict[str, list[tuple[OwnPlace, bool]]] = {}
        for place in places:
            usual = normalise(place.name)
            for key in dict.fromkeys((usual, *map(normalise, place.aliases))):
                if key:
                    self.names.setdefault(key, []).append((place, key == usual))


def read_places(path: Path) -> tuple[OwnPlace, ...]:
    """Read places from a file.

    Parameters
    ----------
    path
        ``.csv`` with the columns ``name, lat, lon``, or ``.geojson`` with the property ``name``, in WGS 84 degrees.
        Also understood: ``aliases`` (parted by ``;``, in GeoJSON also an array), ``kind``, ``country``,
        ``population``, ``uncertainty_km``, ``id``. An area is placed inside of its outline, as large as it is.

    Raises
    ------
    DataError
        If the file cannot be read, or a place in it lacks a name or a position.
    """
    reader = {".csv": _csv_rows, ".geojson": _geojson_rows, ".json": _geojson_rows}.get(path.suffix.lower())
    if reader is None:
        raise DataError(f"the places {str(path)!r} are no .csv and no .geojson; save them as one of these")
    found: dict[str, OwnPlace] = {}
    try:
        for where, row in reader(path):
            place = _place(where, row, taken=found)
            found[place.id] = place
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise DataError(f"the places {str(path)!r} cannot be read ({error}); save them as UTF-8") from error
    except ValueError as error:
        raise DataError(f"the places {str(path)!r}: {error}") from error
    if not found:
        raise DataError(f"the file {str(path)!r} holds no places; give one with name, lat and lon")
    return tuple(found.values())


def _csv_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield f"line {reader.line_num}", _spelled(row)


def _geojson_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise ValueError("it is no FeatureCollection of GeoJSON")  # noqa: TRY004 - all that is wrong with it is one kind
    for number, feature in enumerate(features, start=1):
        where = f"feature {number}"
        try:
            row = _spelled(feature.get("properties") or {})
            geometry = shape(feature["geometry"])
        except (AttributeError, KeyError, TypeError, shapely.GEOSException) as error:
            raise ValueError(f"{where} has no geometry that can be read") from error
        if geometry.is_empty:
            raise ValueError(f"{where} has an empty geometry")
        point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
        corners = shapely.get_coordinates(geometry)
        reach = float(geodesy.distance_km(point.y, point.x, corners[:, 1], corners[:, 0]).max())
        yield where, {"uncertainty_km": max(round(reach, 1), _RADIUS_KM), **row, "lat": point.y, "lon": point.x}


def _spelled(row: Mapping[Any, Any]) -> dict[str, Any]:
    plain = {str(key).strip().lower(): value for key, value in row.items() if value is not None and value != ""}
    return {_SPELLINGS.get(key, key): value for key, value in plain.items()}


def _place(where: str, row: Mapping[str, Any], *, taken: Mapping[str, OwnPlace]) -> OwnPlace:
    name = str(row.get("name", "")).strip()
    if not normalise(name):
        raise ValueError(f"{where} has no name")
    kind = str(row.get("kind", "city")).strip()
    if kind not in _KINDS:
        raise ValueError(f"{where}: {kind!r} is no kind of place; choose from {', '.join(_KINDS)}")
    lat, lon = _number(where, row, "lat"), _number(where, row, "lon")
    if abs(lat) > _POLE or abs(lon) > _DATE_LINE:
        raise ValueError(f"{where}: {lat}, {lon} is no latitude and longitude in degrees")
    others = row.get("aliases", ())
    others = others.split(";") if isinstance(others, str) else others
    slug = str(row.get("id") or normalise(name).replace(" ", "-"))
    free = (f"own:{slug}{suffix}" for suffix in ("", *(f"-{number}" for number in range(2, len(taken) + 3))))
    return OwnPlace(
        id=next(candidate for candidate in free if candidate not in taken),
        name=name,
        aliases=tuple(str(other).strip() for other in others),
        kind=cast("PlaceKind", kind),
        lat=lat,
        lon=lon,
        country=str(row.get("country", "")).strip().upper(),
        population=int(_number(where, row, "population", 0)),
        uncertainty_km=_number(where, row, "uncertainty_km", _RADIUS_KM),
    )


def _number(where: str, row: Mapping[str, Any], key: str, default: float | None = None) -> float:
    value = row.get(key, default)
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{where}: {value!r} is no number for {key!r}") from None
    if not abs(number) < float("inf"):
        raise ValueError(f"{where}: {value!r} is no number for {key!r}")
    return number
