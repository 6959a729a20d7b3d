"""Mentions of places by kind, in sentences of our own; the gazetteer that ships, names found by the network."""

import itertools

import pytest

from geo import language, toponyms
from geo.gazetteer import Gazetteer
from geo.records import DatedSpan
from geo.toponyms.names import core_name


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer() as opened:
        yield opened


@pytest.fixture
def find(gazetteer):
    def found(text):
        return [(mention.surface, mention.kind) for mention in toponyms.recognise(language.analyse(text), gazetteer)]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets hit Kharkiv on Monday.", [("Kharkiv", "literal")]),
        ("Two men were held in Panjgur, Balochistan.", [("Panjgur", "literal"), ("Balochistan", "literal")]),
        ("Troops massed in northern Iraq.", [("Iraq", "literal")]),
        ("Tehran rejected the accusation.", [("Tehran", "metonym")]),
        ("The U.S. and the EU condemned it.", [("U.S.", "metonym"), ("EU", "metonym")]),
        ("Police in Charleston, W.Va., closed the road.", [("Charleston", "literal"), ("W.Va", "literal")]),
        ("The South Korean president flew home.", [("South Korean", "demonym")]),
        ("The Balochistan Liberation Army said so.", [("Balochistan", "embedded")]),
        ("Rafah was shelled overnight.", [("Rafah", "literal")]),
        ("Israel said it had hit Hamas.", [("Israel", "metonym")]),
        ("He was held at the Muscogee County Jail.", [("Muscogee County", "embedded")]),
    ],
)
def test_names_are_found_with_their_kind(find, text, expected):
    assert find(text) == expected


@pytest.mark.parametrize("text", ["He met Jordan Smith on Friday.", "They may march in May.", "It fell by 4 per cent."])
def test_what_is_no_place_is_left_out(find, text):
    assert find(text) == []


def test_a_name_keeps_its_sense_through_a_report(find):
    text = "Shelling hit Gorlovka overnight.\nGorlovka, a town of miners, was calm by noon."
    assert [surface for surface, _ in find(text)] == ["Gorlovka", "Gorlovka"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hezbollah gunners pelted Kiryat Shmona. Israel answered on Thursday.", {"Kiryat Shmona", "Israel"}),
        ("Thailand shelled Cambodia. Phnom Penh called that immature.", {"Thailand", "Cambodia", "Phnom Penh"}),
        ("M23 took Bukavu, in Congo, on Sunday. Goma fell before.", {"Bukavu", "Congo", "Goma"}),
        ("Rwandan soldiers shot two Ugandans who, Kigali said, were smugglers.", {"Rwandan", "Ugandans", "Kigali"}),
    ],
)
def test_a_place_taken_for_a_person_is_found_where_the_report_writes_of_its_country(find, text, places):
    assert {surface for surface, _ in find(text)} == places


def test_a_person_named_like_a_place_of_the_country_stays_a_person(find):
    text = "Stanislav Petrov was killed near Kherson, Ukraine, on Monday. Stanislav was 40."
    assert [surface for surface, _ in find(text)] == ["Kherson", "Ukraine"]


def test_what_was_taken_for_a_person_is_a_place_for_what_follows(gazetteer):
    doc = language.analyse("Hezbollah gunners pelted Kiryat Shmona. Israel answered on Thursday.")
    assert "PERSON" in {name.label_ for name in doc.ents}
    toponyms.recognise(doc, gazetteer)
    assert ("Kiryat Shmona", "PLACE") in {(name.text, name.label_) for name in doc.ents}


def test_no_name_is_found_inside_a_date(gazetteer):
    doc = language.analyse("The gate shut on Easter Sunday near Taftan.")
    date = DatedSpan(start=17, end=30, surface="Easter Sunday", first=None, last=None, precision="unknown")
    assert "Easter" not in {mention.name for mention in toponyms.recognise(doc, gazetteer, dates=[date])}


def test_mentions_do_not_overlap_and_stand_in_the_text(gazetteer):
    text = "Iranian drones struck the Erbil Province Police Academy near Erbil, in Iraq's Kurdistan Region, on Monday."
    mentions = toponyms.recognise(language.analyse(text), gazetteer)
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)
    assert all(first.end <= second.start for first, second in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("northern Iraq", "Iraq"),
        ("South Sudan", "South Sudan"),
        ("Panjgur area", "Panjgur"),
        ("city of Quetta", "Quetta"),
        ("Pak", "PAK"),
        ("Ga.", "Ga."),
    ],
)
def test_a_name_is_reduced_to_what_the_gazetteer_knows(gazetteer, surface, name):
    assert core_name(surface, gazetteer) == name
