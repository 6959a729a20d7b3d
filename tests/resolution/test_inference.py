"""The area of a name that no gazetteer has: around the places of the report, and never around those who speak."""

import pytest

from geo.records import Candidate, Place, Toponym
from geo.resolution.inference import infer, is_inferred

TEHRAN = Place(id="t:1", name="Tehran", kind="city", lat=35.69, lon=51.42, country="IR", admin1="Tehran")
ZAHEDAN = Place(id="t:2", name="Zahedan", kind="city", lat=29.5, lon=60.86, country="IR", admin1="Sistan")
TEXT = "Tehran said that shells hit Qqhaqabad near Zahedan."


def mention(name, place, kind="literal"):
    start = TEXT.index(name)
    candidates = (Candidate(place=place, score=1.0),) if place else ()
    return Toponym(
        start=start, end=start + len(name), surface=name, name=name, kind=kind, candidates=candidates, confidence=0.9
    )


@pytest.mark.parametrize("kind", ["metonym", "demonym", "embedded"])
def test_who_only_speaks_gives_no_area(kind, shipped):
    unknown, speaker = mention("Qqhaqabad", None), mention("Tehran", TEHRAN, kind)
    assert infer(unknown, [speaker], TEXT, shipped) is None
    area = infer(unknown, [speaker, mention("Zahedan", ZAHEDAN)], TEXT, shipped)
    assert area is not None
    assert is_inferred(area.candidate.place)
    assert area.candidate.place.lat == ZAHEDAN.lat


def test_a_place_of_the_report_gives_its_area(shipped):
    area = infer(mention("Qqhaqabad", None), [mention("Tehran", TEHRAN)], TEXT, shipped)
    assert area is not None
    assert area.candidate.place.uncertainty_km >= 100
