"""In which of many polygons a point lies, or which one is near."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.borders.nearest import NearestLine
from geo.geodesy import Floats

Integers = NDArray[np.int64]

_KM_TO_A_DEGREE = 110.5  # of latitude at the equator, where a degree is shortest
_LAST_PARALLEL = 89.0  # closer to a pole every longitude is near
_THREADS = 2  # more gain little: most of the time goes into a few large polygons


class Areas:
    """Polygons that do not overlap, indexed for points.

    Parameters
    ----------
    polygons
        In longitude and latitude (EPSG:4326).
    """

    def __init__(self, polygons: NDArray[np.object_]) -> None:
        self._polygons = polygons
        self._parts, self._whole = shapely.get_parts(polygons, return_index=True)
        self._boxes = shapely.STRtree(self._parts)

    def query(self, lat: Floats, lon: Floats, *, within_km: float) -> Integers:
        """Return the index of the polygon at each point; -1 where none is.

        Parameters
        ----------
        lat, lon
            Finite WGS 84 degrees.
        within_km
            A point outside every polygon counts to the nearest one up to this distance.
        """
        found = self.holding(lat, lon)
        outside = np.flatnonzero(found < 0)
        candidate, part = self._near(lat[outside], lon[outside], within_km)
        if len(part):
            point = outside[candidate]
            nearest = NearestLine(shapely.boundary(self._parts[part])).query(lat[point], lon[point])
            found[point] = np.where(nearest.km <= within_km, self._whole[part[nearest.line]], -1)
        return found

    def _near(self, lat: Floats, lon: Floats, km: float) -> tuple[Integers, Integers]:
        """Return the points that could be within a distance of a part, and those parts."""
        south, north = lat - km / _KM_TO_A_DEGREE, lat + km / _KM_TO_A_DEGREE
        poleward = np.maximum(np.abs(south), np.abs(north))
        narrowest = np.cos(np.radians(np.minimum(poleward, _LAST_PARALLEL)))
        reach = np.where(poleward > _LAST_PARALLEL, 180, km / _KM_TO_A_DEGREE / narrowest)
        found = [
            self._boxes.query(shapely.box(lon - reach + turn, south, lon + reach + turn, north))
            for turn in (-360, 0, 360)
        ]
        point, part = np.concatenate(found, axis=1)
        return np.unique(point), np.unique(part)

    def holding(self, lat: Floats, lon: Floats) -> Integers:
        """Return the index of the polygon (the first, if several) that holds or touches each point; -1 for none."""
        point, part = self._boxes.query(shapely.points(lon, lat))
        order = np.argsort(part, kind="stable")
        point, part = point[order], part[order]
        which, first = np.unique(part, return_index=True)
        groups = np.split(point, first[1:])
        found = np.full(len(lat), -1, np.int64)

        def inside(index: int) -> Integers:
            polygon, points = self._parts[which[index]], groups[index]
            shapely.prepare(polygon)
            return np.asarray(points[shapely.intersects_xy(polygon, lon[points], lat[points])])

        with ThreadPoolExecutor(_THREADS) as pool:
            held = list(pool.map(inside, range(len(which))))
        for index in reversed(range(len(which))):
            found[held[index]] = self._whole[which[index]]
        return found
