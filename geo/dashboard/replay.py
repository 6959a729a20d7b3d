"""What was known when: each incident as its reports told of it day by day.

A table gets a row for each state that an incident has had, with the days on which that state was the newest:
``known_from`` inclusive, ``known_until`` exclusive, in days since 1 January 1970. The present state is the row
without an end. Reports without a publication date have no place on this axis; what they add is known only now.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import tables
from geo.incidents import history
from geo.project import Edit, applied
from geo.records import Claim, Incident

if TYPE_CHECKING:
    from geo.relations import Layers

NOW: Final = np.inf
"""The day as known at which everything is known."""

ONLY_NOW: Final = 1_000_000.0
"""Later than every day that a report can have: from then on what undated reports tell is known."""

COLUMNS: Final = ("known_from", "known_until")

_EPOCH: Final = date(1970, 1, 1)
_Key = tuple[str, int, int, str]
_State = tuple[int, float, float, Incident]


def day_number(day: date) -> int:
    """Return a day as days since 1 January 1970."""
    return (day - _EPOCH).days


def with_history(
    frame: gpd.GeoDataFrame, claims: Iterable[Claim], *, edits: Iterable[Edit] = (), layers: "Layers | None" = None
) -> gpd.GeoDataFrame:
    """Return the incidents, then the states in which earlier reports had left them.

    What a person changed in an incident holds in all its states in which its first claim was known.

    Parameters
    ----------
    frame
        Incidents with the columns of `geo.tables.COLUMNS`.
    claims
        Those that the incidents are derived from.
    edits
        Already in ``frame``; they are made in the past states as well.
    layers
        Borders and crossings to which the past states are related, those of ``frame``; the shipped ones if None.
    """
    known: dict[_Key, Claim] = {(one.report_id, one.start, one.end, one.type): one for one in claims}
    starts = np.full(len(frame), ONLY_NOW)
    past: list[_State] = []
    for row, told in enumerate(frame["claims"]):
        published = [claim["published"] for claim in told]
        days = sorted({day_number(date.fromisoformat(text)) for text in published if text})
        if not days:
            continue
        starts[row] = days[-1] if all(published) else ONLY_NOW
        if len(days) + (not all(published)) > 1:
            past += _states(row, [known.get(_key(claim)) for claim in told], ends=[*days[1:], starts[row]])
    present = frame.reset_index(drop=True).assign(known_from=starts, known_until=NOW)
    return (
        present
        if not past
        else gpd.GeoDataFrame(pd.concat([present, _past(present, past, edits, layers)], ignore_index=True))
    )


def known_at(frame: gpd.GeoDataFrame, day: float) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which rows of `with_history` are the states of a day; `NOW` for the present."""
    since, until = frame["known_from"].to_numpy(), frame["known_until"].to_numpy()
    return np.asarray((since <= day) & ((day < until) | (until == NOW)), dtype=bool)


def _states(row: int, told: list[Claim | None], *, ends: list[float]) -> list[_State]:
    """Return the past states of an incident; none if the records of its claims are not all there."""
    if any(claim is None for claim in told):
        return []
    states = [(day_number(day), incident) for day, incident in history(claim for claim in told if claim)]
    return [
        (row, since, until, incident) for (since, incident), until in zip(states, ends, strict=True) if since < until
    ]


def _past(
    present: gpd.GeoDataFrame, past: list[_State], edits: Iterable[Edit], layers: "Layers | None"
) -> gpd.GeoDataFrame:
    # Imported here: the border layers are of no use to a page whose incidents never changed.
    from geo.relations import relate  # noqa: PLC0415

    frame = applied(relate(tables.to_frame(incident for *_, incident in past), layers), edits)
    frame["id"] = present["id"].to_numpy()[[row for row, *_ in past]]
    return frame.assign(known_from=[since for _, since, _, _ in past], known_until=[until for _, _, until, _ in past])


def _key(claim: dict[str, Any]) -> _Key:
    return (claim["report_id"], claim["start"], claim["end"], claim["type"])
