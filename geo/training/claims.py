"""Fit the curve of the claims' confidence to gold reports, and say how well it holds on reports it did not see.

An incident is right if gold knows one of its type, day and place. Its confidence is that one of the reports that tell
of it, by its surest claim, is right; the curve of `geo.claims.confidence` is found so that this is most likely to
give what was right and wrong.

Run ``python -m geo.training.claims tests/gold/development --test tests/gold/test --plot reliability.svg``; without
``--write`` nothing is changed. Of the test folder nothing is printed but counts and errors.
"""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geo import paths
from geo.benchmark import figure, incidents
from geo.claims.confidence import SIGNS, curve, signs
from geo.exports.files import replacing
from geo.gazetteer import Gazetteer
from geo.incidents import CERTAIN, merge
from geo.resolution.weights import Floats
from geo.scoring.calibration import expected_calibration_error, reliability
from geo.scoring.incidents import score
from geo.training.invocation import status_of
from geo.training.logistic import fit_logistic, probabilities

FOLDS: Final = 5
PULL: Final = 0.5  # of each number towards nothing
_NEVER_NEGATIVE: Final = tuple(sign for sign in SIGNS if sign not in {"any", "place by a rule", "caption"})


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """An incident of one gold report: the signs of each of its claims, a row each, and whether it is right."""

    report: int
    signs: Floats
    right: bool


def judged(folder: Path, gazetteer: Gazetteer) -> list[Judged]:
    """Return every incident read from the reports of a folder whose type gold is complete for.

    Raises
    ------
    DataError
        If there is no gold in the folder.
    """
    found = []
    for number, case in enumerate(incidents.cases(folder)):
        reading, features = incidents.read(case, gazetteer)
        told = {incident.id: incident.claims for incident in merge(reading.claims)}
        mentions = reading.toponyms[case.report.id]
        for name, right in score(features, case.gold).known.items():
            rows = [list(signs(claim, mentions).values()) for claim in told[name]]
            found.append(Judged(number, np.array(rows, np.float64), right))
    return found


def confidences(of: Sequence[Judged], table: Floats) -> Floats:
    """Return the confidence of incidents of one report each: that of their surest claims."""
    best = np.array([(one.signs @ table).max() for one in of])
    return np.minimum(CERTAIN, probabilities(best))


def fit(learned: Sequence[Judged]) -> Floats:
    """Return the curve that is most likely to give what was right and wrong.

    What speaks for a claim never lowers its confidence.
    """
    right = np.array([float(one.right) for one in learned])
    table = np.zeros(len(SIGNS))
    limits = [(0.0, None) if sign in _NEVER_NEGATIVE else (None, None) for sign in SIGNS]
    pull = np.full(len(SIGNS), PULL)
    pull[0] = 0.0  # what holds for any claim is not drawn towards nothing
    for _ in range(10):  # which claim is the surest depends on the curve
        values = np.array([one.signs[(one.signs @ table).argmax()] for one in learned])
        table = fit_logistic(values, right, pull=pull, start=table, bounds=limits)
    return table


def cross_validated(of: Sequence[Judged]) -> Floats:
    """Return the confidence of every incident by a curve that did not see its report."""
    sure = np.zeros(len(of))
    for fold in range(FOLDS):
        table = fit([one for one in of if one.report % FOLDS != fold])
        tried = [position for position, one in enumerate(of) if one.report % FOLDS == fold]
        sure[tried] = confidences([of[position] for position in tried], table)
    return sure


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.training.claims", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of gold reports to fit the curve to")
    parser.add_argument("--test", type=Path, help="a folder that is only scored")
    parser.add_argument("--plot", type=Path, help=".svg file to draw the reliability of the tested incidents into")
    parser.add_argument("--write", action="store_true", help="replace data/claims/confidence.csv")
    options = parser.parse_args(arguments)
    return status_of(lambda: _run(options.folders, test=options.test, plot=options.plot, write=options.write))


def _run(folders: Sequence[Path], *, test: Path | None, plot: Path | None, write: bool) -> None:
    if plot:
        figure.check_figure(plot)
    with Gazetteer() as gazetteer:
        parts = [judged(folder, gazetteer) for folder in folders]
        tested = judged(test, gazetteer) if test else []
    # Reports keep their folds apart from those of the other folders.
    learned = [
        Judged(one.report * len(parts) + number, one.signs, one.right) for number, of in enumerate(parts) for one in of
    ]
    shipped = np.array([curve()[sign] for sign in SIGNS])
    table = np.round(fit(learned), 3)
    diagrams = []
    _say("to fit to, as shipped", learned, confidences(learned, shipped))
    _say(f"to fit to, {FOLDS}-fold cross-validated", learned, cross_validated(learned))
    if tested:
        for name, sure in (("as shipped", confidences(tested, shipped)), ("fitted again", confidences(tested, table))):
            diagrams.append(_say(f"test, {name}", tested, sure))
    if plot and diagrams:
        figure.write_figure(diagrams, plot)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("sign", "weight"), *zip(SIGNS, (f"{weight:g}" for weight in table), strict=True)])
    sys.stdout.write(text.getvalue())
    if write:
        with replacing(paths.data("claims", "confidence.csv")) as temporary:
            temporary.write_text(text.getvalue(), encoding="utf-8", newline="")


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
