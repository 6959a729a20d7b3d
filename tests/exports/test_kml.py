"""KML: folders by type, time spans, and no markup of a report's."""

import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from lxml import etree, html

from geo import exports
from geo.exports.kml import NAMESPACE
from geo.exports.values import portable
from tests import world
from tests.exports.tables import frames

NAMES = {"k": NAMESPACE}


@pytest.fixture
def document(tmp_path) -> etree._Element:
    return etree.parse(exports.write(world.frame(), tmp_path / "night.kml")).getroot()


def test_there_is_a_folder_for_each_type_and_nothing_is_left_out(document):
    folders = document.xpath("k:Document/k:Folder/k:name/text()", namespaces=NAMES)
    assert folders[:2] == ["Air strike", "Attack"]
    assert len(set(folders)) == len(folders)
    marks = "//k:Folder[k:name != 'Crossings']/k:Placemark"
    assert len(document.xpath(marks, namespaces=NAMES)) == len(world.INCIDENTS)
    assert len(document.xpath(f"{marks}/k:Point", namespaces=NAMES)) == 6


def test_a_placemark_has_its_days_its_place_and_its_values(document):
    [closure] = document.xpath("//k:Placemark[starts-with(k:name, 'Border closure')]", namespaces=NAMES)
    assert closure.xpath("string(k:TimeSpan/k:begin)", namespaces=NAMES) == "2020-02-01"
    assert closure.xpath("string(k:TimeSpan/k:end)", namespaces=NAMES) == "2020-02-29"
    assert closure.xpath("string(k:Point/k:coordinates)", namespaces=NAMES) == "61.58661,28.94687"
    values = {data.get("name"): data.findtext("k:value", namespaces=NAMES) for data in closure.iterfind(".//{*}Data")}
    assert (values["from_caption"], values["precision"], values["sources"]) == ("true", "place", "1")
    assert "killed_low" not in values


def test_the_parts_stand_in_the_order_of_the_schema(document):
    order = ["name", "snippet", "description", "TimeSpan", "ExtendedData", "Point"]
    for mark in document.iter(f"{{{NAMESPACE}}}Placemark"):
        parts = [etree.QName(part).localname for part in mark]
        assert parts == [name for name in order if name in parts]


def test_hostile_text_is_text_in_the_balloon(document):
    [mark] = document.xpath("//k:Placemark[contains(k:name, 'onerror')]", namespaces=NAMES)
    assert mark.findtext("k:name", namespaces=NAMES) == world.HOSTILE
    balloon = html.fromstring(mark.findtext("k:description", namespaces=NAMES))
    assert {part.tag for part in balloon.iter()} == {"ul", "li", "q"}
    assert balloon.findtext(".//q") == world.HOSTILE


@settings(max_examples=30)
@given(frames())
def test_any_table_is_well_formed_and_its_titles_come_back(frame):
    with tempfile.TemporaryDirectory() as folder:
        root = ET.parse(exports.write(frame, Path(folder, "night.kml"))).getroot()  # noqa: S314 - our own file
    titles = [mark.findtext("k:name", namespaces=NAMES) for mark in root.iter(f"{{{NAMESPACE}}}Placemark")]
    # An XML parser turns carriage returns into line feeds.
    wanted = [(portable(title) or "").replace("\r\n", "\n").replace("\r", "\n") for title in frame["title"]]
    assert titles == wanted
