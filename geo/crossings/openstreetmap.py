"""Crossings of the user's own from an extract of OpenStreetMap (``barrier=border_control``, GeoJSON).

OpenStreetMap is under the ODbL, which asks for its name and is share-alike: such crossings are a layer of their own,
each row marked with its licence, and never part of ``data/``. An extract is made, for example, with
``osmium tags-filter country.osm.pbf nw/barrier=border_control`` and ``osmium export``.
"""

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from geo.crossings.table import COLUMNS
from geo.errors import DataError, IncidentMapWarning
from geo.geodesy import Floats, distance_km

LICENCE: Final = "ODbL 1.0"
SOURCE: Final = "OpenStreetMap contributors"

BorderNear = Callable[[Floats, Floats], tuple[NDArray[np.object_], Floats]]
"""Gives the nearest border (``"IR-PK"``) of points and the kilometres to it, for latitudes and longitudes."""

_FARTHEST_KM: Final = 5.0  # the lines are drawn up to about so far from the ground
_ONE_GATE_KM: Final = 2.0  # what is nearer to each other is one gate: a post on either side, a node a lane
_NODE_M: Final = 100
_NAMES: Final = ("name:en", "int_name", "name", "official_name", "alt_name", "name:fa", "name:ur", "name:ar", "name:ru")
_MODES: Final[Mapping[str, tuple[str, ...]]] = {
    "pedestrian": ("foot",),
    "vehicle": ("motor_vehicle", "motorcar", "vehicle"),
    "cargo": ("hgv", "goods"),
    "rail": ("railway", "train"),
}
_YES: Final = frozenset({"yes", "designated", "permissive", "official", "border"})
_IDENTIFIER: Final = re.compile(r"(node|way|relation|[nwra])/?(\d+)")
_PAIR: Final = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')  # hstore, as GDAL writes the rest of the tags


def read_openstreetmap(path: str | Path, border_near: BorderNear) -> gpd.GeoDataFrame:
    """Return the border controls of an extract as crossings.

    Parameters
    ----------
    path
        GeoJSON in which a feature's properties are its tags, or hold them under ``tags`` or ``other_tags``.
    border_near
        Tells which border a gate is at.

    Returns
    -------
    GeoDataFrame
        As `geo.crossings.load` returns it. Controls within 2 km of each other at one border are one crossing.

    Raises
    ------
    DataError
        If the file cannot be read, or holds no border control.

    Warns
    -----
    IncidentMapWarning
        If controls were left out because no border is within 5 km.
    """
    file = Path(path)
    if not file.is_file():
        raise DataError(f"there is no file {str(file)!r}; check its name")
    try:
        frame = pyogrio.read_dataframe(file)
    except (OSError, ValueError, DataSourceError, DataLayerError) as error:
        raise DataError(f"{str(file)!r} cannot be read as GeoJSON; export it from OpenStreetMap again") from error
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise DataError(f"{str(file)!r} holds no feature; export it from OpenStreetMap again")
    held = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
    tags = [_tags(row) for row in held.drop(columns=held.geometry.name).to_dict("records")]
    wanted = [n for n, tag in enumerate(tags) if tag.get("barrier") == "border_control"]
    if not wanted:
        raise DataError(f"{str(file)!r} holds no feature tagged barrier=border_control; extract these")
    shapes = held.geometry.to_numpy()[wanted]
    points = shapely.centroid(shapes)
    lat, lon = shapely.get_y(points), shapely.get_x(points)
    borders, km = border_near(lat, lon)
    rows = [
        _row(tags[index], shapes[n], float(lat[n]), float(lon[n]), str(borders[n]))
        for n, index in enumerate(wanted)
        if km[n] <= _FARTHEST_KM
    ]
    if not rows:
        raise DataError(f"{str(file)!r} holds no border control within {_FARTHEST_KM:g} km of a known border")
    if len(rows) < len(wanted):
        text = (
            f"{str(file)!r}: {len(wanted) - len(rows)} controls farther than {_FARTHEST_KM:g} km from a border left out"
        )
        warnings.warn(text, IncidentMapWarning, stacklevel=2)
    table = pd.DataFrame(_one_a_gate(rows), columns=list(COLUMNS))
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries.from_xy(table["lon"], table["lat"], crs=4326))


def _tags(row: Mapping[Any, Any]) -> dict[str, str]:
    tags = {str(name): value for name, value in row.items() if isinstance(value, str) and value}
    nested = row.get("tags")
    if isinstance(nested, Mapping):
        tags |= {str(name): str(value) for name, value in nested.items()}
    rest = tags.pop("other_tags", "")
    return tags | dict(_PAIR.findall(rest))


def _row(tags: Mapping[str, str], shape: shapely.Geometry, lat: float, lon: float, border: str) -> dict[str, Any]:
    names = list(dict.fromkeys(tags[name].replace(";", ",") for name in _NAMES if tags.get(name)))
    given = " ".join(tags.get(name, "") for name in ("@id", "id", "osm_id", "full_id"))
    match = _IDENTIFIER.search(given)
    kind = {"n": "node", "w": "way", "r": "relation", "a": "way"}[match[1][0]] if match else ""
    element = f"{kind}/{match[2]}" if match else ""
    west, south, east, north = shape.bounds
    across = float(distance_km(south, west, north, east)) * 1000
    country_a, country_b = border.split("-")
    return {
        "id": f"osm-{element.replace('/', '-') or f'{lat:.5f}-{lon:.5f}'}",
        "name": names[0] if names else f"Border control at {lat:.3f}, {lon:.3f}",
        "aliases": ";".join(names[1:]),
        "country_a": country_a,
        "country_b": country_b,
        "lat": lat,
        "lon": lon,
        "uncertainty_m": round(max(_NODE_M, across / 2)),
        "modes": ";".join(mode for mode, keys in _MODES.items() if any(tags.get(key) in _YES for key in keys)),
        "source": SOURCE,
        "source_url": f"https://www.openstreetmap.org/{element}" if element else "https://www.openstreetmap.org/",
        "licence": LICENCE,
        "note": "",
    }


def _one_a_gate(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row for controls that stand together, the one with most names."""
    kept: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: (not row["name"] or row["name"].startswith("Border control"), row["id"])):
        same = [
            other
            for other in kept
            if (other["country_a"], other["country_b"]) == (row["country_a"], row["country_b"])
            and distance_km(other["lat"], other["lon"], row["lat"], row["lon"]) <= _ONE_GATE_KM
        ]
        if same:
            names = [*same[0]["aliases"].split(";"), row["name"], *row["aliases"].split(";")]
            unnamed = {"", same[0]["name"], f"Border control at {row['lat']:.3f}, {row['lon']:.3f}"}
            same[0]["aliases"] = ";".join(dict.fromkeys(name for name in names if name not in unnamed))
        else:
            kept.append(row)
    return sorted(kept, key=lambda row: str(row["id"]))
