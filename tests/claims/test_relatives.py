"""Events whose place a report gives only by another one."""

from datetime import date

import pytest

from geo import geodesy, pipeline
from geo.articles import make_article
from geo.borders import Borders
from geo.gazetteer import Gazetteer
from geo.rules import in_words

GAZETTEER = Gazetteer()


def read(*texts: str):
    day = date(2024, 3, 15)
    reports = [make_article(t, title="", source=f"outlet {n}", url="", published=day) for n, t in enumerate(texts)]
    return pipeline.read(reports, gazetteer=GAZETTEER).incidents


def placed(text: str):
    [row] = [row for _, row in read(text).iterrows()]
    return row


def away_km(row, lat: float, lon: float) -> float:
    return float(geodesy.distance_km(lat, lon, row.geometry.y, row.geometry.x))


@pytest.mark.parametrize(
    ("text", "name", "country", "town", "km"),
    [
        (
            "A convoy was hit by a mine 30 km north of Gao on Tuesday, killing four soldiers, Mali's army said.",
            "30 km north of Gao",
            "ML",
            (16.272, -0.045),
            30,
        ),
        (
            "Rebels ambushed an army patrol 40 kilometres west of Bunia on Tuesday, killing five soldiers.",
            "40 kilometres west of Bunia",
            "CD",
            (1.559, 30.252),
            40,
        ),
    ],
)
def test_what_is_told_by_a_town_is_not_in_the_town(text, name, country, town, km):
    row = placed(text)
    assert (row["place_name"], row["country"]) == (name, country)
    away = away_km(row, *town)
    assert away == pytest.approx(km, abs=12)
    assert row["uncertainty_km"] > abs(away - km)
    assert row["precision"] in {"place", "admin2"}
    assert name in row["title"]
    assert f"in {name}" not in row["title"]


def test_the_claim_says_by_what_rule_and_words_it_is_there():
    text = "Shells fell 12 kilometres by road from Agdam on Sunday, wounding a farmer."
    [claim] = placed(text)["claims"]
    assert "way by road" in in_words(claim["inferred"])["place"]


def test_a_town_with_its_own_place_keeps_it():
    row = placed("Missiles hit a depot in Taftan, 90 km from Zahedan, on Tuesday, killing two people.")
    assert row["place_name"] == "Taftan"
    assert away_km(row, 28.947, 61.587) < 5


def test_a_name_that_no_gazetteer_has_is_where_the_report_describes_it():
    row = placed("Missiles hit a depot in Shamsarabadi, 40 km north of Panjgur, on Tuesday, killing two people.")
    assert row["place_name"] == "Shamsarabadi"
    assert away_km(row, 26.972, 64.095) == pytest.approx(40, abs=12)
    assert row["uncertainty_km"] < 40


@pytest.mark.parametrize(
    "text",
    [
        "The city of Saravan was bombed on Thursday. The city lies 347 km southeast of Zahedan.",
        "The city of Saravan, 347 km southeast of Zahedan, was bombed on Thursday.",
    ],
)
def test_where_a_town_lies_is_no_event_of_its_own(text):
    assert placed(text)["place_name"] == "Saravan"


@pytest.mark.parametrize(
    "text",
    [
        "Police in the far east of Bolivia arrested three men on Tuesday.",
        "Pakistan fired missiles at a settlement near Iran's border on Thursday, and seven people were killed.",
    ],
)
def test_a_part_of_a_country_and_a_side_that_nobody_names_leave_the_country(text):
    row = placed(text)
    assert row["precision"] == "country"
    assert row["place_name"] in {"Bolivia", "Iran"}


def test_who_strikes_says_nothing_of_the_side_of_a_border():
    first = "Pakistan fired missiles at a settlement near Iran's border on 14 March, and seven people were killed."
    second = "Seven people were killed on 14 March by Pakistani missiles in Saravan, Iran."
    strikes = read(first, second)
    assert len(strikes) == 1
    assert strikes.loc[0, "country"] == "IR"


def test_reports_that_tell_one_event_in_two_ways_are_one_incident():
    near = "Gunmen ambushed a convoy 30 km north of Gao on 12 March, killing four soldiers."
    wide = "Gunmen killed four soldiers in an ambush on a convoy in Mali's Gao region on 12 March."
    [row] = [row for _, row in read(near, wide).iterrows()]
    assert row["place_name"] == "30 km north of Gao"
    assert row["sources"] == 2


def test_there_is_in_the_area_that_was_told():
    text = "Rebels ambushed a patrol 40 km west of Bunia on Tuesday. Five soldiers were killed there on Wednesday."
    assert set(read(text)["place_name"]) == {"40 km west of Bunia"}


def test_the_area_ends_at_the_border():
    row = placed("On Tuesday rebels ambushed an army patrol 30 km northeast of Goma, killing five soldiers.")
    assert (row["place_name"], row["country"]) == ("30 km northeast of Goma", "CD")
    assert Borders.load().country_polygon("CD").covers(row.geometry)  # half of the sector is Rwanda


def test_the_border_with_a_country_is_in_the_country_that_is_named_beside_it():
    text = "On Sunday insurgents shelled a village near the border with Niger, an officer in Maiduguri said."
    row = placed(text)
    assert (row["place_name"], row["country"]) == ("near the border with Niger", "NG")


def test_a_border_town_is_itself():
    row = placed("Mortars were fired at the border town of Spin Boldak on Tuesday, killing two people.")
    assert "border" not in row["place_name"]
    assert away_km(row, 31.006, 66.4) < 30
