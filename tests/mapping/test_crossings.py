"""Crossings on the map: their status over time is that of `geo.crossings`, with its reasons."""

from datetime import date

import geopandas as gpd
from shapely import Point

from geo import crossings, pipeline, symbols
from geo.crossings import CROSSING_STATUSES
from geo.mapping.crossings import crossing_marks
from geo.records import Article

SHUT = "Pakistan closed the Taftan crossing with Iran on Sunday, officials said."


def incidents() -> gpd.GeoDataFrame:
    report = Article(id="shut", text=SHUT, published=date(2025, 6, 16))
    return pipeline.read([report]).incidents


def test_a_reported_closure_is_a_period_with_its_reason():
    frame = incidents()
    marks = {mark.name: mark for mark in crossing_marks(frame)}
    periods = marks["Taftan-Mirjaveh"].history
    assert [(period.first, period.status) for period in periods] == [(date(2025, 6, 15), "closed")]
    assert "2025" in periods[0].reason or "closed" in periods[0].reason
    on_the_day = crossings.status_at(date(2025, 6, 15), frame)
    assert on_the_day.set_index("crossing").loc["Taftan-Mirjaveh", "status"] == "closed"


def test_a_crossing_of_which_no_report_tells_has_no_period():
    assert {mark.name: mark.history for mark in crossing_marks(incidents())}["Torkham"] == ()


def test_crossings_of_the_users_own_are_marks_too():
    own = crossings.load().iloc[:1].assign(id="own", name="Own Gate", country_a="IR", country_b="PK")
    own = own.set_geometry([Point(61.5, 28.9)], crs=4326)
    (mark,) = crossing_marks(incidents(), table=own)
    assert (mark.name, mark.countries) == ("Own Gate", "IR-PK")


def test_every_status_has_a_symbol():
    assert set(symbols.CROSSINGS) == set(CROSSING_STATUSES)
    looks = [(symbol.colour, symbol.mark, symbol.half) for symbol in symbols.CROSSINGS.values()]
    assert len(set(looks)) == len(looks)
