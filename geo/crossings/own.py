"""The user's own crossings beside those that ship."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.crossings.table import COLUMNS
from geo.geodesy import distance_km

_NEAR_KM = 2.0  # the least distance at which two crossings of one border are told apart


def with_own(shipped: gpd.GeoDataFrame, own: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return crossings that ship with the user's own, which win where both have the same gate.

    The same gate is one between the same countries within the shipped position's uncertainty, or 2 km if that is
    less. It keeps its identifier, its name and its aliases, to which the user's names are added; position, licence
    and the rest are the user's.

    Parameters
    ----------
    shipped, own
        As `geo.crossings.load` returns them.
    """
    rows = shipped.drop(columns="geometry").to_dict("records")
    added, taken = [], set[int]()
    for gate in own.drop(columns="geometry").to_dict("records"):
        alike = [n for n, row in enumerate(rows) if _border(row) == _border(gate) and n not in taken]
        km = distance_km(gate["lat"], gate["lon"], [rows[n]["lat"] for n in alike], [rows[n]["lon"] for n in alike])
        reach = np.maximum([rows[n]["uncertainty_m"] / 1000 for n in alike], _NEAR_KM)
        nearest = int(np.argmin(km)) if alike else -1
        if nearest < 0 or km[nearest] > reach[nearest]:
            added.append(gate)
            continue
        same = rows[alike[nearest]]
        taken.add(alike[nearest])
        names = [*str(same["aliases"]).split(";"), gate["name"], *str(gate["aliases"]).split(";")]
        aliases = ";".join(dict.fromkeys(name for name in names if name not in {"", same["name"]}))
        rows[alike[nearest]] = {**gate, "id": same["id"], "name": same["name"], "aliases": aliases}
    table = pd.DataFrame([*rows, *added], columns=list(COLUMNS))
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries.from_xy(table["lon"], table["lat"], crs=4326))


def _border(row: "dict[str, object]") -> tuple[object, object]:
    return row["country_a"], row["country_b"]
