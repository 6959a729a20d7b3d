"""What a filter and a day as known leave of the incidents, as arrays of truth over all their states."""

from dataclasses import replace
from functools import cached_property

import geopandas as gpd
import numpy as np

from geo.dashboard.holdings import Holdings
from geo.dashboard.replay import COLUMNS, NOW, known_at
from geo.filters import IncidentFilter
from geo.filters.columns import Mask
from geo.records import REAL_STATUSES, STATUSES

OTHER_STATUSES = tuple(status for status in STATUSES if status not in REAL_STATUSES)


class Selection:
    """The incidents that a page shows.

    Parameters
    ----------
    held
        All of them, with their past states.
    chosen
        The reader's filter.
    day
        As known at which day, in days since 1 January 1970; `NOW` for the present.
    """

    def __init__(self, held: Holdings, chosen: IncidentFilter, *, day: float = NOW) -> None:
        self.held = held
        self.chosen = chosen
        self.day = day
        self.passing = chosen.test(held.columns)

    @cached_property
    def known(self) -> Mask:
        """The states of the day."""
        return known_at(self.held.states, self.day)

    @cached_property
    def whatever_day(self) -> Mask:
        """The states that pass every condition but the dates, which the timeline applies itself."""
        return self.passing.mask(without="dates")

    @cached_property
    def passed(self) -> Mask:
        """The states of the day that pass every condition."""
        return self.passing.mask() & self.known

    @cached_property
    def shown(self) -> Mask:
        """Those of them that the map can draw."""
        return self.passed & self.held.drawable

    @cached_property
    def outside(self) -> Mask:
        """The incidents that the map cannot draw, whatever dates and distance are chosen."""
        free = replace(self.chosen, since=None, until=None, border_within_km=None).test(self.held.columns)
        return free.mask() & self.known & ~self.held.drawable

    @cached_property
    def not_facts(self) -> Mask:
        """What was denied, planned, threatened or only imagined, whatever statuses and dates are chosen."""
        free = replace(self.chosen, since=None, until=None, statuses=OTHER_STATUSES).test(self.held.columns)
        return free.mask() & self.known

    @cached_property
    def rejected(self) -> Mask:
        """What a person rejected, whatever dates are chosen."""
        free = replace(self.chosen, since=None, until=None, statuses=(), rejected=True).test(self.held.columns)
        return free.mask() & self.known & self.held.columns.holding("review", ["rejected"])

    def counts(self, column: str, *, without: str) -> dict[str, int]:
        """Return for every value of a column how many incidents have it and pass the other conditions."""
        return self.held.columns.counts(column, self.passing.mask(without=without) & self.known)

    def others(self, field: str) -> Mask:
        """Return the incidents that pass every condition but that of one field."""
        return self.passing.mask(without=field) & self.known

    def rows(self, mask: Mask, *, start: int = 0, most: int | None = None) -> gpd.GeoDataFrame:
        """Return masked incidents in the order of their days, undated ones last.

        Parameters
        ----------
        start
            How many of the first are left out.
        most
            How many at most; all if None.
        """
        order = self.held.order
        places = order[mask[order]]
        stop = None if most is None else start + most
        return self.held.states.iloc[places[start:stop]].drop(columns=list(COLUMNS))

    def one(self, identifier: str | None) -> gpd.GeoDataFrame:
        """Return the state of the day of one incident as a table of one row, or of none."""
        places = np.flatnonzero(self.known & (self.held.identifiers == identifier))
        return self.held.states.iloc[places[:1]]
