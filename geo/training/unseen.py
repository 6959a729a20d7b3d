"""Say how well reports are read of which nothing was learned: in three folds, each read by models of the others.

Run ``python -m geo.training.unseen tests/gold/development``. What `geo.claims` learns is learned anew; the rules, the
recogniser and the resolver stay as they are. ``--notes`` says what went wrong in each report.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo import pipeline
from geo.benchmark.incidents import features_of
from geo.claims.models import Models
from geo.gazetteer import Gazetteer
from geo.scoring.incidents import Score, score, summary
from geo.training import events, links
from geo.training.invocation import parser_of_folders, status_of
from geo.training.marks import MarkedReport, folds, marked_reports


def with_models_of_others(
    reports: Sequence[MarkedReport], gazetteer: Gazetteer
) -> Iterator[tuple[MarkedReport, Models]]:
    """Yield each report with models that were trained on the other folds."""
    words = [events.words_of(report) for report in reports]
    asked = [links.asked_of(report, gazetteer) for report in reports]
    for learned, tried in folds(len(reports)):
        network = events.fit([words[number] for number in learned])
        tables = [links.fit([one for number in learned for one in asked[number].asked[name]]) for name in links.TABLES]
        yield from ((reports[number], Models(network, *tables)) for number in tried)


def unseen(reports: Sequence[MarkedReport], gazetteer: Gazetteer) -> Iterator[tuple[str, Score]]:
    """Yield the name and the score of each report, read by models that were trained on the other folds."""
    for report, models in with_models_of_others(reports, gazetteer):
        told = pipeline.claims_of(report.analysis, report.mentions, gazetteer, models=models)
        yield report.case.name, score(features_of(pipeline.incidents_of(told)), report.case.gold)


def main() -> int:
    """Train, read and print."""
    parser = parser_of_folders(__doc__)
    parser.add_argument("--notes", action="store_true", help="say what went wrong in each report")
    options = parser.parse_args()
    return status_of(lambda: _run(options.folders, notes=options.notes))


def _run(folders: Sequence[Path], *, notes: bool) -> None:
    gazetteer = Gazetteer()
    scores = dict(unseen(list(marked_reports(folders, gazetteer)), gazetteer))
    for name, one in scores.items() if notes else ():
        sys.stdout.writelines(f"{name}: {note}\n" for note in one.notes)
    sys.stdout.write(f"{summary(scores.values())}\n")


if __name__ == "__main__":
    sys.exit(main())
