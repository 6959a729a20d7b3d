"""The project file: everything comes back, nothing twice, nothing half, and no stranger's file is taken for one."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings

from geo import tables
from geo.errors import DataError, ExportError, OptionError
from geo.project import Edit, Project
from tests import world
from tests.exports.tables import frames

STRIKE, CLOSURE = f"{1:016x}", f"{5:016x}"


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "a night? #1.gpkg"


@pytest.fixture
def project(path):
    with Project.open(path, create=True) as opened:
        opened.add(world.ARTICLES, world.CLAIMS, world.frame())
        yield opened


def test_everything_comes_back(project, path):
    project.close()
    with Project.open(path) as again:
        assert again.articles() == world.ARTICLES
        assert again.claims() == world.CLAIMS
        pd.testing.assert_frame_equal(again.incidents(), world.frame())
        assert again.history() == ()


def test_the_same_reports_again_change_nothing(project, path):
    def content() -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    before = content()
    project.add(world.ARTICLES, world.CLAIMS, world.frame())
    assert content() == before


def test_claims_of_a_report_read_again_take_the_place_of_the_old(project):
    project.add([world.NOTES], [], tables.to_frame(world.INCIDENTS[:1]))
    assert {claim.report_id for claim in project.claims()} == {world.STRIKES.id}
    assert len(project.articles()) == 2
    assert len(project.incidents()) == 1


def test_other_programs_read_the_layer(project, path):
    project.close()
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {"incidents": "Point", "reports": None, "claims": None, "edits": None, "project": None}
    table = gpd.read_file(path, layer="incidents")
    assert table.crs.to_epsg() == 4326
    assert pd.api.types.is_datetime64_any_dtype(table["date_start"])
    assert table.geometry.isna().sum() == 2
    information = pyogrio.read_info(path, layer="incidents")
    assert information["features"] == 8
    assert information["total_bounds"] == pytest.approx(world.frame().total_bounds)


def test_a_layer_saved_by_another_program_reads_back(project, path):
    project.close()
    table = gpd.read_file(path, layer="incidents")
    pyogrio.write_dataframe(table, path, layer="incidents", append=True)  # with the envelopes that it likes to write
    with Project.open(path) as again:
        assert len(again.incidents()) == 16
        assert again.incidents().geometry[0] == again.incidents().geometry[8]


def test_an_edit_changes_the_incident_and_stays_in_the_history(project):
    when = datetime(2024, 1, 20, 8, 30, tzinfo=UTC)
    project.record_edit(STRIKE, "killed_high", old=None, new=4, reason="the ministry's final count", when=when)
    project.record_edit(CLOSURE, "review", old="auto", new="rejected", reason="an old picture", when=when)
    table = project.incidents().set_index("id")
    assert table.loc[STRIKE, ["killed_high", "review"]].tolist() == [4, "edited"]
    assert table.loc[CLOSURE, "review"] == "rejected"
    first, second = project.history()
    assert first == Edit(
        number=1,
        incident_id=STRIKE,
        claim=first.claim,
        field="killed_high",
        old=None,
        new=4,
        reason="the ministry's final count",
        when=when,
    )
    assert first.claim.startswith(world.STRIKES.id)
    assert (second.old, second.new) == ("auto", "rejected")
    project.record_edit(STRIKE, "killed_high", old=4, new=None, reason="undo")
    assert project.incidents().set_index("id").loc[STRIKE, "killed_high"] is pd.NA
    assert project.history()[-1].when.tzinfo is not None


def test_undoing_brings_back_the_value_and_the_review_and_keeps_the_history(project):
    before = project.incidents()
    project.record_edit(STRIKE, "review", old="auto", new="confirmed", reason="two witnesses")
    project.record_edit(STRIKE, "killed_low", old=2, new=3, reason="a third child died")
    project.record_edit(STRIKE, "killed_low", old=3, new=4, reason="a slip")
    with pytest.raises(OptionError, match="undo change 3 first"):
        project.undo(2)
    project.undo(3)
    project.undo(2)
    assert project.incidents().set_index("id").loc[STRIKE, ["killed_low", "review"]].tolist() == [2, "confirmed"]
    project.undo(1)
    pd.testing.assert_frame_equal(project.incidents(), before)
    assert [edit.undoes for edit in project.history()] == [None, None, None, 3, 2, 1]
    with pytest.raises(OptionError, match="no change number 1"):
        project.undo(1)
    project.add([], world.CLAIMS, world.frame())
    pd.testing.assert_frame_equal(project.incidents(), before)


def test_a_title_made_from_the_values_follows_an_edit(project):
    closure = world.INCIDENTS[4]
    assert closure.title == "Border closure in Taftan"
    project.record_edit(CLOSURE, "type", old="border_closure", new="border_opening", reason="misread")
    assert project.incidents().set_index("id").loc[CLOSURE, "title"] == "Border opening in Taftan"


def test_an_edit_outlasts_a_claim_that_a_new_report_adds(project):
    project.record_edit(STRIKE, "review", old="auto", new="confirmed", reason="two witnesses")
    project.record_edit(STRIKE, "title", old=world.INCIDENTS[0].title, new="Strike on a village", reason="clearer")
    grown = replace(world.INCIDENTS[0], id="f" * 16, claims=(world.CLAIMS[3], *world.INCIDENTS[0].claims))
    project.add([], world.CLAIMS, tables.to_frame([*world.INCIDENTS[1:], grown]))
    last = project.incidents().iloc[-1]
    assert (last["id"], last["title"], last["review"]) == ("f" * 16, "Strike on a village", "edited")


@pytest.mark.parametrize(
    ("incident", "change", "complaint"),
    [
        ("nobody", ("title", None, "x"), "no incident 'nobody'"),
        (STRIKE, ("id", STRIKE, "x"), "'id' is no value"),
        (STRIKE, ("colour", None, "red"), "'colour' is no value"),
        (STRIKE, ("killed_low", 3, 4), "killed_low of .* is now 2, not 3"),
        (STRIKE, ("killed_low", 2, "many"), "no value for killed_low"),
        (STRIKE, ("type", "air_strike", "ufo"), "a type other than"),
        (STRIKE, ("date_start", "2024-01-16", "Tuesday"), "no ISO 8601 day"),
        (STRIKE, ("title", world.INCIDENTS[0].title, 7), "'title' does not hold"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(project, incident, change, complaint):
    field, old, new = change
    with pytest.raises(OptionError, match=complaint):
        project.record_edit(incident, field, old=old, new=new, reason="")
    pd.testing.assert_frame_equal(project.incidents(), world.frame())
    assert project.history() == ()


def test_a_change_that_fails_midway_leaves_the_project_as_it_was(project):
    def breaking_off():
        yield world.CLAIMS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.add([replace(world.NOTES, id="new")], breaking_off(), world.frame())
    with pytest.raises(OptionError, match="a negative border_km"):
        project.add([replace(world.NOTES, id="new")], [], world.frame().assign(border_km=-1.0))
    # The report is written before the claim, and rolled back with it.
    with pytest.raises(OptionError, match="half of a character"):
        project.add([replace(world.NOTES, id="new")], [replace(world.CLAIMS[0], quote="\ud800")], world.frame())
    assert project.articles() == world.ARTICLES
    assert project.claims() == world.CLAIMS


def test_a_file_locked_by_another_program_is_named(project, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        project._connection.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(ExportError, match=r"a night\? #1.*locked"):
            project.add(world.ARTICLES, world.CLAIMS, world.frame())


def test_what_is_no_project_is_refused(tmp_path):
    cases = {"empty.gpkg": b"", "text.gpkg": b"not a database at all " * 50, "night.geojson": b"{}"}
    for name, content in cases.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(DataError, match=f"'.*{name}' is no project of Incident Map"):
            Project.open(file, create=True)
        assert file.read_bytes() == content
    other = tmp_path / "other.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([0], [0]), crs=4326).to_file(other)
    with pytest.raises(DataError, match="is no project"):
        Project.open(other)
    with pytest.raises(DataError, match=r"cannot be opened|is no project"):
        Project.open(tmp_path)


def test_a_missing_file_is_made_only_on_request_and_in_a_folder_that_is_there(tmp_path):
    with pytest.raises(DataError, match=r"there is no project '.*night\.gpkg'"):
        Project.open(tmp_path / "night.gpkg")
    with pytest.raises(OptionError, match=r"ends in \.gpkg"):
        Project.open(tmp_path / "night.db", create=True)
    with pytest.raises(ExportError, match="no folder"):
        Project.open(tmp_path / "missing" / "night.gpkg", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_project_of_another_version_is_refused(project, path):
    project._connection.execute("UPDATE project SET format = 99")
    with pytest.raises(DataError, match="another version"):
        Project.open(path)


@pytest.mark.parametrize("damage", ["UPDATE claims SET record = '{'", "UPDATE incidents SET geom = x'00'"])
def test_a_damaged_project_says_so(project, damage):
    project._connection.execute(damage)
    with pytest.raises(DataError, match=r"is damaged: .*; restore a copy"):
        (project.claims(), project.incidents())


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames())
def test_any_table_comes_back(path, frame):
    # SQLite holds no half of a surrogate pair, and no report that was read does.
    clean = frame.map(lambda value: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value)
    clean = tables.conform(gpd.GeoDataFrame(clean, geometry="geometry", crs=4326))
    with Project.open(path, create=True) as project:
        project.add([], [], clean.assign(claims=None))
        pd.testing.assert_frame_equal(project.incidents(), tables.conform(clean.assign(claims=None)))
