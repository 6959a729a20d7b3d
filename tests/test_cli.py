"""The command line: what it writes, what it says, and the exit status of each way to fail."""

import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import geopandas as gpd
import pytest

from geo import cli, exports, pipeline
from geo.project import Project
from tests import world
from tests.exports import rfc7946

REPORT = "A bomb killed two people in Quetta on Tuesday.\n"
HEAD = "title: Blast in Quetta\nsource: Example Post\npublished: 2024-01-19\n\n"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(HEAD + REPORT)
    return path


@pytest.fixture
def project(tmp_path) -> Path:
    path = tmp_path / "night.gpkg"
    with Project.open(path, create=True) as opened:
        opened.add(world.ARTICLES, world.CLAIMS, world.frame())
    return path


def in_a_process(*arguments: object, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *map(str, arguments)], stderr=subprocess.PIPE, timeout=60, check=False, **options
    )


def test_a_report_becomes_geojson_on_standard_output(run, report):
    status, out, err = run("read", report)
    document = json.loads(out)
    assert (status, err) == (0, [])
    assert rfc7946.violations(document) == []
    [blast] = document["features"]
    assert (blast["properties"]["type"], blast["properties"]["place_name"]) == ("bombing", "Quetta")
    assert (blast["properties"]["date_start"], blast["properties"]["killed_low"]) == ("2024-01-16", 2)


@pytest.mark.parametrize("suffix", [*exports.SUFFIXES, ".html"])
def test_the_suffix_chooses_the_form(run, report, suffix):
    target = report.with_name("out" + suffix)
    assert run("read", report, "-o", target) == (0, "", [])
    assert b"Quetta" in target.read_bytes()


def test_standard_input_is_a_report(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(HEAD + REPORT))
    status, out, _ = run("read", "-")
    assert status == 0
    assert "Quetta" in out


def test_without_a_publication_date_one_warning_says_so(run, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{number}. {REPORT}")
    status, out, [warning] = run("read", tmp_path)
    assert status == 0
    assert "warning: 3 of 3 reports without a publication date" in warning
    assert all(feature["properties"]["date_start"] is None for feature in json.loads(out)["features"])
    status, out, err = run("read", tmp_path, "--published", "2024-01-19")
    assert (status, err) == (0, [])
    assert {feature["properties"]["date_start"] for feature in json.loads(out)["features"]} == {"2024-01-16"}


BAD_REPORTS = {
    "empty.txt": b"",
    "picture.txt": bytes(range(256)) * 40,
    "page.html": b"<!doctype html><html><head><title>A title</title></head></html>",
    "table.xlsx": b"PK",
    "broken.jsonl": b"{\n",
    "dated.txt": b"published: soon\n\nA text.",
}


@pytest.mark.parametrize("name", [*BAD_REPORTS, "huge.txt", "missing.txt", "line\nfeed.txt"])
def test_a_report_that_cannot_be_read_is_one_line(run, tmp_path, name):
    path = tmp_path / name
    if name in BAD_REPORTS:
        path.write_bytes(BAD_REPORTS[name])
    elif name == "huge.txt":
        with path.open("wb") as file:
            file.truncate(50_000_000)
    target = tmp_path / "out.geojson"
    status, out, [line] = run("read", path, "-o", target)
    assert (status, out) == (1, "")
    assert line.startswith("incident-map: ")
    assert name.split("\n")[0] in line
    assert not target.exists()


def test_a_folder_with_one_bad_report_is_done_but_for_that(run, tmp_path):
    for name in ("one.txt", "two.md"):
        (tmp_path / name).write_text(HEAD + REPORT)
    (tmp_path / "three.txt").write_bytes(b"")
    status, out, [line] = run("read", tmp_path)
    assert status == 3
    assert len(json.loads(out)["features"]) == 1
    assert "skipped" in line
    assert "three.txt" in line
    assert "is empty" in line


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "COMMAND"),
        (["fly"], "invalid choice: 'fly'"),
        (["read"], "REPORT"),
        (["read", "missing.txt", "--published", "soon"], "'soon' is not a publication date"),
        (["read", "missing.txt", "-o", "out.shp"], "'out.shp' does not end in one of .geojson"),
        (["read", "https://post.example/strikes"], "add --online"),
        (["export", "missing.gpkg", "--since", "yesterday"], "'yesterday' is no day"),
        (["export", "missing.gpkg", "--type", "ufo"], "unknown type 'ufo'; choose from air_strike"),
        (["export", "missing.gpkg", "--country", "Iran"], "no ISO 3166-1 alpha-2 country code"),
        (["export", "missing.gpkg", "--since", "2024-02-01", "--until", "2024-01-01"], "swap them"),
        (["export", "missing.gpkg", "-o", "night"], "'night' does not end in one of"),
        (["geocode"], "NAME"),
    ],
)
def test_wrong_usage_is_one_line(run, arguments, complaint):
    status, out, [line] = run(*arguments)
    assert (status, out) == (2, "")
    assert complaint in line


def test_a_path_that_cannot_be_written_is_refused_before_anything_is_read(run, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "read", lambda *_, **__: pytest.fail("a report was read"))
    status, _, [line] = run("read", tmp_path / "missing.txt", "-o", tmp_path / "missing" / "out.geojson")
    assert status == 1
    assert "there is no folder" in line
    (tmp_path / "out.csv").mkdir()
    status, _, [line] = run("read", tmp_path / "missing.txt", "-o", tmp_path / "out.csv")
    assert status == 1
    assert "is a folder" in line


def test_an_output_that_fails_midway_leaves_the_one_before(run, report, monkeypatch):
    def break_off(_edition, path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exports._WRITERS, ".csv", break_off)
    target = report.with_name("out.csv")
    target.write_text("before")
    status, _, [line] = run("read", report, "-o", target)
    assert status == 1
    assert "No space left on device" in line
    assert target.read_text() == "before"
    assert {path.name for path in report.parent.iterdir()} == {"out.csv", "report.txt"}


def test_reports_are_added_to_a_project_once(run, report, tmp_path):
    target = tmp_path / "night.gpkg"
    first = run("read", report, "--project", target)
    again = run("read", report, "--project", target)
    assert first[0] == again[0] == 0
    assert first[1] == again[1]
    with Project.open(target) as project:
        assert len(project.articles()) == 1
        assert project.incidents()["place_name"].tolist() == ["Quetta"]


def test_only_the_incidents_of_the_reports_are_written_and_the_project_keeps_all(run, report, project):
    status, out, _ = run("read", report, "--project", project)
    assert status == 0
    assert [feature["properties"]["place_name"] for feature in json.loads(out)["features"]] == ["Quetta"]
    with Project.open(project) as opened:
        assert len(opened.articles()) == 3


def test_export_writes_what_the_options_select(run, project, tmp_path):
    target = tmp_path / "out.geojson"
    assert run("export", project, "-o", target) == (0, "", [])
    assert len(gpd.read_file(target)) == len(world.INCIDENTS)

    def selected(*options: str) -> list[int]:
        status, out, err = run("export", project, *options)
        assert (status, err) == (0, [])
        return [int(feature["id"], 16) for feature in json.loads(out)["features"]]

    assert selected("--type", "air_strike", "--type", "talks") == [1, 2, 4]
    assert selected("--since", "2024-01-17", "--until", "2024-01-18") == [2, 3, 7]
    assert selected("--country", "ir") == [2, 3]
    assert selected("--status", "denied", "--status", "planned") == [3, 4]
    assert selected("--text", "condemned ministry") == [7]
    assert selected("--type", "protest") == []


def test_what_is_no_project_is_one_line(run, report, tmp_path):
    for path, complaint in ((tmp_path / "none.gpkg", "there is no project"), (report, "is no project")):
        status, out, [line] = run("export", path)
        assert (status, out) == (1, "")
        assert complaint in line
    status, _, [line] = run("app", tmp_path / "none.gpkg")
    assert status == 1
    assert "there is no project" in line


def test_geocode_prints_candidates_with_reasons(run):
    status, out, err = run("geocode", "Taftan", "--context", "The border of Iran and Pakistan")
    assert (status, err) == (0, [])
    assert out.startswith("Taftan\n  1. Taftan, Chagai District, Balochistan, Pakistan (city, geonames:9969716)")
    assert "28.94687, 61.58661 lat, lon" in out
    assert "the report names Pakistan" in out


def test_geocode_names_what_it_does_not_know(run):
    status, out, [line] = run("geocode", "Qxyzzy", "Quetta")
    assert status == 3
    assert out.startswith("Quetta\n")
    assert "'Qxyzzy': no such place" in line
    assert run("geocode", "Qxyzzy")[0] == 1


def test_app_hands_over_to_streamlit_with_the_settings_of_a_checkout(monkeypatch, project):
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)
    started: list[str] = []
    monkeypatch.setattr(os, "execv", lambda _program, arguments: started.extend(arguments))
    cli.main(["app", str(project)])
    assert started[1:4] == ["-m", "streamlit", "run"]
    assert Path(started[4]) == ROOT / "geo" / "dashboard" / "entry.py"
    assert Path(started[4]).is_file()
    assert started[-2:] == ["--", str(project)]
    given = dict(zip(started[5:-2:2], started[6:-2:2], strict=True))
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    for name, value in flattened(settings):
        if name != "server.headless":
            assert given[f"--{name}"] == str(value).replace("False", "false").replace("True", "true"), name
    assert (given["--server.headless"], given["--server.address"]) == ("true", "localhost")


def test_app_offers_tiles_only_when_asked_and_only_from_an_address_of_tiles(monkeypatch, run):
    monkeypatch.setattr(os, "execv", lambda *_: None)
    monkeypatch.setenv("INCIDENT_MAP_TILES", "")
    cli.main(["app"])
    assert not os.environ["INCIDENT_MAP_TILES"]
    cli.main(["app", "--tiles"])
    assert os.environ["INCIDENT_MAP_TILES"] == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    status, _, [line] = run("app", "--tiles", "night.gpkg")
    assert status != 0
    assert "'night.gpkg' is no address of tiles" in line


def flattened(table: dict, prefix: str = ""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def test_every_command_has_help_and_help_loads_nothing_heavy(run):
    for command in ("app", "read", "export", "geocode", "crossings"):
        status, out, _ = run(command, "--help")
        assert status == 0
        assert out.startswith(f"usage: incident-map {command}")
    question = "import sys; from geo.cli import main\ntry: main(['read', '--help'])\nexcept SystemExit: pass\n"
    question += "print(sorted({'pandas', 'numpy', 'spacy', 'streamlit', 'shapely', 'tqdm'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.splitlines()[-1] == "[]"


def test_version(run):
    status, out, _ = run("--version")
    assert status == 0
    assert out.startswith("incident-map ")


def test_an_error_of_our_own_is_one_line_and_an_interrupt_130(run, report, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(pipeline, "read", fail)
    status, out, [line] = run("read", report)
    assert (status, out) == (1, "")
    assert "ZeroDivisionError" in line

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupt)
    assert run("read", report) == (130, "", ["incident-map: interrupted"])


def test_closed_and_full_outputs(project):
    closed = in_a_process("export", project, preexec_fn=lambda: os.close(1))
    assert closed.returncode == 1
    assert b"standard output is closed" in closed.stderr
    assert closed.stderr.count(b"\n") == 1
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            told = in_a_process("export", project, stdout=full)
        assert told.returncode == 1
        assert told.stderr.count(b"\n") == 1
        assert b"standard output cannot be written" in told.stderr


def test_a_reader_that_has_had_enough_is_no_error(project):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        told = in_a_process("export", project, stdout=pipe)
    assert (told.returncode, told.stderr) == (0, b"")
