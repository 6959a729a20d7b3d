"""What incidents are told of borders and crossings, and how sure that is."""

import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geo import tables
from geo.borders import Borders
from geo.geodesy import distance_km
from geo.records import Spot
from geo.relations import relate
from geo.relations.areas import Whereabouts, area_of
from tests import world

RANGES = ("border_km", "crossing_km")


def incident(precision="place", *, country="PK", admin1="Balochistan", name="", lat=27.0, lon=64.1, km=5.0, **claim):
    """Return one incident of known whereabouts, told by one claim."""
    lead = world.CLAIMS[0]
    spot = Spot(
        name=name,
        country=country,
        admin1=admin1,
        lat=lat,
        lon=lon,
        precision=precision,
        uncertainty_km=km,
        place_id="x",
    )
    told = tables.claim_fields(lead) | claim
    values = {"spot": spot, "actor1": told["actor1"] or "", "actor1_country": told["actor1_country"] or ""}
    row = tables.to_frame([world._incident(9, "Incident", lead, **values)])
    row["claims"] = [[told]]
    return row


def related(*args, **values):
    return relate(incident(*args, **values)).iloc[0]


def test_a_spot_has_its_distance_and_direction_with_its_uncertainty_as_range():
    row = related("place", lat=29.4963, lon=60.8629, country="IR", admin1="", km=3.0)  # Zahedan, GeoNames 1159301
    assert row.border == "IR-PK"
    assert row.border_km == pytest.approx(25, abs=3)
    assert (row.border_km_low, row.border_km_high) == pytest.approx((row.border_km - 3, row.border_km + 3))
    assert 0 <= row.border_bearing < 180  # the border lies in the east
    assert row.crossing == "Taftan-Mirjaveh"
    assert row.admin1 == "Sistan and Baluchestan"


def test_a_spot_nearer_than_its_uncertainty_may_lie_on_the_border():
    row = related("place", lat=28.94687, lon=61.58661, km=8.0)
    assert row.border_km_low == 0
    assert row.border_km_high == row.border_km + 8


@pytest.mark.parametrize("precision", ["admin2", "admin1", "country"])
def test_the_middle_of_an_area_says_nothing(precision):
    row = related(precision, name="Balochistan", km=300.0)
    assert row[["border_km", "border_bearing", "crossing", "crossing_km"]].isna().all()
    for name in RANGES:
        assert 0 <= row[f"{name}_low"] < row[f"{name}_high"]


def test_a_province_reaches_from_its_border_to_its_farthest_corner():
    row = related("admin1", name="Balochistan", lat=28.5, lon=65.5, km=600.0)
    shape = Borders.load().province_polygon("PK", "Balochistan")
    inside = points_in(shape, 3000)
    km = Borders.load().km(*inside)
    assert row.border_km_low == 0
    assert km.max() <= row.border_km_high <= km.max() + 15


def points_in(shape, count):
    west, south, east, north = shape.bounds
    random = np.random.default_rng(2)
    lat, lon = random.uniform(south, north, count), random.uniform(west, east, count)
    inside = shapely.intersects_xy(shape, lon, lat)
    return lat[inside], lon[inside]


def test_a_ring_ends_at_the_border_of_its_country():
    there = Whereabouts("admin2", "Saravan", "IR", "Sistan and Baluchestan", 27.37, 62.33, 80.0)
    area = area_of(there, Borders.load())
    lat, lon = points_in(area, 2000)
    assert (distance_km(lat, lon, 27.37, 62.33) <= 80.5).all()
    assert area.difference(Borders.load().country_polygon("IR")).area < 1e-9
    assert related("admin2", name="Saravan", country="IR", lat=27.37, lon=62.33, km=80.0).border == "IR-PK"


def test_a_province_under_another_name_is_known_by_its_size():
    # GeoNames calls it Azad Jammu and Kashmir.
    borders = Borders.load()
    shape = borders.province_polygon("PK", "Azad Kashmir")
    middle = shapely.point_on_surface(shape)
    corner = shapely.get_coordinates(shape)
    size = float(distance_km(middle.y, middle.x, corner[:, 1], corner[:, 0]).max())
    there = Whereabouts("admin1", "Azad Jammu and Kashmir", "PK", "Azad Jammu and Kashmir", middle.y, middle.x, size)
    assert area_of(there, borders).equals(shape)
    wider = there._replace(uncertainty_km=3 * size)
    assert area_of(wider, borders).area > 2 * shape.area


def test_what_has_no_known_size_is_anywhere_in_its_country():
    borders = Borders.load()
    there = Whereabouts("country", "Nepal", "NP", "", 28.0, 84.0, float("nan"))
    assert area_of(there, borders).equals(borders.country_polygon("NP"))


def test_a_province_that_is_all_disputed_is_so():
    assert related("admin1", name="Azad Kashmir", admin1="Azad Kashmir", lat=33.9, lon=73.8, km=150.0).disputed
    assert not related("admin1", name="Balochistan", lat=28.5, lon=65.5, km=600.0).disputed
    assert related("country", name="Western Sahara", country="EH", admin1="", lat=24.5, lon=-13.5, km=600.0).disputed


def test_the_border_of_an_area_is_the_one_nearest_to_all_of_it_or_the_one_crossed():
    away = {"country": "NP", "admin1": "", "name": "Nepal", "lat": 28.0, "lon": 84.0, "km": 500.0}
    assert related("country", **away, actor1=None, actor1_country=None).border is None  # India or China
    assert related("country", **away, actor1="India", actor1_country="IN").border == "IN-NP"


def test_cross_border_says_how_it_was_decided():
    abroad = related("place", actor1="Iran", actor1_country="IR")
    assert (abroad.cross_border, abroad.cross_border_reason) == (True, "Iran (IR) acted in PK")
    home = related("place", actor1="Pakistan", actor1_country="PK")
    assert (home.cross_border, home.cross_border_reason) == (False, "Pakistan (PK) acted at home")
    group = related("place", actor1="gunmen", actor1_country=None)
    assert pd.isna(group.cross_border)
    assert group.cross_border_reason is None


def test_unplaced_incidents_have_no_relations():
    table = relate(world.frame())
    nowhere = table[table.geometry.isna()]
    assert len(nowhere)
    assert nowhere[["border", "border_km_low", "border_km_high", "crossing_km_low"]].isna().all().all()
    assert not nowhere["disputed"].any()


def test_relating_twice_changes_nothing_and_the_table_given_stays_as_it_was():
    before = world.frame()
    once = relate(before)
    twice = relate(once)
    assert_geodataframe_equal(once, twice)
    assert_geodataframe_equal(before, world.frame())
    tables.check(once)


def test_an_empty_table_stays_empty():
    assert relate(world.frame().iloc[:0]).empty
