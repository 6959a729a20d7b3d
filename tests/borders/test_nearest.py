"""The nearest line, against brute force and at the awkward places of the globe."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders.nearest import NearestLine
from geo.geodesy import distance_km


def km(lines, lat, lon):
    found = NearestLine(np.array(lines, object)).query(np.array([lat], float), np.array([lon], float))
    return found.line[0], found.km[0]


def test_foot_lies_within_a_long_edge():
    line, distance = km([shapely.LineString([(0, 0), (40, 0)])], 1, 20)
    assert (line, distance) == (0, pytest.approx(float(distance_km(1, 20, 0, 20)), rel=1e-6))


def test_long_edges_follow_the_parallel_like_geojson():
    # The geodesic between the two ends would pass 2.5 degrees farther north.
    _, distance = km([shapely.LineString([(-120, 49), (-90, 49)])], 48, -105)
    assert distance == pytest.approx(float(distance_km(48, -105, 49, -105)), rel=1e-4)


def test_nearest_is_across_the_antimeridian():
    far, near = shapely.LineString([(170, -20), (170, 20)]), shapely.LineString([(-179, -20), (-179, 20)])
    assert km([far, near], 0, 179)[0] == 1


def test_nearest_is_across_the_pole():
    near, far = shapely.LineString([(170, 89), (175, 89)]), shapely.LineString([(-10, 85), (-5, 85)])
    assert km([far, near], 89, -10) == (1, pytest.approx(223.4, abs=0.5))


def test_parts_of_a_line_are_not_joined():
    gap = shapely.MultiLineString([[(0, 0), (1, 0)], [(3, 0), (4, 0)]])
    assert km([gap], 0, 2)[1] == pytest.approx(float(distance_km(0, 2, 0, 1)), rel=1e-9)


def test_a_circle_of_border_around_the_point_needs_many_corners():
    ring = shapely.LineString(shapely.Point(10, 50).buffer(1, quad_segs=64).exterior.coords)
    _, distance = km([ring], 50, 10)
    assert distance == pytest.approx(float(distance_km(50, 10, 50, 11)), rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-89, 89)), min_size=2, max_size=6, unique=True),
    st.floats(-89.9, 89.9),
    st.floats(-180, 180),
)
def test_no_corner_is_nearer_than_the_answer(corners, lat, lon):
    _, distance = km([shapely.LineString(corners)], lat, lon)
    to_corners = distance_km(lat, lon, [y for _, y in corners], [x for x, _ in corners])
    # Chords order distant places by their straight line, 0.1 % off at a few thousand kilometres.
    assert distance <= to_corners.min() * 1.004 + 1e-6
