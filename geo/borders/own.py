"""Countries or provinces of the user's own in place of those that ship."""

from collections.abc import Set as AbstractSet

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.borders.topology import GRID, international_lines, shared_edges

_NEAR_DEGREES = 0.05  # two makers draw one line up to about 5 km apart


def on_grid(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return areas with their corners on the grid of 1e-5 degrees, where neighbours that fit share them."""
    rounded = shapely.transform(areas.geometry.to_numpy(), lambda xy: np.round(xy * GRID) / GRID)
    invalid = ~shapely.is_valid(rounded)
    rounded[invalid] = shapely.make_valid(rounded[invalid], method="structure", keep_collapsed=False)
    kept = ~shapely.is_empty(rounded)  # what is smaller than the grid is no area on it
    return areas.set_geometry(gpd.GeoSeries(rounded, index=areas.index, crs=areas.crs))[kept]


def with_countries(provinces: gpd.GeoDataFrame, own: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return provinces in which every country of the user's file has the areas of that file alone.

    Parameters
    ----------
    provinces
        As in `geo.borders.Borders`.
    own
        Columns country (ISO 3166-1 alpha-2, empty for no country), name and geometry, EPSG:4326, on the grid.
    """
    names = provinces.groupby("country")["country_name"].first()
    usual = own["country"].map(names).fillna(own["country"])
    first = own.assign(country_name=usual)[["country", "country_name", "name", "geometry"]]
    others = provinces[~provinces["country"].isin(set(own["country"]) - {""})]
    return pd.concat([first, others], ignore_index=True)


def with_lines(lines: gpd.GeoDataFrame, own: gpd.GeoDataFrame, disputed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return border lines in which each pair of countries of the user's file has the edge that they share there.

    A line is disputed where it lies in a disputed area or at its outline. Where neighbours have different corners
    along a straight edge, what their outlines have in common counts; pairs without any keep the line that ships.
    """
    edges = shared_edges(own.geometry.to_numpy())
    middle = shapely.points(edges.ends.mean(axis=1))
    along = shapely.union_all(disputed.geometry.to_numpy())
    shapely.prepare(along)
    cut = international_lines(own, edges, disputed=shapely.dwithin(along, middle, _NEAR_DEGREES))
    cut = pd.concat([cut, _overlapping(own, along, frozenset(cut["border"]))])
    kept = lines[~lines["border"].isin(set(cut["border"]))]
    return pd.concat([kept, cut]).sort_values(["border", "disputed"], ignore_index=True)


def _overlapping(own: gpd.GeoDataFrame, disputed: shapely.Geometry, known: AbstractSet[str]) -> gpd.GeoDataFrame:
    """Return lines along which outlines of two countries lie on each other, for pairs that are not known yet."""
    shapes, country = own.geometry.to_numpy(), own["country"].to_numpy(str)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pieces: dict[str, list[shapely.Geometry]] = {}
    for left, right in zip(one, other, strict=True):
        border = "-".join(sorted((country[left], country[right])))
        if left < right and country[left] != country[right] and "" not in border.split("-") and border not in known:
            common = shapely.get_parts(
                shapely.intersection(shapely.boundary(shapes[left]), shapely.boundary(shapes[right]))
            )
            pieces.setdefault(border, []).extend(common[shapely.get_dimensions(common) == 1])
    rows = [
        {
            "border": border,
            "disputed": bool(shapely.dwithin(disputed, line, _NEAR_DEGREES)),
            "geometry": shapely.multilinestrings(shapely.get_parts(shapely.line_merge(line))),
        }
        for border, lines in pieces.items()
        if lines and (line := shapely.union_all(lines))
    ]
    return gpd.GeoDataFrame(rows, columns=["border", "disputed", "geometry"], geometry="geometry", crs=4326)
