"""Fit the weights of the resolver, and say how good they are on unseen reports.

A conditional logit: of the places of a name, the right one should have the largest score. Weights are pulled
towards the hand-set column ``prior`` of the table, which is what remains where the reports say nothing; every source
counts the same. Votes depend on the weights, so that both are found in turns.

Run ``python -m geo.training.weights CORPUS... FOLDER...`` (`geo.training.golds`); without ``--write`` nothing is
changed.
"""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.exports.files import replacing
from geo.gazetteer import Gazetteer
from geo.resolution.ranking import Scored, score_together
from geo.resolution.weights import FEATURES, Floats
from geo.training.golds import Gold, read_golds
from geo.training.invocation import parser_of_sources, status_of
from geo.training.logistic import fit_choices
from geo.training.marks import FOLDS

ROUNDS = 3  # of votes and weights in turns
PULL = 2.0  # towards the prior; of 0.3, 2 and 8 the accuracy on unseen reports is the same within 0.3 %
SOURCE_WEIGHT = 2000.0  # mentions that each source counts as
EXACT = 0.5  # half of the aim is the very place, half any place near enough


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The places of one gold mention.

    Attributes
    ----------
    near, exact
        Which rows lie within 161 km of the gold, and which are the very place; where the gold has no id both agree.
    """

    report: int
    values: Floats
    near: NDArray[np.bool_]
    exact: NDArray[np.bool_]
    weight: float


def cases(gold: Gold, scored: Sequence[Scored]) -> list[Case | None]:
    """Return a case for each gold place, None for a name that the gazetteer lacks."""
    found: list[Case | None] = []
    for gold_place in gold.places:
        each = scored[gold_place.report]
        start, end = rows_of(each, gold_place.mention)
        if start == end:
            found.append(None)
            continue
        places = [entry.place for entry in each.report.of_mention[gold_place.mention].options.entries]
        near = np.array([gold_place.has(place) for place in places])
        exact = near & np.array([place.id == f"geonames:{gold_place.geonames_id}" for place in places])
        exact = exact if exact.any() else near
        weight = SOURCE_WEIGHT / len(gold.places)
        found.append(Case(gold_place.report, each.matrix.values[start:end].copy(), near, exact, weight))
    return found


def rows_of(scored: Scored, mention: int) -> tuple[int, int]:
    """Return the first row and the one after the last of what a mention can mean."""
    name = scored.report.of_mention[mention]
    position = next(at for at, one in enumerate(scored.report.names) if one is name)
    return int(scored.matrix.first[position]), int(scored.matrix.first[position + 1])


def fit(learned: Sequence[Case | None], prior: Floats) -> Floats:
    """Return the weights that make the right places the likeliest of their names."""
    used = [case for case in learned if case is not None and case.near.any() and len(case.near) > 1]
    values = np.concatenate([case.values for case in used])
    sizes = np.array([len(case.near) for case in used])
    aims = [(1 - EXACT, np.concatenate([case.near for case in used])), (EXACT, np.concatenate([c.exact for c in used]))]
    weight = np.array([case.weight for case in used])

    return fit_choices(values, sizes, aims, weight=weight, pull=PULL, towards=prior)


def accuracy(tried: Sequence[Case | None], weights: Floats) -> float:
    """Return the share of mentions whose best place is near enough, of all mentions."""
    right = sum(bool(case.near[int((case.values @ weights).argmax())]) for case in tried if case is not None)
    return right / len(tried)


def train(golds: Sequence[Gold], prior: Floats, gazetteer: Gazetteer) -> Floats:
    """Fit weights and the votes that depend on them in turns."""
    weights = prior
    for _ in range(ROUNDS):
        learned = [case for gold in golds for case in cases(gold, score_together(gold.unresolved, gazetteer, weights))]
        weights = fit(learned, prior)
    return np.round(weights, 2)


def cross_validate(golds: Sequence[Gold], prior: Floats, gazetteer: Gazetteer) -> list[float]:
    """Return the accuracy on each corpus of weights that saw none of the reports they are tried on."""
    right = [0.0] * len(golds)
    count = [0] * len(golds)
    for fold in range(FOLDS):
        weights = prior
        for _ in range(ROUNDS):
            tables = [cases(gold, score_together(gold.unresolved, gazetteer, weights)) for gold in golds]
            learned = [c for table in tables for c in table if c is not None and c.report % FOLDS != fold]
            weights = fit(learned, prior)
        for number, gold in enumerate(golds):
            tried = [
                case
                for case in cases(gold, score_together(gold.unresolved, gazetteer, weights))
                if case is not None and case.report % FOLDS == fold
            ]
            right[number] += accuracy(tried, weights) * len(tried)
            count[number] += len(tried)
    return [number / len(gold.places) for number, gold in zip(right, golds, strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = parser_of_sources("weights", __doc__, table="weights.csv")
    parser.add_argument("--cross-validate", action="store_true", help="also try weights on reports they did not see")
    options = parser.parse_args(arguments)
    return status_of(lambda: _run(options.sources, validate=options.cross_validate, write=options.write))


def _run(sources: Sequence[Path], *, validate: bool, write: bool) -> None:
    path = paths.data("resolution", "weights.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["feature"]: row for row in csv.DictReader(file)}
    prior, shipped = (np.array([float(rows[name][column]) for name in FEATURES]) for column in ("prior", "weight"))
    with Gazetteer() as gazetteer:
        golds = read_golds(sources, gazetteer)

        def say(what: str, weights: Floats) -> None:
            tables = [cases(gold, score_together(gold.unresolved, gazetteer, weights)) for gold in golds]
            _say(what, golds, [accuracy(table, weights) for table in tables])

        say("hand-set weights", prior)
        say("as shipped", shipped)
        if validate:
            _say(f"{FOLDS}-fold cross-validated", golds, cross_validate(golds, prior, gazetteer))
        weights = train(golds, prior, gazetteer)
        say("fitted again", weights)
    if write:
        _write(path, rows.values(), dict(zip(FEATURES, weights.tolist(), strict=True)))


def _say(what: str, golds: Sequence[Gold], values: Sequence[float]) -> None:
    figures = ", ".join(f"{gold.name} {value:.4f}" for gold, value in zip(golds, values, strict=True))
    sys.stdout.write(f"near enough, {what}: {figures}\n")


def _write(path: Path, rows: Iterable[Mapping[str, str]], weights: Mapping[str, float]) -> None:
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["feature", "weight", "prior", "meaning"], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "weight": f"{weights[row['feature']]:g}"} for row in rows)


if __name__ == "__main__":
    sys.exit(main())
