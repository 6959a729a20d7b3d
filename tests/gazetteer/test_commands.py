"""The commands that take a gazetteer, and the one that makes it."""

import os
from pathlib import Path

import pytest

from geo import cli
from geo.gazetteer.index import PATH_VARIABLE, PLACES_VARIABLE
from tests.gazetteer import dumps


@pytest.fixture
def zed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    source = dumps.written(tmp_path / "ZZ.zip", dumps.land())
    output = tmp_path / "zed.gaz"
    assert cli.main(["gazetteer", "build", str(source), "-o", str(output), "--alone"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"incident-map: {output} has ")
    return output


def test_geocode_looks_where_it_is_told(zed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["geocode", "Town 2001205", "--gazetteer", str(zed)]) == 0
    assert "Dee1 District, Province Blpha, Republic of Zedland" in capsys.readouterr().out
    places = tmp_path / "own.csv"
    places.write_text("name,lat,lon\nTown 2001205,0.5,0.5\n")
    assert cli.main(["geocode", "Town 2001205", "--gazetteer", str(zed), "--places", str(places)]) == 0
    assert "own:town-2001205" in capsys.readouterr().out


def test_read_places_events_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, places = tmp_path / "report.txt", tmp_path / "own.csv"
    report.write_text("published: 2024-01-19\n\nA bomb killed two people in Camp Meridian on Tuesday.\n")
    places.write_text("name,lat,lon\nCamp Meridian,30.5,66.5\n")
    assert cli.main(["read", str(report), "--places", str(places), "-o", str(tmp_path / "out.csv")]) == 0
    assert capsys.readouterr().err == ""
    [_, row] = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert "Camp Meridian" in row
    assert "30.5" in row


def test_the_dashboard_is_told_through_its_environment(zed: Path, tmp_path: Path, monkeypatch) -> None:
    places = tmp_path / "own.csv"
    places.write_text("name,lat,lon\nPost,1,1\n")
    for variable in (PATH_VARIABLE, PLACES_VARIABLE):
        monkeypatch.setenv(variable, "")
    monkeypatch.setattr(os, "execv", lambda *_: None)
    cli.main(["app", "--gazetteer", str(zed), "--places", str(places)])
    assert os.environ[PATH_VARIABLE] == str(zed)
    assert os.environ[PLACES_VARIABLE] == str(places)


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["gazetteer"], 2, "ACTION"),
        (["gazetteer", "build", "ZZ.zip"], 2, "-o"),
        (["gazetteer", "build", "ZZ.zip", "-o", "x.gaz", "--classes", "PQ"], 2, "'PQ' names no feature classes"),
        (["gazetteer", "build", "ZZ.zip", "-o", "x.gaz"], 1, "'ZZ.zip' cannot be read"),
        (["geocode", "Quetta", "--gazetteer", "world.gaz"], 1, "'world.gaz' is missing"),
        (["geocode", "Quetta", "--places", "own.csv"], 1, "'own.csv' cannot be read"),
        (["app", "--places", "own.csv"], 1, "'own.csv' cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(  # noqa: PLR0917
    arguments, status, complaint, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("the dashboard was started"))
    try:
        given = cli.main(arguments)
    except SystemExit as left:
        given = left.code
    [line] = capsys.readouterr().err.splitlines()
    assert (given, complaint in line) == (status, True), line
    assert not list(tmp_path.iterdir())
