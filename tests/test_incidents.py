"""Claims about one event become one incident, whatever order they come in."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import incidents
from geo.incidents import derive, merge
from geo.records import Claim, Spot, Toll
from geo.similarity import similarity

PANJGUR = Spot(
    name="Panjgur", country="PK", admin1="Balochistan", lat=26.97, lon=64.09, precision="place", uncertainty_km=8
)
BALOCHISTAN = Spot(
    name="Balochistan", country="PK", admin1="Balochistan", lat=28.5, lon=65.1, precision="admin1", uncertainty_km=450
)
IRAN = Spot(name="Iran", country="IR", lat=32.0, lon=53.0, precision="country", uncertainty_km=1200)
DAY = date(2024, 1, 16)


def claim(number: int, **values: object) -> Claim:
    base = Claim(
        id=f"c{number}",
        report_id="r1",
        type="air_strike",
        status="happened",
        quote="q",
        start=number * 100,
        end=number * 100 + 1,
        published=date(2024, 1, 19),
        first=DAY,
        last=DAY,
        date_precision="day",
        spot=BALOCHISTAN,
        actor1="Iran",
        actor1_country="IR",
    )
    return replace(base, **values)


def undated(number: int, **values: object) -> Claim:
    return claim(number, first=None, last=None, date_precision="unknown", spot=Spot(), **values)


def test_vague_claim_joins_the_event_it_fits():
    strike = claim(1, killed=Toll(low=2, high=2))
    reply = claim(
        2, first=DAY + timedelta(2), last=DAY + timedelta(2), spot=IRAN, actor1="Pakistan", actor1_country="PK"
    )
    vague = undated(3)
    incidents = merge([strike, reply, vague])
    assert [len(incident.claims) for incident in incidents] == [2, 1]
    assert {told.id for told in incidents[0].claims} == {"c1", "c3"}
    assert incidents[0].killed == Toll(low=2, high=2)


@pytest.mark.parametrize(
    "other",
    [
        claim(2, first=DAY + timedelta(3), last=DAY + timedelta(3)),
        claim(2, spot=IRAN),
        claim(2, actor1="Pakistan"),
        claim(2, type="talks"),
        claim(2, status="planned"),
    ],
    ids=["another day", "another country", "another actor", "another kind", "not yet real"],
)
def test_contradiction_keeps_events_apart(other):
    assert similarity(claim(1), other).score is None
    assert len(merge([claim(1), other])) == 2


def test_finest_place_and_newest_toll_win_across_reports():
    early = claim(1, killed=Toll(low=7, high=7), published=date(2024, 1, 18))
    late = claim(2, report_id="r2", killed=Toll(low=9, high=9), spot=PANJGUR)
    (incident,) = merge([early, late])
    assert incident.spot == PANJGUR
    assert incident.killed == Toll(low=9, high=9)
    assert incident.title == "Air strike in Panjgur by Iran: 9 killed"


def test_disagreement_within_the_newest_report_is_a_range():
    first = claim(1, injured=Toll(low=3, high=3))
    second = claim(2, injured=Toll(low=4, high=4))
    (incident,) = merge([first, second])
    assert incident.injured == Toll(low=3, high=4)


def test_vague_and_exact_tolls_of_one_report_agree():
    (incident,) = merge([claim(1, killed=Toll(low=1)), claim(2, killed=Toll(low=7))])
    assert incident.killed == Toll(low=7)


def test_two_reports_are_never_joined_by_date_alone():
    here = claim(1, actor1="", actor1_country="", spot=Spot())
    there = claim(2, report_id="r2", actor1="", actor1_country="", spot=Spot(), type="shelling")
    assert len(merge([here, there])) == 2


def test_caption_of_an_old_picture_stays_a_story_of_its_own():
    caption = claim(1, type="border_closure", from_caption=True, first=date(2020, 2, 25), last=date(2020, 2, 25))
    news = undated(2, type="border_closure", actor1="")
    assert len(merge([caption, news])) == 2


def test_no_claims_no_incidents():
    assert merge([]) == []
    with pytest.raises(ValueError, match="at least one claim"):
        derive([])


_KINDS = st.sampled_from(["air_strike", "attack", "talks", "border_closure"])
_SPOTS = st.sampled_from([PANJGUR, BALOCHISTAN, IRAN, Spot()])
_DAYS = st.sampled_from([None, DAY, DAY + timedelta(2)])


@st.composite
def claims(draw):
    count = draw(st.integers(min_value=1, max_value=8))
    found = []
    for number in range(count):
        day = draw(_DAYS)
        found.append(
            claim(
                number,
                report_id=draw(st.sampled_from(["r1", "r2", "r3"])),
                type=draw(_KINDS),
                status=draw(st.sampled_from(["happened", "claimed", "planned"])),
                first=day,
                last=day,
                date_precision="day" if day else "unknown",
                spot=draw(_SPOTS),
                actor1=draw(st.sampled_from(["Iran", "Pakistan", ""])),
                killed=draw(st.sampled_from([Toll(), Toll(low=2, high=2), Toll(low=7)])),
            )
        )
    return found


@given(told=claims(), data=st.data())
def test_order_of_claims_and_repetition_do_not_matter(told, data):
    shuffled = data.draw(st.permutations(told))
    assert merge(shuffled) == merge(told) == merge([*told, *shuffled])


@given(told=claims())
def test_every_claim_is_in_exactly_one_incident(told):
    incidents = merge(told)
    held = sorted(own.id for incident in incidents for own in incident.claims)
    assert held == sorted({own.id for own in told})


@given(told=claims())
def test_an_incident_is_derived_again_from_its_claims_alone(told):
    for incident in merge(told):
        assert derive(incident.claims) == incident
        assert incident.first in {own.first for own in incident.claims}
        assert incident.spot in {own.spot for own in incident.claims} | {Spot()}


@given(told=claims())
def test_groups_that_fit_are_never_parted_unseen(told):
    by_report = itertools.groupby(sorted(told, key=lambda one: one.report_id), lambda one: one.report_id)
    groups = [group for _, own in by_report for group in incidents._within(list(own))]
    met = {frozenset(pair) for pair in incidents._pairs({i: incidents._outline(g) for i, g in enumerate(groups)})}
    for (i, one), (j, other) in itertools.combinations(enumerate(groups), 2):
        if one[0].report_id != other[0].report_id and incidents._group_fit(one, other) is not None:
            assert {i, j} in met or len({incidents.family_of(c.type) for c in (*one, *other)}) > 1
