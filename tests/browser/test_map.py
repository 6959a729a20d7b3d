"""The map in a browser: what is on it, its timeline, its clicks; and no request off the machine."""

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.driving import choose_days, map_of, shown

pytestmark = pytest.mark.browser

STRIKES = [f"{number:016x}" for number in (1, 2)]
HOSTILE = f"{8:016x}"


def view(frame: Frame) -> list[float]:
    return frame.evaluate(
        "(({ lat, lng }) => [lat, lng, incidentMap.state.map.getZoom()])(incidentMap.state.map.getCenter())"
    )


def spot_of(frame: Frame, incident: str) -> dict[str, float]:
    """Return where an incident's symbol stands in the frame, in pixels."""
    return frame.evaluate(
        """(id) => {
          const { layer, map } = incidentMap.state;
          const hit = layer.hits.find((one) => one.kind === "incident" && layer.data.id[one.i] === id);
          const point = L.point(hit.x, hit.y).add(layer.layer._bounds.min);
          const { x, y } = map.layerPointToContainerPoint(point);
          return { x, y };
        }""",
        incident,
    )


def click(page: Page, frame: Frame, incident: str) -> None:
    box = page.locator("iframe[title*=streamlit_folium]").bounding_box()
    spot = spot_of(frame, incident)
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def test_borders_and_incidents_are_on_the_map(page, address):
    page.goto(address)
    frame = map_of(page)
    assert frame.evaluate("incidentMap.state.base.borders.length") > 200
    assert len(shown(frame)) == 4
    pixels = frame.evaluate(
        """() => { const canvas = incidentMap.state.layer.layer._container;
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((value, at) => at % 4 === 3 && value).length; }"""
    )
    assert pixels > 1000
    expect(frame.get_by_label("Legend and layers")).to_contain_text("Air strike")


def test_the_slider_leaves_exactly_the_chosen_days_and_keeps_the_view(page, address):
    page.goto(address)
    frame = map_of(page)
    _, _, level = view(frame)
    frame.get_by_role("button", name="Zoom in").click()
    # The map begins to zoom with its next frame, so that "not zooming" alone is also true before it.
    frame.wait_for_function(
        "(level) => incidentMap.state.map.getZoom() > level && !incidentMap.state.map._animatingZoom", arg=level
    )
    before = view(frame)
    choose_days(frame, "2024-01-16", "2024-01-18")
    assert sorted(shown(frame)) == [*STRIKES, HOSTILE]
    expect(page.get_by_role("tab", name="On the map (3)")).to_be_visible()
    expect(page).to_have_url(re.compile("since=2024-01-16.*until=2024-01-18"))
    assert view(frame) == before
    assert sorted(shown(frame)) == [*STRIKES, HOSTILE]


def test_a_single_last_day_is_not_lost(page, address):
    page.goto(address)
    frame = map_of(page)
    choose_days(frame, "2024-01-18", "2024-01-18")
    assert shown(frame) == [STRIKES[1]]


def test_playing_moves_on_by_days_and_reports_where_it_stops(page, address):
    page.goto(address)
    frame = map_of(page)
    choose_days(frame, "2024-01-16", "2024-01-16")
    expect(page).to_have_url(re.compile("since=2024-01-16&until=2024-01-16"))  # the page has taken the range up
    frame.get_by_label("Speed").select_option("4")
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.wait_for_function("incidentMap.isoDay(incidentMap.state.timeline.since) === '2024-01-18'")
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert shown(frame) == [STRIKES[1]]
    expect(page).to_have_url(re.compile("since=2024-01-18"))


def test_the_keyboard_moves_the_slider(page, address):
    page.goto(address)
    frame = map_of(page)
    slider = frame.get_by_role("slider", name="First day")
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "17 January 2024"


def test_filters_survive_a_reload(page, address):
    page.goto(f"{address}?type=air_strike&since=2024-01-18&until=2024-01-18")
    assert shown(map_of(page)) == [STRIKES[1]]
    page.reload()
    assert shown(map_of(page)) == [STRIKES[1]]
    expect(page.get_by_text("on 18 January 2024, of type air strike")).to_be_visible()


def test_a_filter_of_the_page_reaches_the_map_and_keeps_its_days(page, address):
    page.goto(address)
    frame = map_of(page)
    choose_days(frame, "2024-01-16", "2024-01-18")
    expect(page).to_have_url(re.compile("since"))
    words = page.get_by_role("textbox", name="Words")
    words.fill("drones")
    words.press("Enter")
    frame.wait_for_function("incidentMap.state.layer.shown.length === 1")
    assert shown(frame) == [STRIKES[0]]


def test_a_click_opens_a_popup_and_the_evidence(page, address):
    page.goto(address)
    frame = map_of(page)
    click(page, frame, STRIKES[0])
    popup = frame.locator(".leaflet-popup")
    expect(popup).to_contain_text("Air strike in Balochistan by Iran")
    expect(popup).to_contain_text("16 January 2024")
    expect(popup).to_contain_text("known to the province")
    expect(popup).to_contain_text("at least 2")
    expect(page.locator("mark", has_text="at least two children were killed")).to_be_visible()


def test_hostile_text_is_text_everywhere(page, address):
    page.goto(f"{address}?incident={HOSTILE}")
    frame = map_of(page)
    click(page, frame, HOSTILE)
    expect(frame.locator(".leaflet-popup h3")).to_contain_text("<img src=x onerror=alert(1)>`${alert(2)}`</script>")
    expect(page.locator("h3.incident")).to_contain_text("<img src=x onerror=alert(1)>")
    assert frame.locator("img[src=x]").count() == 0
    assert page.locator("img[src=x]").count() == 0


def test_a_row_of_the_table_is_marked_on_the_map(page, address):
    page.goto(f"{address}?incident={STRIKES[1]}")
    frame = map_of(page)
    assert frame.evaluate("incidentMap.state.layer.selected") == STRIKES[1]


def test_layers_can_be_switched(page, address):
    page.goto(address)
    frame = map_of(page)
    frame.get_by_label("All places mentioned").check()
    assert frame.evaluate("incidentMap.state.layer.hits.some((hit) => hit.kind === 'mention')")
    frame.get_by_label("Incidents", exact=True).uncheck()
    assert not frame.evaluate("incidentMap.state.layer.hits.some((hit) => hit.kind === 'incident')")
