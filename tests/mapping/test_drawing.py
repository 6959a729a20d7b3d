"""The folium objects: no host on the network, no text that becomes code."""

import json
import re
from datetime import date

import folium
import pytest

from geo.mapping.drawing import Command, base_map, command_group
from geo.mapping.payload import map_data, timeline_days
from geo.mapping.sources import ASSETS, BASE_LAYERS, SCRIPTS, inline_script, inline_style, leaflet_folder, served_from

HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(2)}`{{ 7*7 }}{% raw %}{'a_b'}"
LAYERS = {name: {"url": f"{name}.geojson"} for name in BASE_LAYERS}


def command_of(command: Command) -> dict:
    return json.loads(command.command)


def test_a_map_names_only_the_files_it_was_given():
    page = base_map(LAYERS, scripts=("own.js",), styles=("own.css",)).get_root().render()
    assert 'src="own.js"' in page
    assert not re.search(r"""(?:src|href)=["']http""", page)


def test_hostile_text_never_stands_as_itself_in_the_script(frame):
    data = map_data(frame)
    drawn = base_map(LAYERS)
    drawn.add_child(Command(data, slots=timeline_days(frame), bounds=None))
    page = drawn.get_root().render()
    assert HOSTILE not in page
    assert "onerror=alert(1)>" not in page
    assert command_of(Command(data, slots=[], bounds=None))["incidents"]["title"][2] == HOSTILE


def test_one_command_whatever_the_number_of_incidents(frame):
    group = command_group(Command(map_data(frame), slots=[], bounds=None))
    assert isinstance(group, folium.FeatureGroup)
    assert len(group._children) == 1


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, None),
        (date(2024, 1, 17), None, ["2024-01-17", "2024-01-20"]),
        (None, date(2024, 1, 17), ["2024-01-16", "2024-01-17"]),
        (date(2025, 1, 1), None, ["2024-01-20", "2025-01-01"]),
    ],
)
def test_open_ends_are_the_ends_of_the_slider(frame, since, until, expected):
    command = Command(map_data(frame), slots=timeline_days(frame), bounds=None, since=since, until=until)
    assert command_of(command)["range"] == expected


def test_every_script_is_there_and_is_loaded_after_leaflet():
    urls = served_from(leaflet="L", assets="A", basemap="B")
    names = [url.split("?")[0] for url in urls.scripts]
    assert names == ["L/leaflet.js", *(f"A/{name}" for name in SCRIPTS)]
    assert sorted(path.name for path in ASSETS.glob("*.js")) == sorted(SCRIPTS)
    assert (leaflet_folder() / "leaflet.js").is_file()


def test_inlined_files_end_no_element_and_fetch_nothing():
    assert "</script" not in inline_script()
    assert "sourceMappingURL" not in inline_script()
    assert "url(images" not in inline_style()
    assert "@import" not in inline_style()


def test_scripts_put_no_text_into_html():
    for path in ASSETS.glob("*.js"):
        assert "innerHTML" not in path.read_text(encoding="utf-8")
        assert "insertAdjacentHTML" not in path.read_text(encoding="utf-8")
