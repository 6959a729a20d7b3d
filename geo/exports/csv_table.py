"""CSV after RFC 4180 in UTF-8, safe to open in a spreadsheet."""

import csv
import json
from pathlib import Path
from typing import Any, Final

from geo.exports.edition import Edition
from geo.exports.values import plain_rows, positions
from geo.tables import COLUMNS

HEADER: Final = (*(name for name in COLUMNS if name not in {"claims", "geometry"}), "lat", "lon", "wkt", "claims")
"""The columns: those of every form, then WGS 84 degrees, the same as well-known text, and the claims as JSON."""

# Spreadsheets run a text that begins with one of these as a formula (CWE-1236).
_FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - full-width signs count as well


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe in front if it could be one.

    Examples
    --------
    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write(edition: Edition, path: Path) -> None:
    """Write incidents to a CSV file; numbers stay numbers and unknown values are empty.

    One table is all that the form has room for: neither the sources nor the status of crossings are in it.
    """
    frame = edition.incidents
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\r\n")
        rows.writerow(HEADER)
        for row, place in zip(plain_rows(frame), positions(frame), strict=True):
            lat, lon = place or (None, None)
            wkt = None if place is None else f"POINT ({lon!r} {lat!r})"
            claims = json.dumps(row["claims"], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            values = {**row, "lat": lat, "lon": lon, "wkt": wkt, "claims": claims}
            rows.writerow([_cell(values[name]) for name in HEADER])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return guarded(value)
    return str(value).lower() if isinstance(value, bool) else value
