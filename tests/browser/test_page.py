"""Adding reports and taking results away, in a browser."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from geo.mapping import write_html
from tests import world
from tests.browser.driving import choose_days, map_of, shown

pytestmark = pytest.mark.browser


def downloaded(page: Page, name: str) -> Path:
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name=name, exact=True).click()
    return started.value.path()


def test_the_downloaded_geojson_is_what_is_shown(page, address):
    page.goto(address)
    frame = map_of(page)
    choose_days(frame, "2024-01-16", "2024-01-17")
    expect(page.get_by_role("tab", name="On the map (2)")).to_be_visible()
    collection = json.loads(downloaded(page, "GeoJSON").read_text(encoding="utf-8"))
    assert sorted(feature["id"] for feature in collection["features"]) == sorted(shown(frame))


def test_every_download_holds_what_is_shown(page, address, tmp_path):
    page.goto(address)
    frame = map_of(page)
    choose_days(frame, "2024-01-16", "2024-01-18")
    expect(page.get_by_role("tab", name="On the map (3)")).to_be_visible()
    wanted = sorted(shown(frame))
    readers = {
        "CSV table": ("csv", lambda path: pd.read_csv(path, dtype=str)["id"]),
        "GeoPackage for QGIS": ("gpkg", lambda path: gpd.read_file(path, layer="incidents")["id"]),
        "GeoParquet": ("parquet", lambda path: gpd.read_parquet(path)["id"]),
        "KML": ("kml", lambda path: wanted[: path.read_text(encoding="utf-8").count("<Placemark>")]),
    }
    page.get_by_role("button", name="Download", exact=True).click()
    for name, (suffix, read) in readers.items():
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        path = tmp_path / f"incidents.{suffix}"
        started.value.save_as(path)
        assert sorted(read(path)) == wanted, name


def test_a_downloaded_page_opens_from_a_file(page, address, tmp_path):
    page.goto(address)
    map_of(page)
    target = tmp_path / "map.html"
    target.write_bytes(downloaded(page, "Web page with the map").read_bytes())
    page.goto(target.as_uri())
    page.wait_for_function("() => window.incidentMap?.state?.digest")
    assert page.evaluate("incidentMap.state.layer.shown.length") == 4
    page.get_by_role("slider", name="First day").fill("29")
    assert page.evaluate("incidentMap.state.layer.shown.length") == 3


def test_a_report_is_added_by_paste(page, address):
    page.goto(address)
    frame = map_of(page)
    page.get_by_role("button", name="Add reports").click()
    page.get_by_label("Text of a report").fill("Envoys met in Balochistan on Friday, an official <b>said</b>.")
    page.get_by_role("group", name="Published on").get_by_role("spinbutton").first.click()
    page.keyboard.type("20240119")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_text("1 claim and 0 places found")).to_be_visible()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 5")


def test_a_report_is_added_by_upload(page, address, tmp_path):
    report = tmp_path / "note.txt"
    report.write_text("published: 2024-01-20\n\nTalks were held in Balochistan.")
    page.goto(address)
    frame = map_of(page)
    page.get_by_role("button", name="Add reports").click()
    page.locator("input[type=file]").set_input_files(report)
    expect(page.get_by_text("note.txt")).to_be_visible()
    page.get_by_role("button", name="Read", exact=True).click()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 5")


def test_a_folder_is_added_as_a_zip_and_each_report_says_what_became_of_it(page, address, tmp_path):
    folder = tmp_path / "night.zip"
    with zipfile.ZipFile(folder, "w") as archive:
        archive.writestr("one.txt", "published: 2024-01-20\n\nTalks were held in Balochistan.")
        archive.writestr("two<img src=x onerror=alert(1)>.txt", "published: 2024-01-20\n\nThe cake was good.")
    page.goto(address)
    frame = map_of(page)
    page.get_by_role("button", name="Add reports").click()
    page.locator("input[type=file]").set_input_files(folder)
    expect(page.get_by_text("night.zip")).to_be_visible()
    page.get_by_role("button", name="Read", exact=True).click()
    frame.wait_for_function("incidentMap.state.layer.shown.length === 5")
    expect(page.get_by_text("1 claim and 0 places found")).to_be_visible()
    expect(page.get_by_text("The cake was good.").first).to_be_visible()
    expect(page.get_by_text("tells of no incident")).to_be_visible()


def test_a_file_made_without_the_dashboard_asks_nobody(page, tmp_path):
    path = write_html(world.frame(), tmp_path / "world.html")
    page.goto(path.as_uri())
    page.wait_for_function("() => window.incidentMap?.state?.digest")
    assert page.evaluate("incidentMap.state.layer.shown.length") == 5


def test_a_file_is_as_light_or_dark_as_its_reader_prefers(browser, tmp_path):
    path = write_html(world.frame(), tmp_path / "world.html")
    for theme in ("light", "dark"):
        context = browser.new_context(color_scheme=theme)
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_function("() => window.incidentMap?.state?.digest")
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        context.close()


def test_a_file_offers_its_incidents_as_a_list(page, tmp_path):
    page.goto(write_html(world.frame(), tmp_path / "world.html").as_uri())
    page.get_by_role("button", name="Show as list").click()
    rows = page.get_by_label("Incidents as a list").get_by_role("row")
    assert rows.count() == 1 + page.evaluate("incidentMap.state.layer.shown.length")
    page.get_by_role("button", name="Air strike in Iran by Pakistan").click()
    expect(page.locator(".leaflet-popup")).to_contain_text("known to the country")
