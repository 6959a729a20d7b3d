"""The nearest and the farthest that a point of an area can be, against many points of it."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders.nearest import NearestLine
from geo.borders.reach import reach
from geo.geodesy import circle, distance_km

EXACT_KM = 0.5


def measure(lines):
    nearest = NearestLine(np.array(lines, object))
    return lambda lat, lon: nearest.query(lat, lon).km


def sampled(area, km, count=4000):
    west, south, east, north = area.bounds
    random = np.random.default_rng(5)
    lat, lon = random.uniform(south, north, count), random.uniform(west, east, count)
    inside = shapely.intersects_xy(area, lon, lat)
    return km(lat[inside], lon[inside])


def test_a_square_beside_a_meridian():
    found = reach(shapely.box(1, 0, 2, 1), measure([shapely.LineString([(0, -10), (0, 10)])]))
    assert found.low == pytest.approx(float(distance_km(1, 0, 1, 1)), abs=2 * EXACT_KM)
    assert found.high == pytest.approx(float(distance_km(0, 0, 0, 2)), abs=2 * EXACT_KM)


def test_a_border_through_the_area_is_at_no_distance_and_the_farthest_point_lies_inside():
    ring = shapely.LineString(shapely.box(0, 0, 2, 2).exterior.coords)
    found = reach(shapely.box(0, 0, 2, 2), measure([ring]))
    assert found.low == 0
    assert found.high == pytest.approx(float(distance_km(1, 1, 0, 1)), abs=2 * EXACT_KM)


def test_a_ring_around_a_point_reaches_as_far_as_its_radius():
    found = reach(circle(30, 60, 90, vertices=360), measure([shapely.LineString([(50, 20), (50, 40)])]))
    middle = float(distance_km(30, 60, 30, 50))
    assert found.low == pytest.approx(middle - 90, abs=2)
    assert found.high == pytest.approx(middle + 90, abs=2)


def test_an_area_across_the_antimeridian_and_one_at_a_pole():
    area = shapely.MultiPolygon([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)])
    found = reach(area, measure([shapely.LineString([(-178, -5), (-178, 5)])]))
    assert found.low == pytest.approx(float(distance_km(1, -179, 1, -178)), abs=2 * EXACT_KM)
    assert found.high == pytest.approx(float(distance_km(0, 179, 0, -178)), abs=2 * EXACT_KM)
    cap = reach(circle(90, 0, 200), measure([shapely.LineString([(0, 80), (1, 80)])]))
    assert cap.high == pytest.approx(float(distance_km(80, 0, 90, 0)) + 200, abs=3)


def test_nothing_is_as_far_as_nothing():
    found = reach(shapely.Polygon(), measure([shapely.LineString([(0, 0), (1, 0)])]))
    assert np.isnan([found.low, found.high]).all()


corner = st.tuples(st.floats(-175, 175), st.floats(-80, 80))


@settings(max_examples=40)
@given(st.lists(corner, min_size=2, max_size=4, unique=True), corner, st.floats(0.1, 4), st.floats(0.1, 4))
def test_no_point_of_the_area_is_outside_the_range_and_its_ends_are_reached(line, middle, width, height):
    lon, lat = middle
    area = shapely.box(lon - width, lat - height, lon + width, lat + height)
    km = measure([shapely.LineString(line)])
    found, seen = reach(area, km, exact_to_km=EXACT_KM), sampled(area, km)
    # The nearest line is chosen by chords, which are 0.1 % off at a few thousand kilometres.
    slack = 1e-6 + 0.004 * seen.max()
    assert found.low - slack <= seen.min()
    assert seen.max() <= found.high + slack
    cell_km = 2 * max(width, height) * 111.7 / np.sqrt(4000) * 6
    assert seen.min() - found.low <= cell_km + 2 * EXACT_KM + slack
    assert found.high - seen.max() <= cell_km + 2 * EXACT_KM + slack
