"""The filter: which rows stay, what it says, and what a URL may do to it."""

from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import OptionError
from geo.filters import MAX_BORDER_KM, Columns, IncidentFilter
from geo.records import INCIDENT_TYPES, REAL_STATUSES, STATUSES

COLUMNS = ("id", "type", "status", "title", "date_start", "date_end", "place_name", "country", "admin1")
ROWS = [
    (
        "strike",
        "air_strike",
        "happened",
        "Strike near Pañjgūr",
        "2024-01-16",
        "2024-01-16",
        "Panjgur",
        "PK",
        "Balochistan",
    ),
    ("reply", "air_strike", "claimed", "Strike near Saravan", "2024-01-18", "2024-01-18", "Saravan", "IR", "Sistan"),
    ("talks", "talks", "happened", "Ministers talk", "2024-01-19", "2024-01-19", "Islamabad", "PK", None),
    ("month", "protest", "happened", "Protests", "2024-01-01", "2024-01-31", "Quetta", "PK", "Balochistan"),
    ("undated", "attack", "happened", "An old attack", None, None, None, None, None),
    ("plan", "talks", "planned", "A visit", "2024-01-29", "2024-01-29", "Tehran", "IR", None),
]


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame([dict(zip(COLUMNS, row, strict=True)) for row in ROWS], geometry=[None] * 6, crs=4326)
    table["actor1"] = ["Iran", "Pakistan", "", "", "", "Iran"]
    table["actor2"] = ["Jaish al-Adl", "", "Iran", "", "", ""]
    table["means"] = ["missile", "drone", "", "", "", ""]
    table["crossing"] = None
    table["border_km"] = [48.0, 12.5, None, 120.0, None, 800.0]
    table["border_km_high"] = [53.0, 17.5, 700.0, 125.0, None, 805.0]
    table["claims"] = [
        [{"quote": "Two children were killed", "speaker": "officials", "source": None}],
        *[[] for _ in range(5)],
    ]
    return table


def ids(frame: gpd.GeoDataFrame, **values) -> list[str]:
    return list(IncidentFilter(**values).apply(frame)["id"])


def test_without_conditions_only_real_incidents_stay(frame):
    assert ids(frame) == ["strike", "reply", "talks", "month", "undated"]
    assert len(ids(frame, statuses=())) == len(frame)


@pytest.mark.parametrize("kind", ["text", "date", "timestamp"])
def test_both_ends_of_the_range_are_in_and_spans_overlap(frame, kind):
    if kind != "text":
        for name in ("date_start", "date_end"):
            values = [date.fromisoformat(value) if isinstance(value, str) else None for value in frame[name]]
            frame[name] = values
            if kind == "timestamp":
                frame[name] = frame[name].astype("datetime64[s]")
    assert ids(frame, since=date(2024, 1, 16), until=date(2024, 1, 18)) == ["strike", "reply", "month"]
    assert ids(frame, since=date(2024, 1, 31)) == ["month"]
    assert ids(frame, until=date(2023, 12, 31)) == []


def test_each_condition_alone(frame):
    assert ids(frame, types=("talks", "protest")) == ["talks", "month"]
    assert ids(frame, countries=("IR",)) == ["reply"]
    assert ids(frame, actors=("iran",)) == ["strike", "talks"]
    assert ids(frame, border_within_km=48) == ["strike", "reply"]
    assert ids(frame, border_within_km=699) == ["strike", "reply", "month"]
    assert ids(frame, border_within_km=700) == ["strike", "reply", "talks", "month"]  # known as an area only
    assert ids(frame, statuses=("planned",)) == ["plan"]


def test_words_ignore_case_and_accents_and_reach_the_quotes(frame):
    assert ids(frame, words="panjgur STRIKE") == ["strike"]
    assert ids(frame, words="children  killed") == ["strike"]
    assert ids(frame, words="strike nowhere") == []


def test_the_highest_figure_told_counts_and_an_unknown_toll_does_not(frame):
    frame["killed_low"] = pd.array([7, None, 2, None, None, 0], "Int64")
    frame["killed_high"] = pd.array([9, None, None, 9, None, 0], "Int64")
    assert len(ids(frame, killed_at_least=9)) == 2
    assert len(ids(frame, killed_at_least=2)) == 3


def test_rejected_ones_are_left_out_unless_asked_for(frame):
    frame["review"] = ["rejected"] + ["auto"] * 5
    everything = len(ids(frame, rejected=True))
    assert len(ids(frame)) == everything - 1


def test_counts_leave_out_the_condition_that_they_are_for(frame):
    chosen = IncidentFilter(types=("talks",), statuses=())
    columns = Columns(frame)
    passing = chosen.test(columns)
    assert columns.counts("type", passing.mask(without="types")) == frame["type"].value_counts().to_dict()
    assert sum(columns.counts("type", passing.mask()).values()) == len(chosen.apply(frame))


def test_outlets_count_once_an_incident(frame):
    told = [{"source": "Dawn"}, {"source": "Dawn"}, {"source": None}, {"source": "upday"}]
    frame["claims"] = [told] + [[]] * 5
    columns = Columns(frame)
    assert columns.counts("source", columns.holding("source", ["Dawn"])) == {"Dawn": 1, "upday": 1}


def test_claims_may_be_json_text(frame):
    frame["claims"] = ['[{"quote": "Two children", "speaker": null}]'] + ["[]"] * 5
    assert ids(frame, words="children") == ["strike"]


def test_an_empty_table_stays_empty(frame):
    chosen = IncidentFilter(since=date(2024, 1, 1), types=("talks",), actors=("Iran",), border_within_km=5, words="a")
    assert len(chosen.apply(frame.iloc[:0])) == 0


@pytest.mark.parametrize(
    "values",
    [
        {"since": date(2024, 1, 2), "until": date(2024, 1, 1)},
        {"types": ("ufo",)},
        {"statuses": ("maybe",)},
        {"countries": ("Iran",)},
        {"border_within_km": float("nan")},
        {"border_within_km": -1},
        {"words": "x" * 300},
        {"actors": ("a\nb",)},
        {"sources": ("",)},
        {"killed_at_least": 0},
        {"confidence_at_least": 1.2},
    ],
)
def test_bad_values_are_refused(values):
    with pytest.raises(OptionError):
        IncidentFilter(**values)


def test_sentences():
    assert IncidentFilter().describe() == "Incidents that happened or are claimed."
    assert IncidentFilter(statuses=()).describe() == "Incidents of every status."
    assert IncidentFilter(until=date(2024, 1, 8)).describe().endswith(", up to 8 January 2024.")
    assert IncidentFilter(since=date(2024, 1, 8), until=date(2024, 1, 8)).describe().endswith(", on 8 January 2024.")
    whole = IncidentFilter(
        types=("air_strike", "talks"),
        countries=("IR", "PK"),
        actors=("Iran",),
        border_within_km=50,
        words="drone mosque",
    )
    assert whole.describe(country_names={"IR": "Iran"}) == (
        "Incidents that happened or are claimed, of type air strike or talks, in Iran or PK, by or against Iran, "
        "within 50 km of an international border, with the words “drone mosque”."
    )


def test_hostile_parameters_are_dropped():
    query = {
        "since": ["2024-13-45"],
        "until": "__import__('os')",
        "type": ["talks", "<script>"],
        "country": ["PK", "pk", "P'"],
        "actor": ["Iran", "x" * 500, "a\x00b", ""],
        "status": ["nonsense"],
        "border_km": "inf",
        "words": "\x1b[31m",
        "unknown": ["1"],
    }
    assert IncidentFilter.from_query(query) == IncidentFilter(types=("talks",), countries=("PK",), actors=("Iran",))


def test_a_reversed_range_is_dropped():
    assert IncidentFilter.from_query({"since": "2024-02-01", "until": "2024-01-01"}) == IncidentFilter()


printable = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@st.composite
def filters(draw):
    since = draw(st.none() | st.dates())
    until = draw(st.none() | st.dates(min_value=since or date.min))
    return IncidentFilter(
        since=since,
        until=until,
        types=tuple(draw(st.sets(st.sampled_from(INCIDENT_TYPES)))),
        countries=tuple(draw(st.sets(st.from_regex(r"[A-Z]{2}", fullmatch=True), max_size=4))),
        actors=tuple(draw(st.sets(printable, max_size=3))),
        statuses=tuple(draw(st.sets(st.sampled_from(STATUSES)))),
        provinces=tuple(draw(st.sets(printable, max_size=2))),
        crossings=tuple(draw(st.sets(printable, max_size=2))),
        sources=tuple(draw(st.sets(printable, max_size=2))),
        border_within_km=draw(st.none() | st.floats(0, MAX_BORDER_KM)),
        killed_at_least=draw(st.none() | st.integers(1, 10_000)),
        confidence_at_least=draw(st.none() | st.floats(0, 1)),
        rejected=draw(st.booleans()),
        words=" ".join(draw(st.lists(printable, max_size=3))),
    )


@given(filters())
def test_query_round_trip(chosen):
    assert IncidentFilter.from_query(chosen.to_query()) == chosen
    assert all(isinstance(value, str) for values in chosen.to_query().values() for value in values)
    assert chosen.describe().endswith(".")


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "since",
                "type",
                "country",
                "actor",
                "status",
                "border_km",
                "words",
                "province",
                "killed",
                "confidence",
                "rejected",
            ]
        ),
        st.lists(st.text()),
    )
)
def test_no_query_can_raise(query):
    IncidentFilter.from_query(query)


@given(st.integers(0, 40), st.integers(0, 10), st.integers(0, 40), st.integers(0, 10))
def test_overlap_is_what_counting_days_says(start, length, since, width):
    origin = date(2024, 1, 1)
    day = [origin + timedelta(days=offset) for offset in range(60)]
    table = gpd.GeoDataFrame(
        {"date_start": [day[start]], "date_end": [day[start + length]], "status": [REAL_STATUSES[0]]},
        geometry=[None],
        crs=4326,
    )
    chosen = IncidentFilter(since=day[since], until=day[since + width])
    shared = set(range(start, start + length + 1)) & set(range(since, since + width + 1))
    assert len(chosen.apply(table)) == bool(shared)
