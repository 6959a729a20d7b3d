"""The nearest point of many lines, exact on the ellipsoid and fast for many points.

Lines are cut into short pieces, whose corners lie in a k-d tree of earth-centred coordinates: there a pole or
the antimeridian is a place like any other. The corners near a point tell which pieces to measure; a piece that
is left out is provably farther away.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pykdtree.kdtree import KDTree

from geo.geodesy import Floats, distance_and_bearing, earth_centred_km

Integers = NDArray[np.int64]

_PIECE_KM = 1.0
_FIRST_CORNERS = 4
_MOST_CORNERS = 64
_CHUNK = 65_536  # points measured at a time, to bound the memory


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each point the line nearest to it.

    Attributes
    ----------
    line
        Index of the line.
    km
        Geodesic distance in kilometres.
    bearing
        Direction of the nearest point of that line, degrees clockwise from true north; NaN on the line itself.
    """

    line: Integers
    km: Floats
    bearing: Floats


class NearestLine:
    """Lines indexed for the search of the nearest one.

    Parameters
    ----------
    lines
        Lines or multi-lines in longitude and latitude (EPSG:4326), straight between their corners
        on the map (plate carrée), as in GeoJSON.
    """

    def __init__(self, lines: NDArray[np.object_]) -> None:
        xy, owner, chain_end = _short_pieces(lines)
        self._xy, self._owner = xy, owner
        self._corner = earth_centred_km(xy[:, 1], xy[:, 0])
        # A corner starts a piece unless it ends its chain.
        self._starts = ~chain_end
        self._half_piece = float(np.linalg.norm(np.diff(self._corner, axis=0)[self._starts[:-1]], axis=1).max()) / 2
        self._tree = KDTree(self._corner)

    def query(self, lat: Floats, lon: Floats) -> Nearest:
        """Return the nearest line to each point of finite WGS 84 degrees."""
        line = np.empty(len(lat), np.int64)
        foot = np.empty((len(lat), 2))
        for start in range(0, len(lat), _CHUNK):
            part = slice(start, start + _CHUNK)
            line[part], foot[part] = self._query(earth_centred_km(lat[part], lon[part]))
        return Nearest(line, *distance_and_bearing(lat, lon, foot[:, 1], foot[:, 0]))

    def _query(self, point: Floats) -> tuple[Integers, Floats]:
        line, foot = np.empty(len(point), np.int64), np.empty((len(point), 2))
        open_, corners = np.arange(len(point)), _FIRST_CORNERS
        while len(open_):
            corners = min(corners, len(self._corner))
            chord, corner = self._tree.query(point[open_], k=corners)
            # Signed, for the corner before the first one is asked for, too.
            chord, corner = chord.reshape(len(open_), -1), corner.reshape(len(open_), -1).astype(np.int64)
            best, line[open_], foot[open_] = self._measure(point[open_], corner)
            # The corners at both ends of a nearer piece would lie within this chord.
            proven = chord[:, -1] >= np.sqrt(best**2 + self._half_piece**2)
            if corners >= min(_MOST_CORNERS, len(self._corner)):
                break
            open_, corners = open_[~proven], corners * 4
        return line, foot

    def _measure(self, point: Floats, corner: Integers) -> tuple[Floats, Integers, Floats]:
        """Return chord (km), line and foot (lon, lat) of the best piece that starts or ends at a corner."""
        start = np.concatenate([corner, np.maximum(corner - 1, 0)], axis=1)
        # Before the first corner of a chain lies no piece: measure the corner itself.
        end = np.where(self._starts[start], start + 1, start)
        a = self._corner[start]
        along = self._corner[end] - a
        to_point = point[:, None, :] - a
        length = np.einsum("ijk,ijk->ij", along, along)
        share = np.einsum("ijk,ijk->ij", to_point, along) / np.where(length > 0, length, 1)
        share = np.clip(share, 0, 1)
        gap = to_point - share[..., None] * along
        squared = np.einsum("ijk,ijk->ij", gap, gap)
        best = squared.argmin(axis=1)
        row = np.arange(len(point))
        first, last, part = start[row, best], end[row, best], share[row, best, None]
        foot = self._xy[first] + part * (self._xy[last] - self._xy[first])
        return np.sqrt(squared[row, best]), self._owner[first], foot


def _short_pieces(lines: NDArray[np.object_]) -> tuple[Floats, Integers, NDArray[np.bool_]]:
    """Return corners (lon, lat) at most a piece apart, their line, and whether a corner ends its chain."""
    chains, line = shapely.get_parts(lines, return_index=True)
    xy, chain = shapely.get_coordinates(chains, return_index=True)
    joined = chain[1:] == chain[:-1]
    km = np.linalg.norm(np.diff(earth_centred_km(xy[:, 1], xy[:, 0]), axis=0), axis=1)
    pieces = np.ones(len(xy), np.int64)
    pieces[:-1] = np.where(joined, np.maximum(np.ceil(km / _PIECE_KM), 1), 1).astype(np.int64)
    corner = np.repeat(np.arange(len(xy)), pieces)
    step = np.arange(len(corner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    ahead = np.append(np.where(joined, np.arange(1, len(xy)), np.arange(len(xy) - 1)), len(xy) - 1)
    share = (step / pieces[corner])[:, None]
    dense = xy[corner] + share * (xy[ahead[corner]] - xy[corner])
    return dense, line[chain[corner]], ahead[corner] == corner
