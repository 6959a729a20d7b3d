"""``incident-map geocode``: what a name can mean, with reasons."""

import argparse

from geo.cli.options import Commands, gazetteer_options
from geo.cli.output import check_out
from geo.cli.status import DONE, FAILED, SOME_SKIPPED
from geo.cli.terminal import say, standard_output


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "geocode",
        parents=[gazetteer_options()],
        help="look up place names without a network",
        description="Print the places that each name can mean, the likeliest first, with reasons.",
    )
    parser.add_argument("names", nargs="+", metavar="NAME", help="name of a place")
    parser.add_argument("--context", default="", metavar="TEXT", help="text in which the names stand")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the candidates of each name; a name without any is named."""
    from geo.gazetteer import Gazetteer, address  # noqa: PLC0415
    from geo.resolution import candidates  # noqa: PLC0415

    check_out(None)
    found = 0
    with Gazetteer(options.gazetteer, places=options.places) as gazetteer, standard_output() as stream:
        for name in options.names:
            ranked = candidates(name, context=options.context, gazetteer=gazetteer)
            if not ranked:
                say(f"{name!r}: no such place is known offline; check its spelling")
                continue
            found += 1
            stream.write(f"{name}\n")
            for rank, candidate in enumerate(ranked, start=1):
                place = candidate.place
                where = f"({place.kind}, {place.id}) at {place.lat:.5f}, {place.lon:.5f} lat, lon"
                stream.write(f"{rank:>3}. {address(place, gazetteer)} {where}\n")
                stream.write(f"     score {candidate.score:g}: {'; '.join(candidate.reasons) or 'its name alone'}\n")
    return DONE if found == len(options.names) else SOME_SKIPPED if found else FAILED
