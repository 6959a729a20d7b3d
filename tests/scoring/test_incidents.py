"""The scorer: the numbers of the rules it states, and of the scorer that was there before it."""

import importlib.util
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.scoring.incidents import Score, attributes, broken, fits, great_circle_km, score, total

OTHER = Path(__file__).parents[3] / "shared" / "tools" / "score_incidents.py"
TYPES = ["air_strike", "attack", "border_closure", "talks"]
DAYS = [None, "2024-01-15", "2024-01-16", "2024-02-01"]
SPOTS = [(27.0, 64.1), (27.4, 62.3), (35.7, 51.4)]


def feature(kind="air_strike", day="2024-01-16", spot=(27.0, 64.1), **values):
    properties = {"type": kind, "status": "happened", "date_start": day, "date_end": day, "country": "PK", **values}
    geometry = {"type": "Point", "coordinates": [spot[1], spot[0]]} if spot else None
    return {"type": "Feature", "geometry": geometry, "properties": properties}


STRIKE = {"id": "strike", "type": ["air_strike"], "date": "2024-01-16", "place": {"lat": 27, "lon": 64, "km": 30}}


def test_found_extra_and_missed_make_precision_and_recall():
    gold = {"incidents": [STRIKE, {"id": "other", "type": ["attack"]}]}
    found = score([feature(), feature(spot=(35.7, 51.4)), feature("talks")], gold)
    assert (found.found, found.gold, found.extra) == (1, 2, 1)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_of_two_incidents_that_fit_a_row_the_second_is_extra():
    assert score([feature(), feature()], {"incidents": [STRIKE]}).extra == 1
    assert score([feature(), feature()], {"incidents": [STRIKE], "optional": [STRIKE]}).extra == 0


@pytest.mark.parametrize(
    ("changed", "aspect"),
    [
        ({"day": "2024-01-17"}, "date"),
        ({"spot": (35.7, 51.4)}, "place"),
        ({"kind": "attack"}, "type"),
        ({"status": "denied"}, "status"),
    ],
)
def test_what_was_wrong_with_a_missed_one_is_told(changed, aspect):
    found = score([feature(**changed)], {"incidents": [STRIKE]})
    assert found.aspects[aspect] == (0, 1)
    assert found.notes[0].startswith("missed strike")


def test_attributes_are_asked_only_of_what_gold_states():
    row = {"id": "a", "killed": [7, 9], "injured": 3, "actor1": "Iran|Tehran", "cross_border": True}
    told = feature(killed_low=9, killed_high=None, injured_low=None, actor1="iran", cross_border=False)
    assert dict(attributes(told, row)) == {"killed": True, "injured": False, "actor1": True, "cross_border": False}
    assert not list(attributes(told, {"id": "a"}))


def test_what_was_only_planned_must_be_kept_apart():
    gold = {"incidents": [], "not_happened": [{"id": "talks", "type": ["talks"], "status": ["planned"]}]}
    assert score([feature("talks", status="planned")], gold).kept == 1
    assert score([feature("talks")], gold).notes == ("not kept apart talks: told as happened",)


def test_forbidden_findings_are_counted_once_a_rule():
    gold = {"incidents": [], "forbidden": [{"any_conflict": True, "why": "sport"}]}
    found = score([feature(), feature("attack")], gold)
    assert (found.forbidden, found.rules) == (1, 1)
    assert not score([feature(status="denied")], gold).forbidden


def test_the_total_is_that_of_all_reports():
    one = score([feature(confidence=0.8)], {"incidents": [STRIKE]})
    two = score([], {"incidents": [STRIKE]})
    both = total([one, two])
    assert (both.found, both.gold, both.f1) == (1, 2, pytest.approx(2 / 3))
    assert both.confidences == ((0.8, True),)
    assert both.aspects["type air_strike"] == (1, 2)
    assert total([]) == Score()


features = st.builds(
    feature,
    kind=st.sampled_from(TYPES),
    day=st.sampled_from(DAYS),
    spot=st.sampled_from([*SPOTS, None]),
    status=st.sampled_from(["happened", "claimed", "denied", "planned"]),
    killed_low=st.sampled_from([None, 0, 2, 7]),
    killed_high=st.sampled_from([None, 2, 9]),
    actor1=st.sampled_from(["Iran", "Pakistan", ""]),
)
spots = st.sampled_from([{"lat": lat, "lon": lon, "km": km} for lat, lon in SPOTS for km in (5, 300)])
rows = st.fixed_dictionaries(
    {"id": st.just("row")},
    optional={
        "type": st.lists(st.sampled_from(TYPES), min_size=1, max_size=2),
        "date": st.sampled_from(["2024-01-16", "2024-01", "2024"]),
        "place": spots,
        "country": st.sampled_from(["PK", "IR"]),
        "killed": st.sampled_from([2, [7, 9]]),
        "actor1": st.just("iran"),
        "status": st.just(["planned", "denied"]),
    },
)
rules = st.fixed_dictionaries(
    {"why": st.just("wrong")},
    optional={
        "type": st.just(["attack"]),
        "near": spots,
        "date_from": st.just("2024-01-16"),
        "any_conflict": st.just(True),
    },
)
golds = st.fixed_dictionaries(
    {"incidents": st.lists(rows, max_size=3)},
    optional={
        "not_happened": st.lists(rows, max_size=2),
        "optional": st.lists(rows, max_size=2),
        "forbidden": st.lists(rules, max_size=2),
    },
)


@pytest.mark.skipif(not OTHER.exists(), reason="the scorer that the project grew up with is not on this machine")
@given(st.lists(features, max_size=4), golds)
def test_the_numbers_are_those_of_the_other_scorer(found, gold):
    specification = importlib.util.spec_from_file_location("other_scorer", OTHER)
    other = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(other)
    theirs, _ = other.score(found, gold)
    ours = score(found, gold)
    assert {name: getattr(ours, name) for name in theirs} == theirs


@given(st.lists(features, max_size=4), golds)
def test_counts_never_exceed_what_was_asked(found, gold):
    one = score(found, gold)
    assert 0 <= one.found <= one.gold
    assert 0 <= one.right <= one.asked
    assert 0 <= one.kept <= one.unreal
    assert 0 <= one.forbidden <= one.rules
    assert one.found + one.extra <= len(found)
    assert 0 <= one.f1 <= 1


@given(features, rows)
def test_a_row_that_says_less_fits_more(found, row):
    for name in set(row) - {"id"}:
        looser = {key: value for key, value in row.items() if key != name}
        assert fits(found, looser) >= fits(found, row)


def test_an_unreal_incident_breaks_no_rule():
    assert broken(feature("attack"), {"type": ["attack"], "why": "x"})
    assert not broken(feature("attack", status="threatened"), {"type": ["attack"], "why": "x"})


@given(*[st.floats(-90, 90), st.floats(-180, 180)] * 2)
def test_distance_is_symmetric_and_at_most_half_way_round(lat1, lon1, lat2, lon2):
    there = great_circle_km(lat1, lon1, lat2, lon2)
    assert there == pytest.approx(great_circle_km(lat2, lon2, lat1, lon1), abs=1e-3)
    assert 0 <= there <= math.pi * 6371 + 1e-6
