"""Options for borders and crossings: whose view, and the user's own files."""

import argparse
from typing import TYPE_CHECKING

from geo.cli.options import Parser
from geo.errors import OptionError

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.relations import Layers

_OF_BORDERS = ("name_column", "country_column", "borders_crs", "borders_layer")


def layer_options() -> Parser:
    """Return the options that choose the layers which incidents are related to."""
    options = Parser(add_help=False)
    group = options.add_argument_group("borders and crossings (those that ship, as administered, unless given)")
    group.add_argument(
        "--worldview",
        type=str.upper,
        metavar="ISO2",
        help="count disputed areas as the state of this code does: IN, PK, RU, SY, MA, VE ...",
    )
    group.add_argument(
        "--borders",
        metavar="FILE",
        help="areas of your own (.shp, .gpkg, .geojson, .parquet): of countries if all their names are countries, "
        "else of provinces; they win over those that ship",
    )
    group.add_argument("--name-column", metavar="COLUMN", help="column of FILE that names its areas")
    group.add_argument("--country-column", metavar="COLUMN", help="column of FILE with codes or names of countries")
    group.add_argument("--borders-crs", metavar="CRS", help="reference system of a FILE that does not say its own")
    group.add_argument("--borders-layer", metavar="LAYER", help="layer of a FILE that has several")
    group.add_argument(
        "--crossings",
        metavar="FILE",
        help="crossings of your own: an extract of OpenStreetMap (.geojson) or a table (.csv)",
    )
    return options


def chosen_layers(options: argparse.Namespace) -> "Layers | None":
    """Return the layers that the options choose, None for those that ship.

    Raises
    ------
    DataError, OptionError
        If a file, a column or a view cannot be used.
    """
    alone = [name for name in _OF_BORDERS if getattr(options, name) and not options.borders]
    if alone:
        raise OptionError(f"--{alone[0].replace('_', '-')} is for areas of your own; give them with --borders FILE")
    if options.borders and not (options.name_column or options.country_column):
        raise OptionError("--borders needs --name-column COLUMN, the column of FILE that names its areas")
    if not (options.worldview or options.borders or options.crossings):
        return None
    from geo.relations import open_layers  # noqa: PLC0415

    return open_layers(
        worldview=options.worldview,
        borders=options.borders,
        name_column=options.name_column or options.country_column,
        country_column=options.country_column,
        crs=options.borders_crs,
        layer=options.borders_layer,
        gates=options.crossings,
    )


def related(incidents: "gpd.GeoDataFrame", layers: "Layers | None") -> "gpd.GeoDataFrame":
    """Return incidents related to the layers chosen; as they are if none were."""
    if layers is None:
        return incidents
    from geo.relations import relate  # noqa: PLC0415

    return relate(incidents, layers)
