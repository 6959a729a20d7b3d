"""README says what the commands do; what it prints of a session is what they print."""

import contextlib
import re
import shlex
from pathlib import Path

from geo import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_stands_in_the_readme(capsys):
    with_help = re.findall(r"^    (\w+)(?: |$)", _help(capsys), flags=re.MULTILINE)
    assert {"app", "read", "export", "geocode", "benchmark"} <= set(with_help)
    for command in with_help:
        assert f"incident-map {command}" in README


def _help(capsys):
    with contextlib.suppress(SystemExit):
        cli.main(["--help"])
    return capsys.readouterr().out


def test_the_session_prints_what_the_readme_shows(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    session = re.search(r"## On the command line\n\n```console\n(.*?)```", README, flags=re.DOTALL)[1]
    for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, shown = step.partition("\n")
        words = shlex.split(command.removeprefix(".venv/bin/"))
        assert words[0] == "incident-map"
        assert cli.main(words[1:]) == 0
        assert capsys.readouterr().out == shown


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).stat().st_size > 10_000
