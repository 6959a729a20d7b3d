"""Which incidents lie within so many kilometres of a border: inside, outside, or possibly inside."""

from functools import lru_cache
from typing import Final, Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.borders import Borders
from geo.borders.reach import reach
from geo.errors import OptionError
from geo.relations.areas import Whereabouts, area_of
from geo.relations.layers import Layers, shipped
from geo.relations.relating import COARSE, whereabouts

Side = Literal["inside", "possible", "outside"]
"""Where an incident is, seen from a border zone; ``possible`` is what may be inside and may be not."""

SIDES: Final[tuple[Side, ...]] = get_args(Side)


def distance_to_border(
    incidents: gpd.GeoDataFrame, border: str | None = None, *, layers: Layers | None = None
) -> pd.DataFrame:
    """Return how far each incident can have been from the border of a pair of countries.

    Parameters
    ----------
    incidents
        With the columns of `geo.tables.COLUMNS`, EPSG:4326.
    border
        Two sorted ISO 3166-1 alpha-2 codes such as ``"IR-PK"``; the nearest international border if None.
    layers
        The shipped ones if None.

    Returns
    -------
    DataFrame
        With the index of ``incidents``: km_low and km_high, geodesic kilometres, NaN for an unplaced incident.
        What is known to lie in a district, province or country only can have been anywhere in it; any other
        anywhere within its ``uncertainty_km``.

    Raises
    ------
    OptionError
        If the two countries share no border on land.
    """
    borders = (layers or shipped()).borders
    borders.km(np.zeros(0), np.zeros(0), border=border)  # refuses a border that there is not
    found = pd.DataFrame({"km_low": np.nan, "km_high": np.nan}, index=incidents.index)
    placed = (~(incidents.geometry.isna() | incidents.geometry.is_empty)).to_numpy()
    coarse = placed & incidents["precision"].isin(COARSE).to_numpy()
    spots = incidents[placed & ~coarse]
    km = borders.km(spots.geometry.y.to_numpy(), spots.geometry.x.to_numpy(), border=border)
    margin = spots["uncertainty_km"].fillna(0.0).to_numpy()
    found.loc[placed & ~coarse] = np.column_stack([np.maximum(km - margin, 0.0), km + margin])
    ends = [_ends(where, border, borders) for where in whereabouts(incidents[coarse])]
    found.loc[coarse] = np.array(ends, np.float64).reshape(-1, 2)
    return found


def zone(
    incidents: gpd.GeoDataFrame, km: float, border: str | None = None, *, layers: Layers | None = None
) -> "pd.Series[str]":
    """Return on which `Side` of a zone along a border each incident lies, missing for an unplaced one.

    Parameters
    ----------
    km
        Depth of the zone in kilometres, on both sides of the border; its edge is inside.
    border, layers
        As in `distance_to_border`.

    Raises
    ------
    OptionError
        If the depth is negative or no number, or the two countries share no border on land.
    """
    if not km >= 0:
        raise OptionError(f"a border zone of {km} km cannot be; give the kilometres as a number from 0")
    ends = distance_to_border(incidents, border, layers=layers)
    inside, outside = ends["km_high"] <= km, ends["km_low"] > km
    side = np.select([inside, outside, ends["km_low"].notna()], ["inside", "outside", "possible"], default="")
    return pd.Series(side, index=incidents.index, dtype=object, name="zone").replace("", None)


@lru_cache(maxsize=4096)
def _ends(where: Whereabouts, border: str | None, borders: Borders) -> tuple[float, float]:
    found = reach(area_of(where, borders.administered), lambda lat, lon: borders.km(lat, lon, border=border))
    return found.low, found.high
