"""Whether a crossing is open: what the reports state, decided by one rule that anyone can check.

For each crossing, kind of traffic and direction, and a day:

1. Statements count that happened or are claimed, have a date, and are about it. One holds from its first day; one
   that tells its last day holds until then; a picture's caption holds on the days that it names; any other holds
   for 30 days, for nobody reports that a gate is still shut for ever.
2. The newest word counts: of those that hold, the ones about the latest event, and of these the ones published last.
3. A report does not contradict itself: what it says of one crossing or one kind of traffic beats what it says of
   all of them.
4. If what is left agrees, that is the status; if not, it is ``conflicting``, and all of it is shown. If nothing is
   left, it is ``unknown``.

The crossing as a whole is open, closed, conflicting or unknown if all its traffic is. If any of it is conflicting,
so is the crossing; otherwise, where traffic differs or only some of it is known, it is ``restricted``.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal, get_args

import geopandas as gpd
import pandas as pd

from geo.crossings.statements import Statement, statements
from geo.crossings.table import load
from geo.records import MODES, REAL_STATUSES, Mode

CrossingStatus = Literal["open", "closed", "restricted", "conflicting", "unknown"]

CROSSING_STATUSES: Final[tuple[CrossingStatus, ...]] = get_args(CrossingStatus)

HOLDS_DAYS: Final = 30
"""How long a statement without an end holds, in days after the event: then the status is unknown again."""

STATUS_COLUMNS: Final = (
    "crossing",
    "border",
    "lat",
    "lon",
    "status",
    *MODES,
    "exceptions",
    "since",
    "reason",
    "claims",
)
"""Columns of `status_at`, beside the crossing's identifier as index."""

HISTORY_COLUMNS: Final = (*STATUS_COLUMNS[: STATUS_COLUMNS.index("since")], "first", "last", "reason", "claims")
"""Columns of `history`, beside the crossing's identifier ``id``."""


def status_at(
    day: date, incidents: gpd.GeoDataFrame, *, table: gpd.GeoDataFrame | None = None, known_at: date | None = None
) -> pd.DataFrame:
    """Return the status of every crossing on a day, by the rule of this module.

    Parameters
    ----------
    day
        The day asked for.
    incidents
        With the columns of `geo.tables.COLUMNS`, borders joined.
    table
        Crossings as `geo.crossings.load` returns them; the shipped ones if None.
    known_at
        Leave out reports published later than this day, and those without a date; None takes all.

    Returns
    -------
    DataFrame
        One row a crossing, by its identifier, with the columns of `STATUS_COLUMNS`: WGS 84 degrees; the
        `CrossingStatus` of the whole and of each kind of traffic; exceptions in the reports' words; the day since
        which what counts holds; the reason as a sentence; and the claims that decided, as plain dictionaries.
    """
    known = load() if table is None else table
    told = _by_crossing(statements(incidents, table=known), known_at)
    rows = [_row(crossing, told.get(crossing["id"], ()), day) for crossing in _plain(known)]
    frame = pd.DataFrame(rows, columns=["id", *STATUS_COLUMNS])
    return frame.set_index("id")


def history(
    incidents: gpd.GeoDataFrame, *, table: gpd.GeoDataFrame | None = None, known_at: date | None = None
) -> pd.DataFrame:
    """Return the periods in which the status of a crossing is known, by the rule of this module.

    Parameters
    ----------
    incidents, table, known_at
        As in `status_at`.

    Returns
    -------
    DataFrame
        One row a period, by crossing and first day: the column ``id``, then `HISTORY_COLUMNS`, which are those of
        `status_at` with ``first`` and ``last`` (days, inclusive) in place of ``since``. On all other days the status
        is unknown.
    """
    known = load() if table is None else table
    told = _by_crossing(statements(incidents, table=known), known_at)
    rows = [row for crossing in _plain(known) for row in _periods(crossing, told.get(crossing["id"], ()))]
    return pd.DataFrame(rows, columns=["id", *HISTORY_COLUMNS])


def _by_crossing(told: Iterable[Statement], known_at: date | None) -> Mapping[str, Sequence[Statement]]:
    """Return the statements that can count, the real and dated ones, by the crossing that they are about."""
    found: dict[str, list[Statement]] = {}
    for statement in told:
        is_known = known_at is None or (statement.published is not None and statement.published <= known_at)
        if is_known and statement.status in REAL_STATUSES and statement.first is not None:
            for crossing in statement.crossings:
                found.setdefault(crossing, []).append(statement)
    return found


def _periods(crossing: Mapping[str, Any], told: Sequence[Statement]) -> Iterator[dict[str, Any]]:
    turns = sorted({day for statement in told for day in (_start(statement), _end(statement) + timedelta(days=1))})
    rows = [
        {**_row(crossing, told, first), "first": first, "last": after - timedelta(days=1)}
        for first, after in itertools.pairwise(turns)
    ]
    for _, group in itertools.groupby(rows, lambda row: [row[name] for name in ("status", *MODES, "reason")]):
        period = list(group)
        if period[0]["claims"]:
            yield {**period[0], "last": period[-1]["last"]}


def _start(statement: Statement) -> date:
    return statement.first or date.max


def _end(statement: Statement) -> date:
    """Return the last day on which a statement holds."""
    last = statement.last or date.max
    return last if statement.is_period or statement.from_caption else last + timedelta(days=HOLDS_DAYS)


def _row(crossing: Mapping[str, Any], told: Sequence[Statement], day: date) -> dict[str, Any]:
    holding = [statement for statement in told if _start(statement) <= day <= _end(statement)]
    lanes = {
        (mode, towards): _deciding(holding, mode, towards)
        for mode in MODES
        for towards in (crossing["country_a"], crossing["country_b"])
    }
    by_lane = {lane: _lane_status(found, *lane) for lane, found in lanes.items()}
    by_mode: dict[str, CrossingStatus] = {
        mode: _joined([status for lane, status in by_lane.items() if lane[0] == mode]) for mode in MODES
    }
    deciding = sorted({id(one): one for found in lanes.values() for one in found}.values(), key=_order)
    return {
        "id": crossing["id"],
        "crossing": crossing["name"],
        "border": f"{crossing['country_a']}-{crossing['country_b']}",
        "lat": crossing["lat"],
        "lon": crossing["lon"],
        "status": _joined(list(by_mode.values())),
        **by_mode,
        "exceptions": "; ".join(dict.fromkeys(one.exceptions for one in deciding if one.exceptions)) or None,
        "since": min((_start(one) for one in deciding), default=None),
        "reason": "; ".join(dict.fromkeys(_in_words(one) for one in deciding)) or None,
        "claims": [_as_values(one) for one in deciding],
    }


def _deciding(holding: Sequence[Statement], mode: Mode, towards: str) -> list[Statement]:
    """Return the statements that decide on one kind of traffic in one direction."""
    left = [statement for statement in holding if statement.effect_on(mode, towards) is not None]
    for newest in (_start, _published):
        latest = max(map(newest, left), default=None)
        left = [statement for statement in left if newest(statement) == latest]
    return [
        statement
        for statement in left
        if not any(
            other.report_id == statement.report_id and _detail(other, mode) > _detail(statement, mode) for other in left
        )
    ]


def _published(statement: Statement) -> date:
    return statement.published or date.min


def _detail(statement: Statement, mode: Mode) -> tuple[bool, bool, bool]:
    """Return how closely a statement speaks of one kind of traffic at one crossing."""
    return statement.names_crossing, mode in (*statement.modes, *statement.excepted), bool(statement.towards)


def _lane_status(deciding: Sequence[Statement], mode: Mode, towards: str) -> CrossingStatus:
    effects = {statement.effect_on(mode, towards) for statement in deciding} - {None}
    if len(effects) > 1:
        return "conflicting"
    return next((effect for effect in effects if effect is not None), "unknown")


def _joined(parts: Sequence[CrossingStatus]) -> CrossingStatus:
    if "conflicting" in parts:
        return "conflicting"
    return parts[0] if len(set(parts)) == 1 else "restricted"


def _order(statement: Statement) -> tuple[date, date, str, str, str]:
    # A sentence may state two things, so that its words alone would leave the order to chance.
    return _start(statement), _published(statement), statement.report_id, statement.quote, _in_words(statement)


def _in_words(statement: Statement) -> str:
    """Return one statement as a phrase: "closed for pedestrian traffic from 2025-06-15, says Example Post"."""
    traffic = f" for {' and '.join(statement.modes)} traffic" if statement.modes else ""
    towards = f" into {statement.towards}" if statement.towards else ""
    excepted = f" (excepted: {statement.exceptions})" if statement.exceptions else ""
    days = f"from {_start(statement)} to {statement.last}" if statement.is_period else f"from {_start(statement)}"
    said = statement.source or statement.speaker or f"report {statement.report_id}"
    return f"{statement.effect}{traffic}{towards}{excepted} {days}, says {said}"


def _as_values(statement: Statement) -> dict[str, Any]:
    return {
        "report_id": statement.report_id,
        "source": statement.source or None,
        "speaker": statement.speaker or None,
        "published": statement.published and statement.published.isoformat(),
        "effect": statement.effect,
        "quote": statement.quote,
    }


def _plain(table: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = ["id", "name", "country_a", "country_b", "lat", "lon"]
    return [dict(zip(columns, row, strict=True)) for row in table[columns].itertuples(index=False, name=None)]
