import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.gazetteer import Gazetteer
from tests.gazetteer.conftest import tiny_features


def test_the_best_known_place_of_a_name_comes_first(tiny: Gazetteer) -> None:
    assert [entry.place.country for entry in tiny.lookup("Gate")] == ["NL", "SD"]


def test_of_one_name_the_city_comes_before_its_province(tiny: Gazetteer) -> None:
    assert [entry.place.kind for entry in tiny.lookup("HILL")] == ["city", "admin1"]


def test_a_place_carries_the_names_of_what_it_lies_in(tiny: Gazetteer) -> None:
    place = tiny.lookup("gate")[0].place
    assert (place.admin2, place.admin1, place.country) == ("Upper Hill District", "Hill", "NL")
    assert [parent.name for parent in tiny.parents(place)] == ["Upper Hill District", "Hill", "Norland"]


def test_a_district_has_no_district_of_its_own(tiny: Gazetteer) -> None:
    place = tiny.lookup("Upper Hill")[0].place
    assert (place.admin1, place.admin2) == ("Hill", "")


def test_possessives_and_other_scripts_are_found(tiny: Gazetteer) -> None:
    assert tiny.lookup("Norland’s")[0].place.id == "geonames:1"
    assert tiny.lookup("بوابة")[0].name_kind == "alternate"
    assert tiny.lookup("Norlander")[0].name_kind == "demonym"


@pytest.mark.parametrize(("name", "known"), [("NL", True), ("N.L.", True), ("nl", False), ("Nl", False)])
def test_a_short_abbreviation_counts_only_in_capitals_or_with_a_dot(tiny: Gazetteer, name: str, *, known: bool) -> None:
    assert tiny.has(name) is known


def test_every_place_is_found_by_its_id(tiny: Gazetteer) -> None:
    for feature in tiny_features():
        place = tiny.get(feature.own_id or f"geonames:{feature.number}")
        assert place is not None
        assert place.name == feature.name
        assert place.uncertainty_km == feature.uncertainty_km


@pytest.mark.parametrize("place_id", ["geonames:999", "region:none", "", "geonames:", "geonames:x"])
def test_an_unknown_id_is_none(tiny: Gazetteer, place_id: str) -> None:
    assert tiny.get(place_id) is None


def test_countries_and_provinces_are_found_by_code_and_name(tiny: Gazetteer) -> None:
    country, province = tiny.country("nl"), tiny.admin1("nl", "hill province")
    assert country is not None
    assert country.name == "Norland"
    assert province is not None
    assert province.kind == "admin1"
    assert tiny.admin1("SD", "Hill") is None
    assert tiny.country("XX") is None


def test_reverse_finds_the_nearest_city_within_reach(tiny: Gazetteer) -> None:
    nearest = tiny.reverse(10.6, 10.7)
    assert nearest is not None
    assert nearest.id == "geonames:101"
    assert tiny.reverse(10.6, 10.7, within_km=1) is None
    assert tiny.reverse(-60, 0) is None


def test_reverse_reaches_over_the_date_line(tiny: Gazetteer) -> None:
    nearest = tiny.reverse(5.2, -179.9, within_km=50)
    assert nearest is not None
    assert nearest.id == "geonames:102"


def test_threads_share_one_gazetteer(tiny: Gazetteer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: tiny.lookup("gate")[0].place.id, range(200)))
    assert set(found) == {"geonames:101"}


def test_a_missing_file_is_refused_when_opened(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        Gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("no database " * 100)
    with pytest.raises(DataError, match="cannot be read"):
        Gazetteer(path)


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE meta (key TEXT, value TEXT); INSERT INTO meta VALUES ('format', '0');")
    connection.close()
    with pytest.raises(DataError, match="format '0'"):
        Gazetteer(path)
