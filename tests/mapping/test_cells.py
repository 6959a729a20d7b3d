"""Counts by cell and by day: none is lost, none is counted twice."""

import geopandas as gpd
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping import Grid
from geo.records import INCIDENT_TYPES
from geo.symbols import GROUPS, TYPES

WORLD = (-180.0, -85.0, 180.0, 85.0, 2.0)
SIZE = 2000


def grid_of(count: int, seed: int = 5) -> tuple[Grid, gpd.GeoDataFrame, np.ndarray]:
    random = np.random.default_rng(seed)
    lon, lat = random.uniform(-179.9, 179.9, count), random.uniform(-84.9, 84.9, count)
    frame = gpd.GeoDataFrame(
        {"type": random.choice(INCIDENT_TYPES, count)}, geometry=gpd.points_from_xy(lon, lat), crs=4326
    )
    days = random.integers(19_000, 19_100, count)
    return Grid(frame, days, days), frame, days


def total(cells) -> int:
    return sum(map(sum, cells["counts"]))


def test_every_incident_of_the_view_is_in_one_cell():
    grid, frame, _ = grid_of(SIZE)
    everything = np.ones(SIZE, dtype=bool)
    cells = grid.cells(everything, WORLD)
    assert total(cells) == SIZE
    by_group = frame["type"].map(lambda kind: TYPES[kind].group).value_counts()
    assert [sum(counts) for counts in cells["counts"]] == [int(by_group.get(name, 0)) for name in GROUPS]


@given(st.floats(-170, 100), st.floats(-70, 40), st.floats(1, 60), st.integers(2, 9))
def test_a_view_holds_at_least_what_lies_in_it_and_nothing_far_from_it(west, south, width, zoom):
    grid, frame, _ = grid_of(SIZE)
    east, north = west + width, south + width / 2
    cells = grid.cells(np.ones(SIZE, dtype=bool), (west, south, east, north, float(zoom)))
    pixels = 256 * 2.0**zoom * width / 360
    if pixels > 80 * 58:
        return  # no browser shows so much; the answer is cut
    inside = frame.cx[west:east, south:north]
    assert total(cells) >= len(inside)
    margin = 360 * 58 / (256 * 2.0**zoom)
    assert all(west - margin <= lon <= east + margin for lon in cells["lon"])


def test_a_mask_counts():
    grid, _, _ = grid_of(SIZE)
    mask = np.zeros(SIZE, dtype=bool)
    mask[:10] = True
    assert total(grid.cells(mask, WORLD)) == 10
    assert total(grid.cells(np.zeros(SIZE, dtype=bool), WORLD)) == 0


def test_the_histogram_counts_first_days():
    grid, _, days = grid_of(SIZE)
    slots = sorted(set(days.tolist()))
    counts = np.array(grid.histogram(np.ones(SIZE, dtype=bool), slots))
    assert counts.sum() == SIZE
    assert counts.sum(axis=0).tolist() == [int((days == slot).sum()) for slot in slots]
