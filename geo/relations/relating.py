"""The columns of incidents that follow from where they are: side, border, distances, crossing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.borders import Borders, is_cross_border
from geo.borders.reach import Reach, reach
from geo.relations.areas import Whereabouts, area_of
from geo.relations.layers import Layers, shipped

COARSE: Final = ("admin2", "admin1", "country", "unknown")
"""Precisions of places that are areas and no spots: what lies in them has a range of distances."""

_OUTLINE_KM: Final = 5.0  # step along an area's outline in the search for its nearest borders
_KM_TO_A_DEGREE: Final = 111.0
_WHOLE: Final = 0.99  # share of an area that makes it lie in another; outlines are drawn to about that


def relate(incidents: gpd.GeoDataFrame, layers: Layers | None = None) -> gpd.GeoDataFrame:
    """Fill the columns that follow from where an incident is.

    ``country`` and ``admin1`` are those of the gazetteer's place, which knows on which side a border town
    lies better than a generalised line; a join with the border layers fills what it leaves open. Areas of the
    user's own win over the gazetteer.

    ``border_km`` and ``crossing_km`` are the geodesic kilometres from the place, and ``border_bearing`` the
    direction in which the border lies. For what is known to lie in a district, province or country only they stay
    empty: the distance of its middle would say nothing. Every placed incident has the range of its distances,
    ``border_km_low`` to ``border_km_high`` and the same for the nearest crossing: the nearest and the farthest
    that it can have been, given its area or its uncertainty.

    In the view of a state (``layers.borders.worldview``) a place counts to the country that the view gives its
    disputed area, an area if nearly all of it lies in one; every other column follows from that.

    ``cross_border`` compares the actor's state with the country of the place, and ``cross_border_reason`` says
    so. The ``border`` of a coarse incident is the one nearest to every point of its area, or else the one that
    it crossed.

    Parameters
    ----------
    incidents
        With the columns of `geo.tables.COLUMNS`, EPSG:4326.
    layers
        The shipped ones if None.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy.
    """
    table = incidents.copy()
    if table.empty:
        return table
    given = layers or shipped()
    _forget_view(table)
    joined = given.borders.relate(table.geometry)
    near = given.nearest_crossing.query(table.geometry)
    coarse = table["precision"].isin(COARSE)
    for column in ("country", "admin1"):
        known = table[column].notna() & (table[column] != "")
        taken = ~coarse & (~known | _is_own(joined, column, given.borders))
        table.loc[taken, column] = joined.loc[taken, column]
    for column, source in (
        ("border", joined),
        ("border_km", joined),
        ("border_bearing", joined),
        ("crossing", near),
        ("crossing_km", near),
    ):
        table[column] = source[column].where(~coarse, None)
    table["disputed"] = joined["disputed"].fillna(value=False).astype(bool)
    table["worldview"] = given.borders.worldview
    _add_ranges(table, joined["border_km"], near["crossing_km"], given)
    _take_sides(table, joined["country"], given)
    _decide_cross_border(table, given)
    return table


def _is_own(joined: pd.DataFrame, column: str, borders: Borders) -> "pd.Series[bool]":
    """Say which values of a column the user's own areas give, which win over the gazetteer's."""
    countries = joined["country"].isin(borders.own_countries)
    if column == "country":
        return countries
    named = joined["admin1"].fillna("") != ""
    if borders.own_provinces is None:
        return countries & named
    return named & joined["admin1"].isin(borders.own_provinces["name"])


def _add_ranges(
    table: gpd.GeoDataFrame, border_km: "pd.Series[float]", crossing_km: "pd.Series[float]", layers: Layers
) -> None:
    """Add the nearest and the farthest that each incident can have been, and whether all of it is disputed."""
    margin = table["uncertainty_km"].fillna(0.0)
    for name, km in (("border", border_km), ("crossing", crossing_km)):
        table[f"{name}_km_low"] = (km - margin).clip(lower=0.0)
        table[f"{name}_km_high"] = km + margin
    coarse = table["precision"].isin(COARSE) & border_km.notna()
    if not coarse.any():
        return
    found = [_extent(where, layers) for where in whereabouts(table[coarse])]
    table.loc[coarse, "border_km_low"] = [extent.border_km.low for extent in found]
    table.loc[coarse, "border_km_high"] = [extent.border_km.high for extent in found]
    table.loc[coarse, "crossing_km_low"] = [extent.crossing_km.low for extent in found]
    table.loc[coarse, "crossing_km_high"] = [extent.crossing_km.high for extent in found]
    table.loc[coarse, "border"] = [extent.border for extent in found]
    table.loc[coarse, "disputed"] = [extent.disputed for extent in found]


@dataclass(frozen=True, slots=True)
class _Extent:
    """How an area lies to borders and crossings.

    Attributes
    ----------
    border
        The one nearest to every point of the area; None if that is not one border.
    disputed
        Whether all of it is.
    owner
        The country that all of it counts to in the view of the layers, where that differs from the administered one.
    """

    border: str | None
    border_km: Reach
    crossing_km: Reach
    disputed: bool
    owner: str | None


@lru_cache(maxsize=4096)
def _extent(where: Whereabouts, layers: Layers) -> _Extent:
    borders = layers.borders
    area = area_of(where, borders.administered)
    changes = borders.changes
    owners = [owner for owner, group in changes.groupby("country") if _holds(group.geometry.to_numpy(), area)]
    return _Extent(
        border=_common_border(area, layers),
        border_km=reach(area, borders.km),
        crossing_km=reach(area, layers.nearest_crossing.km),
        disputed=_holds(borders.disputed.geometry.to_numpy(), area),
        owner=str(owners[0]) if owners else None,
    )


def _holds(shapes: NDArray[np.object_], area: BaseGeometry) -> bool:
    """Say whether nearly all of an area lies in some shapes."""
    near = shapes[shapely.intersects(shapes, area)]
    return bool(area.area) and shapely.union_all(shapely.intersection(near, area)).area >= _WHOLE * area.area


def _common_border(area: BaseGeometry, layers: Layers) -> str | None:
    """Return the border that is nearest to all of an area.

    The outline tells: places nearer to another border would reach up to that border, which is not inside.
    """
    step = _OUTLINE_KM / _KM_TO_A_DEGREE
    corner = shapely.get_coordinates(shapely.segmentize(shapely.simplify(area, step / 2), step))
    borders, _ = layers.borders.border_near(corner[:, 1], corner[:, 0])
    return str(borders[0]) if len(set(borders)) == 1 else None


def _forget_view(table: gpd.GeoDataFrame) -> None:
    """Give incidents that were related in somebody's view back the country that their claims tell."""
    for row in table.index[table["worldview"].notna()]:
        name = table.loc[row, "place_name"]
        told = (claim.get("country") for claim in table.loc[row, "claims"] if claim.get("place_name") == name)
        table.loc[row, "country"] = next((country for country in told if country), None)


def _take_sides(table: gpd.GeoDataFrame, in_view: "pd.Series[str]", layers: Layers) -> None:
    """Count incidents in disputed areas to the country that the view of the layers gives them."""
    if layers.borders.changes.empty:
        return
    administered = layers.borders.administered.relate(table.geometry)["country"]
    coarse = table["precision"].isin(COARSE)
    moved = ~coarse & in_view.notna() & (in_view != administered)
    table.loc[moved, "country"] = in_view[moved]
    placed = coarse & ~(table.geometry.isna() | table.geometry.is_empty)
    owners = [_extent(where, layers).owner for where in whereabouts(table[placed])]
    table.loc[placed, "country"] = [
        owner or country for owner, country in zip(owners, table.loc[placed, "country"], strict=True)
    ]


def whereabouts(table: gpd.GeoDataFrame) -> list[Whereabouts]:
    """Return what each placed incident of a table says of where it was."""
    texts = [table[name].fillna("").astype(str) for name in ("precision", "place_name", "country", "admin1")]
    numbers = (shapely.get_y(table.geometry.to_numpy()), shapely.get_x(table.geometry.to_numpy()))
    uncertainty = table["uncertainty_km"].to_numpy(np.float64)
    return [
        Whereabouts(*row) for row in zip(*texts, *(values.tolist() for values in (*numbers, uncertainty)), strict=True)
    ]


def _decide_cross_border(table: gpd.GeoDataFrame, layers: Layers) -> None:
    """Compare the actor's state with the place's, and name the border that a coarse incident crossed."""
    pairs = frozenset(layers.borders.lines["border"])
    columns = ["actor1", "country", "claims", "cross_border", "border"]
    decided = [
        _cross_border(actor, here, claims, told=told, border=border, pairs=pairs)
        for actor, here, claims, told, border in table[columns].itertuples(index=False, name=None)
    ]
    crossed, reasons, borders = zip(*decided, strict=True)
    table["cross_border"] = pd.array(crossed, dtype="boolean")
    table["cross_border_reason"] = pd.Series(reasons, index=table.index, dtype=object)
    table["border"] = pd.Series(borders, index=table.index, dtype=object)


def _cross_border(
    actor: Any, here: Any, claims: Iterable[Mapping[str, Any]], *, told: Any, border: Any, pairs: AbstractSet[str]
) -> tuple[Any, str | None, str | None]:
    """Return whether an incident crossed a border, how that was decided, and the border it is near."""
    near = border if isinstance(border, str) else None
    origin = _state_of(actor, claims)
    if not origin or not isinstance(here, str) or not here:
        return told, None, near
    who = f"{actor} ({origin})"
    if not is_cross_border(origin, here):
        return False, f"{who} acted at home", near
    between = "-".join(sorted((origin, here)))
    return True, f"{who} acted in {here}", near or (between if between in pairs else None)


def _state_of(actor: Any, claims: Iterable[Mapping[str, Any]]) -> str:
    """Return the state of an incident's actor that most of the claims naming the actor tell; empty if none does."""
    told = Counter(str(claim["actor1_country"]) for claim in claims if _tells_state(actor, claim))
    return min(told, key=lambda state: (-told[state], state), default="")


def _tells_state(actor: Any, claim: Mapping[str, Any]) -> bool:
    return bool(actor) and claim.get("actor1") == actor and bool(claim.get("actor1_country"))
