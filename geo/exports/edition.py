"""What an exported file holds, whatever its form: the incidents, the status of crossings, and whose data they are."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import pyarrow as pa
import shapely

from geo import crossings
from geo.exports.credits import DISCLAIMER, SOURCES, Source
from geo.exports.values import portable, prepared

_STATUS_TYPES: Final = {"lat": pa.float64(), "lon": pa.float64(), "first": pa.date32(), "last": pa.date32()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an exported file holds.

    Attributes
    ----------
    incidents
        As `geo.exports.values.prepared` returns them.
    crossing_status
        The periods in which the status of a crossing is known (`geo.crossings.history`), as plain values:
        days in ISO form, and the claims that decided.
    sources
        Data and texts that all this rests on.
    note
        What is to be said of borders, names and precision.
    """

    incidents: gpd.GeoDataFrame
    crossing_status: tuple[dict[str, Any], ...]
    sources: tuple[Source, ...]
    note: str
    generator: str

    def attribution(self) -> str:
        """Return the attributions and the note as one text."""
        return ". ".join((*(source.attribution for source in self.sources), self.note))


def edition(
    frame: gpd.GeoDataFrame,
    *,
    generator: str,
    table: gpd.GeoDataFrame | None = None,
    sources: Iterable[Source] = (),
) -> Edition:
    """Return what a file of these incidents holds.

    Parameters
    ----------
    frame
        Incidents with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    table
        Crossings as `geo.crossings.load` returns them; the shipped ones if None.
    sources
        Data of the user's own that the incidents rest on, besides the product's.

    Raises
    ------
    OptionError
        If the table does not keep its contract.
    """
    ready = prepared(frame)
    return Edition(
        incidents=ready,
        crossing_status=tuple(_plain(row) for row in crossings.history(ready, table=table).to_dict("records")),
        sources=(*SOURCES, *sources),
        note=f"{DISCLAIMER} {view_in_words(ready)}",
        generator=generator,
    )


def view_in_words(frame: gpd.GeoDataFrame) -> str:
    """Return whose view decides on which side of a border the disputed places of a table are."""
    views = sorted(set(frame["worldview"].dropna()))
    return f"Disputed places as seen by {', '.join(views)}." if views else "Disputed places as administered."


def status_to_arrow(rows: Iterable[dict[str, Any]], *, geometry: bool) -> pa.Table:
    """Return the status of crossings as a table whose types do not depend on its values.

    Parameters
    ----------
    rows
        As `Edition.crossing_status` holds them; claims become JSON text.
    geometry
        Whether to add a column ``geometry`` of points in longitude, latitude order (well-known binary).
    """
    told = [{**row, "claims": json.dumps(row["claims"], ensure_ascii=False)} for row in rows]
    names = ["id", *crossings.HISTORY_COLUMNS]
    columns = {name: _column([row[name] for row in told], name) for name in names}
    if geometry:
        points = [shapely.to_wkb(shapely.Point(row["lon"], row["lat"])) for row in told]
        columns["geometry"] = pa.array(points, pa.binary())
    return pa.table(columns)


def _column(values: list[Any], name: str) -> pa.Array:
    wanted = _STATUS_TYPES.get(name, pa.string())
    if wanted == pa.date32():
        return pa.array(values, pa.string()).cast(wanted)
    return pa.array(values, wanted)


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    def known(value: Any) -> Any:
        return None if isinstance(value, float) and math.isnan(value) else portable(value)  # JSON has no NaN

    claims = [{name: known(value) for name, value in claim.items()} for claim in row["claims"]]
    texts = {str(name): known(value) for name, value in row.items()}
    return {**texts, "first": row["first"].isoformat(), "last": row["last"].isoformat(), "claims": claims}
