"""Places that a report gives by another, as areas."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import geodesy, toponyms
from geo.gazetteer import Gazetteer
from geo.records import Place
from geo.resolution import areas, resolve
from geo.resolution.relative import find_relative

GAZETTEER = Gazetteer()
QUETTA = Place(id="1", name="Quetta", kind="city", lat=30.19, lon=67.01, country="PK", uncertainty_km=8)


def read(text: str, *names: str):
    mentions, end = [], 0
    for name in names:
        start = text.index(name, end)
        end = start + len(name)
        mentions.append(toponyms.given(text, start, end, gazetteer=GAZETTEER))
    return find_relative(text, resolve(mentions, text=text, gazetteer=GAZETTEER))


@pytest.mark.parametrize(
    ("text", "names", "surface"),
    [
        ("They died 90 km from Panjgur.", ["Panjgur"], "90 km from Panjgur"),
        ("It fell 1,200 metres outside the town of Taftan.", ["Taftan"], "1,200 metres outside the town of Taftan"),
        ("A blast 56 miles (90 kilometres) north of Quetta.", ["Quetta"], "56 miles (90 kilometres) north of Quetta"),
        ("Drones hit a depot just east of Quetta.", ["Quetta"], "just east of Quetta"),
        ("A blast near Taftan.", ["Taftan"], "near Taftan"),
        ("Troops near the border with Iran; Pakistan said.", ["Iran", "Pakistan"], "near the border with Iran"),
        ("Troops near the Pakistan-Iran border.", ["Pakistan", "Iran"], "near the Pakistan-Iran border"),
        ("It struck a border village of Panjgur.", ["Panjgur"], "border village of Panjgur"),
    ],
)
def test_the_phrase_is_found_with_its_name(text, names, surface):
    [found] = read(text, *names)
    assert (found.surface, text[found.start : found.end]) == (surface, surface)
    assert found.place.kind == "region"
    assert not found.by_road


@pytest.mark.parametrize("text", ["He left Quetta.", "90 people from Quetta came.", "Quetta is 90 km from here."])
def test_other_words_are_no_relative_place(text):
    assert read(text, "Quetta") == ()


def test_a_distance_by_road_leaves_room_for_bends():
    [straight] = read("It lies 347 km southeast of Zahedan.", "Zahedan")
    [road] = read("It lies 347 km southeast of Zahedan by road.", "Zahedan")
    assert road.by_road
    assert any("by road" in reason for reason in road.area.reasons)
    near = geodesy.destination(29.4963, 60.8629, 135, 230)
    point = shapely.Point(float(near[1]), float(near[0]))
    assert road.area.shape.covers(point)
    assert not straight.area.shape.covers(point)


def test_a_province_that_is_named_with_it_cuts_the_ring():
    [whole] = read("They died 90 km from Panjgur.", "Panjgur")
    [part] = read("They died 90 km from Panjgur, in Balochistan.", "Panjgur", "Balochistan")
    assert part.area.shape.area < whole.area.shape.area
    assert (part.place.country, part.place.admin1) == ("PK", "Balochistan")


def test_a_border_is_seen_from_the_side_of_the_report():
    [found] = read("Troops near the border with Iran, officials in Quetta said.", "Iran", "Quetta")
    assert found.place.country == "PK"
    taftan, zahedan = shapely.Point(61.59, 28.95), shapely.Point(60.86, 29.5)
    assert found.area.shape.covers(taftan)
    assert not found.area.shape.covers(zahedan)


@given(
    lat=st.floats(-70, 70),
    lon=st.floats(-170, 170),
    km=st.floats(20, 400),
    bearing=st.none() | st.floats(0, 359),
    along=st.floats(-25, 25),
)
def test_what_lies_at_the_distance_lies_in_the_area(lat, lon, km, bearing, along):
    place = Place(id="1", name="X", kind="city", lat=lat, lon=lon, uncertainty_km=2)
    area = areas.ring(place, km, tolerance_km=0.5, bearing=bearing)
    to_lat, to_lon = geodesy.destination(lat, lon, (bearing or 0) + along, km)
    assert area.shape.covers(shapely.Point(float(to_lon), float(to_lat)))
    assert not area.shape.covers(shapely.Point(lon, lat))


@given(bearing=st.none() | st.floats(0, 359), km=st.floats(1, 300))
def test_the_circle_of_the_place_holds_the_whole_area(bearing, km):
    area = areas.ring(QUETTA, km, tolerance_km=1, bearing=bearing)
    place = area.place("somewhere")
    corners = shapely.get_coordinates(area.shape)
    away = geodesy.distance_km(place.lat, place.lon, corners[:, 1], corners[:, 0])
    assert away.max() <= place.uncertainty_km + 0.1


def test_a_strip_is_as_wide_as_it_says():
    shape = areas.strip(shapely.LineString([(60, 20), (60, 30)]), 30)
    for lat in (21, 24.7, 29):
        for km, inside in ((29.5, True), (30.5, False)):
            to_lat, to_lon = geodesy.destination(lat, 60, 90, km)
            assert shape.covers(shapely.Point(float(to_lon), float(to_lat))) == inside
