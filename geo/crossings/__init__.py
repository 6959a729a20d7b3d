"""Border crossings: the curated table, the nearest one to a point, and their status over time.

``data/crossings.csv`` gives each crossing's two countries, its position with the radius believed to hold the
gate, and the source of that position. Whether a gate is open is no part of it: that follows from claims, by the
rule that `geo.crossings.status` states.
"""

from geo.crossings.nearest import NearestCrossing, nearest
from geo.crossings.openstreetmap import SOURCE as OPENSTREETMAP
from geo.crossings.openstreetmap import read_openstreetmap
from geo.crossings.own import with_own
from geo.crossings.statements import CrossingNames, Statement, modes_in, statements
from geo.crossings.status import (
    CROSSING_STATUSES,
    HISTORY_COLUMNS,
    HOLDS_DAYS,
    STATUS_COLUMNS,
    CrossingStatus,
    history,
    status_at,
)
from geo.crossings.table import COLUMNS, load

__all__ = [
    "COLUMNS",
    "CROSSING_STATUSES",
    "HISTORY_COLUMNS",
    "HOLDS_DAYS",
    "OPENSTREETMAP",
    "STATUS_COLUMNS",
    "CrossingNames",
    "CrossingStatus",
    "NearestCrossing",
    "Statement",
    "history",
    "load",
    "modes_in",
    "nearest",
    "read_openstreetmap",
    "statements",
    "status_at",
    "with_own",
]
