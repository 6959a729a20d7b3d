"""``incident-map crossings``: which crossings are open, by the reports of a project."""

import argparse
from typing import TYPE_CHECKING, Any

from geo.cli.layers import chosen_layers, layer_options, related
from geo.cli.options import Commands, day
from geo.cli.output import check_out
from geo.cli.status import DONE
from geo.cli.terminal import say, standard_output
from geo.records import MODES

if TYPE_CHECKING:
    import pandas as pd


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "crossings",
        parents=[layer_options()],
        help="tell which border crossings are open",
        description="Print the status of every crossing that the reports of a project tell of, with the reason.",
    )
    parser.add_argument("project", metavar="PROJECT", help="project file made by read --project")
    parser.add_argument(
        "--at", type=day, metavar="D", help="the status on this day: 2025-06-15; every period without it"
    )
    parser.add_argument("--between", type=str.upper, metavar="PAIR", help="only crossings of two countries: IR-PK")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line a crossing, or one a period."""
    from geo.crossings import history, status_at  # noqa: PLC0415
    from geo.project import Project  # noqa: PLC0415

    check_out(None)
    layers = chosen_layers(options)
    with Project.open(options.project) as project:
        incidents = related(project.incidents(), layers)
    table = layers.crossings if layers else None
    if options.at:
        found = status_at(options.at, incidents, table=table)
        found = found[found["claims"].astype(bool)]
    else:
        found = history(incidents, table=table)
    if options.between:
        found = found[found["border"] == options.between]
    _print(found)
    if found.empty:
        say("the reports tell of no such crossing, so the status of each is unknown")
    return DONE


def _print(found: "pd.DataFrame") -> None:
    with standard_output() as stream:
        for row in found.to_dict("records"):
            stream.write(f"{row['crossing']} ({row['border']}){_days(row)}: {row['status']}{_traffic(row)}\n")
            stream.write(f"     {row['reason']}\n")


def _days(row: "dict[Any, Any]") -> str:
    return f" {row['first']} to {row['last']}" if "first" in row else ""


def _traffic(row: "dict[Any, Any]") -> str:
    if len({row[mode] for mode in MODES}) == 1:
        return ""
    return f" ({', '.join(f'{mode} {row[mode]}' for mode in MODES)})"
