"""What the reports behind a page say, with the arrays that every run of the page needs, made once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from geo import mapping
from geo.dashboard.replay import COLUMNS, NOW, day_number, known_at, with_history
from geo.filters import Columns
from geo.filters.columns import Mask
from geo.project import Edit, applied
from geo.records import Article, Claim, Toponym

if TYPE_CHECKING:
    from geo.relations import Layers


class Holdings:
    """What a desk holds; nothing in it may be changed.

    Parameters
    ----------
    articles
        The reports.
    incidents
        One row each, with the columns of `geo.tables.COLUMNS`, EPSG:4326, and every edit in them.
    claims
        Those that the incidents are derived from.
    mentions
        One row for each place that a report mentions, as `geo.pipeline.Reading.mentions`.
    toponyms
        The same by report, resolved or not.
    edits
        Every edit, oldest first.
    layers
        Those that the incidents are related to; as administered if None.

    Attributes
    ----------
    states
        The incidents and the states in which earlier reports had left them (`geo.dashboard.replay`).
    sources
        Where a browser fetches which of the states (`geo.dashboard.map_panel`).
    views
        The same in the views of states (`geo.dashboard.views`).
    """

    def __init__(
        self,
        *,
        articles: Iterable[Article],
        incidents: gpd.GeoDataFrame,
        claims: Sequence[Claim],
        mentions: gpd.GeoDataFrame,
        toponyms: Mapping[str, tuple[Toponym, ...]],
        edits: Sequence[Edit] = (),
        layers: "Layers | None" = None,
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.claims = tuple(claims)
        self.mentions = mentions
        self.toponyms = toponyms
        self.edits = tuple(edits)
        self.states = with_history(incidents, self.claims, edits=self.edits, layers=layers)
        self.columns = Columns(self.states)
        self.size = len(incidents)
        self.sources: dict[bytes, dict[str, str]] = {}
        self.views: dict[str, Holdings] = {}
        self._timelines: dict[tuple[str, ...], tuple[list[int], list[list[float]] | None]] = {}

    @cached_property
    def incidents(self) -> gpd.GeoDataFrame:
        """The incidents as they are known now."""
        return self.states.iloc[: self.size].drop(columns=list(COLUMNS))

    @cached_property
    def identifiers(self) -> npt.NDArray[np.object_]:
        """Identifier of each state's incident."""
        return np.asarray(self.states["id"], dtype=object)

    @cached_property
    def drawable(self) -> Mask:
        """Which states have a place and a date."""
        return mapping.is_drawable(self.states)

    @cached_property
    def order(self) -> npt.NDArray[np.intp]:
        """Places of the states in the order of their first days, undated ones last; else as in the table."""
        first, _ = self.columns.spans()
        return np.argsort(np.where(np.isnat(first), np.datetime64("9999-01-01"), first), kind="stable")

    @cached_property
    def crossings(self) -> list[mapping.CrossingMark]:
        """Every crossing with what the incidents that nobody rejected say of it."""
        told = self.columns.holding("type", ["border_closure", "border_opening"])
        present = known_at(self.states, NOW) & ~self.columns.holding("review", ["rejected"])
        return mapping.crossing_marks(self.states[told & present])

    @cached_property
    def grid(self) -> mapping.Grid:
        """Positions, days and types of the drawable states, to count them by cells."""
        first, last = self.columns.spans()
        days = (span[self.drawable].astype("datetime64[D]").astype(np.int64) for span in (first, last))
        return mapping.Grid(self.states[self.drawable], *days)

    @cached_property
    def report_days(self) -> list[tuple[int, int]]:
        """Days on which reports appeared, each with the number of reports published by then."""
        published = sorted(day_number(article.published) for article in self.articles.values() if article.published)
        return [(day, at) for at, day in enumerate(published, start=1) if at == len(published) or published[at] != day]

    def timeline(self, statuses: tuple[str, ...]) -> tuple[list[int], list[list[float]] | None]:
        """Return the days of the slider and what the first view encloses: those of all incidents of some statuses.

        Neither depends on the other filters, so that the slider and the view stay while these change.
        """
        if statuses not in self._timelines:
            mask = self.drawable & (self.columns.holding("status", statuses) if statuses else True)
            days = (span[mask].astype("datetime64[D]").astype(np.int64) for span in self.columns.spans())
            placed = self.states.loc[mask, ["precision", "date_start", "date_end", "geometry"]]
            self._timelines[statuses] = mapping.offered_days(*days), mapping.view_bounds(placed)
        return self._timelines[statuses]

    @cached_property
    def claim_records(self) -> dict[tuple[Any, ...], Claim]:
        """The claims by report, position and type, as the cells of the table name them."""
        return {(one.report_id, one.start, one.end, one.type): one for one in self.claims}

    def related(self, layers: "Layers") -> "Holdings":
        """Return the same with the incidents related to other borders and crossings."""
        from geo.relations import relate  # noqa: PLC0415 - as in `replay`

        return Holdings(
            articles=self.articles.values(),
            incidents=relate(self.incidents, layers),
            claims=self.claims,
            mentions=self.mentions,
            toponyms=self.toponyms,
            edits=self.edits,
            layers=layers,
        )

    def with_edits(self, edits: Sequence[Edit]) -> "Holdings":
        """Return the same with edits; those of a page that has no project file."""
        return Holdings(
            articles=self.articles.values(),
            incidents=applied(self.incidents, edits),
            claims=self.claims,
            mentions=self.mentions,
            toponyms=self.toponyms,
            edits=edits,
        )
