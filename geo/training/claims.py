"""Fit the curve of the claims' confidence to gold reports, and say how well it holds on reports it did not see.

An incident is right if gold knows one of its type, day and place. Its confidence is that one of the reports that tell
of it, by its surest claim, is right; the curve of `geo.claims.confidence` is found so that this is most likely to
give what was right and wrong. Each report is read by models of the others (`geo.training.unseen`), for what they have
learned by heart is right too often: a reader's reports are new to them. Reports that are harder to read than news is
are left out of the fit, or what is read of news would pass for less sure than it is.

Run ``python -m geo.training.claims tests/gold/development --leave-out 'a[a-g]-*' --test tests/gold/test --plot
reliability.svg``; without ``--write`` nothing is changed. Of the test folder nothing is printed but counts and errors.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import numpy as np

from geo import paths
from geo.benchmark import figure, incidents
from geo.claims.confidence import SIGNS, curve
from geo.claims.models import Models
from geo.gazetteer import Gazetteer
from geo.incidents import merge
from geo.pipeline import incidents_of, signed_claims_of
from geo.resolution.weights import Floats
from geo.scoring.calibration import expected_calibration_error, reliability
from geo.scoring.incidents import score
from geo.training.claim_curve import FOLDS, Judged, confidences, cross_validated, fit
from geo.training.invocation import status_of
from geo.training.marks import MarkedReport, analysed, marked_reports
from geo.training.tables import write_weights
from geo.training.unseen import with_models_of_others


def judged(
    report: MarkedReport, number: int, gazetteer: Gazetteer, *, models: Models | None = None
) -> Iterator[Judged]:
    """Yield every incident read from a report whose type gold is complete for.

    Parameters
    ----------
    models
        By which it is read; those that ship if left out.
    """
    told = signed_claims_of(report.analysis, report.mentions, gazetteer, models=models)
    signs = {claim.id: [values[sign] for sign in SIGNS] for claim, values in told}
    found = [claim for claim, _ in told]
    members = {incident.id: incident.claims for incident in merge(found)}
    for name, right in score(incidents.features_of(incidents_of(found)), report.case.gold).known.items():
        rows = [signs[claim.id] for claim in members[name]]
        yield Judged(number, np.array(rows, np.float64), right)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.training.claims", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of gold reports to fit the curve to")
    parser.add_argument("--leave-out", default="", metavar="NAMES", help="pattern of names of reports not to fit to")
    parser.add_argument("--test", type=Path, help="a folder that is only scored")
    parser.add_argument("--plot", type=Path, help=".svg file to draw the reliability of the tested incidents into")
    parser.add_argument("--write", action="store_true", help="replace data/claims/confidence.csv")
    options = parser.parse_args(arguments)
    return status_of(lambda: _run(options))


def _run(options: argparse.Namespace) -> None:
    if options.plot:
        figure.check_figure(options.plot)
    with Gazetteer() as gazetteer:
        tested = [
            one
            for number, case in enumerate(incidents.cases(options.test) if options.test else ())
            for one in judged(analysed(case, gazetteer), number, gazetteer)
        ]
        learned = [
            one
            for number, (report, models) in enumerate(
                with_models_of_others(list(marked_reports(options.folders, gazetteer)), gazetteer)
            )
            if not fnmatch(report.case.name, options.leave_out)
            for one in judged(report, number, gazetteer, models=models)
        ]
    shipped = np.array([curve()[sign] for sign in SIGNS])
    table = np.round(fit(learned), 3)
    diagrams = []
    _say("to fit to, as shipped", learned, confidences(learned, shipped))
    _say(f"to fit to, {FOLDS}-fold cross-validated", learned, cross_validated(learned))
    if tested:
        for name, sure in (("as shipped", confidences(tested, shipped)), ("fitted again", confidences(tested, table))):
            diagrams.append(_say(f"test, {name}", tested, sure))
    if options.plot and diagrams:
        figure.write_figure(diagrams, options.plot)
    weights = dict(zip(SIGNS, table.tolist(), strict=True))
    sys.stdout.writelines(f"{sign}: {weight:g}\n" for sign, weight in weights.items())
    if options.write:
        write_weights(paths.data("claims", "confidence.csv"), weights)


def _say(what: str, of: Sequence[Judged], sure: Floats) -> figure.Diagram:
    """Print the error of confidences; return their diagram."""
    right = np.array([one.right for one in of], np.bool_)
    error = expected_calibration_error(sure, right)
    sys.stdout.write(
        f"{what}: {len(of)} incidents, {right.mean():.3f} right, mean confidence {sure.mean():.3f}, "
        f"expected calibration error {error:.3f}, Brier score {((sure - right) ** 2).mean():.3f}\n"
    )
    return figure.Diagram(title=what, error=error, bins=reliability(sure, right))


if __name__ == "__main__":
    sys.exit(main())
