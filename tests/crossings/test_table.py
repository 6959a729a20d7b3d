"""The curated crossings and the search of the nearest one."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo import crossings
from geo.borders import Borders
from geo.errors import DataError
from geo.geodesy import distance_km
from geo.records import MODES

# Natural Earth's 1:10,000,000 lines are drawn up to about 2 km off the ground.
GENERALISATION_KM = 2.0


def test_every_crossing_lies_at_the_border_of_its_two_countries():
    table, borders = crossings.load(), Borders.load()
    table["border"] = table["country_a"] + "-" + table["country_b"]
    for border, group in table.groupby("border"):
        km = borders.distance_to(border, group.geometry)
        off = group[km > group["uncertainty_m"] / 1000 + GENERALISATION_KM]
        assert off["id"].tolist() == []


def test_every_row_is_complete_and_named_after_its_countries():
    table = crossings.load()
    assert len(table) >= 120
    assert (table["country_a"] < table["country_b"]).all()
    prefix = (table["country_a"] + "-" + table["country_b"] + "-").str.lower()
    assert all(row.startswith(start) for row, start in zip(table["id"], prefix, strict=True))
    for column in ("name", "source", "source_url", "licence"):
        assert (table[column] != "").all()
    assert table["source_url"].str.startswith("https://").all()
    assert table["uncertainty_m"].between(1, 16_000).all()
    assert set(";".join(table["modes"]).split(";")) <= {"", *MODES, "river"}


def test_no_position_comes_from_a_share_alike_database():
    assert not crossings.load()["licence"].str.contains("ODbL").any()


def test_the_crossings_of_the_worked_example_are_there():
    assert {"Taftan-Mirjaveh", "Gabd-Rimdan"} <= set(crossings.load()["name"])


def test_loading_gives_a_table_of_ones_own():
    crossings.load()["name"] = "changed"
    assert "Taftan-Mirjaveh" in set(crossings.load()["name"])


def test_nearest_equals_the_least_of_all_distances():
    table = crossings.load()
    random = np.random.default_rng(3)
    lat, lon = random.uniform(-60, 70, 200), random.uniform(-180, 180, 200)
    found = crossings.nearest(gpd.GeoSeries.from_xy(lon, lat, crs=4326))
    least = distance_km(lat[:, None], lon[:, None], table["lat"].to_numpy(), table["lon"].to_numpy()).min(axis=1)
    # Chords order places some thousand kilometres off by 0.1 % of their distance.
    assert found["crossing_km"].to_numpy() == pytest.approx(least, rel=2e-3)


def test_nearest_keeps_index_and_missing_points():
    series = gpd.GeoSeries([None, shapely.Point(61.5, 29)], index=["x", "y"], crs=4326)
    table = crossings.nearest(series)
    assert table.index.tolist() == ["x", "y"]
    assert table.loc["x"].isna().all()
    assert table.loc["y", "crossing"] == "Taftan-Mirjaveh"
    assert crossings.nearest(series.iloc[:0]).empty


@pytest.fixture
def write(tmp_path):
    def writer(**changes):
        table = pd.DataFrame(crossings.load().drop(columns="geometry").head(2)).assign(**changes)
        table.to_csv(tmp_path / "own.csv", index=False)
        return tmp_path / "own.csv"

    return writer


def test_own_table(write):
    path = write(name=["One", "Two"], lat=[0, 10], lon=[0, 10])
    assert crossings.nearest(gpd.GeoSeries.from_xy([9], [9], crs=4326), path=path)["crossing"].tolist() == ["Two"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"id": "same"}, "repeat"), ({"lat": [None, 1]}, "no position"), ({"lat": [1, 95]}, "no position")],
)
def test_bad_tables_are_refused(write, changes, message):
    with pytest.raises(DataError, match=message):
        crossings.load(write(**changes))


def test_missing_file_and_column(tmp_path):
    with pytest.raises(DataError, match="absent"):
        crossings.load(tmp_path / "absent.csv")
    (tmp_path / "short.csv").write_text("id,name\n")
    with pytest.raises(DataError, match="country_a"):
        crossings.load(tmp_path / "short.csv")
