"""The dashboard in the view of a state."""

import pandas as pd

from geo import tables
from geo.dashboard import views
from geo.dashboard.holdings import Holdings
from geo.project.spots import moved
from geo.relations import relate
from tests import world
from tests.dashboard.test_panels import address, command, html_texts, started


def test_a_view_is_chosen_kept_in_the_address_and_said_on_the_map():
    page = started(view="IN")
    assert page.selectbox(key="view").value == "IN"
    note, url = command(page)["view"]
    assert "as India (IN) sees them" in note
    assert url.startswith("../geo.dashboard.served.")
    assert "view=IN" in "&".join(f"{name}={value[0]}" for name, value in address(page).items())
    page.selectbox(key="view").set_value(None).run()
    assert command(page)["view"] is None
    assert not address(page)
    assert not page.exception
    assert "4 incidents on the map" in html_texts(page)


def test_an_unknown_view_of_an_address_is_as_administered():
    assert command(started(view="<script>"))["view"] is None


def test_a_program_may_open_in_a_view(monkeypatch):
    monkeypatch.setenv(views.VARIABLE, "PK")
    page = started()
    assert "as Pakistan (PK) sees them" in command(page)["view"][0]
    assert not address(page)
    assert command(started(view=""))["view"] is None, "a reader of it may still choose borders as administered"


def test_an_incident_in_a_disputed_area_counts_to_the_country_of_the_view():
    strike = world.frame().iloc[[0]].reset_index(drop=True)
    there = relate(moved(strike, lat=34.37, lon=73.47, name="Muzaffarabad", uncertainty_km=1.0))
    held = Holdings(
        articles=world.ARTICLES,
        incidents=tables.conform(pd.concat([there], ignore_index=True)),
        claims=world.CLAIMS,
        mentions=there.iloc[:0],
        toponyms={},
    )
    assert list(held.incidents["country"]) == ["PK"]
    seen = views.seen(held, "IN")
    assert list(seen.incidents["country"]) == ["IN"]
    assert views.seen(held, "IN") is seen
    assert views.seen(held, None) is held
