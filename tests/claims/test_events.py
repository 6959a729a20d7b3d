"""A word is an event only where the syntax around it fills its frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.consequences import attach
from geo.claims.events import candidates
from geo.claims.status import speaker_of, status_of
from geo.claims.tolls import count, number, sufferers
from geo.records import Toll
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
    ],
    ids=["air strike", "upbeat note", "walk-out", "stock exchange", "border gate", "rupee", "rebels"],
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
    ],
    ids=["told", "denied", "threatened", "to come", "did not happen"],
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


@given(st.integers(min_value=0, max_value=999_999))
def test_numbers_in_digits_are_read_back(value):
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_numbers(text):
    assert number(text) is None or number(text) >= 0
