"""What the browser is told: which incidents, in which columns, and nothing that could run."""

import json
from datetime import date, timedelta

import geopandas as gpd
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping.crossings import CrossingMark, Period
from geo.mapping.payload import drawable, map_data, script_json, timeline_days, view_bounds


def test_only_placed_and_dated_incidents_are_drawn(frame):
    assert list(drawable(frame)["id"]) == ["exact", "coarse", "hostile"]
    columns = map_data(frame)["incidents"]
    assert columns["id"] == ["exact", "coarse", "hostile"]
    lengths = {len(column["at"] if isinstance(column, dict) else column) for column in columns.values()}
    assert lengths == {3}


def test_columns_keep_unknown_apart_from_zero(frame):
    frame.loc[0, "killed_low"] = 0
    columns = map_data(frame)["incidents"]
    assert columns["killed"] == [0, 2, None]
    assert columns["injured"] == [None, None, None]
    assert columns["confidence"] == [0.88, 0.88, None]
    assert columns["cross_border"] == [1, 0, 1]
    assert (columns["lat"][0], columns["lon"][0]) == (26.97186, 64.09459)


def test_repeated_values_are_sent_once(frame):
    country = map_data(frame)["incidents"]["country"]
    assert country == {"values": ["PK"], "at": [0, 0, 0]}
    assert map_data(frame)["incidents"]["actor_country"]["values"] == ["IR", ""]


def test_quotes_are_limited_and_counted(frame):
    frame.at[0, "claims"] = [{"quote": str(number)} for number in range(5)]
    columns = map_data(frame, quotes=2)["incidents"]
    assert [claim["quote"] for claim in columns["claims"][0]] == ["0", "1"]
    assert columns["hidden_claims"] == [3, 0, 0]


def test_mentions_of_one_place_are_one_mark(frame, mentions):
    marks = map_data(frame, mentions=mentions)["mentions"]
    assert marks == [
        {
            "name": "Tehran",
            "lat": 35.69,
            "lon": 51.42,
            "count": 2,
            "confidence": 0.9,
            "kind": "metonym, literal",
            "surfaces": "Tehran, the Iranian capital",
        }
    ]


def test_crossings_carry_their_history(frame):
    mark = CrossingMark(
        name="Taftan",
        countries="IR-PK",
        lat=28.9,
        lon=61.5,
        history=(Period(first=date(1970, 1, 3), last=date(1970, 1, 5), status="closed", reason="So."),),
    )
    assert map_data(frame, crossings=[mark])["crossings"][0]["history"] == [[2, 4, "closed", "So."]]


def test_the_digest_names_the_content(frame):
    assert map_data(frame)["digest"] == map_data(frame)["digest"]
    assert map_data(frame)["digest"] != map_data(frame.iloc[:1])["digest"]


def test_an_empty_table_is_data_too(frame):
    data = map_data(frame.iloc[:0])
    assert data["incidents"]["id"] == []
    assert timeline_days(frame.iloc[:0]) == []
    assert view_bounds(frame.iloc[:0]) is None


def test_the_first_view_ignores_points_that_stand_for_countries(frame):
    frame.loc[1, "precision"] = "country"
    frame.loc[1, "geometry"] = frame.geometry[0].__class__(103, 35)
    assert view_bounds(frame)[1][1] < 65


def test_long_empty_stretches_are_left_out():
    frame = gpd.GeoDataFrame(
        {
            "date_start": ["2020-02-25", "2024-01-16", "2024-01-19"],
            "date_end": ["2020-02-25", "2024-01-16", "2024-01-19"],
        }
    )
    assert [str(date(1970, 1, 1) + timedelta(days=day)) for day in timeline_days(frame)] == [
        "2020-02-25",
        *(f"2024-01-{day}" for day in (16, 17, 18, 19)),
    ]


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 400)), max_size=20))
def test_the_slider_offers_both_ends_of_every_span_in_order(spans):
    epoch = date(2010, 1, 1)
    frame = gpd.GeoDataFrame(
        {
            "date_start": [epoch + timedelta(days=start) for start, _ in spans],
            "date_end": [epoch + timedelta(days=start + length) for start, length in spans],
        }
    )
    offered = timeline_days(frame)
    assert offered == sorted(set(offered))
    base = (epoch - date(1970, 1, 1)).days
    assert {base + start for start, _ in spans} <= set(offered)
    assert {base + start + length for start, length in spans} <= set(offered)


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_script_json_is_the_same_value_and_holds_nothing_that_ends_a_script(value):
    text = script_json(value)
    assert json.loads(text) == value
    assert not set("<>&'_") & set(text)
    assert not any(start in text for start in ("{{", "{%", "{#"))
    assert text.isascii()
