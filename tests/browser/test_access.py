"""For whom the page is there: the keyboard, screen readers, little motion, both themes, small windows."""

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo.symbols import OUTLINE
from tests.browser.driving import map_of, shown
from tests.test_symbols import contrast

pytestmark = pytest.mark.browser

STRIKE = f"{1:016x}"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")


def grave_violations(scope: Page | Frame, selectors: list[str]) -> list[str]:
    """Return what axe-core finds wrong within elements, in words."""
    scope.evaluate(AXE)
    found = scope.evaluate(
        """async (selectors) => {
          const include = selectors.filter((one) => document.querySelector(one)).map((one) => [one]);
          const { violations } = await axe.run({ include }, { iframes: false });
          return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html.slice(0, 200) }));
        }""",
        selectors,
    )
    return [f"{one['id']}: {one['html']}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_grave_outside_streamlits_own_markup(browser: Browser, address, theme):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(f"{address}?incident={STRIKE}")
    frame = map_of(page)
    frame.get_by_role("button", name="Show as list").click()
    assert grave_violations(frame, ["body"]) == []
    frame.get_by_role("button", name="Show map").click()
    frame.get_by_label("Legend and layers").get_by_role("button").click()
    assert grave_violations(frame, ["body"]) == []
    assert grave_violations(page, [".stHtml"]) == []
    chip = page.locator("[data-tag]").first
    written, ground = (
        "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])
        for colour in chip.evaluate(
            "(tag) => [getComputedStyle(tag.querySelector('span')).color, getComputedStyle(tag).backgroundColor]"
        )
    )
    assert contrast(written, ground) >= 4.5
    palette = frame.evaluate("incidentMap.palette")
    assert contrast(palette["country"], palette["land"]) >= 4.5
    assert contrast(palette["provinceName"], palette["land"]) >= 4.5
    assert contrast(palette["label"], palette["land"]) >= 4.5
    for name in ("border", "arrow", "fresh", "disputed", "mixed", "label"):
        assert contrast(palette[name], palette["land"]) >= 3, name
    # A symbol is seen by its outline on a light map, by its casing on a dark one.
    assert max(contrast(edge, palette["land"]) for edge in (OUTLINE, palette["casing"])) >= 3
    context.close()


def test_an_incident_is_chosen_with_the_keyboard_alone(page, address):
    page.goto(address)
    frame = map_of(page)
    frame.get_by_role("button", name="Show as list").focus()
    page.keyboard.press("Enter")
    row = frame.get_by_role("button", name="Air strike in Balochistan by Iran")
    row.focus()
    page.keyboard.press("Enter")
    expect(frame.locator(".leaflet-popup")).to_contain_text("known to the province")
    expect(page.locator("h3.incident")).to_contain_text("Air strike in Balochistan by Iran")


def test_the_map_is_there_in_words(page, address):
    page.goto(address)
    frame = map_of(page)
    described = frame.locator("#im-summary")
    expect(described).to_contain_text("Map with 4 incidents")
    expect(described).to_contain_text("Air strike in Pakistan: 1")


def test_little_motion_is_respected(browser: Browser, address):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    frame = map_of(page)
    assert frame.evaluate("incidentMap.state.timeline.delay()") >= 1500
    context.close()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_is_wider_than_the_page(page, address, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}?incident={STRIKE}")
    frame = map_of(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(shown(frame)) == 4


def test_a_chosen_day_is_read_whole(page, address):
    page.goto(f"{address}?since=2024-01-16&until=2024-01-18")
    map_of(page)
    for field in page.locator(".stSidebar [data-testid=stDateInputFieldsScroller]").all():
        assert field.evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_names_from_right_to_left_stand_right(page, address):
    page.goto(f"{address}?status=any&incident={4:016x}")
    map_of(page)
    title = page.locator("h3.incident")
    expect(title).to_contain_text("إسلام آباد")
    assert title.get_attribute("dir") == "auto"
    where = page.locator("dl.facts dd", has_text="Islamabad")
    assert where.evaluate("(value) => getComputedStyle(value).direction") == "ltr"
    expect(where).to_have_text(re.compile("^\u2068[^,]*\u2069, Islamabad, Pakistan"))
