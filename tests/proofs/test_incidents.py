"""Every value of every exported incident is a claim's, or follows from claims and place by a rule; merging is fair."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from contextlib import closing

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import exports, pipeline, tables
from geo.borders import Borders
from geo.incidents import derive, merge
from geo.project import Project
from geo.records import Spot, Toll
from geo.titles import title_of

ONE_CLAIMS = ("type", "status", "means")  # each is the value of one claim
TOGETHER = (  # and each of these groups is that of one claim as a whole
    ("date_start", "date_end", "date_precision"),
    ("place_name", "precision", "uncertainty_km"),
    ("actor1",),
    ("actor2",),
)
BOUNDS = ("killed_low", "killed_high", "injured_low", "injured_high")
BY_RULE = {"id", "title", "confidence", "sources", "from_caption", "review", "claims", "cross_border"}
BY_PLACE = {
    "country", "admin1", "border", "border_km", "border_km_low", "border_km_high", "border_bearing", "disputed",
    "cross_border_reason", "crossing", "crossing_km", "crossing_km_low", "crossing_km_high", "worldview", "geometry",
}  # fmt: skip


@pytest.fixture(scope="module")
def exported(reading, tmp_path_factory):
    """The incidents as a file gives them: plain values and (longitude, latitude)."""
    path = exports.write(reading.incidents, tmp_path_factory.mktemp("proof") / "all.geojson")
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [{**one["properties"], "geometry": one["geometry"]} for one in features]


def test_every_column_has_a_proof_here(exported):
    proven = {*ONE_CLAIMS, *BOUNDS, *BY_RULE, *BY_PLACE, *(name for group in TOGETHER for name in group)}
    assert proven == set(tables.COLUMNS)
    assert len(exported) > 100
    assert all(set(incident) >= proven for incident in exported)


def test_every_quote_is_the_characters_of_its_report(exported, reading):
    text_of = {article.id: article.text for article in reading.articles}
    for incident in exported:
        assert incident["claims"]
        for claim in incident["claims"]:
            assert text_of[claim["report_id"]][claim["start"] : claim["end"]] == claim["quote"]


def test_what_claims_state_is_stated_by_one_of_them(exported):
    for incident in exported:
        claims = incident["claims"]
        for names in (*((name,) for name in ONE_CLAIMS), *TOGETHER):
            value = [incident[name] for name in names]
            stated = [[claim[name] for name in names] for claim in claims]
            if value[1:2] == ["unknown"]:  # a bare name that nobody can place is no place
                assert {claim["precision"] for claim in claims} == {"unknown"}
            else:
                assert value in stated or value == [None], (names, incident["title"])
        if incident["status"] != "happened":
            assert "happened" not in {claim["status"] for claim in claims}


def test_each_bound_of_a_toll_is_one_that_a_report_gives(exported):
    for incident in exported:
        for name in BOUNDS:
            if incident[name] is not None:
                assert incident[name] in {claim[name] for claim in incident["claims"]}, incident["title"]
        for what in ("killed", "injured"):
            told = [
                claim for claim in incident["claims"] if (claim[f"{what}_low"], claim[f"{what}_high"]) != (None,) * 2
            ]
            assert bool(told) == ((incident[f"{what}_low"], incident[f"{what}_high"]) != (None, None))


def test_what_follows_from_claims_follows_from_them(exported):
    for incident in exported:
        claims = incident["claims"]
        assert incident["sources"] == len({claim["report_id"] for claim in claims})
        assert incident["from_caption"] == all(claim["from_caption"] for claim in claims)
        assert incident["review"] == "auto"
        tolls = {
            what: Toll(low=incident[f"{what}_low"], high=incident[f"{what}_high"]) for what in ("killed", "injured")
        }
        spot = Spot(name=incident["place_name"] or "", precision=incident["precision"])
        assert incident["title"] == title_of(incident["type"], spot=spot, actor=incident["actor1"] or "", **tolls)


def test_confidence_is_that_one_report_at_least_is_right(exported):
    for incident in exported:
        doubt = 1.0
        for report in {claim["report_id"] for claim in incident["claims"]}:
            doubt *= 1 - max(claim["confidence"] for claim in incident["claims"] if claim["report_id"] == report)
        assert incident["confidence"] == pytest.approx(min(0.99, 1 - doubt), abs=6e-4)


@pytest.fixture(scope="module")
def incidents(reading):
    return merge(reading.claims)


def test_an_identifier_is_made_of_the_claims_alone(incidents):
    for incident in incidents:
        named = "\n".join(sorted(claim.id for claim in incident.claims))
        assert incident.id == hashlib.sha256(named.encode()).hexdigest()[:16]


def test_what_follows_from_the_place_follows_from_it(exported, reading):
    spots = {(claim.spot.lon, claim.spot.lat) for claim in reading.claims}
    table = reading.incidents.set_index("id")
    borders = Borders.load()
    for incident in exported:
        row = table.loc[incident["id"]]
        if incident["geometry"] is None:
            assert incident["border"] is incident["crossing"] is None
            continue
        lon, lat = row.geometry.x, row.geometry.y
        assert (lon, lat) in spots
        assert incident["geometry"]["coordinates"] == pytest.approx([lon, lat], abs=0.051)  # rounded to what is known
        if incident["border_km"] is not None:
            near = borders.relate(table.loc[[incident["id"]]].geometry).iloc[0]
            assert near.border == incident["border"]
            assert near.border_km == pytest.approx(incident["border_km"], abs=0.006)
        if incident["crossing_km"] is not None:
            assert incident["crossing_km"] >= 0
        low, high = incident["border_km_low"], incident["border_km_high"]
        assert low is None or 0 <= low <= high
        if incident["cross_border"] is not None:
            assert incident["cross_border_reason"]


def by_report(claims):
    found = defaultdict(list)
    for claim in claims:
        found[claim.report_id].append(claim)
    return found


@settings(max_examples=25)
@given(data=st.data())
def test_any_mixture_of_reports_in_any_order_is_merged_the_same(reading, data):
    reports = by_report(reading.claims)
    chosen = data.draw(st.lists(st.sampled_from(sorted(reports)), min_size=2, max_size=12, unique=True))
    told = [claim for report in chosen for claim in reports[report]]
    shuffled = data.draw(st.permutations(told))
    merged = merge(told)
    assert merge(shuffled) == merge([*told, *shuffled]) == merged
    assert sorted(claim.id for incident in merged for claim in incident.claims) == sorted(claim.id for claim in told)
    for incident in merged:
        assert derive(incident.claims) == incident


@settings(max_examples=25)
@given(data=st.data())
def test_splitting_by_report_undoes_merging(reading, data):
    """What reports told alone is found again in what they told together, claim by claim."""
    reports = by_report(reading.claims)
    chosen = data.draw(st.lists(st.sampled_from(sorted(reports)), min_size=2, max_size=12, unique=True))
    merged = merge(claim for report in chosen for claim in reports[report])
    for report in chosen:
        parts = [[claim for claim in incident.claims if claim.report_id == report] for incident in merged]
        assert {derive(part).id: derive(part) for part in parts if part} == {
            one.id: one for one in merge(reports[report])
        }


def test_an_incident_split_from_another_and_joined_again_is_the_same(incidents):
    """The claims say all: derived from each part and then from both, nothing is lost and nothing stays."""
    joined = [incident for incident in incidents if len({claim.report_id for claim in incident.claims}) > 1]
    assert joined
    for incident in joined:
        for report in {claim.report_id for claim in incident.claims}:
            kept = [claim for claim in incident.claims if claim.report_id != report]
            parts = derive(kept), derive(claim for claim in incident.claims if claim.report_id == report)
            assert len({incident.id, *(part.id for part in parts)}) == 3
            assert derive([*parts[1].claims, *parts[0].claims]) == incident


def test_reading_the_same_reports_twice_changes_nothing(reports, tmp_path):
    few = reports[:8]
    reading = pipeline.read(few)
    again = pipeline.read([*few, *few[::-1]])
    assert again.claims == reading.claims
    pd.testing.assert_frame_equal(again.incidents, reading.incidents)

    def content():
        with closing(sqlite3.connect(tmp_path / "night.gpkg")) as connection:
            return list(connection.iterdump())

    with Project.open(tmp_path / "night.gpkg", create=True) as project:
        pipeline.add_to_project(project, reading)
        once = content()
        pipeline.add_to_project(project, again)
        assert content() == once
        assert project.claims() == reading.claims
