"""Where the incidents of a command go."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.cli.terminal import standard_output
from geo.errors import ExportError

# Here and in every command: what loads pandas or a language model is imported only when it is needed, so that
# --help is instant.
if TYPE_CHECKING:
    import geopandas as gpd

    from geo.relations import Layers

_TITLE: Final = "Incident Map"
_PAGE: Final = ".html"


def check_out(out: str | None) -> None:
    """Refuse a file that could not be written before any report is read; None is standard output.

    Raises
    ------
    ExportError, OptionError
        If it cannot be written, or its suffix names no form.
    """
    if out is not None:
        from geo.exports import check_target  # noqa: PLC0415

        check_target(out, others=(_PAGE,))
    elif sys.stdout is None:
        raise ExportError("standard output is closed; open it, or give a file with -o")


def write(
    frame: "gpd.GeoDataFrame",
    out: str | None,
    *,
    mentions: "gpd.GeoDataFrame | None" = None,
    layers: "Layers | None" = None,
) -> None:
    """Write incidents in the form that the suffix of a file names, or as GeoJSON to standard output.

    Parameters
    ----------
    layers
        What the incidents were related to; those that ship if None.
    """
    from geo import exports  # noqa: PLC0415

    gates = layers.crossings if layers else None
    sources = layers.sources if layers else ()
    if out is None:
        with standard_output() as stream:
            exports.write_geojson(frame, stream, crossings=gates, sources=sources)
    elif Path(out).suffix.lower() == _PAGE:
        from geo import mapping  # noqa: PLC0415

        marks = mapping.crossing_marks(frame, table=gates)
        borders = layers.borders if layers else None
        mapping.write_html(frame, Path(out), mentions=mentions, crossings=marks, borders=borders, title=_TITLE)
    else:
        exports.write(frame, out, crossings=gates, sources=sources)
