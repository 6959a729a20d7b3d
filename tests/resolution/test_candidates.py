"""Names alone and beside a short context."""

import pytest

from geo.gazetteer import Gazetteer, address
from geo.resolution import candidates


def best(gazetteer: Gazetteer, name: str, context: str = "") -> tuple[str, str, str]:
    place = candidates(name, context=context, gazetteer=gazetteer)[0].place
    return place.name, place.admin1, place.country


@pytest.mark.parametrize(
    ("name", "context", "country", "kind", "reason"),
    [
        ("Taftan", "", "PK", "city", "people"),
        ("Hyderabad", "Sindh police said", "PK", "city", "the report names Sindh"),
        ("Hyderabad", "Telangana", "IN", "city", "the report names Telangana"),
        ("Georgia", "Tbilisi", "GE", "country", "Tbilisi in the same report is in Georgia"),
        ("Georgia", "Atlanta", "US", "admin1", "Atlanta in the same report is in Georgia"),
        ("Tripoli", "Lebanon", "LB", "city", "the report names Lebanon"),
        ("Tripoli", "Clashes broke out in northern Lebanon on Friday", "LB", "city", "the report names Lebanon"),
        ("پشاور", "", "PK", "city", "another of its names"),
    ],
)
def test_the_right_place_comes_first_with_a_reason_that_can_be_checked(
    shipped: Gazetteer, *, name: str, context: str, country: str, kind: str, reason: str
) -> None:
    first = candidates(name, context=context, gazetteer=shipped)[0]
    assert (first.place.country, first.place.kind) == (country, kind)
    assert any(reason in said for said in first.reasons)


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
    assert candidates(name, gazetteer=shipped)[0].reasons[0].startswith("named as in")


def test_a_type_word_decides_between_city_and_province(shipped: Gazetteer) -> None:
    kinds = [candidates(name, gazetteer=shipped)[0].place.kind for name in ("Herat city", "Herat province")]
    assert kinds == ["city", "admin1"]


def test_without_a_context_the_best_known_place_comes_first(shipped: Gazetteer) -> None:
    assert best(shipped, "Tripoli")[2] == "LY"
    assert best(shipped, "Georgia")[2] == "GE"


def test_scores_fall_and_no_place_comes_twice(shipped: Gazetteer) -> None:
    found = candidates("San Jose", gazetteer=shipped)
    assert len(found) > 20
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.place.id for c in found}) == len(found)


def test_a_wrong_container_does_not_lose_the_name(shipped: Gazetteer) -> None:
    assert best(shipped, "Davos, Narnia") == best(shipped, "Davos")


@pytest.mark.parametrize("name", ["", " , ", "Xyzzyville", "Xyzzyville, Ohio"])
def test_an_unknown_name_has_no_candidates(shipped: Gazetteer, name: str) -> None:
    assert candidates(name, gazetteer=shipped) == []


def test_an_address_does_not_repeat_a_name(shipped: Gazetteer) -> None:
    place = candidates("Singapore", gazetteer=shipped)[0].place
    assert address(place, shipped) == "Singapore"
