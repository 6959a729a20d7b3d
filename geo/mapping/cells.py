"""Very many incidents as counts: by cells of a view, and by days of the timeline.

A browser draws some ten thousand symbols with ease; of a million it gets these counts, for what it shows.
"""

from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo.symbols import GROUPS, TYPES

_CELL_PIXELS: Final = 58
_TILE_PIXELS: Final = 256  # width of the world at zoom 0
_MAX_LATITUDE: Final = 85.0511
_MOST_CELLS_ACROSS: Final = 80  # a browser that asks for more does not show a map
_GROUP_NAMES: Final = list(GROUPS)

Viewport = tuple[float, float, float, float, float]
"""West, south, east and north in degrees, and the zoom."""


class Grid:
    """Incidents as arrays from which the counts of any view and filter follow.

    Parameters
    ----------
    frame
        Incidents with a place (`geo.mapping.drawable`).
    first, last
        Their days since 1 January 1970, both inclusive.
    """

    def __init__(self, frame: gpd.GeoDataFrame, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> None:
        points = np.asarray(frame.geometry)
        lat = np.clip(shapely.get_y(points), -_MAX_LATITUDE, _MAX_LATITUDE)
        sine = np.sin(np.radians(lat))
        self._x = shapely.get_x(points) / 360 + 0.5  # Web Mercator on the unit square
        self._y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
        numbers = {name: _GROUP_NAMES.index(symbol.group) for name, symbol in TYPES.items()}
        self._group = frame["type"].map(numbers).to_numpy(dtype=np.int64)
        self._first, self._last = first, last

    def cells(self, mask: npt.NDArray[np.bool_], view: Viewport) -> dict[str, Any]:
        """Return the counts of the cells of a view.

        Parameters
        ----------
        mask
            The incidents to count.

        Returns
        -------
        dict
            ``lat`` and ``lon`` of the mean position of each cell that is not empty, and ``counts``: for each of
            `geo.symbols.GROUPS` in order, its number in each cell.
        """
        west, south, east, north, zoom = view
        scale = _TILE_PIXELS * 2.0**zoom / _CELL_PIXELS
        left, right = (west / 360 + 0.5) * scale, (east / 360 + 0.5) * scale
        top, bottom = _mercator(north) * scale, _mercator(south) * scale
        origin = np.floor([left, top]).astype(np.int64)
        across = np.clip(np.ceil([right, bottom]).astype(np.int64) - origin, 1, _MOST_CELLS_ACROSS)
        column = np.floor(self._x * scale).astype(np.int64) - origin[0]
        row = np.floor(self._y * scale).astype(np.int64) - origin[1]
        inside = mask & (column >= 0) & (row >= 0) & (column < across[0]) & (row < across[1])
        cell = (row[inside] * across[0] + column[inside]).astype(np.int64)
        size = int(across[0] * across[1])
        groups = len(_GROUP_NAMES)
        counts = np.bincount(cell * groups + self._group[inside], minlength=size * groups).reshape(size, groups)
        totals = counts.sum(axis=1)
        filled = totals > 0
        x = np.bincount(cell, self._x[inside], minlength=size)[filled] / totals[filled]
        y = np.bincount(cell, self._y[inside], minlength=size)[filled] / totals[filled]
        lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
        return {
            "lat": np.round(lat, 4).tolist(),
            "lon": np.round((x - 0.5) * 360, 4).tolist(),
            "counts": counts[filled].T.tolist(),
        }

    def histogram(self, mask: npt.NDArray[np.bool_], slots: Sequence[int]) -> list[list[int]]:
        """Return for each of `geo.symbols.GROUPS` in order the number of incidents that begin on each slot.

        Parameters
        ----------
        slots
            Days of the timeline, in order.
        """
        days = np.asarray(slots)
        at = np.searchsorted(days, self._first[mask])
        size = len(days) + 1
        counts = np.bincount(self._group[mask] * size + at, minlength=len(_GROUP_NAMES) * size)
        return [row[: len(days)].tolist() for row in counts.reshape(len(_GROUP_NAMES), size)]


def _mercator(lat: float) -> float:
    sine = np.sin(np.radians(np.clip(lat, -_MAX_LATITUDE, _MAX_LATITUDE)))
    return float(0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi))
