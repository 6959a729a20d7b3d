"""Shared edges and the border lines cut from them."""

import numpy as np
import shapely

from geo.borders.topology import international_lines, shared_edges


def test_edges_are_shared_only_where_corners_agree():
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    edges = shared_edges(np.array([left, right, shapely.box(5, 5, 6, 6)]))
    assert edges.left.tolist() == [0]
    assert edges.right.tolist() == [1]
    assert edges.ends[0].tolist() == [[1, 0], [1, 1]]


def test_coordinates_survive_in_every_quarter_of_the_globe():
    for x, y in ((-180, -90), (-180, 89), (179, -90), (179, 89), (-1, 0)):
        pair = np.array([shapely.box(x, y, x + 0.5, y + 1), shapely.box(x + 0.5, y, x + 1, y + 1)])
        assert shared_edges(pair).ends[0].tolist() == [[x + 0.5, y], [x + 0.5, y + 1]]


def test_lines_are_by_pair_of_countries_without_coast_and_provinces(lines):
    assert lines[["border", "disputed"]].to_numpy().tolist() == [["AA-BB", False], ["AA-BB", True]]
    assert shapely.length(lines.geometry.to_numpy()).tolist() == [4, 4]
    assert lines.geometry.iloc[1].bounds == (176, 6, 176, 10)


def test_units_without_a_country_have_no_borders(units):
    units.loc[units["country"] == "AA", "country"] = ""
    edges = shared_edges(units.geometry.to_numpy())
    assert international_lines(units, edges, disputed=np.zeros(len(edges.left), bool)).empty
