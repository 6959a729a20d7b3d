"""``incident-map app``: the dashboard."""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from geo.cli.options import Commands, gazetteer_options
from geo.errors import OptionError

DASHBOARD_OPTIONS: Final = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "50",
    # Without it the first start would wait for an e-mail address.
    "server.showEmailPrompt": "false",
    "theme.baseRadius": "small",
    "theme.light.primaryColor": "#1f6f8b",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f2f5f7",
    "theme.light.textColor": "#1d242b",
    "theme.dark.primaryColor": "#7cc4dc",
    "theme.dark.backgroundColor": "#1b232c",
    "theme.dark.secondaryBackgroundColor": "#232d37",
    "theme.dark.textColor": "#eef2f5",
}
"""Settings of Streamlit, which an installed wheel cannot take from ``.streamlit/config.toml``."""


OPENSTREETMAP: Final = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "app",
        parents=[gazetteer_options()],
        help="open the dashboard",
        description="Open the dashboard in the browser.",
    )
    parser.add_argument("project", nargs="?", metavar="PROJECT", help="a project file to start with")
    parser.add_argument(
        "--tiles",
        nargs="?",
        const=OPENSTREETMAP,
        metavar="URL",
        help="offer readers an online background, off until they switch it on: of OpenStreetMap, "
        "or of a server of yours with {z}, {x} and {y} in its URL",
    )
    parser.add_argument(
        "--worldview", metavar="ISO2", help="open it with disputed areas as this state sees them, for example IN"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Hand the process over to Streamlit; the dashboard's own file runs, so that an installed wheel has it too."""
    page = Path(__file__).parents[1] / "dashboard" / "entry.py"
    arguments = [sys.executable, "-m", "streamlit", "run", str(page)]
    for name, value in DASHBOARD_OPTIONS.items():
        arguments += [f"--{name}", value]
    if "STREAMLIT_SERVER_ADDRESS" not in os.environ:
        # Nobody else on the network sees the reports, and Streamlit does not ask the web for its own address.
        arguments += ["--server.address", "localhost"]
    # A browser is opened for a person at a terminal only.
    arguments += ["--server.headless", str(not sys.stdin.isatty()).lower(), "--"]
    if options.project:
        from geo.project import Project  # noqa: PLC0415

        Project.open(options.project).close()
        arguments.append(str(Path(options.project).absolute()))
    if options.tiles:
        os.environ["INCIDENT_MAP_TILES"] = _tiles(options.tiles)
    if options.worldview:
        from geo.borders import Borders  # noqa: PLC0415

        Borders.load(worldview=options.worldview)  # refuses a view that is not documented
        os.environ["INCIDENT_MAP_WORLDVIEW"] = options.worldview
    _pass_on(options)
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell: the arguments are passed as they are


def _tiles(url: str) -> str:
    if not url.startswith(("http://", "https://")) or not all(part in url for part in ("{z}", "{x}", "{y}")):
        raise OptionError(f"{url!r} is no address of tiles; it needs http(s) and {{z}}, {{x}} and {{y}}")
    return url


def _pass_on(options: argparse.Namespace) -> None:
    """Tell the dashboard's process where names are looked up; refuse files that it could not read."""
    if options.gazetteer or options.places:
        from geo.gazetteer.index import PATH_VARIABLE, PLACES_VARIABLE, Gazetteer  # noqa: PLC0415

        Gazetteer(options.gazetteer, places=options.places).close()
        for variable, path in ((PATH_VARIABLE, options.gazetteer), (PLACES_VARIABLE, options.places)):
            if path:
                os.environ[variable] = str(path.absolute())
