"""A session: its dates, set in the sidebar and on the map, neither of which takes the other's back; its address."""

from datetime import date

import pytest
import streamlit as st

from geo.dashboard import session, views
from geo.filters import IncidentFilter

ALONE = {"selected": None, "clicks": 0, "picked": None, "known_at": None}


class Address(dict):
    """The address as the browser last said it, and what it is told since."""

    told = None

    def get_all(self, name):
        return self[name]

    def from_dict(self, query):
        self.told = query


class State(dict):
    """What Streamlit's session state does of its own accord: entries are attributes."""

    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


@pytest.fixture
def state(monkeypatch):
    held = State(since=None, until=None, date_fields=0, range_revision=0, map_clicks=0)
    monkeypatch.setattr(st, "session_state", held)
    return held


def put_on_map(state, since, until):
    state[session.MAP_KEY] = {**ALONE, "range": [since, until], "range_revision": state.range_revision}
    session.take_from_map()


def test_a_field_that_has_not_heard_of_the_map_yet_does_not_take_its_dates_back(state):
    old = session.date_field("since")
    put_on_map(state, "2024-01-16", "2024-01-18")
    state[old] = None  # the browser sends it along with the next move of the slider
    session.take_from_field("since", old)
    assert (state.since, state.until, state.range_revision) == (date(2024, 1, 16), date(2024, 1, 18), 0)
    put_on_map(state, "2024-01-17", "2024-01-18")
    assert state.since == date(2024, 1, 17)


def test_the_new_field_holds_the_day_of_the_map_and_a_choice_in_it_counts(state):
    put_on_map(state, "2024-01-16", "2024-01-18")
    field = session.date_field("since")
    assert state[field] == date(2024, 1, 16)
    state[field] = date(2024, 1, 17)
    session.take_from_field("since", field)
    assert (state.since, state.range_revision) == (date(2024, 1, 17), 1)
    assert session.date_field("since") == field


def test_a_map_that_sends_the_same_dates_leaves_the_fields(state):
    put_on_map(state, "2024-01-16", "2024-01-18")
    field = session.date_field("since")
    put_on_map(state, "2024-01-16", "2024-01-18")
    assert session.date_field("since") == field


@pytest.fixture
def said(state, monkeypatch):
    """Give what makes the browser say an address, and returns what it is told since."""
    state.update(address={}, selected=None, known_at=None, view=views.first())

    def says(query):
        monkeypatch.setattr(st, "query_params", Address(query))
        return st.query_params

    return says


SINCE = IncidentFilter(since=date(2024, 1, 16))


def test_an_address_that_the_browser_has_is_not_told_again(said):
    address = said({})
    session.put_in_url(SINCE)
    assert address.told == {"since": ["2024-01-16"]}
    address = said(address.told)
    session.put_in_url(SINCE)
    assert address.told is None


def test_an_address_is_taken_back_that_the_browser_has_not_heard_of_yet(said):
    said({})
    session.put_in_url(SINCE)
    address = said({})
    session.put_in_url(IncidentFilter())
    assert address.told == {}
