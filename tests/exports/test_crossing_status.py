"""The status of crossings in every form that can carry it, and whose view of borders a file holds."""

import json
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest

from geo import exports
from geo.crossings import HISTORY_COLUMNS, history
from geo.exports.credits import Source
from tests import world

TAFTAN = ("Taftan-Mirjaveh", "closed", "2020-02-01", "2020-02-29")  # what the caption in the tiny world says


@pytest.fixture
def write(tmp_path):
    def writer(suffix, frame=None, **options):
        return exports.write(world.frame() if frame is None else frame, tmp_path / f"night{suffix}", **options)

    return writer


def told(rows):
    return [tuple(str(row[name]) for name in ("crossing", "status", "first", "last")) for row in rows]


def test_the_tiny_world_has_one_period():
    assert told(history(world.frame()).to_dict("records")) == [TAFTAN]


def test_geojson_has_a_foreign_member(write):
    document = json.loads(write(".geojson").read_text(encoding="utf-8"))
    assert told(document["crossing_status"]) == [TAFTAN]
    (period,) = document["crossing_status"]
    assert list(period) == ["id", *HISTORY_COLUMNS]
    assert period["claims"][0]["quote"].startswith("A guard walks")


def test_geopackage_has_a_layer_of_its_own(write):
    path = write(".gpkg")
    layer = pyogrio.read_dataframe(path, layer="crossing_status")
    assert told(layer.assign(first=layer["first"].dt.date, last=layer["last"].dt.date).to_dict("records")) == [TAFTAN]
    assert layer.geometry.x.tolist() == layer["lon"].tolist()
    assert json.loads(layer["claims"][0])[0]["effect"] == "closed"


def test_geoparquet_has_it_in_its_metadata(write):
    path = write(".parquet")
    assert told(json.loads(pq.read_schema(path).metadata[b"crossing_status"])) == [TAFTAN]
    assert len(gpd.read_parquet(path)) == len(world.INCIDENTS)


def test_kml_has_a_folder_with_spans(write):
    namespace = {"k": "http://www.opengis.net/kml/2.2"}
    folders = ET.parse(write(".kml")).getroot().findall(".//k:Folder", namespace)  # noqa: S314 - a file of our own
    mark = folders[-1].find("k:Placemark", namespace)
    assert mark.findtext("k:name", None, namespace) == "Taftan-Mirjaveh: closed"
    assert mark.findtext("k:TimeSpan/k:end", None, namespace) == "2020-02-29"


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".kml"])
def test_hostile_names_in_it_stay_text(write, suffix):
    frame = world.frame()
    for claim in frame.loc[frame["type"] == "border_closure", "claims"].iloc[0]:
        claim["source"] = world.HOSTILE + "\x00"
    path = write(suffix, frame)
    assert path.stat().st_size
    if suffix == ".kml":
        ET.parse(path)  # noqa: S314 - a file of our own


def test_without_a_status_nothing_is_said_of_crossings(write):
    frame = world.frame()
    frame = frame[frame["type"] != "border_closure"]
    assert json.loads(write(".geojson", frame).read_text(encoding="utf-8"))["crossing_status"] == []
    assert pyogrio.read_info(write(".gpkg", frame), layer="crossing_status")["features"] == 0
    assert "Crossings" not in write(".kml", frame).read_text(encoding="utf-8")


def test_a_file_says_whose_view_it_holds_and_whose_data(write):
    document = json.loads(write(".geojson").read_text(encoding="utf-8"))
    assert "as administered" in document["note"]
    own = Source(name="Own gates", licence="ODbL 1.0", url="https://example.org/", attribution="Own gates, ODbL")
    content = write(".geojson", world.frame().assign(worldview="IN"), sources=[own]).read_text(encoding="utf-8")
    assert "as seen by IN" in json.loads(content)["note"]
    assert json.loads(content)["sources"][-1]["licence"] == "ODbL 1.0"
    assert b"Own gates" in write(".gpkg", sources=[own]).read_bytes()
