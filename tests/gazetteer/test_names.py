import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.names import bare_names, inner_names, normalise, without_possessive


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John's", "Saint Johns"),
        ("U.S.", "US"),
        ("W. Va.", "W.Va."),
        ("São Paulo", "Sao Paulo"),
        ("Bab-el-Mandeb", "Bab el Mandeb"),
        ("Koh\u2011i\u2011Sabz", "koh i sabz"),
        ("Sana'a", "Sanaa"),
        ("The Gambia", "Gambia"),
        ("Łódź", "Lodz"),
        ("MT. HERMON", "Mount Hermon"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("W. Columbia", "West Columbia"),
        ("N. Korea", "North Korea"),
        ("Loudon Co.", "Loudon County"),
        ("Madison Twp.", "Madison Township"),
        ("White Mtns.", "White Mountains"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("name", ["St", "Mt", "بلوچستان", "達沃斯", "Ашхабад"])
def test_a_name_never_vanishes(name: str) -> None:
    assert normalise(name)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_but_doubled_articles(name: str) -> None:
    once = normalise(name)
    assert normalise(once).removeprefix("the ") in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Iran's", "Iran"), ("Iran’s", "Iran"), ("Wales'", "Wales"), ("Paris", "Paris"), ("King's Lynn", "King's Lynn")],
)
def test_only_a_possessive_ending_is_taken_off(name: str, bare: str) -> None:
    assert without_possessive(name) == bare


@given(st.text(max_size=60))
def test_inner_names_stand_in_the_name_and_are_shorter(name: str) -> None:
    for part in inner_names(name):
        assert part in name
        assert part != name


def test_bare_names_say_which_kind_the_dropped_word_means() -> None:
    assert dict(bare_names("district of Chagai"))["chagai"] == "admin2"
    assert dict(bare_names("the city of Quetta"))["quetta"] == "city"
    assert dict(bare_names("north-western Syria"))["syria"] == ""
    assert list(bare_names("Quetta")) == []
