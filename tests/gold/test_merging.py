"""The worked example: one incident for each real event, and the tolls as they were told."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from geo import paths, pipeline
from geo.articles import open_reports
from geo.incidents import history, merge
from geo.scoring.merging import b_cubed
from geo.tolls import toll_history

GOLD = Path(__file__).parent / "merging" / "january-2024.json"


@pytest.fixture(scope="module")
def gold():
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading():
    return pipeline.read(open_reports([paths.seeds()]))


@pytest.fixture(scope="module")
def told(reading):
    return reading.claims


def stretches(gold, reading):
    """Yield the report, the characters and the event of each stretch of text that the gold names."""
    by_file = {report.text: path.name for path in paths.seeds().glob("*.txt") for report in open_reports([path])}
    for report in reading.articles:
        for event in gold["events"]:
            for words in event["told"].get(by_file[report.text], []):
                start = report.text.index(words)
                while start >= 0:
                    yield report.id, start, start + len(words), event["id"]
                    start = report.text.find(words, start + 1)


def events_of(claims, gold, reading):
    """Return the gold event of each claim whose event word lies in a stretch of the gold."""
    known = list(stretches(gold, reading))
    found = {}
    for claim in claims:
        ((start, end),) = [(first, last) for name, first, last in claim.evidence if name == "type"]
        for report, first, last, event in known:
            if report == claim.report_id and first <= start and end <= last:
                found[claim.id] = event
    return found


def test_gold_quotes_the_briefs(gold):
    for event in gold["events"]:
        for name, words in event["told"].items():
            text = (paths.seeds() / name).read_text(encoding="utf-8")
            assert [piece for piece in words if piece not in text] == []


def test_claims_are_grouped_by_event(gold, reading, told):
    event_of = events_of(told, gold, reading)
    group_of = {claim.id: incident.id for incident in merge(told) for claim in incident.claims}
    names = sorted(event_of)
    agreement = b_cubed([group_of[name] for name in names], [event_of[name] for name in names])
    assert len(names) >= 25
    assert agreement.f1 >= 0.9


def test_each_strike_is_one_incident(gold, reading, told):
    event_of = events_of(told, gold, reading)
    incidents = defaultdict(set)
    for incident in merge(told):
        for claim in incident.claims:
            if claim.id in event_of and incident.first is not None and incident.status == "happened":
                incidents[event_of[claim.id]].add(incident.id)
    assert {event: len(found) for event, found in incidents.items() if event in {"koh-e-sabz", "saravan"}} == {
        "koh-e-sabz": 1,
        "saravan": 1,
    }


def strike_of(incidents, actor):
    (found,) = [
        i
        for i in incidents
        if i.type == "air_strike"
        and i.actor1 == actor
        and i.first is not None
        and date(2024, 1, 16) <= i.first <= date(2024, 1, 18)
    ]
    return found


def test_the_toll_rises_as_it_was_told(told):
    incident = strike_of(merge(told), "Pakistan")
    history = [(entry.source, entry.toll.low, entry.toll.high) for entry in toll_history(incident.claims, "killed")]
    lows = [low for _, low, _ in history if low is not None and low >= 7]
    assert lows == sorted(lows)
    assert {7, 9, 10} <= set(lows)
    assert (incident.killed.low, incident.killed.high) == (10, None)


def test_only_what_was_published_by_then_is_known(told):
    states = {side: dict(history(strike_of(merge(told), side).claims)) for side in ("Iran", "Pakistan")}
    assert min(states["Pakistan"]) > date(2024, 1, 17) >= min(states["Iran"])
    for day, strike in states["Iran"].items():
        assert all(claim.published <= day for claim in strike.claims)


def test_the_archive_picture_is_a_story_of_its_own(told):
    (closure,) = [i for i in merge(told) if i.type == "border_closure"]
    assert closure.from_caption
    assert closure.first == date(2020, 2, 25)


def test_a_hamlet_that_no_gazetteer_has_is_an_area(told):
    assert strike_of(merge(told), "Iran").spot.precision in {"admin1", "admin2"}
