"""Tolls as they were told, and the one that holds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from geo.records import Claim, Toll
from geo.tolls import current_toll, toll_history

FIRST = date(2024, 1, 18)


def claim(number, *, report="a", day=0, **values):
    published = None if day is None else FIRST + timedelta(days=day)
    return Claim(
        id=f"{number:04}",
        report_id=report,
        type="air_strike",
        status="happened",
        quote="x",
        start=number,
        end=number + 1,
        published=published,
        source=report,
        **values,
    )


def test_a_rising_toll_of_one_day_is_told_in_its_order():
    told = [
        claim(1, report="late", killed=Toll(low=10)),
        claim(2, report="early", killed=Toll(low=7, high=7)),
        claim(3, report="noon", killed=Toll(low=9, high=9)),
    ]
    assert [entry.source for entry in toll_history(told, "killed")] == ["early", "noon", "late"]
    assert current_toll(told, "killed") == Toll(low=10)


def test_a_vague_newer_toll_does_not_replace_a_closer_one():
    told = [
        claim(1, report="a", killed=Toll(low=9, high=9)),
        claim(2, report="b", day=1, killed=Toll(low=3)),  # "several"
    ]
    assert current_toll(told, "killed") == Toll(low=9, high=9)


def test_a_lower_newer_toll_corrects_a_higher_one():
    told = [
        claim(1, report="a", killed=Toll(low=12, high=12)),
        claim(2, report="b", day=1, killed=Toll(low=8, high=8)),
    ]
    assert current_toll(told, "killed") == Toll(low=8, high=8)


def test_dead_and_injured_are_counted_apart():
    told = [claim(1, killed=Toll(low=2, high=2), injured=Toll(low=3, high=3))]
    assert current_toll(told, "injured") == Toll(low=3, high=3)
    assert toll_history([], "killed") == []
    assert current_toll([], "killed") == Toll()


tolls = st.builds(Toll, low=st.none() | st.integers(0, 20), high=st.none() | st.integers(20, 40))
claims = st.lists(
    st.builds(
        claim,
        st.integers(0, 999),
        report=st.sampled_from("abc"),
        day=st.none() | st.integers(0, 3),
        killed=tolls,
    ),
    max_size=6,
    unique_by=lambda c: c.id,
)


@given(claims)
def test_the_history_forgets_no_claim_that_states_a_toll(told):
    kept = {name for entry in toll_history(told, "killed") for name in entry.claim_ids}
    assert kept == {c.id for c in told if c.killed != Toll()}
