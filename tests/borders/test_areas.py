"""Which polygon holds a point, or is near."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.borders.areas import Areas

POLYGONS = np.array([shapely.box(178, -5, 180, 5), shapely.box(-180, -5, -179, 5), shapely.box(0, 88, 90, 90)])


def found(lat, lon, within_km):
    return Areas(POLYGONS).query(np.array([lat], float), np.array([lon], float), within_km=within_km)[0]


def test_edges_belong_to_a_polygon():
    assert found(5, 179, 0) == 0
    assert found(6, 179, 0) == -1


def test_near_reaches_across_the_antimeridian():
    only_west = Areas(POLYGONS[1:2])
    assert only_west.query(np.array([0.0]), np.array([179.95]), within_km=20).tolist() == [0]
    assert only_west.query(np.array([0.0]), np.array([179.0]), within_km=20).tolist() == [-1]


def test_near_reaches_across_the_pole():
    assert found(89.95, -100, 20) == 2
    assert found(89.5, -100, 20) == -1


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=30))
def test_many_points_get_what_each_gets_alone(places):
    lat, lon = np.array(places, float).reshape(-1, 2).T
    together = Areas(POLYGONS).query(lat, lon, within_km=20)
    assert together.tolist() == [found(*place, 20) for place in places]
