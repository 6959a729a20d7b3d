"""Borders as one state sees them: which side the disputed areas that it claims count to.

``data/borders/worldviews.csv`` says for each state which disputed area counts to whom in its view, and why; nothing
else changes. The lines are cut anew from the same topology, so the new side and its border fit each other.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import paths
from geo.borders.topology import international_lines, on_outline, shared_edges
from geo.errors import DataError, OptionError

ADMINISTERED = "Borders as administered; disputed lines are dashed."
"""What a map says of borders in nobody's view."""

_SLIVER = 1e-9  # square degrees, about 10 m² at the equator


@cache
def worldviews(path: Path | None = None) -> pd.DataFrame:
    """Return which disputed area counts to whom in whose view.

    Parameters
    ----------
    path
        A table of the form of ``data/borders/worldviews.csv``; that one if None.

    Returns
    -------
    DataFrame
        Columns worldview and country (ISO 3166-1 alpha-2), area (as in `geo.borders.Borders.disputed`) and source.

    Raises
    ------
    DataError
        If the table is missing or lacks a column.
    """
    file = path or paths.data("borders", "worldviews.csv")
    try:
        table = pd.read_csv(file, keep_default_na=False, dtype=str)
    except (OSError, ValueError) as error:
        raise DataError(f"the worldviews {str(file)!r} cannot be read; install the package again") from error
    missing = [name for name in ("worldview", "area", "country", "source") if name not in table.columns]
    if missing:
        raise DataError(f"the worldviews {str(file)!r} lack the columns {missing}; install the package again")
    return table


def check_worldview(worldview: str, disputed: gpd.GeoDataFrame) -> None:
    """Refuse a view that nothing is known of: that of a state without a part in any dispute of the data.

    Raises
    ------
    OptionError
        If there is no such view.
    """
    parties = ";".join([*disputed["administered_by"], *disputed["claimed_by"], *worldviews()["worldview"]])
    known = sorted(set(parties.split(";")) - {""})
    if worldview not in known:
        raise OptionError(
            f"no view of {worldview!r} on disputed areas is documented; leave it out for borders as administered, "
            f"or choose one of {', '.join(known)}"
        )


def reassigned(provinces: gpd.GeoDataFrame, changes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return provinces with disputed areas counted to other countries.

    A province that lies in an area only partly is cut; the part takes the name of the area.

    Parameters
    ----------
    provinces
        As in `geo.borders.Borders`.
    changes
        Columns area, country and geometry: what counts to whom.
    """
    table = provinces.copy()
    names = table.groupby("country")["country_name"].first()
    for change in changes.itertuples(index=False):
        shapes = table.geometry.to_numpy()
        owner = {"country": change.country, "country_name": names[change.country]}
        rests = []
        for row in table.index[shapely.intersects(shapes, change.geometry)]:
            shape = table.loc[row, "geometry"]
            rest = _polygons(shapely.difference(shape, change.geometry))
            if shape.area - rest.area <= _SLIVER:
                continue
            if rest.area > _SLIVER:
                rests.append({**table.loc[row], "geometry": rest})
                table.loc[row, "geometry"] = _polygons(shapely.intersection(shape, change.geometry))
                table.loc[row, "name"] = change.area
            table.loc[row, list(owner)] = list(owner.values())
        if rests:
            table = pd.concat([table, gpd.GeoDataFrame(rests, crs=table.crs)], ignore_index=True)
    return table


def lines_after(
    lines: gpd.GeoDataFrame, before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, disputed: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Return the international border lines of provinces of which some have changed hands.

    Only the borders of the countries that gained or lost are cut anew; those of others cannot have moved.

    Parameters
    ----------
    lines
        Of the provinces before.
    before, after
        Provinces, those that have changed hands among them, cut or not.
    disputed
        The areas along which a line is marked.
    """
    same = before.index.intersection(after.index)
    moved = before.loc[same, "country"] != after.loc[same, "country"]
    parties = {*before.loc[same, "country"][moved], *after.loc[same, "country"][moved]} - {""}
    if not parties:
        return lines
    shapes = after.geometry.to_numpy()
    tree = shapely.STRtree(shapes)
    own = np.flatnonzero(after["country"].isin(parties))
    near = np.unique(tree.query(shapely.box(*shapely.bounds(shapes[own]).T))[1])
    units = after.iloc[near]
    edges = shared_edges(shapes[near])
    cut = international_lines(units, edges, disputed=on_outline(edges, disputed.geometry.to_numpy()))
    table = pd.concat([lines[~_is_of(lines, parties)], cut[_is_of(cut, parties)]])
    return table.sort_values(["border", "disputed"], ignore_index=True)


def _is_of(lines: gpd.GeoDataFrame, countries: AbstractSet[str]) -> "pd.Series[bool]":
    sides = [not countries.isdisjoint(border.split("-")) for border in lines["border"]]
    return pd.Series(sides, index=lines.index, dtype=bool)


def view_note(worldview: str | None, country_name: str, areas: Sequence[str]) -> str:
    """Return what a map says of the view that it shows.

    Parameters
    ----------
    worldview
        ISO 3166-1 alpha-2 code of the state whose view it is; None for borders as administered.
    country_name
        That state's name.
    areas
        Disputed areas that count to another country than they do as administered.

    Examples
    --------
    >>> view_note("SY", "Syria", ["Golan Heights"])
    'Borders as Syria (SY) sees them, with another side for Golan Heights; disputed lines are dashed.'
    """
    if worldview is None:
        return ADMINISTERED
    changed = f"with another side for {', '.join(areas)}" if areas else "which here are the administered ones"
    return f"Borders as {country_name} ({worldview}) sees them, {changed}; disputed lines are dashed."


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a shape; where two outlines only touch, an overlay leaves lines and points too."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(parts[shapely.area(parts) > 0])
