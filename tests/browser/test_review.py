"""A person's word on incidents, and what was known on which day, in a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import map_of, shown

pytestmark = pytest.mark.browser

STRIKE, REPLY, HOSTILE = (f"{number:016x}" for number in (1, 2, 8))


def test_what_was_known_on_a_day_is_replayed_without_the_server(page, address):
    page.goto(address)
    frame = map_of(page)
    known = frame.get_by_role("slider", name="As known on")
    assert known.get_attribute("aria-valuetext") == "now: all 2 reports"
    known.fill("0")
    assert known.get_attribute("aria-valuetext") == "19 January 2024: 1 of 2 reports"
    assert HOSTILE not in shown(frame)
    assert REPLY in shown(frame)
    expect(page).to_have_url(re.compile("known_at=2024-01-19"))
    expect(page.get_by_role("tab", name="On the map (3)")).to_be_visible()
    expect(page.get_by_text("As it was known on 19 January 2024")).to_be_visible()
    page.reload()
    frame = map_of(page)
    assert len(shown(frame)) == 3
    page.get_by_role("button", name="Reset all filters").click()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 4")


def test_playing_what_was_known_ends_now(page, address):
    page.goto(f"{address}?known_at=2024-01-19")
    frame = map_of(page)
    frame.get_by_role("button", name="Replay what was known day by day").click()
    frame.wait_for_function("incidentMap.state.known.day() === Infinity && !incidentMap.state.known.timer")
    assert HOSTILE in shown(frame)


def test_rejecting_takes_an_incident_off_the_map_and_undoing_brings_it_back(page, address):
    page.goto(f"{address}?incident={STRIKE}")
    frame = map_of(page)
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("textbox", name="Reason").fill("an old picture")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Reject").click()
    expect(page.get_by_role("tab", name="Rejected (1)")).to_be_visible()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 3")
    assert STRIKE not in shown(frame)
    expect(page.get_by_text("Changes (1)")).to_be_visible()
    expect(page.get_by_text("rejected – an old picture")).to_be_visible()
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)  # or it would take the click on what lies below
    page.get_by_role("button", name="Undo").click()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 4")
    expect(page.get_by_role("tab", name="Rejected (0)")).to_be_visible()


def test_one_session_does_not_see_what_another_changed(page, browser, address):
    page.goto(f"{address}?incident={STRIKE}&type=air_strike")
    frame = map_of(page)
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("textbox", name="Reason").fill("a test")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Reject").click()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 1")
    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    assert len(shown(map_of(other))) == 4
    expect(other.get_by_role("tab", name="Rejected (0)")).to_be_visible()
    context.close()


def test_hostile_texts_in_every_field_stay_texts(page, address):
    page.goto(f"{address}?incident={HOSTILE}&words=<script>alert(1)</script>&actor=![x](http://evil.example/c.png)")
    map_of(page)
    page.get_by_role("button", name="Reset all filters").click()
    evidence = page.locator(".st-key-evidence")
    expect(evidence).to_contain_text("![x](http://evil.example/a.png)")
    expect(evidence).to_contain_text("![x](http://evil.example/b.png)")
    expect(evidence).to_contain_text("[click](javascript:alert(3))")
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.locator("img[src*=evil], img[src=x]").count() == 0


def test_an_incident_is_moved_to_a_spot_picked_on_the_map_and_back(page, address):
    page.goto(f"{address}?incident={STRIKE}")
    frame = map_of(page)
    before = frame.evaluate("(id) => incidentMap.state.layer.data.lat[incidentMap.state.layer.rowOf(id)]", STRIKE)
    frame.evaluate(
        "incidentMap.state.map.fire('click', { containerPoint: L.point(-500, -500), latlng: L.latLng(27.5, 63.25) })"
    )
    expect(frame.locator(".im-mark")).to_contain_text("27.5000, 63.2500")
    # A run of the page that comes after the menu was opened would close it.
    frame.wait_for_function("incidentMap.state.posted.includes('27.5')")
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-test-script-state=notRunning]")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_label("Latitude")).to_have_value("27.50000")
    page.get_by_label("Name of the place").fill("a hill <b>north</b> of Kech")
    page.get_by_test_id("stPopoverBody").get_by_role("textbox", name="Reason").fill("a geolocated video")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Move").click()
    place = "(id) => { const { layer } = incidentMap.state; return layer.data.lat[layer.rowOf(id)]; }"
    frame.wait_for_function(f"(id) => ({place})(id) === 27.5", arg=STRIKE)
    evidence = page.locator(".st-key-evidence")
    expect(evidence).to_contain_text("a hill <b>north</b> of Kech, Balochistan, Pakistan (exact spot, within 1 km)")
    expect(evidence).to_contain_text("edited")
    expect(page.get_by_text("Changes (1)")).to_be_visible()
    expect(evidence).to_contain_text("to “a hill <b>north</b> of Kech” (27.5000, 63.2500) – a geolocated video")
    page.get_by_role("button", name="Undo").click()
    frame.wait_for_function(f"([id, before]) => ({place})(id) === before", arg=[STRIKE, before])
    expect(evidence).to_contain_text("known to the province")
