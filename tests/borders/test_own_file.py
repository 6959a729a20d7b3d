"""Areas of the user's own: every form and reference system, and every way to be wrong in one sentence."""

import warnings

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.borders.own_file import read_areas
from geo.errors import DataError, IncidentMapWarning, OptionError

BOW_TIE = shapely.Polygon([(60, 26), (62, 28), (62, 26), (60, 28)])


@pytest.fixture
def areas():
    shapes = [shapely.box(60, 25, 62, 28), shapely.box(62, 25, 64, 28)]
    return gpd.GeoDataFrame({"title": ["West", "East"], "code": [1, 2]}, geometry=shapes, crs=4326)


def written(frame, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a Shapefile cuts names, and says when a reference system is missing
        if path.suffix == ".parquet":
            frame.to_parquet(path)
        else:
            frame.to_file(path)
    return path


@pytest.mark.parametrize("suffix", [".shp", ".gpkg", ".geojson", ".parquet"])
@pytest.mark.parametrize("crs", [4326, 3857, 32641])
def test_every_form_in_every_reference_system(areas, tmp_path, suffix, crs):
    if suffix == ".geojson" and crs != 4326:
        pytest.skip("GeoJSON is in degrees (RFC 7946)")
    path = written(areas.to_crs(crs), tmp_path / f"own{suffix}")
    found = read_areas(path, columns=("title",))
    assert found.crs.to_epsg() == 4326
    assert found["title"].tolist() == ["West", "East"]
    assert found.columns.tolist() == ["title", "geometry"]
    assert shapely.hausdorff_distance(found.geometry.to_numpy(), areas.geometry.to_numpy()).max() < 1e-6


def test_a_reference_system_that_is_missing_must_be_given(areas, tmp_path):
    path = written(areas.to_crs(32641).set_crs(None, allow_override=True), tmp_path / "own.shp")
    (tmp_path / "own.prj").unlink(missing_ok=True)
    with pytest.raises(OptionError, match=r"own\.shp' does not say its reference system"):
        read_areas(path, columns=("title",))
    found = read_areas(path, columns=("title",), crs="EPSG:32641")
    assert found.total_bounds == pytest.approx([60, 25, 64, 28], abs=1e-6)
    with pytest.raises(OptionError, match="'EPSG:nonsense' is not known"):
        read_areas(path, columns=("title",), crs="EPSG:nonsense")
    with pytest.raises(DataError, match="not on the earth"):
        read_areas(path, columns=("title",), crs="EPSG:4326")


def test_polygons_that_cross_themselves_are_repaired_and_counted(areas, tmp_path):
    areas.loc[1, "geometry"] = BOW_TIE
    path = written(areas, tmp_path / "own.gpkg")
    with pytest.warns(IncidentMapWarning, match="1 of 2 polygons"):
        found = read_areas(path, columns=("title",))
    assert found.geometry.is_valid.all()
    assert shapely.area(found.geometry.to_numpy())[1] == pytest.approx(2)


def test_a_missing_column_names_those_that_there_are(areas, tmp_path):
    path = written(areas, tmp_path / "own.gpkg")
    with pytest.raises(OptionError, match="has no column 'name'; choose one of its columns: title, code"):
        read_areas(path, columns=("name",))


def test_numbers_and_gaps_in_a_column_are_text(areas, tmp_path):
    areas["mixed"] = ["Here", None]
    path = written(areas, tmp_path / "own.gpkg")
    found = read_areas(path, columns=("code", "mixed"))
    assert found["code"].tolist() == ["1", "2"]
    assert found["mixed"].tolist() == ["Here", ""]


def test_rows_without_an_area_are_left_out_and_counted(areas, tmp_path):
    areas.loc[0, "geometry"] = None
    path = written(areas, tmp_path / "own.gpkg")
    with pytest.warns(IncidentMapWarning, match="1 rows without an area"):
        assert read_areas(path, columns=("title",))["title"].tolist() == ["East"]


def test_what_holds_no_areas_is_refused(areas, tmp_path):
    points = written(areas.set_geometry(areas.geometry.representative_point()), tmp_path / "points.geojson")
    with pytest.raises(DataError, match="a Point, which is no area"):
        read_areas(points, columns=("title",))
    (tmp_path / "empty.geojson").write_text('{"type":"FeatureCollection","features":[]}')
    with pytest.raises(DataError, match=r"empty\.geojson"):
        read_areas(tmp_path / "empty.geojson", columns=("title",))


@pytest.mark.parametrize("name", ["own.geojson", "own.gpkg", "own.parquet", "own.shp"])
def test_what_cannot_be_read_is_one_sentence(tmp_path, name):
    with pytest.raises(DataError, match=f"no file .*{name}"):
        read_areas(tmp_path / name, columns=("title",))
    (tmp_path / name).write_bytes(b"not what its name says")
    with pytest.raises(DataError, match=f"{name}' cannot be read"):
        read_areas(tmp_path / name, columns=("title",))


def test_other_forms_list_the_choices(tmp_path):
    with pytest.raises(OptionError, match=r"\.shp, \.gpkg, \.geojson, \.json, \.parquet"):
        read_areas(tmp_path / "own.xlsx", columns=("title",))


def test_of_several_layers_one_must_be_named(areas, tmp_path):
    path = tmp_path / "own.gpkg"
    areas.to_file(path, layer="countries")
    areas.iloc[:1].to_file(path, layer="districts")
    with pytest.raises(OptionError, match="layers countries, districts"):
        read_areas(path, columns=("title",))
    assert len(read_areas(path, columns=("title",), layer="districts")) == 1
    with pytest.raises(OptionError, match="no layer 'towns'; choose one of countries, districts"):
        read_areas(path, columns=("title",), layer="towns")


def test_areas_across_the_antimeridian_must_be_cut(tmp_path):
    shape = shapely.Polygon([(178, 0), (-178, 0), (-178, 2), (178, 2)])
    path = written(gpd.GeoDataFrame({"title": ["Over"]}, geometry=[shape], crs=4326), tmp_path / "own.gpkg")
    with pytest.raises(DataError, match="cut them at 180 degrees"):
        read_areas(path, columns=("title",))


def test_two_million_corners_are_read(tmp_path):
    angles = np.linspace(0, 2 * np.pi, 500_000, endpoint=False)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    shapes = [shapely.Polygon(circle + np.array([lon, 30])) for lon in (50, 55, 60, 65)]
    frame = gpd.GeoDataFrame({"title": list("ABCD")}, geometry=shapes, crs=4326)
    assert shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() > 2_000_000
    path = written(frame.to_crs(3857), tmp_path / "own.parquet")
    assert read_areas(path, columns=("title",))["title"].tolist() == list("ABCD")
