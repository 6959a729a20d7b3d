"""GeoPackage: incidents as a layer of points, their claims and the status of crossings beside it, with licences."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyogrio

from geo.exports.edition import Edition, status_to_arrow
from geo.tables import CRS, claims_to_arrow, to_arrow

LAYER: Final = "incidents"
CLAIMS: Final = "claims"
CROSSING_STATUS: Final = "crossing_status"

# The format stamps its tables with the time of writing; the same incidents should give the same bytes.
_STAMP: Final = "1970-01-01T00:00:00.000Z"


def write(edition: Edition, path: Path) -> None:
    """Write incidents to a GeoPackage.

    Days are of the type DATE, which the temporal controller of QGIS takes; the table ``claims`` belongs to the
    layer by ``incident_id``, and the layer ``crossing_status`` has a point for each period of a crossing.
    """
    incidents = to_arrow(edition.incidents).drop_columns(["claims"])
    notes = {
        "generator": edition.generator,
        "licence": "; ".join(f"{source.name}: {source.licence}" for source in edition.sources),
        "attribution": edition.attribution(),
    }
    status = status_to_arrow(edition.crossing_status, geometry=True)
    with _fixed_stamp():
        _add_points(incidents, path, LAYER, title="Incidents", notes=notes, description=edition.attribution())
        title = {"IDENTIFIER": "Claims", "DESCRIPTION": "By incident_id"}
        claims = claims_to_arrow(edition.incidents)
        pyogrio.write_arrow(claims, path, layer=CLAIMS, driver="GPKG", append=True, layer_options=title)
        told = "Periods in which the status of a crossing is known"
        _add_points(status, path, CROSSING_STATUS, title="Status of crossings", notes=notes, description=told)


def _add_points(
    table: pa.Table, path: Path, layer: str, *, title: str, notes: dict[str, str], description: str
) -> None:
    pyogrio.write_arrow(
        table,
        path,
        layer=layer,
        driver="GPKG",
        append=path.exists(),
        geometry_name="geometry",
        geometry_type="Point",
        crs=CRS,
        dataset_metadata=None if path.exists() else notes,
        layer_metadata=notes,
        layer_options={"IDENTIFIER": title, "DESCRIPTION": description},
    )


@contextlib.contextmanager
def _fixed_stamp() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
