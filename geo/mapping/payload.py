"""Incidents as columns of plain values, in the form that the map's script reads.

Positions are WGS 84 degrees in named ``lat`` and ``lon`` columns; days count from 1 January 1970.
"""

import json
import math
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.filters import days
from geo.mapping.crossings import CrossingMark
from geo.records import Article

# A span longer than a month would fill the slider with days on which nothing is known to have happened.
_LONGEST_FILLED_SPAN = 31
# Stretches without incidents longer than this are cut out of the slider, and the cut is drawn.
_LONGEST_KEPT_GAP = 10
# About 10 cm; more digits would claim an exactness that no report has.
_DEGREE_DECIMALS = 6

# Half the width of a first view that still shows towns apart: south-west Asia from Iraq to Pakistan.
_NEAR_DEGREES = 25.0
# How much wider a first view may be for the sake of incidents that are known to a country only.
_MOST_WIDER = 1.5
_TEMPLATE_START = re.compile(r"\{(?=[{%#])")
_REPEATED = ("type", "status", "date_precision", "precision", "country", "admin1", "actor_country")
_TEXTS = ("title", "place_name", "actor1", "actor2")
_CLAIM_TEXTS = ("source", "url", "published", "speaker", "quote")


def is_drawable(frame: gpd.GeoDataFrame) -> npt.NDArray[np.bool_]:
    """Return which incidents a map with a timeline can show: those with a place and a date."""
    placed = (frame.geometry.notna() & ~frame.geometry.is_empty).to_numpy(dtype=bool)
    dated = (frame["date_start"].notna() | frame["date_end"].notna()).to_numpy(dtype=bool)
    return np.asarray(placed & dated, dtype=bool)


def drawable(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the incidents that a map with a timeline can show."""
    return frame[is_drawable(frame)]


def timeline_days(frame: gpd.GeoDataFrame) -> list[int]:
    """Return the days that the slider offers: those around incidents, long empty stretches left out.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame({"date_start": ["2024-01-16", "2024-01-18"], "date_end": ["2024-01-16", "2024-01-18"]})
    >>> timeline_days(frame)
    [19738, 19739, 19740]
    """
    return offered_days(*_spans(frame))


def offered_days(first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> list[int]:
    """Return the days that the slider offers for incidents with these first and last days since 1 January 1970."""
    known = set(np.unique(np.concatenate([first, last])).tolist())
    length = last - first
    # One number for each span, because to find the distinct ones among pairs takes ten times as long.
    for code in np.unique((first * _LONGEST_FILLED_SPAN + length)[length < _LONGEST_FILLED_SPAN]).tolist():
        start, days_more = divmod(code, _LONGEST_FILLED_SPAN)
        known.update(range(start, start + days_more + 1))
    offered: list[int] = []
    for day in sorted(known):
        if offered and day - offered[-1] <= _LONGEST_KEPT_GAP:
            offered.extend(range(offered[-1] + 1, day))
        offered.append(day)
    return offered


def map_data(
    frame: gpd.GeoDataFrame,
    *,
    mentions: gpd.GeoDataFrame | None = None,
    crossings: Iterable[CrossingMark] = (),
    articles: Iterable[Article] = (),
    quotes: int = 3,
) -> dict[str, Any]:
    """Return what the map draws, ready for `script_json`, with a ``digest`` that names the content.

    Parameters
    ----------
    frame
        Incidents with the columns of an export (`geo.tables`); those that `drawable` leaves out are left out.
        Columns ``known_from`` (inclusive) and ``known_until`` (exclusive), in days, may tell on which days a row
        is what is known of its incident.
    mentions
        Columns ``surface, name, kind, confidence`` and point geometry; one row a mention. Unplaced ones are left out.
    articles
        Reports whose titles stand below the quotes taken from them.
    quotes
        How many claims an incident's popup quotes at most.
    """
    shown = drawable(frame)
    titles = {article.id: article.title for article in articles}
    data: dict[str, Any] = {
        "incidents": _incident_columns(shown, titles, quotes),
        "crossings": [_crossing(mark) for mark in crossings],
        "mentions": _mentions(mentions) if mentions is not None else [],
    }
    data["digest"] = sha256(script_json(data).encode()).hexdigest()[:16]
    return data


def view_bounds(frame: gpd.GeoDataFrame) -> list[list[float]] | None:
    """Return ``[[south, west], [north, east]]`` in degrees around the drawable incidents, or None if there are none.

    Those known only to a country count if there are no others or they lie close by, for their points stand for half
    a continent; and a few far from all the rest are left to a look around, so that the many are not shown as one dot.
    """
    shown = drawable(frame)
    if not len(shown):
        return None
    is_exact = ~shown["precision"].isin(["country", "unknown"]).to_numpy(dtype=bool)
    lon, lat = shown.geometry.x.to_numpy(), shown.geometry.y.to_numpy()
    every = _around_most(lon, lat)
    if not is_exact.any():
        return every
    exact = _around_most(lon[is_exact], lat[is_exact])
    wider = max((every[1][axis] - every[0][axis]) / max(exact[1][axis] - exact[0][axis], 1.0) for axis in (0, 1))
    return every if wider <= _MOST_WIDER else exact


def _around_most(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> list[list[float]]:
    away = np.maximum(abs(lon - np.median(lon)), abs(lat - np.median(lat)))
    near = away <= max(_NEAR_DEGREES, 3 * np.median(away))
    ends = [(float(values[near].min()), float(values[near].max())) for values in (lat, lon)]
    return [[low for low, _ in ends], [high for _, high in ends]]


def packed(mask: npt.NDArray[np.bool_]) -> str:
    """Return truth values as base64 text of one bit each, the lowest bit of a byte first.

    Examples
    --------
    >>> packed(np.array([True, False, True]))
    'BQ=='
    """
    return b64encode(np.packbits(mask, bitorder="little").tobytes()).decode()


def script_json(value: object) -> str:
    r"""Return JSON that is safe in a ``<script>`` element, in folium's templates and in streamlit-folium's rewriting.

    Examples
    --------
    >>> script_json("</script> {{ x_1 }}")
    '"\\u003c/script\\u003e \\u007b{ x\\u005f1 }}"'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    # streamlit-folium replaces identifiers of the form ``name_hex`` by regular expression, in data as well.
    for character in "<>&'_":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # branca reads every script once more as a Jinja template, which would run what stands in {{ }}.
    return _TEMPLATE_START.sub(r"\\u007b", text)


def _incident_columns(frame: gpd.GeoDataFrame, titles: Mapping[str, str], quotes: int) -> dict[str, Any]:
    first, last = _spans(frame)
    points = frame.geometry.representative_point() if len(frame) else frame.geometry
    claims = [_as_claims(value) for value in frame["claims"]]
    columns: dict[str, Any] = {
        "id": frame["id"].astype(str).tolist(),
        "lat": [round(float(value), _DEGREE_DECIMALS) for value in points.y],
        "lon": [round(float(value), _DEGREE_DECIMALS) for value in points.x],
        "first": first.tolist(),
        "last": last.tolist(),
        "uncertainty": _numbers(frame["uncertainty_km"], decimals=1),
        "killed": _numbers(frame["killed_low"]),
        "killed_high": _numbers(frame["killed_high"]),
        "injured": _numbers(frame["injured_low"]),
        "injured_high": _numbers(frame["injured_high"]),
        "sources": _numbers(frame["sources"]),
        "confidence": _numbers(frame["confidence"], decimals=2),
        "cross_border": [int(not pd.isna(value) and bool(value)) for value in frame["cross_border"]],
        "claims": [[_quoted(claim, titles) for claim in told[:quotes]] for told in claims],
        "hidden_claims": [max(0, len(told) - quotes) for told in claims],
    }
    if "known_from" in frame:
        columns["known_from"] = [int(value) for value in frame["known_from"]]
        columns["known_until"] = [None if value == math.inf else int(value) for value in frame["known_until"]]
    for name in _TEXTS:
        columns[name.removesuffix("_name")] = [_text(value) for value in frame[name]]
    repeated = {name: frame[name] for name in _REPEATED if name in frame}
    repeated["actor_country"] = pd.Series([_actor_country(told) for told in claims], dtype=object)
    return columns | {name: _indexed(values) for name, values in repeated.items()}


def _spans(frame: gpd.GeoDataFrame) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return first and last day of each dated row; a row with one of them only has it as both."""
    first, last = days(frame["date_start"]), days(frame["date_end"])
    first, last = np.where(np.isnat(first), last, first), np.where(np.isnat(last), first, last)
    dated = ~np.isnat(first)
    return first[dated].astype(np.int64), last[dated].astype(np.int64)


def _indexed(values: "pd.Series[Any]") -> dict[str, list[Any]]:
    """Return the distinct values and an index for each row, which is shorter for columns of few values."""
    codes, distinct = pd.factorize(values.map(_text))
    return {"values": [str(value) for value in distinct], "at": [int(code) for code in codes]}


def _numbers(values: "pd.Series[Any]", *, decimals: int = 0) -> list[float | int | None]:
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return [None if math.isnan(value) else round(value, decimals) if decimals else int(value) for value in numbers]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _as_claims(value: object) -> Sequence[Mapping[str, Any]]:
    if isinstance(value, str):
        value = json.loads(value)
    return list(value) if isinstance(value, (list, tuple, np.ndarray)) else []


def _quoted(claim: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, str]:
    texts = {name: str(claim.get(name) or "") for name in _CLAIM_TEXTS}
    return texts | {"title": titles.get(str(claim.get("report_id")), "")}


def _actor_country(claims: Iterable[Mapping[str, Any]]) -> str:
    return next((country for claim in claims if (country := _text(claim.get("actor1_country")))), "")


def _crossing(mark: CrossingMark) -> dict[str, Any]:
    epoch = date(1970, 1, 1)
    return {
        "name": mark.name,
        "countries": mark.countries,
        "lat": round(mark.lat, _DEGREE_DECIMALS),
        "lon": round(mark.lon, _DEGREE_DECIMALS),
        "note": mark.note,
        "history": [
            [(period.first - epoch).days, (period.last - epoch).days, period.status, period.reason]
            for period in mark.history
        ],
    }


def _mentions(mentions: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return one mark a place, with every form in which the reports name it."""
    placed = mentions[(mentions.geometry.notna() & ~mentions.geometry.is_empty).to_numpy(dtype=bool)]
    marks: dict[tuple[str, float, float], dict[str, Any]] = {}
    rows = zip(placed["name"], placed["surface"], placed["kind"], placed["confidence"], placed.geometry, strict=True)
    for name, surface, kind, confidence, point in rows:
        lat, lon = round(float(point.y), _DEGREE_DECIMALS), round(float(point.x), _DEGREE_DECIMALS)
        new = {
            "name": str(name or surface),
            "lat": lat,
            "lon": lon,
            "kinds": {},
            "forms": {},
            "count": 0,
            "confidence": 0.0,
        }
        mark = marks.setdefault((str(name), lat, lon), new)
        mark["count"] += 1
        mark["kinds"][str(kind)] = None
        mark["forms"][str(surface)] = None
        mark["confidence"] = max(mark["confidence"], round(float(confidence), 2))
    return [
        {name: mark[name] for name in ("name", "lat", "lon", "count", "confidence")}
        | {"kind": ", ".join(mark["kinds"]), "surfaces": ", ".join(mark["forms"])}
        for mark in marks.values()
    ]
