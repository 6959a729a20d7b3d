"""Distances, destinations, circles and coordinates on the ellipsoid."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import OptionError
from geo.geodesy import WGS84, circle, coordinates, destination, distance_km, earth_centred_km

LAT = st.floats(-89.5, 89.5)
LON = st.floats(-180, 180)


def test_distance_of_a_degree_along_the_equator():
    # a = 6378.137 km is the radius that defines WGS 84.
    assert distance_km(0, 0, 0, 1) == pytest.approx(6378.137 * np.pi / 180, abs=1e-6)


def test_distance_crosses_the_antimeridian_and_keeps_nan():
    assert distance_km([10, np.nan], 179.9, 10, -179.9)[0] == pytest.approx(21.93, abs=0.01)
    assert np.isnan(distance_km([10, np.nan], 179.9, 10, -179.9)[1])


@given(LAT, LON, st.floats(0, 360), st.floats(0.001, 15_000))
def test_destination_is_the_given_distance_away(lat, lon, bearing, km):
    to_lat, to_lon = destination(lat, lon, bearing, km)
    assert distance_km(lat, lon, to_lat, to_lon) == pytest.approx(km, abs=1e-6)


@given(LAT, LON, st.floats(1, 500))
def test_circle_is_valid_counter_clockwise_and_true_to_scale(lat, lon, km):
    area = circle(lat, lon, km)
    assert area.is_valid
    west, south, east, north = area.bounds
    assert west >= -180
    assert east <= 180
    assert south >= -90
    assert north <= 90
    assert all(part.exterior.is_ccw for part in shapely.get_parts(area))
    # A polygon of 72 corners lacks 0.13 % of its circle, and plate carrée edges bend near the poles.
    if abs(lat) < 60:
        true = np.pi * km**2
        drawn = sum(abs(WGS84.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(area)) / 1e6
        assert drawn == pytest.approx(true, rel=0.01)


def test_circle_is_cut_at_the_antimeridian():
    area = circle(-17, 179.9, 100)
    assert area.geom_type == "MultiPolygon"
    assert sorted(round(part.bounds[0]) for part in area.geoms) == [-180, 179]


def test_circle_around_a_pole_reaches_it():
    area = circle(89, 30, 300)
    assert area.covers(shapely.Point(-150, 89.9))
    assert area.bounds[3] == 90


@given(LAT, LON, LAT, LON)
def test_chords_are_never_longer_than_geodesics(lat1, lon1, lat2, lon2):
    chord = np.linalg.norm(earth_centred_km(lat1, lon1) - earth_centred_km(lat2, lon2))
    assert chord <= distance_km(lat1, lon1, lat2, lon2) + 1e-6


def test_coordinates_tell_missing_and_empty_points():
    lat, _, known = coordinates(gpd.GeoSeries([shapely.Point(1, 2), None, shapely.Point()], crs=4326))
    assert lat[0] == 2
    assert known.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (gpd.GeoSeries([shapely.Point(0, 0)], crs=3857), "EPSG:4326"),
        (gpd.GeoSeries([shapely.Point(0, 0)]), "EPSG:4326"),
        (gpd.GeoSeries([shapely.box(0, 0, 1, 1)], crs=4326), "representative point"),
        (gpd.GeoSeries([shapely.Point(28.9, 161.5)], crs=4326), "POINT \\(28.9 161.5\\)"),
    ],
)
def test_coordinates_refuse_what_is_no_position(points, message):
    with pytest.raises(OptionError, match=message):
        coordinates(points)
