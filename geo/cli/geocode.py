"""``incident-map geocode``: what a name can mean, with reasons."""

import argparse
from typing import TYPE_CHECKING

from geo.cli.options import Commands, gazetteer_options
from geo.cli.output import check_out
from geo.cli.status import DONE, FAILED, SOME_SKIPPED
from geo.cli.terminal import say, standard_output

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.records import Candidate


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
    from geo.gazetteer import Gazetteer, address, candidates  # noqa: PLC0415

    check_out(None)
    found = 0
    with Gazetteer(options.gazetteer, places=options.places) as gazetteer, standard_output() as stream:
        for name in options.names:
            in_text = _in_context(name, options.context, gazetteer) if options.context.strip() else ()
            ranked = in_text or candidates(name, gazetteer=gazetteer)
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


def _in_context(name: str, context: str, gazetteer: "Gazetteer") -> tuple["Candidate", ...]:
    """Rank what a name can mean as a report would that says the context and then the name."""
    from geo import language, resolution, toponyms  # noqa: PLC0415
    from geo.records import Toponym  # noqa: PLC0415

    beside = toponyms.recognise(language.analyse(context), gazetteer)
    start = len(context) + 1
    mention = Toponym(start=start, end=start + len(name), surface=name, name=name, kind="literal")
    resolved = resolution.resolve((*beside, mention), text=f"{context}\n{name}", gazetteer=gazetteer)
    return resolved[-1].candidates
