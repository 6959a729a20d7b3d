"""A country beside the one that a report names is likelier than a namesake across the world."""

from geo.gazetteer import Gazetteer
from geo.resolution import candidates
from geo.resolution.neighbours import neighbours
from geo.resolution.options import country_key


def test_neighbours_are_mutual():
    beside = neighbours()
    assert country_key("PK") in beside[country_key("IR")]
    assert all(country in beside[other] for country, others in beside.items() for other in others)


def test_a_border_says_which_of_two_namesakes_is_meant():
    with Gazetteer() as gazetteer:
        best = candidates("Gaza", context="Israeli strikes killed ten people, the army said.", gazetteer=gazetteer)[0]
    assert best.place.country == "PS"
    assert "it borders on Israel, which the report names" in best.reasons
