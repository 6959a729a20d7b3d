"""Fit the curve of how sure the resolver is, and say how well it holds on unseen reports.

Run ``python -m geo.training.confidence CORPUS... FOLDER...`` (`geo.training.golds`) after the weights of the resolver
and of homelands; without ``--write`` nothing is changed. Every source counts the same.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geo import paths, resolution
from geo.gazetteer import Gazetteer
from geo.records import Toponym
from geo.resolution.confidence import SIGNS, signs, signs_of_area
from geo.resolution.inference import infer, is_inferred
from geo.resolution.ranking import Scored, score_together
from geo.resolution.weights import Floats, vector
from geo.scoring.calibration import expected_calibration_error
from geo.training.golds import Gold, GoldPlace, read_golds
from geo.training.invocation import parser_of_sources, status_of
from geo.training.logistic import fit_logistic, probabilities
from geo.training.marks import FOLDS
from geo.training.tables import write_weights
from geo.training.weights import rows_of

PULL: Final = 1.0
SOURCE_WEIGHT: Final = 2000.0
"""Answers that each source counts as."""


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """One answer: its signs, whether it is right, and the report it is from."""

    report: int
    signs: Floats
    right: bool
    weight: float


def answered(gold: Gold, gazetteer: Gazetteer) -> list[Answered]:
    """Return every answer to a gold place: the best of the gazetteer, or the area of a name that it lacks."""
    scored = score_together(gold.unresolved, gazetteer, vector())
    resolved = resolution.resolve_together(gold.unresolved, gazetteer=gazetteer)
    found = []
    for wanted in gold.places:
        each, mentions = scored[wanted.report], resolved[wanted.report]
        start, end = rows_of(each, wanted.mention)
        answer = _listed(each, wanted, start, end) if end > start else _area(each, mentions, wanted, gazetteer)
        if answer:
            known, right = answer
            found.append((wanted.report, np.array([known[sign] for sign in SIGNS]), right))
    return [Answered(*answer, SOURCE_WEIGHT / len(found)) for answer in found]


def _listed(scored: Scored, wanted: GoldPlace, start: int, end: int) -> tuple[Mapping[str, float], bool]:
    best = start + int(scored.scores[start:end].argmax())
    place = scored.report.of_mention[wanted.mention].options.entries[best - start].place
    return signs(scored.matrix.values[best], float(scored.shares[best]), place), wanted.has(place)


def _area(
    scored: Scored, mentions: Sequence[Toponym], wanted: GoldPlace, gazetteer: Gazetteer
) -> tuple[Mapping[str, float], bool] | None:
    known = [one for one in mentions if one.place and not is_inferred(one.place)]
    of_name = [mentions[at] for at in scored.report.of_mention[wanted.mention].mentions]
    area = infer(of_name, known, scored.unresolved.text, gazetteer)
    return (signs_of_area(area), wanted.has(area.candidate.place)) if area else None


def fit(learned: Sequence[Answered]) -> Floats:
    """Return the logistic curve that is most likely to give what was right and wrong."""
    values, right, weight = _arrays(learned)
    return fit_logistic(values, right, weight=weight, pull=PULL, start=np.zeros(len(SIGNS)))


def _arrays(of: Sequence[Answered]) -> tuple[Floats, Floats, Floats]:
    return (
        np.array([answer.signs for answer in of]),
        np.array([float(answer.right) for answer in of]),
        np.array([answer.weight for answer in of]),
    )


def cross_validate(tables: Sequence[Sequence[Answered]]) -> list[float]:
    """Return the calibration error on each source, every answer judged by a curve that did not see its report."""
    sure: list[list[float]] = [[] for _ in tables]
    right: list[list[bool]] = [[] for _ in tables]
    for fold in range(FOLDS):
        curve = fit([answer for table in tables for answer in table if answer.report % FOLDS != fold])
        for number, table in enumerate(tables):
            tried = [answer for answer in table if answer.report % FOLDS == fold]
            values, hits, _ = _arrays(tried)
            sure[number] += probabilities(values @ curve).tolist()
            right[number] += (hits > 0).tolist()
    return [expected_calibration_error(np.array(s), np.array(r, np.bool_)) for s, r in zip(sure, right, strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser_of_sources("confidence", __doc__, table="confidence.csv").parse_args(arguments)
    return status_of(lambda: _run(options.sources, write=options.write))


def _run(sources: Sequence[Path], *, write: bool) -> None:
    with Gazetteer() as gazetteer:
        golds = read_golds(sources, gazetteer)
        tables = [answered(gold, gazetteer) for gold in golds]
    for gold, error in zip(golds, cross_validate(tables), strict=True):
        sys.stdout.write(f"{gold.name}: calibration error {error:.4f} on unseen reports\n")
    curve = fit([answer for table in tables for answer in table])
    if write:
        write_weights(paths.data("resolution") / "confidence.csv", dict(zip(SIGNS, curve.tolist(), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
