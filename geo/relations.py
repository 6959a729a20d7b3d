"""Border relations of a table of incidents: whose side, which border, how far, which crossing."""

import geopandas

from geo import crossings
from geo.borders import Borders

_COARSE = ("admin1", "country", "unknown")


def relate(incidents: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Fill the columns that follow from where an incident is.

    ``country`` and ``admin1`` are those of the gazetteer's place, which knows on which side a border town
    lies better than a generalised line; a join with the border layers fills what it leaves open.
    ``border_km`` and ``crossing_km`` are geodesic, in kilometres, and stay empty where the place is no finer
    than a province: the distance of its middle would say nothing. Such an incident is near the border that it
    crossed, if it crossed one.

    Parameters
    ----------
    incidents
        With the columns of `geo.tables.COLUMNS`, EPSG:4326.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy.
    """
    table = incidents.copy()
    if table.empty:
        return table
    joined = Borders.load().relate(table.geometry)
    near = crossings.nearest(table.geometry)
    coarse = table["precision"].isin(_COARSE)
    for column in ("country", "admin1"):
        known = table[column].notna() & (table[column] != "")
        open_ = ~known & ~table["precision"].isin(_COARSE)
        table.loc[open_, column] = joined.loc[open_, column]
    for column, source in (("border", joined), ("border_km", joined), ("crossing", near), ("crossing_km", near)):
        table[column] = source[column].where(~coarse, None)
    table["disputed"] = joined["disputed"].fillna(value=False).astype(bool) & ~coarse
    _add_crossed(table)
    return table


def _add_crossed(table: geopandas.GeoDataFrame) -> None:
    """Name the border of a coarse incident whose actor came from the other side of it."""
    pairs = frozenset(Borders.load().lines["border"])
    for row in table.index[table["border"].isna() & table["cross_border"].fillna(value=False).astype(bool)]:
        origin = _origin(table.loc[row, "claims"])
        here = table.loc[row, "country"]
        crossed = "-".join(sorted((origin, here))) if origin and isinstance(here, str) else ""
        if crossed in pairs:
            table.loc[row, "border"] = crossed


def _origin(claims: list[dict[str, object]]) -> str:
    return next((str(claim["actor1_country"]) for claim in claims if claim.get("actor1_country")), "")
