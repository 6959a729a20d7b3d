"""Cutting disputed areas along lines of claim."""

import geopandas as gpd
import pytest
import shapely

from geo.borders.disputes import cut, read_claim_lines, read_disputed
from geo.errors import DataError

SQUARE = shapely.Polygon([(0, 0), (1, 0), (4, 0), (4, 4), (1, 4), (0, 4)])
LINE = shapely.LineString([(1.01, 0.01), (1.2, 2), (1.01, 3.99)])


def test_ends_of_the_line_move_to_corners_that_neighbours_have_too():
    part = cut(SQUARE, LINE, part="smaller")
    assert shapely.get_coordinates(part.normalize()).tolist() == [
        [0, 0],
        [0, 4],
        [1, 4],
        [1.01, 3.99],
        [1.2, 2],
        [1.01, 0.01],
        [1, 0],
        [0, 0],
    ]


def test_both_parts_make_the_whole_and_islands_stay_with_the_larger():
    whole = shapely.MultiPolygon([SQUARE, shapely.box(6, 0, 7, 1)])
    smaller, larger = (cut(whole, LINE, part=part) for part in ("smaller", "larger"))
    assert smaller.area + larger.area == pytest.approx(whole.area)
    assert larger.covers(shapely.Point(6.5, 0.5))


def test_a_line_that_does_not_cut_is_refused():
    with pytest.raises(DataError, match="does not cut"):
        cut(SQUARE, shapely.LineString([(0, 0), (0, 4)]), part="smaller")


@pytest.fixture
def claims(tmp_path):
    frame = gpd.GeoDataFrame({"name": ["claim"]}, geometry=[shapely.MultiLineString([LINE])], crs=4326)
    frame.to_file(tmp_path / "claims.gpkg", layer="disputed_borders")
    return read_claim_lines(tmp_path / "claims.gpkg")


def test_areas_are_whole_units_or_cut_ones(tmp_path, claims):
    units = gpd.GeoDataFrame({"unit": ["U-1"], "country": ["AA"]}, geometry=[SQUARE], crs=4326)
    table = tmp_path / "disputed.csv"
    table.write_text(
        "area,administered_by,claimed_by,of,line,part,note\nAll,AA,BB,U-1,,,\nStrip,AA,BB;CC,AA,1,smaller,why\n"
    )
    areas = read_disputed(table, units, claims).set_index("area")
    assert areas.loc["All"].geometry.equals(SQUARE)
    assert areas.loc["Strip", "claimed_by"] == "BB;CC"
    assert areas.loc["Strip"].geometry.area < 5
    table.write_text("area,administered_by,claimed_by,of,line,part,note\nNone,AA,BB,U-2,,,\n")
    with pytest.raises(DataError, match="'U-2'"):
        read_disputed(table, units, claims)
