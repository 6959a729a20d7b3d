"""Borders as one state sees them: what the table says changes, and nothing else."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.borders import Borders, worldviews
from geo.errors import DataError, OptionError
from geo.geodesy import WGS84
from geo.relations import Layers, relate, shipped
from tests import world
from tests.relations.test_relating import incident

VIEWS = sorted(set(worldviews()["worldview"]))

# Positions of GeoNames (CC BY 4.0), by id; the sides as administered and in some views.
PLACES = [
    ("Srinagar 1255634", 74.80555, 34.08565, "IN", {"PK": "PK", "IN": "IN", "CN": "IN"}),
    ("Muzaffarabad 1169607", 73.47082, 34.37002, "PK", {"IN": "IN", "PK": "PK"}),
    ("Leh 1264976", 77.58477, 34.16504, "IN", {"PK": "PK", "CN": "IN"}),
    ("Gilgit 1178338", 74.30862, 35.92002, "PK", {"IN": "IN", "CN": "PK"}),
    ("Simferopol 693805", 34.10242, 44.95212, "UA", {"RU": "RU", "UA": "UA", "IN": "UA"}),
    ("Donetsk 709717", 37.80224, 48.023, "UA", {"RU": "RU"}),
    ("Katzrin 294640", 35.68987, 32.99236, "IL", {"SY": "SY", "LB": "IL", "IL": "IL"}),
    ("Laayoune 2462881", -13.20315, 27.1418, "EH", {"MA": "MA", "EH": "EH", "RU": "EH"}),
    ("Bartica 3379507", -58.62364, 6.4062, "GY", {"VE": "VE", "GY": "GY", "SR": "GY"}),
    ("Lahore 1172451", 74.35071, 31.558, "PK", {"IN": "PK"}),
    ("Kyiv 703448", 30.5238, 50.45466, "UA", {"RU": "UA"}),
    ("Caracas 3646738", -66.87919, 10.48801, "VE", {"VE": "VE"}),
]


def points(lon, lat):
    return gpd.GeoSeries.from_xy(lon, lat, crs=4326)


@pytest.fixture(scope="module")
def random_points():
    """Return points of the whole earth, and some around every disputed area."""
    random = np.random.default_rng(19)
    lat, lon = np.degrees(np.arcsin(random.uniform(-1, 1, 800))), random.uniform(-180, 180, 800)
    boxes = shapely.bounds(Borders.load().disputed.geometry.to_numpy()) + np.array([-0.5, -0.5, 0.5, 0.5])
    near = [(random.uniform(w, e, 25), random.uniform(s, n, 25)) for w, s, e, n in boxes]
    inside = shapely.get_coordinates(shapely.point_on_surface(Borders.load().disputed.geometry.to_numpy())).T
    lon, lat = (np.concatenate([first, *rest]) for first, *rest in zip((lon, lat), inside, *near, strict=True))
    return points(lon, lat)


@pytest.fixture(scope="module")
def administered(random_points):
    return Borders.load().relate(random_points)


@pytest.mark.parametrize("place", PLACES, ids=[name for name, *_ in PLACES])
def test_places_change_sides_as_documented(place):
    _, lon, lat, administered, views = place
    assert Borders.load().relate(points([lon], [lat]))["country"].tolist() == [administered]
    for view, country in views.items():
        assert Borders.load(worldview=view).relate(points([lon], [lat]))["country"].tolist() == [country], view


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_else_changes(view, random_points, administered):
    borders = Borders.load(worldview=view)
    after = borders.relate(random_points)
    areas = borders.changes.geometry.to_numpy()
    shapely.prepare(areas)
    held = np.any([shapely.intersects(area, random_points.to_numpy()) for area in areas], axis=0)
    moved = (administered["country"].fillna("") != after["country"].fillna("")).to_numpy()
    assert held.any()
    assert set(after.loc[held, "country"]) <= set(borders.changes["country"])
    # A point at sea counts to the near coast, which may have changed hands.
    coast = [min(area.distance(point) for area in areas) for point in random_points[moved & ~held]]
    assert max(coast, default=0) < 0.5
    assert set(after.loc[moved, "country"]) <= set(borders.changes["country"])
    assert administered["disputed"].equals(after["disputed"])


@pytest.mark.parametrize("view", ["IN", "MA", "PK", "RU", "SY", "VE"])
def test_land_is_neither_made_nor_lost_and_far_lines_stay(view):
    before, after = Borders.load(), Borders.load(worldview=view)
    sizes = [shapely.area(b.provinces.geometry.to_numpy()).sum() for b in (before, after)]
    assert sizes[0] == pytest.approx(sizes[1], abs=1e-7)
    assert not set(after.provinces["country"]) - set(before.provinces["country"])
    old, new = (b.lines.set_index(["border", "disputed"]).geometry for b in (before, after))
    assert new.index.is_unique
    assert all(border.split("-") == sorted(set(border.split("-"))) for border, _ in new.index)
    same = [row for row in old.index.intersection(new.index) if old[row].equals(new[row])]
    assert len(same) > 0.9 * len(old)
    gone, come = (shapely.union_all(lines.drop(same).to_numpy()) for lines in (old, new))
    differing = shapely.get_parts([shapely.difference(gone, come), shapely.difference(come, gone)])
    for part in differing[~shapely.is_empty(differing)]:
        assert min(area.distance(part) for area in after.changes.geometry) < 1e-6


def test_new_neighbours_meet_and_old_ones_part():
    india = set(Borders.load(worldview="IN").lines["border"])
    assert "AF-IN" in india
    assert "CN-PK" not in india
    morocco = Borders.load(worldview="MA").lines.dissolve("border")
    assert "EH-MA" not in morocco.index
    # CIA World Factbook, Western Sahara, land boundaries: Mauritania 1564 km.
    assert WGS84.geometry_length(morocco.loc["MA-MR"].geometry) / 1000 == pytest.approx(1564, rel=0.05)


def test_the_table_names_areas_that_there_are_and_gives_reasons():
    table = worldviews()
    assert set(table["area"]) <= set(Borders.load().disputed["area"])
    assert not table.duplicated(["worldview", "area"]).any()
    assert (table["source"] != "").all()
    for column in ("worldview", "country"):
        assert table[column].str.fullmatch("[A-Z]{2}").all()


@pytest.mark.parametrize("view", ["DE", "in", "", "Kashmir"])
def test_a_view_that_is_not_documented_is_refused(view):
    with pytest.raises(OptionError, match=r"IN, .*RU"):
        Borders.load(worldview=view)


def test_broken_tables_are_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.csv"):
        worldviews(tmp_path / "none.csv")
    (tmp_path / "short.csv").write_text("worldview,area\n")
    with pytest.raises(DataError, match="country"):
        worldviews(tmp_path / "short.csv")


def test_the_map_says_whose_view_it_shows():
    assert "as administered" in Borders.load().note()
    note = Borders.load(worldview="SY").note()
    assert "Syria (SY)" in note
    assert "Golan Heights" in note


def test_the_base_map_draws_the_lines_of_the_view():
    shipped, seen = Borders.load().drawn_lines(), Borders.load(worldview="IN").drawn_lines()
    before, after = (
        {(f["properties"]["border"], f["properties"]["disputed"]): f["geometry"] for f in layer["features"]}
        for layer in (shipped, seen)
    )
    assert ("AF-IN", True) in after
    assert ("CN-PK", True) in before.keys() - after.keys()
    assert before["IR-PK", False] == after["IR-PK", False]
    line = shapely.geometry.shape(after["AF-IN", True])
    true = Borders.load(worldview="IN").lines.set_index("border").geometry["AF-IN"]
    assert shapely.hausdorff_distance(line, true) < 0.05
    assert len(json.dumps(seen)) < 1.2 * len(json.dumps(shipped))


def in_view(view, *args, **values):
    layers = Layers(borders=Borders.load(worldview=view), crossings=shipped().crossings)
    return relate(incident(*args, **values), layers).iloc[0]


def test_incidents_take_the_side_of_the_view_and_keep_it_elsewhere():
    srinagar = {"lat": 34.08565, "lon": 74.80555, "country": "IN", "admin1": "Jammu and Kashmir"}
    raid = {"actor1": "India", "actor1_country": "IN"}
    assert in_view("PK", "place", **srinagar, **raid)["country"] == "PK"
    assert in_view("PK", "place", **srinagar, **raid).cross_border
    assert not in_view("IN", "place", **srinagar, **raid).cross_border
    assert in_view("PK", "place", **srinagar).worldview == "PK"
    assert in_view("RU", "place", **srinagar)["country"] == "IN"


def test_a_province_or_country_that_is_disputed_takes_it_whole():
    azad = {"name": "Azad Kashmir", "country": "PK", "admin1": "Azad Kashmir", "lat": 33.9, "lon": 73.8, "km": 150.0}
    assert in_view("IN", "admin1", **azad)["country"] == "IN"
    sahara = {"name": "Western Sahara", "country": "EH", "admin1": "", "lat": 24.5, "lon": -13.5, "km": 600.0}
    assert in_view("MA", "country", **sahara)["country"] == "MA"
    assert in_view("IN", "admin1", name="Balochistan", lat=28.5, lon=65.5, km=600.0)["country"] == "PK"
    guyana = {"name": "Guyana", "country": "GY", "admin1": "", "lat": 5.0, "lon": -59.0, "km": 500.0}
    assert in_view("VE", "country", **guyana)["country"] == "GY"


def test_a_view_can_be_taken_back():
    once = relate(world.frame())
    seen = relate(once, Layers(borders=Borders.load(worldview="IN"), crossings=shipped().crossings))
    again = relate(seen)
    pd.testing.assert_frame_equal(pd.DataFrame(once), pd.DataFrame(again))
