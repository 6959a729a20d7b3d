"""What a closure or opening applies to, read off sentences written for these tests."""

from datetime import date

import pytest

from geo import pipeline
from geo.articles import read_text

CASES = [
    (
        "Pakistan closed all border crossings with Iran for pedestrians on Sunday, officials said, but trade went on.",
        ("border_closure", "", "IR-PK", ("pedestrian",), "", "trade went on"),
    ),
    (
        "The Taftan border crossing was open on Sunday, a customs official said.",
        ("border_opening", "Taftan-Mirjaveh", "", (), "", ""),
    ),
    (
        "All crossings between Iran and Pakistan were shut for trade and pedestrians on Sunday, traders said.",
        ("border_closure", "", "IR-PK", ("pedestrian", "cargo"), "", ""),
    ),
    (
        "Pakistan has suspended trade through the Torkham border since Sunday.",
        ("border_closure", "Torkham", "", ("cargo",), "", ""),
    ),
    (
        "The Torkham and Chaman crossings were closed to all traffic on Sunday except for returning Afghans.",
        ("border_closure", "Torkham;Chaman-Spin Boldak", "", (), "", "returning Afghans"),
    ),
    (
        "Iran shut its border with Pakistan for travellers entering Pakistan on Sunday.",
        ("border_closure", "", "IR-PK", ("pedestrian",), "PK", ""),
    ),
    (
        "The crossing at Torkham was shut to pedestrians on Friday, but cargo trucks were allowed through.",
        ("border_closure", "Torkham", "", ("pedestrian",), "", "cargo trucks were allowed through"),
    ),
    (
        "All border crossings between Pakistan and Afghanistan except Torkham were closed on Sunday.",
        ("border_closure", "", "AF-PK", (), "", "Torkham"),
    ),
    (
        "Trade at the Kharlachi crossing was suspended on Tuesday.",
        ("border_closure", "Kharlachi", "", ("cargo",), "", ""),
    ),
    ("Kenya closed its border with Somalia on Monday.", ("border_closure", "", "KE-SO", (), "", "")),
]


def told(text):
    claims = pipeline.read([read_text(text, published=date(2025, 6, 16))]).claims
    return [claim for claim in claims if claim.type in {"border_closure", "border_opening"}]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_which_crossings_and_what_traffic(text, expected):
    (claim,) = told(text)
    found = (
        claim.type,
        claim.crossing,
        claim.crossing_border,
        claim.crossing_modes,
        claim.crossing_towards,
        claim.crossing_exceptions,
    )
    assert found == expected


def test_a_named_crossing_is_where_it_happened():
    (claim,) = told("The Rafah crossing was closed on Sunday.")
    assert (claim.spot.name, claim.spot.precision) == ("Rafah", "exact")


@pytest.mark.parametrize(
    "text",
    [
        "Iran's open border policy was criticised on Sunday.",
        "Trade at the airport was suspended on Sunday.",
        "Trading on the Karachi exchange was halted on Friday.",
        "The Torkham crossing remained open on Sunday.",
    ],
)
def test_no_gate_was_shut_or_opened(text):
    assert told(text) == []
