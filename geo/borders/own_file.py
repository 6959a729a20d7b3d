"""Areas of the user's own: a Shapefile, GeoPackage, GeoJSON or GeoParquet file, whatever its reference system."""

import warnings
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from geo.errors import DataError, IncidentMapWarning, OptionError

FORMS: Final = (".shp", ".gpkg", ".geojson", ".json", ".parquet")
"""What the name of a file of areas may end in."""

_WGS84: Final = 4326
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
_MOST_NAMED: Final = 12


def read_areas(
    path: str | Path, *, columns: tuple[str, ...], crs: str | None = None, layer: str | None = None
) -> gpd.GeoDataFrame:
    """Return the areas of a file in longitude and latitude.

    Polygons that cross themselves are repaired, with a warning that says how many.

    Parameters
    ----------
    path
        Ends in one of `FORMS`.
    columns
        Those that are needed; others are left out.
    crs
        Reference system of a file that does not say its own, as ``"EPSG:32641"``.
    layer
        Of a file that has several with areas.

    Returns
    -------
    GeoDataFrame
        EPSG:4326; the columns asked for as text, empty where a value is missing, and geometry.

    Raises
    ------
    DataError
        If the file cannot be read, holds no areas, or areas that cannot be brought into degrees.
    OptionError
        If a column or layer is not there, or no reference system is known.

    Warns
    -----
    IncidentMapWarning
        If polygons were repaired, or rows without an area left out.
    """
    file = Path(path)
    frame = _polygons_only(_read(file, layer), file)
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns.drop(frame.geometry.name)[:_MOST_NAMED])) or "none"
        raise OptionError(f"{str(file)!r} has no column {missing[0]!r}; choose one of its columns: {there}")
    return _in_degrees(_repaired(frame, file), file, crs)[[*columns, "geometry"]]


def _read(file: Path, layer: str | None) -> gpd.GeoDataFrame:
    if file.suffix.lower() not in FORMS:
        raise OptionError(f"{str(file)!r} does not end in one of {', '.join(FORMS)}; convert it to one of them")
    if not file.is_file():
        raise DataError(f"there is no file {str(file)!r}; check its name")
    try:
        if file.suffix.lower() == ".parquet":
            frame = gpd.read_parquet(file)
        else:
            frame = pyogrio.read_dataframe(file, layer=_layer(file, layer))
    except OptionError:
        raise
    except (OSError, ValueError, TypeError, pa.ArrowException, DataSourceError, DataLayerError) as error:
        raise DataError(
            f"{str(file)!r} cannot be read as a file of areas ({_first_line(error)}); save it anew"
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise DataError(f"{str(file)!r} holds a table without geometry; give a file of areas")
    return frame.rename_geometry("geometry") if frame.geometry.name != "geometry" else frame


def _layer(file: Path, wanted: str | None) -> str | None:
    layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(file)]
    names = [name for name, _ in layers]
    if wanted is not None and wanted not in names:
        raise OptionError(f"{str(file)!r} has no layer {wanted!r}; choose one of {', '.join(names)}")
    areas = [name for name, kind in layers if "Polygon" in kind or kind in {"Unknown", "GeometryCollection"}]
    if wanted is None and len(areas) > 1:
        raise OptionError(f"{str(file)!r} has the layers {', '.join(areas)}; say which one to take")
    return wanted or next(iter(areas or names), None)


def _polygons_only(frame: gpd.GeoDataFrame, file: Path) -> gpd.GeoDataFrame:
    shapes = frame.geometry.to_numpy()
    held = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    kinds = shapely.get_type_id(shapes[held])
    if not held.any():
        raise DataError(f"{str(file)!r} holds no areas; give a file of polygons")
    if not np.isin(kinds, _POLYGONS).all():
        kind = shapes[held][~np.isin(kinds, _POLYGONS)][0].geom_type
        raise DataError(f"{str(file)!r} holds a {kind}, which is no area; give a file of polygons only")
    if not held.all():
        _warn(f"{str(file)!r}: {(~held).sum()} rows without an area were left out")
    return frame[held].reset_index(drop=True)


def _repaired(frame: gpd.GeoDataFrame, file: Path) -> gpd.GeoDataFrame:
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise DataError(f"{str(file)!r} has corners that are no numbers; save it anew")
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        shapes[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
        _warn(f"{str(file)!r}: {invalid.sum()} of {len(shapes)} polygons crossed themselves and were repaired")
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))


def _in_degrees(frame: gpd.GeoDataFrame, file: Path, crs: str | None) -> gpd.GeoDataFrame:
    if frame.crs is None and crs is None:
        raise OptionError(f"{str(file)!r} does not say its reference system; give it, for example EPSG:4326")
    try:
        known = frame.set_crs(CRS.from_user_input(crs)) if frame.crs is None else frame
        placed = known.to_crs(_WGS84)
    except (CRSError, ProjError) as error:
        raise OptionError(
            f"the reference system {crs or str(frame.crs)!r} is not known; give one like EPSG:4326"
        ) from error
    xy, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(placed.geometry.to_numpy())), return_index=True
    )
    if not (np.isfinite(xy).all() and (np.abs(xy) <= [180, 90]).all()):
        raise DataError(f"{str(file)!r} has corners that are not on the earth; check its reference system")
    if ((ring[1:] == ring[:-1]) & (np.abs(np.diff(xy[:, 0])) > 180)).any():  # noqa: PLR2004 - half a turn
        raise DataError(f"{str(file)!r} has areas across the antimeridian; cut them at 180 degrees")
    for name in placed.columns.drop("geometry"):
        placed[name] = placed[name].astype(object).where(placed[name].notna(), "").astype(str).str.strip()
    return placed


def _warn(text: str) -> None:
    warnings.warn(text, IncidentMapWarning, stacklevel=4)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
