"""The status of crossings over time: the rule, one clause after the other, and real contradictions."""

from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import crossings, pipeline, tables
from geo.articles import read_text
from geo.crossings import CROSSING_STATUSES, HOLDS_DAYS, STATUS_COLUMNS, history, status_at
from geo.records import MODES

TAFTAN, GABD, TORKHAM = "ir-pk-taftan-mirjaveh", "ir-pk-gabd-rimdan", "af-pk-torkham"
DAY = date(2025, 6, 15)


def row(effect="closed", first=DAY, last=None, **changes):
    """Return an incident that one claim tells, as plain values."""
    day = first and first.isoformat()
    claim = dict.fromkeys(tables.CLAIM_FIELDS) | {
        "report_id": changes.get("source", "a"),
        "source": "Example Post",
        "published": "2025-06-15",
        "status": "happened",
        "quote": "A quote",
        "type": {"closed": "border_closure", "open": "border_opening"}[effect],
        "date_start": day,
        "date_end": last.isoformat() if last else day,
        "date_precision": "day" if day else "unknown",
        "crossing": "Taftan",
        "from_caption": False,
        **changes,
    }
    return {name: claim[name] for name in ("type", "status", "date_start", "date_end", "date_precision")} | {
        "claims": [claim],
        "review": "auto",
    }


def frame(*rows):
    table = pd.DataFrame([dict.fromkeys(tables.COLUMNS) | {"id": str(n), **one} for n, one in enumerate(rows)])
    return tables.conform(table.reindex(columns=list(tables.COLUMNS)).assign(confidence=0.5))


def at(day, *rows, crossing=TAFTAN, **options):
    return status_at(day, frame(*rows), **options).loc[crossing]


def test_without_a_word_every_status_is_unknown():
    table = status_at(DAY, frame())
    assert table.index.tolist() == crossings.load()["id"].tolist()
    assert tuple(table.columns) == STATUS_COLUMNS
    assert set(table["status"]) == {"unknown"}
    assert history(frame()).empty


def test_a_closure_holds_from_its_day_for_a_month():
    shut = row("closed")
    assert at(DAY - timedelta(days=1), shut).status == "unknown"
    assert at(DAY, shut).status == "closed"
    assert at(DAY + timedelta(days=HOLDS_DAYS), shut).status == "closed"
    assert at(DAY + timedelta(days=HOLDS_DAYS + 1), shut).status == "unknown"
    assert at(DAY, shut, crossing=GABD).status == "unknown"


def test_one_that_tells_its_end_ends_then():
    shut = row("closed", date(2014, 11, 1), date(2014, 11, 5), published="2014-11-01")
    assert at(date(2014, 11, 5), shut).status == "closed"
    assert at(date(2014, 11, 6), shut).status == "unknown"


def test_the_newest_event_counts_and_then_the_newest_report():
    shut, reopened = row("closed"), row("open", DAY + timedelta(days=3), published="2025-06-18")
    assert at(DAY + timedelta(days=2), shut, reopened).status == "closed"
    assert at(DAY + timedelta(days=3), shut, reopened).status == "open"
    corrected = row("open", published="2025-06-16")
    assert at(DAY, shut, corrected).status == "open"
    assert at(DAY, shut, corrected, known_at=DAY).status == "closed"
    assert at(DAY, row("closed", published=None), known_at=DAY).status == "unknown"


def test_reports_that_disagree_are_both_shown():
    found = at(DAY, row("closed", source="One"), row("open", source="Two"))
    assert found.status == "conflicting"
    assert "says One" in found.reason
    assert "says Two" in found.reason
    assert [claim["effect"] for claim in found["claims"]] == ["closed", "open"]


def test_a_report_that_is_closer_does_not_contradict_itself():
    everywhere = row("closed", crossing=None, crossing_border="IR-PK", report_id="r")
    here = row("open", report_id="r")
    assert at(DAY, everywhere, here).status == "open"
    assert at(DAY, everywhere, here, crossing=GABD).status == "closed"
    assert at(DAY, everywhere, row("open", report_id="s")).status == "conflicting"


def test_traffic_is_told_apart():
    found = at(DAY, row("closed", crossing_modes="pedestrian"), row("open", crossing_modes="cargo"))
    assert (found.status, found.pedestrian, found.cargo, found.rail) == ("restricted", "closed", "open", "unknown")


def test_directions_are_told_apart():
    found = at(DAY, row("closed", crossing_towards="PK"), row("open", crossing_towards="IR"))
    assert (found.status, found.pedestrian) == ("restricted", "restricted")
    assert at(DAY, row("closed", crossing_towards="PK"), row("closed", crossing_towards="IR")).status == "closed"


def test_what_is_excepted_has_the_opposite_and_some_travellers_change_nothing():
    found = at(DAY, row("closed", crossing_exceptions="trade went on"))
    assert (found.status, found.cargo, found.vehicle) == ("restricted", "open", "closed")
    found = at(DAY, row("closed", crossing_exceptions="returning pedestrians"))
    assert (found.status, found.exceptions) == ("closed", "returning pedestrians")
    but_one = row("closed", crossing=None, crossing_border="AF-PK", crossing_exceptions="Torkham")
    assert at(DAY, but_one, crossing=TORKHAM).status == "unknown"
    assert at(DAY, but_one, crossing="af-pk-chaman-spin-boldak").status == "closed"


@pytest.mark.parametrize("status", ["denied", "planned", "threatened", "hypothetical"])
def test_what_did_not_happen_shuts_nothing(status):
    assert at(DAY, row("closed", status=status)).status == "unknown"


def test_what_has_no_day_shuts_nothing():
    assert at(DAY, row("closed", None)).status == "unknown"


def test_a_person_has_the_last_word():
    assert at(DAY, {**row("closed"), "review": "rejected"}).status == "unknown"
    edited = {**row("closed"), "review": "edited", "type": "border_opening"}
    assert at(DAY, edited).status == "open"


def test_a_town_has_its_crossing_and_a_place_near_one_too():
    named = row("closed", crossing=None, precision="place", place_name="Taftan")
    assert at(DAY, named).status == "closed"
    near = row("closed", crossing=None, precision="place", place_name="Killi Jan") | {
        "precision": "place",
        "place_name": "Killi Jan",
        "crossing": "Taftan-Mirjaveh",
        "crossing_km": 4.0,
    }
    assert at(DAY, near).status == "closed"
    assert at(DAY, near | {"crossing_km": 40.0}).status == "unknown"


JUNE_2025 = (
    # Three reports of one day that contradict each other; the facts are in Arab News (node 2604637), dotx and MENAFN.
    (
        "Arab News",
        "Pakistan closed all border crossings with Iran for pedestrians on Sunday, officials said, but trade went on.",
    ),
    ("dotx", "The Taftan border crossing was open on Sunday, a customs official said."),
    ("MENAFN", "All crossings between Iran and Pakistan were shut for trade and pedestrians on Sunday, traders said."),
)


@pytest.fixture(scope="module")
def june():
    reports = [read_text(text, source=source, published=DAY) for source, text in JUNE_2025]
    return pipeline.read(reports).incidents


def test_the_contradiction_of_june_2025_is_three_claims(june):
    found = status_at(DAY, june).loc[TAFTAN]
    assert sorted(claim["source"] for claim in found["claims"]) == ["Arab News", "MENAFN", "dotx"]
    assert found.status == "conflicting"
    assert (found.pedestrian, found.cargo) == ("conflicting", "conflicting")
    assert (found.vehicle, found.rail) == ("open", "open")  # of cars only the report of an open gate speaks


def test_at_another_crossing_of_the_pair_two_reports_agree_on_pedestrians(june):
    found = status_at(DAY, june).loc[GABD]
    assert (found.status, found.pedestrian, found.cargo) == ("conflicting", "closed", "conflicting")
    assert status_at(DAY, june).loc[TORKHAM, "status"] == "unknown"


def test_the_photo_of_2020_shuts_nothing_in_2024():
    text = (
        "Pakistan and Iran exchanged strikes this week.\n\n"
        "A soldier stands guard at the closed Pakistan-Iran border in Taftan on February 25, 2020. (AFP/File)\n\n"
        "Officials in Quetta said on Friday that trade was normal."
    )
    incidents = pipeline.read([read_text(text, source="A paper", published=date(2024, 1, 28))]).incidents
    for day in ("2024-01-16", "2024-01-19", "2024-01-28", "2024-02-10"):
        assert status_at(date.fromisoformat(day), incidents).loc[TAFTAN, "status"] == "unknown"
    shut = history(incidents)[["id", "first", "last", "status"]]
    assert shut.to_numpy().tolist() == [[TAFTAN, date(2020, 2, 25), date(2020, 2, 25), "closed"]]


rows_strategy = st.lists(
    st.builds(
        row,
        st.sampled_from(["closed", "open"]),
        st.dates(date(2025, 6, 1), date(2025, 7, 20)),
        crossing=st.sampled_from(["Taftan", None]),
        crossing_border=st.sampled_from(["IR-PK", None]),
        crossing_modes=st.sampled_from([None, "pedestrian", "cargo;rail"]),
        crossing_towards=st.sampled_from([None, "PK"]),
        report_id=st.sampled_from("ab"),
        published=st.sampled_from(["2025-06-15", "2025-07-01"]),
        from_caption=st.booleans(),
    ),
    max_size=5,
)


NEARBY = crossings.load().query("country_a == 'IR' and country_b == 'PK'")


@settings(max_examples=40)
@given(rows_strategy, st.dates(date(2025, 5, 25), date(2025, 9, 1)))
def test_the_history_says_what_each_day_says_and_the_order_of_reports_is_nothing(rows, day):
    incidents = frame(*rows)
    assert isinstance(incidents, gpd.GeoDataFrame)
    now = status_at(day, incidents, table=NEARBY).loc[TAFTAN]
    periods = history(incidents, table=NEARBY).query("id == @TAFTAN")
    held = periods[(periods["first"] <= day) & (day <= periods["last"])]
    assert len(held) <= 1
    for name in ("status", *MODES):
        assert now[name] == (held[name].iloc[0] if len(held) else "unknown")
        assert now[name] in CROSSING_STATUSES
    backwards = status_at(day, frame(*reversed(rows)), table=NEARBY).loc[TAFTAN]
    assert (now["status"], now["reason"]) == (backwards["status"], backwards["reason"])
