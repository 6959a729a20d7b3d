"""GeoJSON after RFC 7946: longitude before latitude, WGS 84, a feature a line."""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from geo.exports.credits import GENERATOR, Source, as_values
from geo.exports.edition import Edition
from geo.exports.edition import edition as edition_of
from geo.exports.values import plain_rows, positions

if TYPE_CHECKING:
    import geopandas as gpd


def write_geojson(
    frame: "gpd.GeoDataFrame",
    stream: TextIO,
    *,
    generator: str = GENERATOR,
    crossings: "gpd.GeoDataFrame | None" = None,
    sources: Iterable[Source] = (),
) -> None:
    """Write incidents as one FeatureCollection to a text stream.

    Foreign members (RFC 7946, section 6.1) say who made it, from what data and under which licences, and hold the
    status of crossings over time.

    Parameters
    ----------
    frame
        Incidents with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    stream
        Takes UTF-8; it is not closed.
    generator, crossings, sources
        As in `geo.exports.write`.

    Raises
    ------
    OptionError
        If the table does not keep its contract.
    """
    _write_features(edition_of(frame, generator=generator, table=crossings, sources=sources), stream)


def write(edition: Edition, path: Path) -> None:
    """Write incidents to a GeoJSON file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        _write_features(edition, stream)


def _write_features(edition: Edition, stream: TextIO) -> None:
    frame = edition.incidents
    places = positions(frame)
    head = {
        "type": "FeatureCollection",
        "generator": edition.generator,
        "sources": as_values(edition.sources),
        "note": edition.note,
        "crossing_status": edition.crossing_status,
    }
    box = bounding_box(place for place in places if place is not None)
    members = {**head, "bbox": box} if box else head
    stream.write(_json(members)[:-1] + ',"features":[')
    separator = "\n"
    for row, place in zip(plain_rows(frame), places, strict=True):
        geometry = {"type": "Point", "coordinates": place[::-1]} if place else None
        feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
        stream.write(separator + _json(feature))
        separator = ",\n"
    stream.write("\n]}\n")


def bounding_box(places: Iterable[tuple[float, float]]) -> list[float] | None:
    """Return the smallest box around places as west, south, east, north; None if there are none.

    West is greater than east where the box crosses the antimeridian (RFC 7946, section 5.2).

    Parameters
    ----------
    places
        Latitude and longitude in degrees.

    Examples
    --------
    >>> bounding_box([(0.0, 179.0), (1.0, -179.0)])
    [179.0, 0.0, -179.0, 1.0]
    """
    known = list(places)
    if not known:
        return None
    lats = [lat for lat, _ in known]
    lons = sorted({lon for _, lon in known})
    west, east = lons[0], lons[-1]
    # The box leaves out the widest gap between neighbouring longitudes; on a tie it does not cross.
    widest = west + 360 - east
    for before, after in itertools.pairwise(lons):
        if after - before > widest:
            west, east, widest = after, before, after - before
    return [west, min(lats), east, max(lats)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
