"""The builder, on a small world, and the shipped files against its promises."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo import paths
from geo.borders import Borders
from geo.borders.basemap import write_basemap
from geo.borders.build import main, read_units
from geo.borders.topology import international_lines, on_outline, shared_edges
from geo.errors import DataError

NAMES = "unit,natural_earth,line,part,country,name,reason\n"
COUNTRY_NAMES = "country,natural_earth,name,reason\n"
DISPUTED = "area,administered_by,claimed_by,of,line,part,note\n"


@pytest.fixture
def sources(tmp_path, units):
    """Return the folder with the two layers and the three tables that the builder reads."""
    layer = units.rename(columns={"unit": "adm1_code", "country": "iso_a2", "country_name": "admin", "name": "name_en"})
    layer["name"] = "local " + layer["name_en"]
    layer["name_en"] = layer["name_en"].replace("Islet", None)
    layer["iso_a2"] = layer["iso_a2"].where(layer["name_en"] != "South", "-1")
    layer.to_file(tmp_path / "units.geojson")
    claim = gpd.GeoDataFrame(geometry=[shapely.LineString([(176, 10), (180, 8), (180, 6)])], crs=4326)
    claim.to_file(tmp_path / "claims.gpkg", layer="disputed_borders")
    (tmp_path / "borders").mkdir()
    write(tmp_path, names=NAMES + "South,South,,,AA,Southern,no code\n")
    write(tmp_path, country_names=COUNTRY_NAMES + "BB,Betaland,New Betaland,renamed\n")
    write(tmp_path, disputed=DISPUTED + "South,AA,BB,South,,,\n")
    return tmp_path


def write(folder, **tables):
    for name, text in tables.items():
        (folder / "borders" / f"{name}.csv").write_text(text, encoding="utf-8")


def build(folder):
    return main(["--natural-earth", f"{folder}/units.geojson", "--claims", f"{folder}/claims.gpkg", "-o", str(folder)])


def test_build_writes_layers_that_load(sources):
    assert build(sources) == 0
    borders = Borders.load(sources / "borders")
    assert borders.provinces[["country", "country_name", "name"]].to_numpy().tolist() == [
        ["AA", "Alphaland", "East"],
        ["AA", "Alphaland", "North"],
        ["AA", "Alphaland", "Southern"],
        ["BB", "New Betaland", "Coast"],
        ["BB", "New Betaland", "local Islet"],
    ]
    assert borders.lines["disputed"].tolist() == [False, True]
    assert not list(sources.rglob("*.new"))


def test_a_unit_can_be_cut_between_countries(sources):
    write(sources, names=NAMES + "South,South,1,smaller,AA,Southern,\n")
    with pytest.raises(DataError, match=r"\['South'\]"):  # the rest still has the code -1
        build(sources)
    write(sources, names=NAMES + "South,South,1,smaller,AA,Southern,\nNorth,North,,,BB,North,\n")
    with pytest.raises(DataError, match=r"\['South'\]"):
        build(sources)


@pytest.mark.parametrize("row", ["Nowhere,South,,,AA,Southern,\n", "South,Old name,,,AA,Southern,\n"])
def test_corrections_that_do_not_fit_are_refused(sources, row):
    write(sources, names=NAMES + row)
    with pytest.raises(DataError, match="not in the layer"):
        read_units(
            sources / "units.geojson",
            {},
            names=sources / "borders" / "names.csv",
            country_names=sources / "borders" / "country_names.csv",
        )


def test_base_map_follows_rfc_7946(sources):
    build(sources)
    check_base_map(sources / "basemap")


def test_shipped_base_map_follows_rfc_7946():
    check_base_map(paths.data("basemap"))


def check_base_map(folder):
    for name in ("countries", "provinces", "borders", "disputed"):
        path = folder / f"{name}.geojson"
        document = json.loads(path.read_text(encoding="utf-8"))
        assert "crs" not in document
        assert "Natural Earth" in document["attribution"]
        frame = gpd.read_file(path)
        xy = shapely.get_coordinates(frame.geometry.to_numpy())
        assert np.abs(xy - xy.round(3)).max() < 1e-9
        assert np.abs(xy[:, 0]).max() <= 180
        rings = shapely.get_exterior_ring(shapely.get_parts(frame.geometry.to_numpy()))
        # A ring of three equal corners at three decimals has no turn at all.
        areas = shapely.area(shapely.polygons(rings[~shapely.is_missing(rings)])) > 1e-5
        assert shapely.is_ccw(rings[~shapely.is_missing(rings)])[areas].all()


def test_shipped_lines_and_base_map_are_what_the_script_makes_of_the_provinces(tmp_path):
    borders = Borders.load()
    edges = shared_edges(borders.provinces.geometry.to_numpy())
    flags = on_outline(edges, borders.disputed.geometry.to_numpy())
    lines = international_lines(borders.provinces, edges, disputed=flags)
    assert lines[["border", "disputed"]].equals(borders.lines[["border", "disputed"]])
    assert shapely.equals_exact(lines.geometry.to_numpy(), borders.lines.geometry.to_numpy(), 1e-9).all()
    write_basemap(borders.provinces, lines, borders.disputed, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == paths.data("basemap", path.name).read_bytes(), path.name


def test_shipped_base_map_lines_lie_on_the_countries():
    countries = gpd.read_file(paths.data("basemap", "countries.geojson")).set_index("country")
    borders = gpd.read_file(paths.data("basemap", "borders.geojson"))
    for border in ("IR-PK", "AF-PK", "IN-PK", "EG-SD"):
        line = shapely.union_all(borders.loc[borders["border"] == border].geometry.to_numpy())
        for country in border.split("-"):
            outline = set(map(tuple, shapely.get_coordinates(countries.loc[country].geometry)))
            assert set(map(tuple, shapely.get_coordinates(line))) <= outline


def test_shipped_names_are_current():
    provinces = Borders.load().provinces
    names = set(provinces["country_name"])
    assert {"North Macedonia", "Eswatini", "Czechia", "South Sudan", "Palestine", "Kosovo"} <= names
    assert not {"Macedonia", "Swaziland", "S. Sudan", "Gaza Strip"} & names
    pakistan = set(provinces.loc[provinces["country"] == "PK", "name"])
    assert pakistan == {
        "Azad Kashmir",
        "Balochistan",
        "Gilgit-Baltistan",
        "Islamabad Capital Territory",
        "Khyber Pakhtunkhwa",
        "Punjab",
        "Sindh",
    }


def test_every_shipped_province_has_a_country_but_those_without():
    provinces = Borders.load().provinces
    assert provinces.loc[provinces["country"] == "", "name"].tolist() == ["Spratly Islands"]
    assert provinces["country"].str.fullmatch("[A-Z]{2}|").all()
    assert (provinces["name"] != "").mean() > 0.99


def test_data_stays_small():
    files = [*paths.data("borders").iterdir(), *paths.data("basemap").iterdir(), paths.data("crossings.csv")]
    assert sum(file.stat().st_size for file in files) < 14e6
