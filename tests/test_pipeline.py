"""Whole reports through the whole pipeline, with the model and the gazetteer that ship."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import exports, pipeline
from geo.articles import open_reports, read_text
from geo.paths import seeds
from geo.records import REAL_STATUSES

SHARED = Path(__file__).parent.parent.parent / "shared"

STRIKE = """Iran fired missiles at a village in Pakistan's Balochistan province on Tuesday, killing two children and \
injuring three women, Pakistani officials said.

Islamabad recalled its ambassador from Tehran on Wednesday. The foreign ministers of the two countries will meet in \
Davos on Friday.
"""
DECOYS = (
    "The central bank struck a cautious note on Thursday and kept its rate. Striker Ali fired the club to a 3-0 win, "
    "while unions began a strike at the port. Shares in the exporter bombed and the rupee closed lower in Karachi."
)


@pytest.fixture(scope="module")
def strike():
    return pipeline.read([read_text(STRIKE, published=date(2024, 1, 18))])


def test_one_strike_with_day_province_actors_and_toll(strike):
    (incident,) = strike.incidents[strike.incidents["type"] == "air_strike"].itertuples()
    assert (incident.date_start, incident.date_end, incident.date_precision) == ("2024-01-16", "2024-01-16", "day")
    assert (incident.country, incident.admin1, incident.precision) == ("PK", "Balochistan", "admin1")
    assert (incident.actor1, incident.actor2) == ("Iran", "Pakistan")
    assert (incident.killed_low, incident.killed_high, incident.injured_low) == (2, 2, 3)
    assert incident.cross_border
    assert incident.border == "IR-PK"
    assert incident.means == "missile"


def test_envoy_is_recalled_and_talks_are_only_planned(strike):
    table = strike.incidents.set_index("type")
    assert table.loc["sanction", "date_start"] == "2024-01-17"
    assert table.loc["talks", "status"] == "planned"
    assert table.loc["talks", "place_name"] == "Davos"


def test_capitals_are_mentioned_but_nothing_happened_there(strike):
    mentions = strike.mentions().set_index("surface")
    assert mentions.loc["Tehran", "geometry"].distance(mentions.loc["Davos", "geometry"]) > 10
    assert "Tehran" not in set(strike.incidents.place_name)


def test_decoys_give_no_conflict():
    found = pipeline.read([read_text(DECOYS, published=date(2024, 6, 13))]).incidents
    real = set(found[found.status.isin(REAL_STATUSES)]["type"])
    assert not real & {"air_strike", "attack", "bombing", "border_closure"}


def test_without_a_publication_date_no_day_is_invented():
    found = pipeline.read([read_text(STRIKE)]).incidents
    assert len(found)
    assert found.date_start.isna().all()


def test_every_value_rests_on_characters_of_its_report(strike):
    (article,) = strike.articles
    assert strike.claims
    for claim in strike.claims:
        assert article.text[claim.start : claim.end] == claim.quote
        for _, start, end in claim.evidence:
            assert 0 <= start < end <= len(article.text)
    for mention in strike.toponyms[article.id]:
        assert article.text[mention.start : mention.end] == mention.surface


def test_reading_twice_and_in_another_order_changes_nothing():
    reports = list(open_reports([seeds()]))
    assert len(reports) >= 6
    once = pipeline.read(reports).incidents
    again = pipeline.read([*reversed(reports), *reports]).incidents
    assert in_geojson(once) == in_geojson(again)


def in_geojson(incidents):
    stream = io.StringIO()
    exports.write_geojson(incidents, stream)
    return stream.getvalue()


def test_the_same_story_in_other_words_is_one_strike():
    first = read_text(STRIKE, source="One", published=date(2024, 1, 18))
    second = read_text(
        "Two people died when Iranian missiles struck Balochistan in Pakistan on Tuesday.",
        source="Two",
        published=date(2024, 1, 17),
    )
    found = pipeline.read([first, replace(second)]).incidents
    (incident,) = found[found["type"] == "air_strike"].itertuples()
    assert incident.sources == 2


@pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="the gold cases are not beside this checkout")
def test_gold_cases(tmp_path):
    for gold in sorted((SHARED / "cases").glob("*.json")):
        case = json.loads(gold.read_text(encoding="utf-8"))
        article = gold.parent / case["article"]
        reports = list(open_reports([article], published=date.fromisoformat(case["published"])))
        exports.write(pipeline.read(reports).incidents, tmp_path / f"{gold.stem}.geojson")
    scorer = SHARED / "tools" / "score_incidents.py"
    command = [sys.executable, scorer, tmp_path, SHARED / "cases"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    last = dict(zip(*[iter(done.stdout.splitlines()[-1].split())] * 2, strict=False))
    assert float(last["f1"]) >= 0.95, done.stdout
    assert last["forbidden"] == "0", done.stdout


def test_reports_of_one_publisher_speak_for_each_other():
    local = [
        read_text(f"The council of Paris met in Lamar County, Texas, on day {day}.", source="Paris Post")
        for day in range(1, 7)
    ]
    asked = read_text("Two people were shot in Paris, police said.", source="Paris Post")
    alone = pipeline.read([asked]).toponyms[asked.id]
    together = pipeline.read([*local, asked]).toponyms[asked.id]
    assert [mention.place.country for mention in (alone[0], together[0])] == ["FR", "US"]
    assert pipeline.read([asked, *local[::-1]]).toponyms[asked.id] == together
