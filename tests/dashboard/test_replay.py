"""What was known when: the states of incidents, and that the present is one of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import tables
from geo.dashboard.replay import NOW, ONLY_NOW, day_number, known_at, with_history
from geo.incidents import derive, history
from geo.project import Edit
from geo.records import Toll
from tests import world

STRIKE = world.CLAIMS[2]
FIRST, SECOND, THIRD = date(2024, 1, 18), date(2024, 1, 19), date(2024, 1, 21)
TOLD = tuple(
    replace(STRIKE, id=f"claim{at}", report_id=f"report{at}", published=day, killed=Toll(low=low, high=high))
    for at, (day, low, high) in enumerate([(FIRST, 7, 7), (SECOND, 9, 9), (THIRD, 10, None)])
)
UNDATED = replace(STRIKE, id="claim9", report_id="report9", published=None, killed=Toll(low=3, high=3))


def states(*claims, **options):
    return with_history(tables.to_frame([derive(claims)]), claims, **options)


def tolls(frame, day) -> list[tuple]:
    rows = frame[known_at(frame, day)]
    return [
        (None if pd.isna(low) else int(low), None if pd.isna(high) else int(high))
        for low, high in zip(rows["killed_low"], rows["killed_high"], strict=True)
    ]


def test_the_toll_is_what_the_reports_of_the_day_said():
    frame = states(*TOLD)
    assert tolls(frame, day_number(FIRST) - 1) == []
    assert tolls(frame, day_number(FIRST)) == [(7, 7)]
    assert tolls(frame, day_number(SECOND) + 1) == [(9, 9)]
    assert tolls(frame, day_number(THIRD)) == tolls(frame, NOW) == [(10, None)]
    assert set(frame["id"]) == {derive(TOLD).id}


def test_a_report_without_a_date_is_known_only_now():
    frame = states(*TOLD[:2], UNDATED)
    assert tolls(frame, day_number(THIRD)) == [(9, 9)]
    assert len(tolls(frame, NOW)) == 1
    assert frame.loc[0, "known_from"] == ONLY_NOW
    assert len(frame.loc[0, "claims"]) == 3


def test_an_incident_of_undated_reports_alone_is_there_now():
    frame = states(UNDATED)
    assert tolls(frame, day_number(THIRD)) == []
    assert tolls(frame, NOW) == [(3, 3)]


def test_what_a_person_changed_holds_in_every_state():
    claim = TOLD[0]
    anchor = f"{claim.report_id}:{claim.start}:{claim.end}:{claim.type}"
    when = datetime(2024, 2, 1, tzinfo=UTC)
    edit = Edit(
        number=1, incident_id="", claim=anchor, field="type", old="air_strike", new="shelling", reason="", when=when
    )
    frame = states(*TOLD, edits=[edit])
    assert list(frame["type"][1:]) == ["shelling", "shelling"]


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 20)), min_size=1, max_size=6), st.integers(0, 12)
)
def test_each_incident_has_one_state_a_day_at_most_and_one_now(reports, offset):
    claims = [
        replace(
            STRIKE,
            id=f"c{at}",
            report_id=f"r{at}",
            published=date.fromordinal(FIRST.toordinal() + day),
            killed=Toll(low=low),
        )
        for at, (day, low) in enumerate(reports)
    ]
    frame = states(*claims)
    there = int(known_at(frame, day_number(FIRST) + offset).sum())
    assert there == (offset >= min(day for day, _ in reports))
    assert int(known_at(frame, NOW).sum()) == 1


def test_history_needs_a_claim():
    with pytest.raises(ValueError, match="at least one claim"):
        history([])
