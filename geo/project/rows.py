"""Rows of a project's tables to the product's records and back."""

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geo import tables
from geo.project.edits import Edit
from geo.project.values import plain
from geo.records import Article, Claim, Passage, Spot, Toll

VALUES: Final = tuple(name for name in tables.COLUMNS if name not in {"claims", "geometry"})
LAYER_COLUMNS: Final = ("fid", *VALUES, "claims", "geom")
"""Columns of the layer ``incidents`` in the order in which they are written."""

EDIT_COLUMNS: Final = ("number", "incident_id", "claim", "field", "old", "new", "reason", "made_at", "undoes")

_EPSG: Final = 4326


def geometry_blob(shape: shapely.Point | None) -> bytes | None:
    """Return a GeoPackage geometry: its header (little endian, no envelope), then well-known binary."""
    if shape is None:
        return None
    return struct.pack("<2sBBi", b"GP", 0, 1, _EPSG) + bytes(shapely.to_wkb(shape, byte_order=1))


def _point(blob: bytes | None) -> shapely.Point | None:
    """Read a geometry written here or by another program: its header may hold an envelope."""
    if blob is None:
        return None
    sizes = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
    return shapely.from_wkb(blob[8 + sizes[blob[3] >> 1 & 0b111] :])


def incident_rows(frame: gpd.GeoDataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a conforming table in the order of `LAYER_COLUMNS`, numbered from 1."""
    values = frame[list(VALUES)].itertuples(index=False)
    for number, (row, claims, shape) in enumerate(zip(values, frame["claims"], frame.geometry, strict=True), start=1):
        told = json.dumps(claims, ensure_ascii=False)
        yield number, *(plain(value) for value in row), told, geometry_blob(shape)


def read_incidents(rows: list[tuple[Any, ...]]) -> gpd.GeoDataFrame:
    """Return the table of incidents of rows with the columns of the layer but ``fid``."""
    table = pd.DataFrame(rows, columns=[*VALUES, "claims", "geometry"], dtype=object)
    for name, dtype in tables.COLUMNS.items():
        if dtype == "boolean":
            table[name] = table[name].map({0: False, 1: True}).astype("boolean")
    table["geometry"] = [_point(blob) for blob in table["geometry"]]
    return tables.conform(table)


def report_row(article: Article) -> tuple[Any, ...]:
    """Return the row of ``reports``."""
    passages = json.dumps([[one.start, one.end, one.kind] for one in article.passages])
    published = article.published and article.published.isoformat()
    return (article.id, article.title, article.source, article.url, published, article.text, passages)


def read_article(row: tuple[Any, ...]) -> Article:
    """Return the report of a row."""
    key, title, source, url, published, text, passages = row
    return Article(
        id=key,
        title=title,
        source=source,
        url=url,
        published=_day(published),
        text=text,
        passages=tuple(Passage(start=start, end=end, kind=kind) for start, end, kind in json.loads(passages)),
    )


def claim_row(claim: Claim) -> tuple[Any, ...]:
    """Return the row of ``claims``: what a reader looks for in columns, and the whole record as JSON."""
    record = json.dumps(asdict(claim), ensure_ascii=False, default=date.isoformat)
    return (claim.id, claim.report_id, claim.type, claim.status, claim.quote, record)


def read_claim(row: tuple[Any, ...]) -> Claim:
    """Return the claim of the record in a row."""
    values = json.loads(row[0])
    parsed = {
        **{name: _day(values[name]) for name in ("published", "first", "last")},
        **{name: Toll(**values[name]) for name in ("killed", "injured")},
        "spot": Spot(**values["spot"]),
        "crossing_modes": tuple(values["crossing_modes"]),
        "evidence": tuple((name, start, end) for name, start, end in values["evidence"]),
        "rules": tuple((name, rule) for name, rule in values.get("rules", ())),  # older projects have none
    }
    return Claim(**{**values, **parsed})


def edit_row(edit: Edit) -> tuple[Any, ...]:
    """Return the row of ``edits`` in the order of `EDIT_COLUMNS`."""
    values = (json.dumps(edit.old), json.dumps(edit.new), edit.reason, edit.when.isoformat(), edit.undoes)
    return (edit.number, edit.incident_id, edit.claim, edit.field, *values)


def read_edit(row: tuple[Any, ...]) -> Edit:
    """Return the edit of a row."""
    number, key, claim, field, old, new, reason, made_at, undoes = row
    return Edit(
        number=number,
        incident_id=key,
        claim=claim,
        field=field,
        old=json.loads(old),
        new=json.loads(new),
        reason=reason,
        when=datetime.fromisoformat(made_at),
        undoes=undoes,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def quoted(names: Iterable[str]) -> str:
    """Return names of columns as SQL."""
    return ", ".join(f'"{name}"' for name in names)
