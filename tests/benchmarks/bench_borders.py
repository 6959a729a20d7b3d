"""Speed, memory and accuracy of the border join; by hand: ``pytest tests/benchmarks/bench_borders.py``."""

import resource
import time
import warnings

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo import crossings
from geo.borders import Borders
from geo.borders.reach import reach

GEOD = Geod(ellps="WGS84")
SAMPLE_KM = 0.02


def land_points(count):
    """Return random points on land, evenly over the globe."""
    random = np.random.default_rng(11)
    areas, kept = Borders.load()._areas, []
    while sum(map(len, kept)) < count:
        lat, lon = np.degrees(np.arcsin(random.uniform(-0.95, 0.99, count))), random.uniform(-180, 180, count)
        kept.append(np.column_stack([lon, lat])[areas.holding(lat, lon) >= 0])
    xy = np.concatenate(kept)[:count]
    return gpd.GeoSeries.from_xy(xy[:, 0], xy[:, 1], crs=4326)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.parametrize("count", [1, 30, 100_000, 1_000_000])
def test_join(count, say):
    borders, points = Borders.load(), land_points(count)
    cpu = time.process_time()
    took = seconds(lambda: (borders.relate(points), crossings.nearest(points)))
    cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    say(f"{count} points: {took:.3f} s, {cpu:.3f} s of processor time, peak of the process {peak:.2f} GB")


@pytest.mark.parametrize("count", [10_000, 100_000])
def test_against_geopandas(count, say):
    borders, points = Borders.load(), land_points(count)
    gates = crossings.load()
    borders.relate(points[:10])
    frame = gpd.GeoDataFrame(geometry=points)
    lines = borders.lines.explode(ignore_index=True)

    def ours():
        borders.relate(points)
        crossings.nearest(points)

    def theirs():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # distances in degrees: not even right
            frame.sjoin(borders.provinces, predicate="within")
            frame.sjoin(borders.disputed, predicate="within")
            frame.sjoin_nearest(lines, distance_col="degrees")
            frame.sjoin_nearest(gates, distance_col="degrees")

    mine, other = processor_seconds(ours), processor_seconds(theirs)
    say(f"{count} points, processor time: ours {mine:.2f} s, sjoin and sjoin_nearest {other:.2f} s: {other / mine:.1f}")


def processor_seconds(work):
    """Return the processor time of this process, which other programs on the machine do not change."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_ranges_of_provinces(say):
    borders = Borders.load()
    borders.km(np.zeros(1), np.zeros(1))
    chosen = borders.provinces.geometry.sample(200, random_state=1)
    took = processor_seconds(lambda: [reach(shape, borders.km) for shape in chosen])
    say(f"200 provinces: {took / 200 * 1000:.1f} ms of processor time each for the range of distances")


def test_worldview(say):
    borders = Borders.load()
    for view in ("IN", "RU", "VE"):
        took = processor_seconds(lambda view=view: borders.seen_by(view))
        say(f"the view of {view}: {took:.2f} s of processor time")


@pytest.mark.parametrize("count", [100, 2000])
def test_accuracy(count, say):
    # The test suite does the same with poles, antimeridian and islands, and finer samples take longer.
    lines = Borders.load().lines.geometry.to_numpy()
    points = land_points(count)
    km = Borders.load().relate(points)["border_km"].to_numpy()
    xy, chain = shapely.get_coordinates(shapely.get_parts(shapely.segmentize(lines, 0.02)), return_index=True)
    joined = chain[1:] == chain[:-1]
    start, end = xy[:-1][joined], xy[1:][joined]
    true = np.array([least_km(point.y, point.x, start, end) for point in points])
    error = np.abs(km - true)
    allowed = np.maximum(0.05, 0.001 * true)
    say(f"{count} points: worst error {error.max():.3f} km, worst share of the allowed {(error / allowed).max():.2f}")
    assert (error <= allowed).all()


def least_km(lat, lon, start, end):
    phi1, phi2, lam = np.radians(lat), np.radians(start[:, 1]), np.radians(start[:, 0] - lon)
    half = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(lam / 2) ** 2
    near = 2 * 6371.0088 * np.arcsin(np.sqrt(half))
    # The sphere is wrong by 0.6 % at most; an edge is 2.3 km long at most.
    kept = near <= near.min() * 1.012 + 5
    share = np.linspace(0, 1, round(2.3 / SAMPLE_KM))[:, None]
    samples = (start[kept][:, None] + share * (end[kept] - start[kept])[:, None]).reshape(-1, 2)
    ones = np.ones(len(samples))
    return GEOD.inv(lon * ones, lat * ones, samples[:, 0], samples[:, 1])[2].min() / 1000
