import pytest

from geo.gazetteer import Gazetteer, address, candidates


def best(gazetteer: Gazetteer, name: str, context: str = "") -> tuple[str, str, str]:
    place = candidates(name, context=context, gazetteer=gazetteer)[0].place
    return place.name, place.admin1, place.country


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Springfield, Illinois", ("Springfield", "Illinois", "US")),
        ("Springfield, Mo.", ("Springfield", "Missouri", "US")),
        ("Taftan, Balochistan, Pakistan", ("Taftan", "Balochistan", "PK")),
        ("Paris, Texas", ("Paris", "Texas", "US")),
        ("Tripoli, Lebanon", ("Tripoli", "North", "LB")),
    ],
)
def test_the_container_in_the_name_decides(shipped: Gazetteer, name: str, expected: tuple[str, str, str]) -> None:
    found = best(shipped, name)
    assert (found[0], found[2]) == (expected[0], expected[2])
    assert expected[2] != "US" or found[1] == expected[1]


def test_a_type_word_decides_between_city_and_province(shipped: Gazetteer) -> None:
    kinds = [candidates(name, gazetteer=shipped)[0].place.kind for name in ("Herat city", "Herat province")]
    assert kinds == ["city", "admin1"]


def test_a_country_in_the_context_decides(shipped: Gazetteer) -> None:
    assert best(shipped, "Tripoli")[2] == "LY"
    assert best(shipped, "Tripoli", "Clashes broke out in northern Lebanon on Friday")[2] == "LB"


def test_reasons_are_given_strongest_first(shipped: Gazetteer) -> None:
    first = candidates("Tripoli", context="in Lebanon", gazetteer=shipped)[0]
    assert first.reasons[0] == "lies in Lebanon, which the context names"
    assert any("people" in reason for reason in first.reasons)


def test_scores_fall_and_no_place_comes_twice(shipped: Gazetteer) -> None:
    found = candidates("Georgia", gazetteer=shipped)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.place.id for c in found}) == len(found)
    assert (found[0].place.kind, found[0].place.country) == ("country", "GE")


def test_a_wrong_container_does_not_lose_the_name(shipped: Gazetteer) -> None:
    assert best(shipped, "Davos, Narnia") == best(shipped, "Davos")


@pytest.mark.parametrize("name", ["", " , ", "Xyzzyville"])
def test_an_unknown_name_has_no_candidates(shipped: Gazetteer, name: str) -> None:
    assert candidates(name, gazetteer=shipped) == []


def test_an_address_does_not_repeat_a_name(shipped: Gazetteer) -> None:
    place = candidates("Singapore", gazetteer=shipped)[0].place
    assert address(place, shipped) == "Singapore"
