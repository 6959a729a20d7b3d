"""The command line with borders in somebody's view, with the user's own layers, and with the status of crossings."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.project import Project
from geo.relations import relate
from tests import world

SRINAGAR = "title: A blast\nsource: Post\npublished: 2024-01-19\n\nA bomb killed two people in Srinagar on Tuesday.\n"


@pytest.fixture
def project(tmp_path) -> Path:
    path = tmp_path / "night.gpkg"
    with Project.open(path, create=True) as opened:
        opened.add(world.ARTICLES, world.CLAIMS, relate(world.frame()))
    return path


@pytest.fixture
def areas(tmp_path) -> Path:
    shapes = [shapely.box(44, 25, 62, 40), shapely.box(62, 25, 78, 40)]
    gpd.GeoDataFrame({"who": ["IR", "PK"]}, geometry=shapes, crs=3857).set_crs(4326, allow_override=True).to_file(
        tmp_path / "own.gpkg"
    )
    return tmp_path / "own.gpkg"


def test_a_report_is_read_in_a_view_that_the_file_names(run, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(SRINAGAR)
    for options, country, view in (((), "IN", None), (("--worldview", "pk"), "PK", "PK")):
        status, out, _ = run("read", report, *options)
        assert status == 0
        document = json.loads(out)
        (blast,) = document["features"]
        assert (blast["properties"]["country"], blast["properties"]["worldview"]) == (country, view)
        assert ("as seen by PK" if view else "as administered") in document["note"]


def test_a_project_is_exported_with_borders_of_ones_own(run, project, areas):
    status, out, (said,) = run("export", project, "--borders", areas, "--name-column", "who")
    assert status == 0
    assert "stands for 2 countries" in said
    document = json.loads(out)
    taftan = next(f for f in document["features"] if f["properties"]["place_name"] == "Taftan")
    assert taftan["properties"]["country"] == "IR"
    assert document["sources"][-1]["name"] == "own.gpkg"


@pytest.mark.parametrize(
    ("options", "expected", "complaint"),
    [
        (["--worldview", "DE"], 2, "no view of 'DE' on disputed areas is documented"),
        (["--borders", "AREAS"], 2, "--borders needs --name-column COLUMN"),
        (["--borders", "AREAS", "--name-column", "nome"], 2, "no column 'nome'; choose one of its columns: who"),
        (["--borders", "missing.gpkg", "--name-column", "who"], 1, "there is no file 'missing.gpkg'"),
        (["--name-column", "who"], 2, "--name-column is for areas of your own"),
        (["--crossings", "gates.shp"], 2, "do not end in .csv"),
        (["--within", "-3"], 2, "a border zone of -3.0 km cannot be"),
        (["--between", "IR-PK"], 2, "give --within KM too"),
        (["--within", "5", "--between", "FR-PK"], 2, "no border 'FR-PK' is known"),
    ],
)
def test_what_cannot_be_is_one_line(run, project, areas, options, expected, complaint):  # noqa: PLR0917
    options = [str(areas) if option == "AREAS" else option for option in options]
    found, out, (line,) = run("export", project, "--status", "happened", *options)
    assert (found, out) == (expected, "")
    assert complaint in line


def test_a_zone_keeps_what_is_inside_for_sure_and_counts_the_rest(run, project):
    status, out, (line,) = run("export", project, "--within", 60, "--between", "IR-PK")
    assert status == 0
    assert [f["properties"]["place_name"] for f in json.loads(out)["features"]] == ["Taftan"]
    assert "known too coarsely" in line


def test_the_status_of_crossings_on_a_day_and_over_time(run, project):
    status, out, err = run("crossings", project, "--at", "2020-02-10")
    assert (status, err) == (0, [])
    assert out.startswith("Taftan-Mirjaveh (IR-PK): closed\n")
    assert "says Example Post" in out
    assert "2020-02-01 to 2020-02-29" in run("crossings", project)[1]
    for options in (["--at", "2024-01-19"], ["--between", "AF-PK"]):
        status, out, (line,) = run("crossings", project, *options)
        assert (status, out) == (0, "")
        assert "unknown" in line
