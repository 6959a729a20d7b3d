"""The table of incidents with Arrow's types, the same whatever values a table happens to hold."""

from typing import Any, Final

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from geo.tables.columns import CLAIM_FIELDS, COLUMNS, DATE_COLUMNS

_TYPES: Final = {"object": pa.string(), "Int64": pa.int64(), "float64": pa.float64(), "boolean": pa.bool_()}
_CLAIM: Final = pa.struct(
    [
        (name, pa.date32() if name in {*DATE_COLUMNS, "published"} else _TYPES[dtype])
        for name, dtype in CLAIM_FIELDS.items()
    ]
)


def to_arrow(frame: gpd.GeoDataFrame) -> pa.Table:
    """Return a table of incidents with the columns of `COLUMNS` in their order.

    Dates have the type ``date32``, ``claims`` is a list of structures with the keys of `CLAIM_FIELDS`, and
    ``geometry`` is well-known binary in longitude, latitude order.

    Parameters
    ----------
    frame
        As `geo.tables.conform` returns it.
    """
    return pa.table({name: _column(frame, name) for name in COLUMNS})


def claims_to_arrow(frame: gpd.GeoDataFrame) -> pa.Table:
    """Return every claim of a table of incidents as a row: ``incident_id`` and the keys of `CLAIM_FIELDS`."""
    rows = [(key, claim) for key, claims in zip(frame["id"], frame["claims"], strict=True) for claim in claims]
    told = _typed_claims([[claim for _, claim in rows]]).flatten()
    columns = {name: told.field(name) for name in CLAIM_FIELDS}
    return pa.table({"incident_id": pa.array([key for key, _ in rows], pa.string()), **columns})


def _column(frame: gpd.GeoDataFrame, name: str) -> pa.Array:
    values = frame[name]
    if name == "geometry":
        return pa.array(shapely.to_wkb(np.asarray(values, dtype=object)), pa.binary())
    if name == "claims":
        return _typed_claims(values)
    if name in DATE_COLUMNS:
        return pa.array(values, pa.string()).cast(pa.date32())
    return pa.array(values, _TYPES[COLUMNS[name]], from_pandas=True)


def _typed_claims(cells: Any) -> pa.Array:
    as_text = pa.struct([(field.name, pa.string() if field.type == pa.date32() else field.type) for field in _CLAIM])
    return pa.array(cells, pa.list_(as_text)).cast(pa.list_(_CLAIM))
