"""Border zones: inside, outside, or possibly inside."""

import numpy as np
import pytest

from geo.errors import OptionError
from geo.relations import SIDES, distance_to_border, relate, zone
from tests import world


@pytest.fixture(scope="module")
def incidents():
    return relate(world.frame())


def test_the_nearest_border_gives_the_ranges_that_every_incident_has(incidents):
    ends = distance_to_border(incidents)
    for name in ("low", "high"):
        expected = incidents[f"border_km_{name}"].to_numpy()
        assert ends[f"km_{name}"].to_numpy() == pytest.approx(expected, nan_ok=True)


def test_the_border_of_a_pair_is_no_nearer_than_the_nearest_one(incidents):
    nearest, pair = distance_to_border(incidents), distance_to_border(incidents, "IN-PK")
    known = nearest["km_low"].notna()
    assert (pair["km_low"] >= nearest["km_low"] - 1)[known].all()
    assert pair.index.equals(incidents.index)
    assert pair.loc[incidents["place_name"] == "Iran", "km_low"].iloc[0] > 300


def test_a_zone_has_an_inside_an_outside_and_a_doubt(incidents):
    named = zone(incidents, 60, "IR-PK").set_axis(incidents["place_name"])
    assert named["Taftan"] == "inside"
    assert named["Panjgur"] == "outside"
    assert named["Balochistan"] == "possible"
    assert named[named.index.isna()].isna().all()
    assert set(named.dropna()) == set(SIDES)


def test_zones_only_grow(incidents):
    depth = [SIDES.index(side) for side in zone(incidents, 10).dropna()]
    for km in (30, 80, 500, 5000):
        deeper = [SIDES.index(side) for side in zone(incidents, km).dropna()]
        assert np.less_equal(deeper, depth).all()
        depth = deeper
    assert not any(depth)


@pytest.mark.parametrize("km", [-1, float("nan")])
def test_no_depth_no_zone(incidents, km):
    with pytest.raises(OptionError, match="border zone"):
        zone(incidents, km)


def test_a_border_that_there_is_not_is_named(incidents):
    with pytest.raises(OptionError, match="'FR-PK'"):
        zone(incidents.iloc[:0], 10, "FR-PK")
