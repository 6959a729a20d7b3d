"""``incident-map export``: a filtered layer out of a project."""

import argparse

from geo.cli.options import Commands, filter_options, output_options
from geo.cli.output import check_out, write
from geo.cli.status import DONE


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        parents=[output_options(), filter_options()],
        help="write the incidents of a project to a file",
        description="Write the incidents of a project, as GeoJSON to standard output unless -o is given.",
    )
    parser.add_argument("project", metavar="PROJECT", help="project file made by read --project")
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
    check_out(options.out)
    with Project.open(options.project) as project:
        frame = project.incidents()
    write(chosen.apply(frame), options.out)
    return DONE
