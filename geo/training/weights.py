"""Fit the weights of the resolver and the curve of its confidence, and say how good they are on unseen reports.

A conditional logit: of the places of a name, the right one should have the largest score. Weights are pulled
towards the hand-set column ``prior`` of the table, which is what remains where the corpora say nothing; every corpus
counts the same. Votes depend on the weights, so that both are found in turns.

Run ``python -m geo.training.weights LGL.jsonl GeoWebNews.jsonl``; without ``--write`` nothing is changed.
"""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from geo import geodesy, paths, resolution, toponyms
from geo.benchmark import Corpus, read_corpus
from geo.benchmark.corpora import GoldMention
from geo.errors import IncidentMapError
from geo.exports.files import replacing
from geo.gazetteer import Gazetteer
from geo.records import Toponym
from geo.resolution.confidence import SIGNS, signs, signs_of_area
from geo.resolution.inference import infer, is_inferred
from geo.resolution.ranking import Scored, score_together
from geo.resolution.weights import FEATURES, Floats
from geo.scoring.calibration import expected_calibration_error
from geo.scoring.distances import NEAR_KM
from geo.training.logistic import fit_logistic, probabilities

FOLDS = 5
ROUNDS = 3  # of votes and weights in turns
PULL = 2.0  # towards the prior; of 0.3, 2 and 8 the accuracy on unseen reports is the same within 0.3 %
CORPUS_WEIGHT = 2000.0  # mentions that each corpus counts as
CURVE_PULL = 1.0
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


@dataclass(slots=True, eq=False)
class Gold:
    """A corpus with its mentions, ready to be scored again and again."""

    corpus: Corpus
    unresolved: list[resolution.Unresolved]

    @classmethod
    def of(cls, corpus: Corpus, gazetteer: Gazetteer) -> "Gold":
        """Take the gold mentions of a corpus as given."""
        return cls(
            corpus,
            [
                resolution.Unresolved(
                    mentions=tuple(
                        toponyms.given(report.article.text, gold.start, gold.end, gazetteer=gazetteer)
                        for gold in report.mentions
                    ),
                    text=report.article.text,
                    publisher=report.article.source,
                )
                for report in corpus.reports
            ],
        )


def cases(gold: Gold, scored: Sequence[Scored]) -> list[Case | None]:
    """Return a case for each gold mention with coordinates, None for a name that the gazetteer lacks."""
    located = sum(mention.lat is not None for report in gold.corpus.reports for mention in report.mentions)
    found: list[Case | None] = []
    for number, (report, each) in enumerate(zip(gold.corpus.reports, scored, strict=True)):
        position = {id(name): i for i, name in enumerate(each.report.names)}
        for mention, name in zip(report.mentions, each.report.of_mention, strict=True):
            if mention.lat is None or mention.lon is None:
                continue
            start, end = each.matrix.first[position[id(name)] : position[id(name)] + 2]
            if start == end:
                found.append(None)
                continue
            places = [entry.place for entry in name.options.entries]
            lats, lons = [place.lat for place in places], [place.lon for place in places]
            near = geodesy.distance_km(mention.lat, mention.lon, lats, lons) <= NEAR_KM
            exact = near & np.array([place.id == f"geonames:{mention.geonames_id}" for place in places])
            exact = exact if exact.any() else near
            found.append(Case(number, each.matrix.values[start:end].copy(), near, exact, CORPUS_WEIGHT / located))
    return found


def fit(learned: Sequence[Case | None], prior: Floats) -> Floats:
    """Return the weights that make the right places the likeliest of their names."""
    used = [case for case in learned if case is not None and case.near.any() and len(case.near) > 1]
    values = np.concatenate([case.values for case in used])
    sizes = np.array([len(case.near) for case in used])
    starts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(used)), sizes)
    aims = [(1 - EXACT, np.concatenate([case.near for case in used])), (EXACT, np.concatenate([c.exact for c in used]))]
    weight = np.array([case.weight for case in used])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares /= np.add.reduceat(shares, starts)[owner]
        total, slope = PULL * float(((weights - prior) ** 2).sum()), np.zeros(len(scores))
        for part, aim in aims:
            right = np.add.reduceat(shares * aim, starts) + 1e-12
            total -= part * float((weight * np.log(right)).sum())
            slope += part * weight[owner] * (shares - shares * aim / right[owner])
        return total, values.T @ slope + 2 * PULL * (weights - prior)

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x, np.float64)


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
    located = [sum(m.lat is not None for r in gold.corpus.reports for m in r.mentions) for gold in golds]
    return [number / whole for number, whole in zip(right, located, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """One answer: its signs, whether it is right, and the report it is from."""

    report: int
    signs: Floats
    right: bool
    weight: float


def answered(gold: Gold, gazetteer: Gazetteer, weights: Floats) -> list[Answered]:
    """Return every answer to a gold mention with coordinates."""
    scored = score_together(gold.unresolved, gazetteer, weights)
    resolved = resolution.resolve_together(gold.unresolved, gazetteer=gazetteer)
    found = []
    for number, (report, each, mentions) in enumerate(zip(gold.corpus.reports, scored, resolved, strict=True)):
        position = {id(name): i for i, name in enumerate(each.report.names)}
        known_places = [toponym for toponym in mentions if toponym.place and not is_inferred(toponym.place)]
        for mention, name, toponym in zip(report.mentions, each.report.of_mention, mentions, strict=True):
            if mention.lat is None or toponym.place is None:
                continue
            start, end = each.matrix.first[position[id(name)] : position[id(name)] + 2].tolist()
            if end > start:
                known = _signs(each, start, end)
            elif area := infer(toponym, known_places, report.article.text, gazetteer):
                known = signs_of_area(area.agreement)
            else:
                continue
            vector = np.array([known[sign] for sign in SIGNS])
            found.append(Answered(number, vector, _is_right(mention, toponym), 1.0))
    return [Answered(a.report, a.signs, a.right, CORPUS_WEIGHT / len(found)) for a in found]


def _signs(scored: Scored, start: int, end: int) -> dict[str, float]:
    best = start + int(scored.scores[start:end].argmax())
    position = int(scored.matrix.name[best])
    place = scored.report.names[position].options.entries[best - start].place
    return signs(scored.matrix.values[best], float(scored.shares[best]), place)


def _is_right(mention: GoldMention, toponym: Toponym) -> bool:
    place = toponym.place
    if place is None or mention.lat is None or mention.lon is None:
        return False
    return bool(geodesy.distance_km(mention.lat, mention.lon, place.lat, place.lon) <= NEAR_KM)


def fit_curve(learned: Sequence[Answered]) -> Floats:
    """Return the logistic curve that is most likely to give what was right and wrong."""
    values, right, weight = _arrays(learned)
    return fit_logistic(values, right, weight=weight, pull=CURVE_PULL, start=np.zeros(len(SIGNS)))


def calibration_error(learned: Sequence[Answered], curve: Floats) -> float:
    """Return the expected calibration error of a curve on answers."""
    values, right, _ = _arrays(learned)
    return expected_calibration_error(probabilities(values @ curve), right > 0)


def _arrays(of: Sequence[Answered]) -> tuple[Floats, Floats, Floats]:
    return (
        np.array([answer.signs for answer in of]),
        np.array([float(answer.right) for answer in of]),
        np.array([answer.weight for answer in of]),
    )


def cross_validate_curve(tables: Sequence[Sequence[Answered]]) -> list[float]:
    """Return the calibration error on each corpus, every answer judged by a curve that did not see its report."""
    sure: list[list[float]] = [[] for _ in tables]
    right: list[list[bool]] = [[] for _ in tables]
    for fold in range(FOLDS):
        curve = fit_curve([answer for table in tables for answer in table if answer.report % FOLDS != fold])
        for number, table in enumerate(tables):
            tried = [answer for answer in table if answer.report % FOLDS == fold]
            values, hits, _ = _arrays(tried)
            sure[number] += probabilities(values @ curve).tolist()
            right[number] += (hits > 0).tolist()
    return [expected_calibration_error(np.array(s), np.array(r, np.bool_)) for s, r in zip(sure, right, strict=True)]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Sequence[dict[str, str]], weights: dict[str, float]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    key = next(iter(rows[0]))
    writer.writerows({**row, "weight": f"{weights[row[key]]:g}"} for row in rows)
    with replacing(path) as temporary:
        temporary.write_text(text.getvalue(), encoding="utf-8", newline="")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.training.weights", description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path, help=".jsonl files of reports with labelled toponyms")
    parser.add_argument("--curve-only", action="store_true", help="keep the weights and fit the confidence alone")
    parser.add_argument("--cross-validate", action="store_true", help="also try weights on reports they did not see")
    parser.add_argument("--write", action="store_true", help="replace the tables in data/resolution")
    options = parser.parse_args(arguments)
    try:
        _run(options.corpora, curve_only=options.curve_only, validate=options.cross_validate, write=options.write)
    except IncidentMapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(corpora: Sequence[Path], *, curve_only: bool, validate: bool, write: bool) -> None:
    weights_path, curve_path = paths.data("resolution", "weights.csv"), paths.data("resolution", "confidence.csv")
    rows = {row["feature"]: row for row in _table(weights_path)}
    prior = np.array([float(rows[feature]["prior"]) for feature in FEATURES])
    with Gazetteer() as gazetteer:
        golds = [Gold.of(read_corpus(path), gazetteer) for path in corpora]
        names = [gold.corpus.name for gold in golds]
        weights = np.array([float(rows[feature]["weight"]) for feature in FEATURES])
        for label, used in (("hand-set", prior), ("as shipped", weights)):
            tables = [cases(gold, score_together(gold.unresolved, gazetteer, used)) for gold in golds]
            _say(f"within 161 km, {label} weights", names, [accuracy(table, used) for table in tables])
        if validate:
            _say(f"within 161 km, {FOLDS}-fold cross-validated", names, cross_validate(golds, prior, gazetteer))
        if not curve_only:
            weights = train(golds, prior, gazetteer)
            tables = [cases(gold, score_together(gold.unresolved, gazetteer, weights)) for gold in golds]
            _say("within 161 km, fitted again", names, [accuracy(table, weights) for table in tables])
        curves = [answered(gold, gazetteer, weights) for gold in golds]
    _say(f"calibration error, {FOLDS}-fold cross-validated", names, cross_validate_curve(curves))
    curve = np.round(fit_curve([answer for table in curves for answer in table]), 3)
    if write:
        _write(weights_path, list(rows.values()), dict(zip(FEATURES, weights.tolist(), strict=True)))
        _write(curve_path, _table(curve_path), dict(zip(SIGNS, curve.tolist(), strict=True)))


def _say(what: str, names: Sequence[str], values: Sequence[float]) -> None:
    figures = ", ".join(f"{name} {value:.4f}" for name, value in zip(names, values, strict=True))
    sys.stdout.write(f"{what}: {figures}\n")


if __name__ == "__main__":
    sys.exit(main())
