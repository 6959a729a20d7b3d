"""Which country an unknown name is given: what speaks for each, and how the name is spelt."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from geo import paths
from geo.errors import DataError
from geo.resolution import homelands, spelling
from geo.resolution.homelands import SIGNS, chances
from geo.resolution.renown import renown


def test_a_name_is_likelier_where_names_are_spelt_so():
    def likeness(name, country):
        return spelling.spelling().likeness(name, [country, "FR"])[country]

    assert likeness("Nizhnekamskovo", "RU") > likeness("Nizhnekamskovo", "IT")
    assert likeness("San Bartolomeo", "IT") > likeness("San Bartolomeo", "RU")
    assert likeness("Ouagaboussou", "BF") > likeness("Ouagaboussou", "NG")


def test_an_unknown_country_is_neither_likely_nor_unlikely():
    assert spelling.spelling().likeness("Kolofata", [""]) == {"": 0}


@for_all(st.text(max_size=40))
def test_any_name_has_rows_of_the_table(name):
    rows = spelling.rows_of(name)
    assert rows == sorted(set(rows))
    assert all(0 <= row < spelling.ROWS for row in rows)
    assert rows, "the ends of a name are letters too"


@for_all(st.dictionaries(st.sampled_from(["TD", "CM", "NG", "NE"]), st.integers(-3, 3), min_size=1))
def test_chances_add_up_and_follow_the_scores(scores):
    found = chances({country: {"spelling": score} for country, score in scores.items()}, {"spelling": 1.0})
    assert sum(found.values()) == pytest.approx(1)
    assert [scores[country] for country in found] == sorted(scores.values(), reverse=True)


def test_every_sign_has_a_weight():
    assert set(homelands.weights()) == set(SIGNS)


def test_a_damaged_table_is_told(monkeypatch, tmp_path):
    broken = tmp_path / "resolution" / "spelling.npz"
    broken.parent.mkdir()
    broken.write_bytes(b"PK\x03\x04 no zip")
    monkeypatch.setattr(paths, "data", tmp_path.joinpath)
    spelling.spelling.cache_clear()
    with pytest.raises(DataError, match=r"spelling\.npz is damaged"):
        spelling.spelling()
    spelling.spelling.cache_clear()


def test_a_town_that_the_world_knows_has_more_renown_than_a_larger_one(shipped):
    davos, miano = (shipped.lookup(name)[0].place for name in ("Davos", "Miano"))
    assert miano.population > davos.population
    assert renown(davos) > 4 > renown(miano)
    assert renown(replace(davos, id="mine:1")) == 1
