"""A small world built by code, and distances by brute force."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.borders.storage import write_parquet
from geo.borders.topology import international_lines, on_outline, shared_edges

# Two countries on both sides of the antimeridian, and an islet.
UNITS = (
    ("AA", "Alphaland", "North", shapely.box(176, 10, 180, 14)),
    ("AA", "Alphaland", "East", shapely.box(-180, 10, -178, 14)),
    ("AA", "Alphaland", "South", shapely.box(176, 6, 180, 10)),
    ("BB", "Betaland", "Coast", shapely.Polygon([(172, 6), (176, 6), (176, 10), (176, 14), (172, 14)])),
    ("BB", "Betaland", "Islet", shapely.box(170, 8, 170.1, 8.1)),
)
SAMPLE_KM = 0.05
BLOCK = 64  # edges
GEOD = Geod(ellps="WGS84")


@pytest.fixture
def units():
    rows = [
        {"unit": name, "country": country, "country_name": title, "name": name, "geometry": shape}
        for country, title, name, shape in UNITS
    ]
    return gpd.GeoDataFrame(rows, crs=4326)


@pytest.fixture
def disputed():
    south = {"area": "South", "administered_by": "AA", "claimed_by": "BB", "note": "", "geometry": UNITS[2][3]}
    return gpd.GeoDataFrame([south], crs=4326)


@pytest.fixture
def lines(units, disputed):
    edges = shared_edges(units.geometry.to_numpy())
    return international_lines(units, edges, disputed=on_outline(edges, disputed.geometry.to_numpy()))


@pytest.fixture
def folder(tmp_path, units, disputed, lines):
    write_parquet(units.drop(columns="unit"), tmp_path / "provinces.parquet")
    write_parquet(disputed, tmp_path / "disputed.parquet")
    write_parquet(lines, tmp_path / "lines.parquet")
    return tmp_path


@pytest.fixture(scope="session")
def reference_km():
    """Measure points against dense samples of lines with pyproj: no chords and no tree, half a sample off at most."""

    def measure(lat, lon, lines):
        edges = _edges(lines)
        blocks = _blocks(edges)
        return np.array([_least_km(*point, edges, blocks) for point in zip(lat, lon, strict=True)])

    return measure


def _edges(lines):
    """Return both ends (lon, lat) of edges at most 2.3 km long, straight on the map as in GeoJSON."""
    chains = shapely.get_parts(shapely.segmentize(lines, 0.02))
    xy, chain = shapely.get_coordinates(chains, return_index=True)
    joined = chain[1:] == chain[:-1]
    return np.stack([xy[:-1][joined], xy[1:][joined]], axis=1)


def _blocks(edges):
    """Return for runs of edges one point and the farthest that any of their samples is from it, generously."""
    first = np.arange(0, len(edges), BLOCK)
    middle = edges[first, 0]
    owner = np.arange(len(edges)) // BLOCK
    km = _great_circle_km(middle[owner, 1], middle[owner, 0], edges[:, 0])
    return middle, np.maximum.reduceat(km, first) + 2.5


def _least_km(lat, lon, edges, blocks):
    middle, radius = blocks
    km = _great_circle_km(lat, lon, middle)
    # The sphere is wrong by 0.6 % at most.
    near = np.flatnonzero((km - radius) * 0.994 <= (km + radius).min() * 1.006)
    row = (near[:, None] * BLOCK + np.arange(BLOCK)).ravel()
    found = edges[row[row < len(edges)]]
    km = _great_circle_km(lat, lon, found[:, 0])
    found = found[km <= km.min() * 1.012 + 5]
    share = np.linspace(0, 1, round(2.3 / SAMPLE_KM))[:, None]
    samples = (found[:, :1] + share * (found[:, 1:] - found[:, :1])).reshape(-1, 2)
    ones = np.ones(len(samples))
    return GEOD.inv(lon * ones, lat * ones, samples[:, 0], samples[:, 1])[2].min() / 1000


def _great_circle_km(lat, lon, xy):
    phi1, phi2, lam = np.radians(lat), np.radians(xy[:, 1]), np.radians(xy[:, 0] - lon)
    half = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(lam / 2) ** 2
    return 2 * 6371.0088 * np.arcsin(np.sqrt(half))
