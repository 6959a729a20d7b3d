"""What the resolver learns from reports in which people have said where names lie."""

import json

import numpy as np
import pytest

from geo.errors import DataError
from geo.gazetteer.store import Feature
from geo.records import Place
from geo.resolution.homelands import SIGNS
from geo.resolution.renown import LEAST_NAMES, MOST_NAMES
from geo.resolution.spelling import ROWS, rows_of
from geo.training import confidence, homelands, towns
from geo.training.golds import GoldPlace, of_folder, read_golds

TEXT = "ZAHEDAN - Shells hit Qqhaqabad, in Pakistan's Balochistan, on Monday, killing two. Iran denied the attack."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text(f"published: 2024-01-17\n\n{TEXT}\n", encoding="utf-8")
    gold = {
        "article": "one.txt",
        "published": "2024-01-17",
        "incidents": [{"id": "shells", "type": ["shelling"], "date": "2024-01-15", "country": "PK"}],
        "mentions": [
            {"of": "shells", "word": "hit", "in": "Shells hit", "type": "shelling", "place": "Qqhaqabad"},
            {"of": "shells", "word": "attack", "in": "the attack", "type": "shelling", "place": "Qqhaqabad"},
        ],
    }
    (tmp_path / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def case(report, right, **signs):
    table = {country: dict.fromkeys(SIGNS, 0.0) | {sign: 1.0} for country, sign in signs.items()}
    return homelands.Case(report, table, frozenset({right}))


def test_each_place_of_an_event_is_gold_once(folder, shipped):
    gold = of_folder(folder, shipped)
    [place] = gold.places
    assert gold.unresolved[place.report].mentions[place.mention].surface == "Qqhaqabad"
    assert place.countries == {"PK"}
    assert gold.unresolved[0].publisher == ""


def test_a_gold_place_is_right_in_its_country_or_near_its_point():
    quetta = Place(id="t:1", name="Quetta", kind="city", lat=30.2, lon=67.0, country="PK")
    nowhere = Place(id="t:2", name="Line of Control", kind="region", lat=34.5, lon=74.5)
    assert GoldPlace(0, 0, frozenset({"PK"}), None, None).has(quetta)
    assert not GoldPlace(0, 0, frozenset({"IR"}), None, None).has(quetta)
    assert GoldPlace(0, 0, frozenset({"IN", "PK"}), None, None).has(nowhere)
    assert GoldPlace(0, 0, frozenset({"AF"}), 30.9, 66.5).has(quetta), "the point counts, where it is known"
    assert not GoldPlace(0, 0, frozenset({"PK"}), 24.9, 67.0).has(quetta)


def test_the_case_of_an_unlisted_name_has_the_countries_of_its_report(folder, shipped):
    [found] = homelands.cases(of_folder(folder, shipped), shipped)
    assert set(found.signs) == {"IR", "PK"}
    assert found.right == {"PK"}


def test_the_sign_that_decides_gets_the_weight():
    learned = [case(n, "TD", TD="container", CM="first place") for n in range(20)]
    weights = homelands.fit(learned)
    assert weights["container"] > 1
    assert weights["first place"] < 0
    assert weights["spelling"] == 0
    assert homelands.is_right(case(0, "CM", CM="container", TD="first place"), weights)
    assert homelands.cross_validate([learned]) == [1.0]


def test_an_area_is_answered_for_a_name_that_is_in_no_list(folder, shipped):
    [answer] = confidence.answered(of_folder(folder, shipped), shipped)
    assert answer.right
    assert dict(zip(confidence.SIGNS, answer.signs, strict=True))["in no gazetteer"] == 1


def test_letters_that_only_one_country_has_speak_for_it():
    names = {"AA": ["Qoqo", "Qoqa"] * 200, "BB": ["Stanton", "Easton"] * 200}
    logs = towns.logs_of(names)
    assert logs.shape == (ROWS, 2)
    speaks = logs[rows_of("Qoqi")].astype(int).sum(axis=0)
    assert speaks[0] > speaks[1]
    assert logs.dtype == np.int8


def test_a_folder_without_gold_is_told(tmp_path, shipped):
    with pytest.raises(DataError, match=str(tmp_path)):
        read_golds([tmp_path], shipped)


def test_towns_of_many_names_are_counted_by_their_number():
    def feature(number, count, kind="city", own_id=""):
        names = {f"name {n}": "alternate" for n in range(count)}
        return Feature(number, "Name", kind, 0.0, 0.0, own_id=own_id, names=names)

    many = LEAST_NAMES + 1
    every = [feature(9, 500), feature(3, many), feature(5, LEAST_NAMES - 1), feature(7, many, "admin1")]
    numbers, names = towns.names_of([*every, feature(2**28, many, own_id="region:sea")])
    assert (numbers.tolist(), names.tolist()) == ([3, 9], [many, MOST_NAMES])
