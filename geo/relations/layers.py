"""The layers that incidents are related to: borders in somebody's view, and crossings."""

from dataclasses import dataclass
from functools import cache, cached_property

import geopandas as gpd

from geo import crossings
from geo.borders import Borders


@dataclass(frozen=True, kw_only=True, eq=False)
class Layers:
    """Borders and crossings that incidents are related to.

    Attributes
    ----------
    crossings
        As `geo.crossings.load` returns them.
    """

    borders: Borders
    crossings: gpd.GeoDataFrame

    @cached_property
    def nearest_crossing(self) -> crossings.NearestCrossing:
        """The crossings, indexed for the search of the nearest one."""
        return crossings.NearestCrossing(self.crossings)


@cache
def shipped() -> Layers:
    """Return the layers of ``data/``, read once.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    return Layers(borders=Borders.load(), crossings=crossings.load())
