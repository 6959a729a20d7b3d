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
