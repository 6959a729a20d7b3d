"""GeoPackage: incidents as a layer of points, claims as a table beside it, the licences as metadata."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyogrio

from geo.exports.credits import SOURCES, attribution
from geo.tables import CRS, claims_to_arrow, to_arrow

if TYPE_CHECKING:
    import geopandas as gpd

LAYER: Final = "incidents"
CLAIMS: Final = "claims"

# The format stamps its tables with the time of writing; the same incidents should give the same bytes.
_STAMP: Final = "1970-01-01T00:00:00.000Z"


def write(frame: "gpd.GeoDataFrame", path: Path, generator: str) -> None:
    """Write prepared incidents to a GeoPackage.

    Days are of the type DATE, which the temporal controller of QGIS takes; the table ``claims`` belongs to the
    layer by ``incident_id``.
    """
    incidents = to_arrow(frame).drop_columns(["claims"])
    title = {"IDENTIFIER": "Incidents", "DESCRIPTION": attribution()}
    notes = {
        "generator": generator,
        "licence": "; ".join(f"{source.name}: {source.licence}" for source in SOURCES),
        "attribution": attribution(),
    }
    with _fixed_stamp():
        pyogrio.write_arrow(
            incidents,
            path,
            layer=LAYER,
            driver="GPKG",
            geometry_name="geometry",
            geometry_type="Point",
            crs=CRS,
            dataset_metadata=notes,
            layer_metadata=notes,
            layer_options=title,
        )
        _add_table(claims_to_arrow(frame), path, title={"IDENTIFIER": "Claims", "DESCRIPTION": "By incident_id"})


def _add_table(table: pa.Table, path: Path, *, title: dict[str, str]) -> None:
    pyogrio.write_arrow(table, path, layer=CLAIMS, driver="GPKG", append=True, layer_options=title)


@contextlib.contextmanager
def _fixed_stamp() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
