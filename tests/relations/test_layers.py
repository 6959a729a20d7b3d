"""The user's own borders and crossings in place of, and beside, those that ship."""

import json
import warnings

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo import crossings
from geo.borders import Borders
from geo.errors import DataError, IncidentMapWarning, OptionError
from geo.relations import open_layers, relate, shipped
from tests.relations.test_relating import incident

# Iran and Pakistan as two boxes that meet at 62 degrees east: Taftan (61.6 E) lies in Iran here.
WEST, EAST = shapely.box(44, 25, 62, 40), shapely.box(62, 23, 78, 37)


def file_of(path, **columns):
    gpd.GeoDataFrame(columns, geometry=[WEST, EAST], crs=4326).to_file(path)
    return path


def opened(**options):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", IncidentMapWarning)
        layers = open_layers(**options)
    return layers, [str(warning.message) for warning in said]


def at_taftan(layers):
    return relate(incident("place", lat=28.94687, lon=61.58661, admin1="Balochistan", name="Taftan"), layers).iloc[0]


@pytest.mark.parametrize("names", [["IR", "PK"], ["Iran", "Pakistan"], ["ir", "Pakistan"]])
def test_countries_replace_countries_and_the_border_between_them(tmp_path, names):
    layers, said = opened(borders=file_of(tmp_path / "own.gpkg", who=names), name_column="who")
    row = at_taftan(layers)
    assert (row["country"], row.border) == ("IR", "IR-PK")
    assert row.border_km == pytest.approx(40, abs=2)
    assert "stands for 2 countries and 1 of their borders" in said[0]
    assert layers.sources[0].name == "own.gpkg"
    lahore = relate(incident("place", lat=31.558, lon=74.35, admin1="Punjab"), layers).iloc[0]
    assert lahore.border == "IN-PK"  # all other borders stay


def test_a_column_of_countries_beside_one_of_provinces(tmp_path):
    path = file_of(tmp_path / "own.gpkg", who=["Left", "Right"], state=["IR", "PK"])
    layers, _ = opened(borders=path, name_column="who", country_column="state")
    row = at_taftan(layers)
    assert (row["country"], row.admin1) == ("IR", "Left")
    with pytest.raises(OptionError, match="'Left', 'Right' in 'who' is no country"):
        opened(borders=path, name_column="state", country_column="who")


def test_names_that_are_no_countries_are_those_of_provinces(tmp_path):
    path = file_of(tmp_path / "own.geojson", title=["Sector West", "Georgia"])
    layers, said = opened(borders=path, name_column="title")
    assert "gives names to provinces, for 'Sector West'" in said[0]
    row = at_taftan(layers)
    assert (row["country"], row.admin1) == ("PK", "Sector West")
    assert row.border_km == at_taftan(shipped()).border_km


def test_countries_in_somebodys_view(tmp_path):
    path = file_of(tmp_path / "own.gpkg", who=["IR", "PK"])
    layers, _ = opened(borders=path, name_column="who", worldview="VE")
    assert layers.borders.worldview == "VE"
    assert at_taftan(layers)["country"] == "IR"
    place = incident("place", country="GY", admin1="", lat=6.4062, lon=-58.62364)
    assert relate(place, layers).iloc[0]["country"] == "VE"


def test_neighbours_with_the_same_corners_share_their_edge(tmp_path):
    shapes = [shapely.box(44, 25, 62, 40), shapely.Polygon([(62, 25), (78, 25), (78, 40), (62, 40)])]
    gpd.GeoDataFrame({"who": ["IR", "PK"]}, geometry=shapes, crs=4326).to_file(tmp_path / "own.gpkg")
    layers, _ = opened(borders=tmp_path / "own.gpkg", name_column="who")
    assert set(layers.borders.lines.set_index("border").geometry["IR-PK"].bounds[::2]) == {62}


def test_areas_that_share_no_edge_keep_the_line_that_ships(tmp_path):
    frame = gpd.GeoDataFrame({"who": ["IR", "PK"]}, geometry=[shapely.box(44, 25, 61, 40), EAST], crs=4326)
    frame.to_file(tmp_path / "own.gpkg")
    layers, _ = opened(borders=tmp_path / "own.gpkg", name_column="who")
    kept, old = (b.lines.set_index("border").geometry["IR-PK"] for b in (layers.borders, Borders.load()))
    assert kept.equals(old)


def test_borders_need_the_column_of_their_names(tmp_path):
    with pytest.raises(OptionError, match="need the column"):
        open_layers(borders=file_of(tmp_path / "own.gpkg", who=["IR", "PK"]))


def extract(path, *features):
    collection = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def control(lon, lat, **tags):
    tags = {"barrier": "border_control", **tags}
    return {"type": "Feature", "properties": tags, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


# Made for the test: a gate at the shipped Taftan-Mirjaveh, a lane of it, one where none ships, one far from borders.
GATE = control(61.5551, 28.9752, **{"@id": "node/11", "name": "تفتان", "name:en": "Taftan Zero Point", "foot": "yes"})
LANE = control(61.5555, 28.9755, **{"@id": "node/12", "hgv": "yes"})
ALONE = control(62.7857, 27.2208, **{"@id": "node/13", "name:en": "Test Gate", "motor_vehicle": "yes"})
FAR = control(66.5, 27.5, name="Inland")
OTHER = {**control(61.6, 28.9), "properties": {"barrier": "gate"}}


def test_an_extract_of_openstreetmap_is_a_layer_with_its_own_licence(tmp_path):
    path = extract(tmp_path / "osm.geojson", GATE, LANE, ALONE, FAR, OTHER)
    layers, said = opened(gates=path)
    assert "1 controls farther than 5 km" in said[0]
    table = layers.crossings.set_index("id")
    taftan = table.loc["ir-pk-taftan-mirjaveh"]
    assert (taftan["name"], taftan["licence"]) == ("Taftan-Mirjaveh", "ODbL 1.0")
    assert {"Taftan", "Taftan Zero Point", "تفتان"} <= set(taftan["aliases"].split(";"))
    assert (taftan["lon"], taftan["source_url"]) == (61.5551, "https://www.openstreetmap.org/node/11")
    own = table.loc["osm-node-13"]
    assert (own["name"], own["country_a"], own["country_b"], own["modes"]) == ("Test Gate", "IR", "PK", "vehicle")
    assert len(table) == len(crossings.load()) + 1
    assert set(crossings.load()["licence"].str.contains("ODbL")) == {False}
    assert [source.licence for source in layers.sources] == ["ODbL 1.0"]
    assert relate(incident("place", lat=27.22, lon=62.79), layers).iloc[0].crossing == "Test Gate"


def test_tags_may_be_nested_or_in_gdals_form(tmp_path):
    nested = {
        **control(62.7857, 27.2208),
        "properties": {"id": "node/5", "tags": {"barrier": "border_control", "name": "Nest"}},
    }
    gdal = {
        **control(63.2, 27.2),
        "properties": {"osm_id": "6", "other_tags": '"barrier"=>"border_control","foot"=>"yes"'},
    }
    for feature, expected in ((nested, "Nest"), (gdal, "Border control at 27.200, 63.200")):
        layers, _ = opened(gates=extract(tmp_path / "osm.geojson", feature))
        assert expected in set(layers.crossings["name"])


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([OTHER], "no feature tagged barrier=border_control"),
        ([FAR], "no border control within 5 km"),
        ([], "no feature"),
    ],
)
def test_an_extract_without_gates_is_refused(tmp_path, features, message):
    with pytest.raises(DataError, match=message):
        open_layers(gates=extract(tmp_path / "osm.geojson", *features))


def test_a_table_of_gates_with_our_columns(tmp_path):
    own = pd.DataFrame(crossings.load().drop(columns="geometry").head(1))
    own = own.assign(id="own-1", name="Own gate", lat=27.2208, lon=62.7857, country_a="IR", country_b="PK", aliases="")
    own.to_csv(tmp_path / "own.csv", index=False)
    layers, _ = opened(gates=tmp_path / "own.csv")
    assert "own-1" in set(layers.crossings["id"])


def test_other_forms_of_gates_and_files_that_there_are_not(tmp_path):
    with pytest.raises(OptionError, match=r"\.csv, \.geojson or \.json"):
        open_layers(gates=tmp_path / "own.shp")
    with pytest.raises(DataError, match=r"no file .*osm\.geojson"):
        open_layers(gates=tmp_path / "osm.geojson")
    (tmp_path / "osm.geojson").write_text("{")
    with pytest.raises(DataError, match="cannot be read as GeoJSON"):
        open_layers(gates=tmp_path / "osm.geojson")
