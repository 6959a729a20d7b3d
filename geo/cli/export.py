"""``incident-map export``: a filtered layer out of a project."""

import argparse
from typing import TYPE_CHECKING

from geo.cli.layers import chosen_layers, layer_options, related
from geo.cli.options import Commands, filter_options, output_options
from geo.cli.output import check_out, write
from geo.cli.status import DONE
from geo.cli.terminal import say
from geo.errors import OptionError

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.relations import Layers


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        parents=[output_options(), filter_options(), layer_options()],
        help="write the incidents of a project to a file",
        description="Write the incidents of a project, as GeoJSON to standard output unless -o is given.",
    )
    parser.add_argument("project", metavar="PROJECT", help="project file made by read --project")
    parser.add_argument(
        "--within", type=float, metavar="KM", help="only what was surely so near to a border (of --between, or any)"
    )
    parser.add_argument("--between", type=str.upper, metavar="PAIR", help="the border of --within: IR-PK")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the incidents of a project that the options select."""
    from geo.filters import IncidentFilter  # noqa: PLC0415
    from geo.project import Project  # noqa: PLC0415

    chosen = IncidentFilter(
        since=options.since,
        until=options.until,
        types=tuple(options.type),
        countries=tuple(options.country),
        statuses=tuple(options.status),
        words=options.text,
    )
    if options.between and options.within is None:
        raise OptionError("--between names the border of --within; give --within KM too")
    check_out(options.out)
    layers = chosen_layers(options)
    with Project.open(options.project) as project:
        frame = chosen.apply(related(project.incidents(), layers))
    if options.within is not None:
        frame = _near(frame, options.within, options.between, layers)
    write(frame, options.out, layers=layers)
    return DONE


def _near(frame: "gpd.GeoDataFrame", km: float, border: str | None, layers: "Layers | None") -> "gpd.GeoDataFrame":
    """Return the incidents that lie in a border zone for sure, and say how many may lie in it."""
    from geo.relations import zone  # noqa: PLC0415

    side = zone(frame, km, border, layers=layers)
    doubtful = int((side == "possible").sum())
    if doubtful:
        say(f"{doubtful} incidents that are known too coarsely to tell whether they were within {km:g} km are left out")
    return frame[side == "inside"]
