"""Moving an incident by hand: one value that is changed, kept and taken back as a whole."""

import json

import pytest

from geo.errors import OptionError
from geo.project import Project
from geo.project.spots import PLACE, moved, read_spot, spot_text
from geo.relations import relate
from tests import world

STRIKE = f"{1:016x}"


def strike(frame):
    return frame[frame["id"] == STRIKE].reset_index(drop=True)


def test_a_move_is_kept_in_the_project_and_taken_back_whole(tmp_path):
    with Project.open(tmp_path / "night.gpkg", create=True) as project:
        project.add(world.ARTICLES, world.CLAIMS, world.frame())
        before = strike(project.incidents())
        old = spot_text(before, 0)
        new = spot_text(relate(moved(before, lat=27.5, lon=63.25, name="a hill", uncertainty_km=0.5)), 0)
        project.record_edit(STRIKE, PLACE, old=old, new=new, reason="a geolocated video")
        row = strike(project.incidents()).loc[0]
        assert (row.geometry.y, row.geometry.x) == (27.5, 63.25)
        assert (row["place_name"], row["precision"], row["uncertainty_km"]) == ("a hill", "exact", 0.5)
        assert (row["country"], row["border"], row["review"]) == ("PK", "IR-PK", "edited")
        project.undo(1)
        after = strike(project.incidents())
        assert spot_text(after, 0) == old
        assert after.loc[0, "review"] == "auto"


def test_what_was_moved_meanwhile_is_not_moved_again(tmp_path):
    with Project.open(tmp_path / "night.gpkg", create=True) as project:
        project.add(world.ARTICLES, world.CLAIMS, world.frame())
        before = strike(project.incidents())
        new = spot_text(relate(moved(before, lat=27.5, lon=63.25, name="", uncertainty_km=5)), 0)
        with pytest.raises(OptionError, match="look at it again"):
            project.record_edit(STRIKE, PLACE, old=new, new=new, reason="too late")


@pytest.mark.parametrize(
    ("lat", "lon", "km"), [(91, 0, 1), (0, -181, 1), (float("nan"), 0, 1), (0, 0, -1), (0, 0, 1e9)]
)
def test_nothing_is_moved_off_the_earth(lat, lon, km):
    with pytest.raises(OptionError):
        moved(strike(world.frame()), lat=lat, lon=lon, name="", uncertainty_km=km)


@pytest.mark.parametrize("text", ["", "null", "{}", '{"lat": "1", "lon": 2}', json.dumps({"lat": 1})])
def test_a_foreign_text_is_no_place(text):
    with pytest.raises(OptionError):
        read_spot(text)
