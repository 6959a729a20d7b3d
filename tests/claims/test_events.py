"""A word is an event only where the syntax around it fills its frame."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import language
from geo.claims import syntax
from geo.claims.clause import Parts
from geo.claims.consequences import attach
from geo.claims.events import Event, candidates
from geo.claims.genre import genre_of
from geo.claims.narration import carried
from geo.claims.placing import Located, coordinated
from geo.claims.status import speaker_of, status_of
from geo.claims.timing import owner
from geo.claims.tolls import count, number, risen, sufferers
from geo.records import Candidate, DatedSpan, Place, Toll, Toponym
from geo.reference import lexicon
from tests.claims import parsed as texts


def found(doc):
    words = lexicon()
    return [(event.trigger.text, event.type) for event in attach(doc, list(candidates(doc, words)), words)]


@pytest.mark.parametrize(
    ("doc", "events"),
    [
        (texts.STRIKE, [("strike", "air_strike")]),
        (texts.NOTE, []),
        (texts.WALKOUT, []),
        (texts.EXCHANGE, []),
        (texts.GATE, [("closed", "border_closure")]),
        (texts.RUPEE, []),
        (texts.SAID, [("attacked", "attack")]),
        (texts.IMPACT, [("fell", "air_strike")]),
        (texts.PRICES, []),
        (texts.FIRED_ON, [("fired", "attack")]),
        (texts.QUESTIONS, []),
        (texts.TRADED, []),
        (texts.CARRIED, [("carried", "abduction")]),
        (texts.ENTERED, [("entered", "incursion")]),
        (texts.MARCHED, [("clashed", "protest")]),
        (texts.STAYS_SHUT, [("shut", "border_closure")]),
    ],
    ids=[
        "air strike",
        "upbeat note",
        "walk-out",
        "stock exchange",
        "border gate",
        "rupee",
        "rebels",
        "shells that fall",
        "prices that fall",
        "shots at boats",
        "questions",
        "candidates",
        "people carried off",
        "foreign waters",
        "villagers and police",
        "gate stays shut",
    ],
)
def test_frames(doc, events):
    assert found(doc) == events


@pytest.mark.parametrize(
    ("doc", "status"),
    [
        (texts.STRIKE, "happened"),
        (texts.DENIAL, "denied"),
        (texts.THREAT, "threatened"),
        (texts.FUTURE, "planned"),
        (texts.NOTHING, None),
        (texts.NO_ORDER, None),
        (texts.RUMOUR, "denied"),
    ],
    ids=["told", "denied", "threatened", "to come", "did not happen", "no order", "a rumour denied"],
)
def test_status(doc, status):
    words = lexicon()
    event = list(candidates(doc, words))[-1]
    assert status_of(event.trigger, event.predicate, words) == status


def test_speaker_after_the_quote():
    words = lexicon()
    (event,) = candidates(texts.SAID, words)
    assert speaker_of(event.predicate, words).text == "army"


def test_toll_adds_up_the_people_joined_by_and():
    words = lexicon()
    (event,) = attach(texts.STRIKE, list(candidates(texts.STRIKE, words)), words)
    (killing,) = event.consequences
    (head,) = sufferers(killing)
    assert count(head) == Toll(low=3, high=3)


def test_words_of_harm_belong_to_the_event_that_did_it_though_the_network_knows_them():
    doc = language.analyse("Gunmen raided a village near Gao on Monday, killing three people and wounding four.")
    word = {token.text: token for token in doc}
    raid = Event(word["raided"], word["raided"], "attack", "", Parts(), framed=True)
    loose = [Event(word[text], word[text], "attack", "", Parts()) for text in ("killing", "wounding")]
    (told,) = attach(doc, [raid, *loose], lexicon())
    assert told is raid
    assert [token.text for token in told.consequences] == ["killing", "wounding"]
    (alone,) = attach(doc, loose, lexicon())
    assert alone is loose[0]
    assert [token.text for token in alone.consequences] == ["killing", "wounding"]


def test_somebody_who_dies_was_not_attacked():
    assert found(texts.AGED) == []


def test_a_gate_is_known_by_its_name():
    words = lexicon()
    doc = texts.parsed("""
    Torkham Torkham PROPN NNP 3 nsubj:pass PLACE
    was be AUX VBD 3 aux:pass
    shut shut VERB VBN 0 root
    . . PUNCT . 3 punct
    """)
    assert not list(candidates(doc, words))
    (event,) = candidates(doc, words, gates=frozenset({0}))
    assert event.type == "border_closure"


def test_an_age_is_no_number_of_dead():
    (died,) = [token for token in texts.AGED if token.lemma_ == "die"]
    (head,) = sufferers(died)
    assert count(head) == Toll(low=1, high=1)


@pytest.mark.parametrize(
    ("text", "expected"), [("Forty-two people were killed.", 42), ("Twenty people were killed.", 20)]
)
def test_a_number_in_several_words_is_one(text, expected):
    (killed,) = [token for token in language.analyse(text) if token.text == "killed"]
    assert count(sufferers(killed)[0]) == Toll(low=expected, high=expected)


def test_a_toll_that_rises_counts_as_it_stands_now():
    (killed,) = [token for token in texts.RISEN if token.text == "killed"]
    assert count(risen(killed)) == Toll(low=9, high=9)
    (struck,) = [token for token in texts.STRIKE if token.lemma_ == "kill"]
    assert risen(struck) is None


def test_a_page_of_sport_is_known_by_all_its_words():
    assert genre_of(texts.MATCH, lexicon()).sport
    assert not genre_of(texts.STRIKE, lexicon()).sport


def test_places_joined_by_and_are_scenes_of_their_own():
    goris, sotk = (token for token in texts.IMPACT if token.ent_type_)
    place = Place(id="x:1", name="Goris", kind="city", lat=39.5, lon=46.3, country="AM")
    mentions = [
        Toponym(
            start=token.idx,
            end=token.idx + len(token),
            surface=token.text,
            name=token.text,
            kind="literal",
            candidates=(Candidate(place=replace(place, name=token.text), score=1.0),),
        )
        for token in (goris, sotk)
    ]
    located = [Located(mention, token, near=False) for mention, token in zip(mentions, (goris, sotk), strict=True)]
    assert [scene.spot.name for scene in coordinated(located)] == ["Goris", "Sotk"]
    assert coordinated(located[:1]) == located[:1]


def test_a_story_goes_on_with_its_day_and_not_with_what_came_before():
    doc, words = texts.STORY, lexicon()
    events = list(candidates(doc, words))
    monday = doc.text.index("Monday")
    day = DatedSpan(
        start=monday, end=monday + 6, surface="Monday", first=date(2024, 1, 15), last=date(2024, 1, 15), precision="day"
    )
    chosen = {events[0].trigger.i: day}
    found = carried(doc, events, [day], chosen, words=words, latest=date(2024, 1, 16))
    assert {doc[i].text: span.first for i, span in found.items()} == {"hit": date(2024, 1, 15)}


def test_a_day_to_come_is_not_told_on_from():
    doc, words = texts.STORY, lexicon()
    events = list(candidates(doc, words))
    monday = doc.text.index("Monday")
    day = DatedSpan(
        start=monday, end=monday + 6, surface="Monday", first=date(2024, 1, 15), last=date(2024, 1, 15), precision="day"
    )
    assert not carried(doc, events, [day], {events[0].trigger.i: day}, words=words, latest=date(2024, 1, 14))


@given(st.integers(min_value=0, max_value=999_999))
def test_numbers_in_digits_are_read_back(value):
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers(text):
    assert number(text) is None or number(text) >= 0


def test_a_clause_of_another_time_says_nothing_of_where_and_when_an_event_was():
    doc, words = texts.AFTER, lexicon()
    events = list(candidates(doc, words))
    held = {token.text: owner(token, events, words) for token in doc if token.text in {"Sunday", "Qom"}}
    assert held == {"Sunday": events[0], "Qom": None}


def test_a_verb_that_the_tree_takes_for_an_adjective_has_its_subject_and_object():
    verb = next(token for token in texts.HIDDEN if token.text == "hit")
    assert not syntax.is_passive(verb)
    assert [token.text for token in syntax.subjects(verb)] == ["salvo"]
    assert [token.text for token in syntax.patients(verb)] == ["positions"]
