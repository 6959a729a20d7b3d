"""Settings of every test: reproducible properties, a process a core, and the browser tests where there is a browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from geo import cli
from geo.gazetteer import Gazetteer

IN_CI = os.environ.get("CI", "").lower() == "true"
MOST_WORKERS = 4  # each holds the network, the gazetteer and the borders
TOGETHER = ("tests/browser/", "tests/proofs/")  # one server of the page, one reading of many reports
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A deadline fails on a slow machine and says nothing about the code.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "desk")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Spread the whole suite over the cores, but start no further processes for single files."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS) if whole else 0


@pytest.fixture(scope="session")
def shipped() -> Iterator[Gazetteer]:
    """Give the gazetteer of the package."""
    with Gazetteer() as gazetteer:
        yield gazetteer


@pytest.fixture
def run(capsys):
    """Run a command; return its exit status, its output and the lines on standard error."""

    def command(*arguments: object) -> tuple[int, str, list[str]]:
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = left.code
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return status, captured.out, captured.err.splitlines()

    return command


class FileByFile(LoadScopeScheduling):
    """Keep the tests of a file in one process, and those of a folder that share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if path.startswith(folder)), path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FileByFile:
    """Hand out the tests file by file."""
    return FileByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the browser tests, which take longest; skip them where no Chromium is installed, but fail in CI."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if IN_CI or any(shutil.which(name) for name in BROWSERS):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"none of {', '.join(BROWSERS)} is installed"))
