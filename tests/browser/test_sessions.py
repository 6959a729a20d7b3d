"""Two readers at once, and the one thing that may ask the network: a background that a reader switches on."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import map_of, shown

pytestmark = pytest.mark.browser


def reader(browser: Browser, address: str) -> Page:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    opened.goto(address)
    map_of(opened)
    return opened


def test_two_readers_see_neither_filters_nor_uploads_of_each_other(browser, address, tmp_path):
    one, other = reader(browser, address), reader(browser, address)
    note = tmp_path / "mine.txt"
    note.write_text("published: 2024-01-20\n\nTalks were held in Balochistan, only I know.")
    one.get_by_role("button", name="Add reports").click()
    one.locator("input[type=file]").set_input_files(note)
    expect(one.get_by_text("mine.txt")).to_be_visible()
    one.get_by_role("button", name="Read", exact=True).click()
    expect(one.get_by_role("tab", name="On the map (5)")).to_be_visible()
    words = other.get_by_role("textbox", name="Words")
    words.fill("drones")
    words.press("Enter")
    expect(other.get_by_role("tab", name="On the map (1)")).to_be_visible()
    assert "words" not in one.url
    assert len(shown(map_of(one))) == 5
    other.get_by_role("button", name="Reset all filters").click()
    expect(other.get_by_role("tab", name="On the map (4)")).to_be_visible()
    expect(other.get_by_text("from 2 reports")).to_be_visible()
    one.context.close()
    other.context.close()


def test_an_online_background_asks_nobody_until_it_is_switched_on(browser, address):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    asked: list[str] = []
    context.route("https://tiles.example/**", lambda route: (asked.append(route.request.url), route.abort()))
    page = context.new_page()
    page.goto(address)
    frame = map_of(page)
    expect(frame.get_by_text("tells tiles.example which part of the map")).to_be_visible()
    assert asked == []
    with page.expect_request("https://tiles.example/**"):
        frame.get_by_label("Online background").check()
    expect(frame.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    frame.get_by_label("Online background").uncheck()
    assert frame.evaluate("incidentMap.state.base.show.tiles") is False
    context.close()
