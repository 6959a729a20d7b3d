"""Contradictions in plain words: named where there are any, and only there."""

from geo import tables
from geo.dashboard.disagreements import contradictions, toll_by_day
from geo.tables import CLAIM_FIELDS


def claim(source: str, **values):
    return dict.fromkeys(CLAIM_FIELDS) | {"source": source, "status": "happened", "precision": "place"} | values


def test_figures_that_no_number_fits_are_named_with_who_says_so():
    told = [
        claim("Dawn", killed_low=7, killed_high=7, speaker="the ministry"),
        claim("upday", killed_low=9, killed_high=9),
        claim("Trend", killed_low=10),
    ]
    assert contradictions(told) == [
        "How many were killed: 7 (the ministry, in Dawn), 9 (upday) and at least 10 (Trend)."
    ]


def test_figures_that_fit_are_no_contradiction():
    assert contradictions([claim("Dawn", killed_low=7), claim("Trend", killed_low=10)]) == []
    assert contradictions([claim("Dawn", injured_low=3, injured_high=4), claim("Trend", injured_low=4)]) == []
    assert contradictions([claim("Dawn")]) == []


def test_days_places_and_denials():
    told = [
        claim("Dawn", date_start="2024-01-16", date_end="2024-01-16", place_name="Panjgur"),
        claim("Trend", date_start="2024-01-17", date_end="2024-01-17", place_name="Balochistan", precision="admin1"),
        claim("Wire", status="denied", speaker="Tehran", place_name="Saravan"),
    ]
    assert contradictions(told) == [
        "The day is given as 16 January 2024 (Dawn) and 17 January 2024 (Trend).",
        "The place is given as Panjgur (Dawn) and Saravan (Tehran, in Wire).",
        "It is denied by Tehran, in Wire.",
    ]


def test_what_a_rule_gave_contradicts_nothing():
    told = [
        claim("Dawn", date_start="2024-01-16", date_end="2024-01-16", place_name="Panjgur", actor1="Iran"),
        claim(
            "Trend",
            date_start="2024-01-17",
            date_end="2024-01-17",
            place_name="Taftan",
            actor1="Pakistan",
            inferred="actor1: own deed; date: best guess; place: likeliest",
        ),
    ]
    assert contradictions(told) == []


def test_the_toll_goes_by_the_day_of_the_report():
    told = [
        claim("Trend", killed_low=10, published="2024-01-20"),
        claim("Dawn", killed_low=7, killed_high=7, published="2024-01-18"),
        claim("Dawn", killed_low=7, killed_high=7, published="2024-01-18"),
        claim("Old", killed_low=1),
    ]
    assert toll_by_day(told) == [
        ("2024-01-18", "7", "Dawn"),
        ("2024-01-20", "at least 10", "Trend"),
        ("", "at least 1", "Old"),
    ]


def test_every_field_is_one_of_the_contract():
    assert set(claim("x")) == set(tables.CLAIM_FIELDS)
