"""What a claim owes to the report around it: its place, its day, its doer, and whether it is news at all."""

from dataclasses import replace
from datetime import date

import pytest

from geo import pipeline
from geo.articles import read_text
from geo.gazetteer import Gazetteer
from geo.incidents import merge
from geo.records import ASSUMING_RULES, GUESSED
from geo.rules import RULES
from geo.similarity import days_overlap

PUBLISHED = date(2024, 5, 3)  # a Friday


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.fixture
def claims(gazetteer):
    def read(text):
        report = read_text(text, source="Border Desk", published=PUBLISHED)
        return sorted(pipeline.read([report], gazetteer=gazetteer).claims, key=lambda claim: claim.start)

    return read


def places(claims):
    return [(claim.type, claim.spot.name, claim.spot.precision) for claim in claims]


def test_openings_of_lines_say_where_and_when(claims):
    told = claims(
        "NIGER\n- Mon 29 Apr. Gunmen killed nine people in a raid on a convoy.\n"
        "- Tue 30 Apr. Militants attacked an army post; two soldiers died.\n\n"
        "MALI\n- Wed 1 May. Gunmen killed four soldiers in an ambush."
    )
    days = {(claim.spot.country, claim.first) for claim in told if claim.type == "attack"}
    assert days == {("NE", date(2024, 4, 29)), ("NE", date(2024, 4, 30)), ("ML", date(2024, 5, 1))}


def test_a_dateline_is_no_place_of_news(claims):
    told = claims("Dubai: Drones struck an oil depot near Hodeidah on Thursday, killing three people.")
    assert {claim.spot.country for claim in told} == {"YE"}


def test_where_somebody_speaks_nothing_happens(claims):
    told = claims(
        "Gunmen attacked a police station in Macomia on Monday. "
        "President Filipe Nyusi said on Tuesday in Maputo that the assailants had killed four officers in the town."
    )
    assert "Maputo" not in {claim.spot.name for claim in told}
    assert {claim.first for claim in told} == {date(2024, 4, 29)}


def test_the_town_is_the_one_named_before(claims):
    told = claims("Shells hit Kherson on Monday. On Wednesday a drone struck a bus in the town, wounding six people.")
    assert [(c.spot.name, c.first) for c in told if c.means == "drone"] == [("Kherson", date(2024, 5, 1))]


def test_a_place_by_rule_is_marked_and_neither_binds_nor_parts(claims):
    told = claims(
        "Rockets fired from Gaza hit Ashkelon on Monday and Sderot on Tuesday, wounding three people in all. "
        "On Wednesday gunmen opened fire on a patrol."
    )
    last = told[-1]
    assert (last.first, last.spot.precision) == (date(2024, 5, 1), "country")
    assert ASSUMING_RULES & {rule for value, rule in last.rules if value == "place"}
    assert "place" not in {name for name, _, _ in last.evidence}
    assert len(merge(told)) == len({claim.first for claim in told})


def test_the_rules_that_assume_a_place_are_rules():
    assert {("place", rule) for rule in ASSUMING_RULES} <= set(RULES)


def test_an_unknown_village_keeps_its_name(claims):
    told = claims("Tajik troops shelled the village of Xuvarzanak in Kyrgyzstan's Batken region on Monday.")
    (claim,) = [claim for claim in told if claim.type == "shelling"]
    assert claim.spot.country == "KG"


def test_another_attack_is_another_incident_and_the_attack_is_not(claims):
    told = claims(
        "A bomb exploded at a market in Gwoza on Monday, killing three people. The blast tore the roof off. "
        "In another attack on Monday evening, two soldiers were killed at a checkpoint in Gwoza."
    )
    groups = merge(told)
    assert sorted(incident.killed.low or 0 for incident in groups if incident.type != "arrest") == [2, 3]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Two shells hit a school in Goris on Monday. Armenia blamed Azerbaijan.", "Azerbaijan"),
        ("A bomb killed two soldiers in Saravan on Monday. Jaish al-Adl claimed responsibility.", "Jaish al-Adl"),
        ("Boko Haram attacked Gamboru on Monday, killing nine people.", "Boko Haram"),
        ("The Arakan Army shelled a police post near Maungdaw on Monday.", "Arakan Army"),
    ],
)
def test_who_did_it(claims, text, doer):
    assert doer in {claim.actor1 for claim in claims(text)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ministers of Chad and Sudan are due to meet in Adré on Monday.", "planned"),
        ("A peace summit is to be held in Geneva on 15 June.", "planned"),
        ("Traders fear that an Iranian attack on Israel could close the strait.", "hypothetical"),
        ("Togo's army rejected reports of an attack on soldiers near Dapaong.", "denied"),
        ("The junta denied that any such attack on soldiers took place at Chatoumane.", "denied"),
    ],
)
def test_what_is_not_so(claims, text, status):
    assert {claim.status for claim in claims(text)} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "A petrol tanker lost its brakes and exploded on the Lagos-Ibadan road on Monday. Nine people were burnt.",
        "Jihadists still raid farms and kidnap travellers in the hills.",
        "The hospital gate was closed on Monday.",
        "A camp for displaced people stands near Goma.",
    ],
)
def test_what_is_no_event(claims, text):
    assert claims(text) == []


def test_tolls_in_more_words(claims):
    told = claims(
        "Gunmen shot dead two Chinese road builders near Darvoz on Monday. "
        "On Tuesday 18 people lost their lives in Kokorou when militants raided the village."
    )
    assert sorted(claim.killed.low for claim in told if claim.killed.low) == [2, 18]


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Two border guards were killed and two civilians hurt in a raid on Zahedan on Monday.", (2, 2)),
        ("Forty-two soldiers were killed and 22 wounded in an attack on Sunday near Gao.", (22, 22)),
        ("A spokesman gave the toll of the strike on Goma on Friday as nine dead and 33 wounded.", (33, 33)),
        ("Shelling of Kherson on Monday left two dead and at least five injured.", (5, None)),
        ("A jet bombed a monastery in Bhamo on Monday: 11 killed, 20+ injured.", (20, None)),
        ("Artillery fire in Kupiansk on Sunday killed a man of 61 and wounded his wife and son.", (2, 2)),
        ("A woman was killed and her sister wounded when a shell hit their car in Kharkiv on Monday.", (1, 1)),
    ],
)
def test_the_injured_are_counted_beside_the_dead(claims, text, injured):
    (incident,) = merge(claims(text))
    assert incident.killed.low
    assert (incident.injured.low, incident.injured.high) == injured


def test_a_guess_neither_binds_nor_parts(claims):
    first, second = claims("Shells hit Kherson on Monday. Gunmen attacked a bank in Odesa on Tuesday.")
    assert days_overlap(first, second) is False
    assert days_overlap(first, replace(second, rules=(("date", GUESSED),))) is None
    (incident,) = merge(
        [replace(second, rules=(("date", GUESSED),), spot=first.spot), replace(second, spot=first.spot)]
    )
    assert incident.first == second.first


def test_armed_men_are_no_civilians(claims):
    (incident,) = merge(claims("Two soldiers were killed when armed men waylaid their truck in Lahore on Monday."))
    assert incident.actor1 == "armed men"


def test_where_the_wounded_lie_nothing_happens(claims):
    (incident,) = merge(
        claims(
            "Shells hit a village in Panjgur district on Monday. Two boys were wounded and lie in a hospital in Quetta."
        )
    )
    assert incident.spot.name == "Panjgur District"
    (bombing,) = claims("A bomb exploded in a hospital in Quetta on Monday, killing nine people.")
    assert bombing.spot.name == "Quetta"
