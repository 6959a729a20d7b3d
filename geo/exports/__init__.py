"""Incidents as files: GeoJSON, CSV, GeoPackage, GeoParquet and KML, the suffix of the path choosing.

Every form holds the same values: checked against the contract of `geo.tables.COLUMNS`, coordinates with the
decimals that their precision claims, texts without characters that no file format can carry. Every form but CSV,
which is one table, also holds the status of crossings over time.

To add a form, write a module with a function like the others' and name it with its suffix in ``_WRITERS``.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.errors import OptionError
from geo.exports import csv_table, geojson, geopackage, geoparquet, kml
from geo.exports.credits import GENERATOR, SOURCES, Source
from geo.exports.edition import Edition, edition
from geo.exports.files import refuse_bad_target, replacing
from geo.exports.geojson import write_geojson

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["GENERATOR", "SOURCES", "SUFFIXES", "Source", "check_target", "write", "write_geojson"]

_Writer = Callable[[Edition, Path], None]


_WRITERS: Final[Mapping[str, _Writer]] = {
    ".geojson": geojson.write,
    ".csv": csv_table.write,
    ".gpkg": geopackage.write,
    ".parquet": geoparquet.write,
    ".kml": kml.write,
}

SUFFIXES: Final = tuple(_WRITERS)
"""What the name of an exported file may end in."""


def check_target(path: str | Path, *, others: tuple[str, ...] = ()) -> str:
    """Return the suffix of a path in lower case, once it is sure that a file can be written there.

    Parameters
    ----------
    others
        Further suffixes that the caller can write itself.

    Raises
    ------
    OptionError
        If the suffix names no form of export.
    ExportError
        If the path is a folder, or its folder is missing or not writable.

    Examples
    --------
    >>> check_target("Night.GeoJSON")
    '.geojson'
    """
    suffix = Path(path).suffix.lower()
    choices = SUFFIXES + others
    if suffix not in choices:
        raise OptionError(f"{str(path)!r} does not end in one of {', '.join(choices)}; choose one of them")
    refuse_bad_target(Path(path))
    return suffix


def write(
    frame: "gpd.GeoDataFrame",
    path: str | Path,
    *,
    generator: str = GENERATOR,
    crossings: "gpd.GeoDataFrame | None" = None,
    sources: Iterable[Source] = (),
) -> Path:
    """Write incidents to a file in the form that its suffix names, and return its path.

    The file appears complete or not at all; one that is there already is replaced. The same table gives
    the same bytes.

    Parameters
    ----------
    frame
        Incidents with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    generator
        Who made the file, as it says itself.
    crossings
        Those whose status the file tells, as `geo.crossings.load` returns them; the shipped ones if None.
    sources
        Data of the user's own that the incidents rest on, named beside the product's.

    Raises
    ------
    OptionError
        If the suffix is none of `SUFFIXES`, or the table does not keep its contract.
    ExportError
        If the file cannot be written.
    """
    target = Path(path)
    writer = _WRITERS[check_target(target)]
    ready = edition(frame, generator=generator, table=crossings, sources=sources)
    with replacing(target) as temporary:
        writer(ready, temporary)
    return target
