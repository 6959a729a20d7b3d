"""Add our own tables: names in use today, regions that have no seat, and border crossings."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import shapely

from geo.errors import DataError
from geo.gazetteer import areas, sources
from geo.gazetteer.assembly import Assembly
from geo.gazetteer.index import OWN_IDS, NameKind
from geo.gazetteer.names import normalise
from geo.gazetteer.store import Feature

if TYPE_CHECKING:
    from geo.records import PlaceKind

_BORDER_DEGREES = 0.05  # how far apart two simplified outlines of one border may lie


def add_continents(assembly: Assembly) -> None:
    """Add the continents of GeoNames, as large as the corners of their bounding boxes say."""
    for continent in sources.continents():
        corners = shapely.box(continent.west, continent.south, continent.east, continent.north)
        feature = Feature(continent.geonames_id, continent.name, "region", continent.lat, continent.lon)
        feature.uncertainty_km = round(areas.radius_km(corners, continent.lat, continent.lon))
        feature.add(normalise(continent.name), "preferred")
        assembly.add(feature)


def add_aliases(assembly: Assembly, path: Path, *, more_to_come: bool = False) -> None:
    """Add more names of places that are there.

    Parameters
    ----------
    more_to_come
        Whether places are still added, so that a row whose place is not there yet waits for another pass.

    Raises
    ------
    DataError
        If a row names a place that the other sources do not have.
    """
    for row in sources.table(path):
        if assembly.only and row["country"] not in assembly.only:
            continue
        feature = assembly.named(row["of"], row["kind"], row["country"])
        if feature is None and more_to_come:
            continue
        if feature is None:
            raise DataError(f"{path.name}: no {row['kind']} {row['of']!r} in {row['country']!r}; correct the row")
        for name in row["names"].split(";"):
            feature.add(normalise(name), cast("NameKind", row["name_kind"]))


def add_regions(assembly: Assembly, path: Path) -> None:
    """Add seas, ranges, disputed areas, lines and a few villages.

    The point and the radius are the row's own, or those of the areas that its extent names.
    """
    for position, row in enumerate(sources.table(path)):
        if assembly.only and not _countries_of(row) <= assembly.only:
            continue
        shape = _extent(assembly, row["extent"]) if row["extent"] else None
        if row["lat"]:
            lat, lon = float(row["lat"]), float(row["lon"])
        elif shape is not None:
            lat, lon = areas.middle(shape)
        else:
            raise DataError(f"{path.name}: {row['name']!r} has neither a point nor an extent; fill in one")
        kind = cast("PlaceKind", row["kind"])
        number, own_id = int(row["geonames_id"] or 0), "" if row["geonames_id"] else f"{kind}:{row['id']}"
        feature = Feature(number or OWN_IDS + position, row["name"], kind, lat, lon, own_id=own_id)
        feature.uncertainty_km = float(row["uncertainty_km"] or 0) or areas.radius_km(_known(shape), lat, lon)
        if row["country"] and row["country"] not in assembly.countries:
            raise DataError(f"{path.name}: {row['name']!r} lies in no country {row['country']!r}; correct the row")
        feature.parent = assembly.countries[row["country"]] if row["country"] else 0
        _name(feature, row)
        assembly.add(feature)


def add_crossings(assembly: Assembly, path: Path) -> None:
    """Add border crossings; each counts to the country whose outline holds its point."""
    first = 1 + max((OWN_IDS, *assembly.features))
    for position, row in enumerate(sources.table(path)):
        if assembly.only and not {row["country_a"], row["country_b"]} <= assembly.only:
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        feature = Feature(first + position, row["name"], "crossing", lat, lon, own_id=f"crossing:{row['id']}")
        feature.uncertainty_km = float(row["uncertainty_m"]) / 1000
        sides = [assembly.countries[row[column]] for column in ("country_a", "country_b")]
        point = shapely.Point(lon, lat)
        inside = [side for side in sides if side in assembly.shapes and assembly.shapes[side].contains(point)]
        feature.parent = (inside or sides)[0]
        _name(feature, row)
        assembly.add(feature)


def _countries_of(row: Mapping[str, str]) -> set[str]:
    areas_named = re.split(r"[+|]", row["extent"]) if row["extent"] else []
    return {area.partition(":")[0] for area in areas_named} | ({row["country"]} if row["country"] else set())


def _name(feature: Feature, row: Mapping[str, str]) -> None:
    feature.add(normalise(row["name"]), "preferred")
    for alias in row["aliases"].split(";"):
        feature.add(normalise(alias), "alternate")


def _known(shape: shapely.Geometry | None) -> shapely.Geometry:
    if shape is None:
        raise DataError("a region without an extent needs a radius; fill in its column 'uncertainty_km'")
    return shape


def _extent(assembly: Assembly, extent: str) -> shapely.Geometry:
    """Return "A+B", the areas together, or "A|B", the border between them; an area is "PK" or "PK:Sindh"."""
    sides = [shapely.union_all([_area(assembly, name) for name in side.split("+")]) for side in extent.split("|")]
    if len(sides) == 1:
        return sides[0]
    border = sides[0].boundary.intersection(sides[1].buffer(_BORDER_DEGREES))
    return shapely.line_merge(shapely.MultiLineString([p for p in shapely.get_parts(border) if p.length]))


def _area(assembly: Assembly, name: str) -> shapely.Geometry:
    iso2, _, province = name.partition(":")
    feature = assembly.named(province, "admin1", iso2) if province else assembly.features[assembly.countries[iso2]]
    if feature is None:
        raise DataError(f"regions.csv: no province {province!r} in {iso2!r}; correct the row")
    if feature.number in assembly.shapes:
        shape = assembly.shapes[feature.number]
        return shape if province else areas.mainland(shape)
    towns = [f for f in assembly.features.values() if f.kind == "city" and feature in assembly.above(f)]
    return shapely.multipoints([(town.lon, town.lat) for town in towns]).convex_hull
