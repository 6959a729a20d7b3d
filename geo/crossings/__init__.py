"""Border crossings: the curated table, the nearest one to a point, and their status over time.

``data/crossings.csv`` gives each crossing's two countries, its position with the radius believed to hold the
gate, and the source of that position. Whether a gate is open is no part of it: that follows from claims.
"""

from geo.crossings.nearest import NearestCrossing, nearest
from geo.crossings.table import COLUMNS, load

__all__ = ["COLUMNS", "NearestCrossing", "load", "nearest"]
