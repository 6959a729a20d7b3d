"""The area of a name that no gazetteer has: in the likeliest country, around its places that the report names."""

import pytest

from geo.records import Candidate, Place, Toponym
from geo.resolution import resolve
from geo.resolution.inference import infer, is_inferred
from geo.toponyms import given

TEHRAN = Place(id="t:1", name="Tehran", kind="city", lat=35.69, lon=51.42, country="IR", admin1="Tehran")
ZAHEDAN = Place(id="t:2", name="Zahedan", kind="city", lat=29.5, lon=60.86, country="IR", admin1="Sistan")
TEXT = "Tehran said that shells hit Qqhaqabad near Zahedan."


def mention(name, place, kind="literal"):
    start = TEXT.index(name)
    candidates = (Candidate(place=place, score=1.0),) if place else ()
    return Toponym(
        start=start, end=start + len(name), surface=name, name=name, kind=kind, candidates=candidates, confidence=0.9
    )


def resolved(text, names, gazetteer):
    mentions = [given(text, text.index(name), text.index(name) + len(name), gazetteer=gazetteer) for name in names]
    return dict(zip(names, resolve(mentions, text=text, gazetteer=gazetteer), strict=True))


@pytest.mark.parametrize("kind", ["metonym", "demonym", "embedded"])
def test_who_only_speaks_gives_no_area(kind, shipped):
    unknown, speaker = mention("Qqhaqabad", None), mention("Tehran", TEHRAN, kind)
    assert infer([unknown], [speaker], TEXT, shipped) is None
    area = infer([unknown], [speaker, mention("Zahedan", ZAHEDAN)], TEXT, shipped)
    assert area is not None
    assert is_inferred(area.candidate.place)
    assert area.candidate.place.lat == ZAHEDAN.lat


def test_a_place_of_the_report_gives_its_area(shipped):
    area = infer([mention("Qqhaqabad", None)], [mention("Tehran", TEHRAN)], TEXT, shipped)
    assert area is not None
    assert area.candidate.place.uncertainty_km >= 100


def test_the_country_is_not_that_of_the_nearest_town_over_the_line(shipped):
    text = (
        "KISORO, Uganda - Congolese soldiers marched into Qqubanda on Wednesday. Congo's army had taken Rutshuru and "
        "Goma before; the Democratic Republic of the Congo calls the rebels terrorists, and Goma is calm."
    )
    names = ["KISORO", "Uganda", "Congolese", "Qqubanda", "Rutshuru", "Goma", "Democratic Republic of the Congo"]
    place = resolved(text, names, shipped)["Qqubanda"].place
    assert place is not None
    assert is_inferred(place)
    assert place.country == "CD"


def test_a_report_that_names_a_country_only_gives_no_more_than_the_country(shipped):
    text = "Shells fell on Qqhaqabad in Pakistan on Monday."
    place = resolved(text, ["Qqhaqabad", "Pakistan"], shipped)["Qqhaqabad"].place
    assert place is not None
    assert (place.country, place.admin1) == ("PK", "")
    assert place.uncertainty_km > 500


def test_a_small_town_across_the_world_is_not_taken_for_a_village_of_the_report(shipped):
    """The gazetteer has one Koya, in Japan; the report is of Kurdistan."""
    text = "Iranian drones hit a camp in Koya, in the Kurdistan region of Iraq, and Sulaymaniyah's airport near Erbil."
    names = ["Iranian", "Koya", "Kurdistan", "Iraq", "Sulaymaniyah", "Erbil"]
    found = resolved(text, names, shipped)["Koya"]
    assert found.place is not None
    assert is_inferred(found.place)
    assert found.place.country == "IQ"
    assert any(candidate.place.country == "JP" for candidate in found.candidates[1:]), "the other place stays in sight"


def test_a_small_town_of_a_country_that_the_report_names_stays(shipped):
    text = "The meeting of Japan's monks in Koya ended on Monday, Iraq's envoy said in Erbil."
    place = resolved(text, ["Japan", "Koya", "Iraq", "Erbil"], shipped)["Koya"].place
    assert place is not None
    assert place.country == "JP"


def test_a_small_town_that_the_world_knows_stays(shipped):
    text = "Pakistan's and Iran's ministers met in Davos on Wednesday; Islamabad recalled its envoy from Tehran."
    place = resolved(text, ["Pakistan", "Iran", "Davos", "Islamabad", "Tehran"], shipped)["Davos"].place
    assert place is not None
    assert place.country == "CH"


def test_all_mentions_of_a_name_have_one_area(shipped):
    text = "Shells hit Qqhaqabad near Zahedan. In Mashhad, a thousand km away, people spoke of Qqhaqabad in Iran."
    first, second = text.index("Qqhaqabad"), text.rindex("Qqhaqabad")
    spans = [(first, first + 9), (text.index("Zahedan"), text.index("Zahedan") + 7)]
    spans += [(text.index("Mashhad"), text.index("Mashhad") + 7), (second, second + 9)]
    mentions = [given(text, start, end, gazetteer=shipped) for start, end in spans]
    found = resolve(mentions, text=text, gazetteer=shipped)
    assert found[0].place == found[3].place
    assert found[0].place is not None
