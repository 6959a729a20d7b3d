"""``incident-map benchmark``: accuracy on labelled corpora."""

import argparse
import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.options import Commands, gazetteer_options, recogniser_options
from geo.cli.output import check_out
from geo.cli.status import DONE, SOME_SKIPPED
from geo.cli.terminal import say, someone_watches, standard_output
from geo.errors import DataError

if TYPE_CHECKING:
    from geo.benchmark import Corpus, Scores
    from geo.benchmark.corpora import GoldReport
    from geo.gazetteer import Gazetteer


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "benchmark",
        parents=[gazetteer_options(), recogniser_options()],
        help="measure the accuracy of places on labelled corpora",
        description="Find and resolve the place names of corpora in JSON lines (text, toponyms) and print how often "
        "that is right: recognition, resolution, both together, calibration and speed, with 95 % intervals.",
    )
    parser.add_argument("corpora", nargs="+", metavar="CORPUS", help=".jsonl file of reports with labelled toponyms")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--plot", metavar="FILE", help=".svg file to draw the reliability diagrams into")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=("context", "publisher", "type words"),
        help="leave a part of the resolver out, to see what it adds",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure each corpus and print its scores; a corpus that cannot be read is named."""
    from geo.benchmark import figure, read_corpus, table  # noqa: PLC0415
    from geo.gazetteer import Gazetteer  # noqa: PLC0415

    check_out(None)
    plot = Path(options.plot) if options.plot else None
    if plot:
        figure.check_figure(plot)
    scores: list[Scores] = []
    failures = []
    with Gazetteer(options.gazetteer, places=options.places) as gazetteer, standard_output() as stream:
        for path in options.corpora:
            try:
                corpus = read_corpus(Path(path))
            except DataError as error:
                failures.append(str(error))
                continue
            measured = _measure(corpus, gazetteer, options)
            scores.append(measured)
            if not options.json:
                stream.write(f"{table.as_text(measured)}\n\n")
        if not scores:
            raise DataError("; ".join(failures))
        if options.json:
            json.dump({"corpora": [table.as_json(of) for of in scores]}, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
        else:
            stream.write(f"{table.LEGEND}\n")
    if plot:
        figure.write_figure([figure.diagram(one) for one in scores], plot)
    for failure in failures:
        say(failure)
    return SOME_SKIPPED if failures else DONE


def _measure(corpus: "Corpus", gazetteer: "Gazetteer", options: argparse.Namespace) -> "Scores":
    from tqdm import tqdm  # noqa: PLC0415

    from geo.benchmark import answer, measure, recognise  # noqa: PLC0415

    def progress(reports: Iterable["GoldReport"]) -> Iterator["GoldReport"]:
        yield from tqdm(reports, desc=corpus.name, unit="report", leave=False, disable=not someone_watches())

    answers = answer(
        corpus,
        gazetteer=gazetteer,
        recognise=partial(recognise, recogniser=options.recognizer),
        progress=progress,
        without=frozenset(options.without),
    )
    return measure(corpus, answers, gazetteer=gazetteer)
