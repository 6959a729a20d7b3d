"""Fit the weights by which the country of a name is found that no gazetteer has.

A conditional logit: of the countries that a report names, the right one should have the largest score; every source
counts the same. Run ``python -m geo.training.homelands CORPUS... FOLDER...``; it says how often the country is right
in reports that were not seen, in three folds. Without ``--write`` nothing is changed.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geo import paths, resolution
from geo.gazetteer import Gazetteer
from geo.resolution.homelands import SIGNS, chances, signs_of_countries
from geo.resolution.inference import is_inferred
from geo.training.golds import Gold, read_golds
from geo.training.invocation import parser_of_sources, status_of
from geo.training.logistic import fit_choices
from geo.training.marks import FOLDS
from geo.training.tables import write_weights

PULL: Final = 0.5
SOURCE_WEIGHT: Final = 600.0
"""Names that each source counts as."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The countries that one unknown name can lie in, with their signs, and those that are right."""

    report: int
    signs: Mapping[str, Mapping[str, float]]
    right: frozenset[str]
    weight: float = 1.0


def cases(gold: Gold, gazetteer: Gazetteer) -> list[Case]:
    """Return a case for each name that the gazetteer lacks, where the report names its country at all."""
    resolved = resolution.resolve_together(gold.unresolved, gazetteer=gazetteer)
    found = []
    for place in gold.places:
        report, mentions = gold.unresolved[place.report], resolved[place.report]
        name = report.mentions[place.mention]
        if resolution.possible_places(name, gazetteer):
            continue
        known = [one for one in mentions if one.place and not is_inferred(one.place)]
        same = [one for one in report.mentions if one.surface == name.surface]
        inner = [entry for _, entries in gazetteer.lookup_inside(name.name) for entry in entries]
        signs = signs_of_countries(same, known, report.text, inner)
        if place.countries & set(signs):
            found.append(Case(place.report, signs, place.countries))
    return [Case(one.report, one.signs, one.right, SOURCE_WEIGHT / len(found)) for one in found]


def fit(learned: Sequence[Case]) -> dict[str, float]:
    """Return the weight of each sign under which the right countries are likeliest."""
    values = np.array([[signs[sign] for sign in SIGNS] for case in learned for signs in case.signs.values()])
    right = np.array([country in case.right for case in learned for country in case.signs])
    sizes, weight = np.array([len(case.signs) for case in learned]), np.array([case.weight for case in learned])
    found = fit_choices(values, sizes, [(1.0, right)], weight=weight, pull=PULL, towards=np.zeros(len(SIGNS)))
    return dict(zip(SIGNS, np.round(found, 2).tolist(), strict=True))


def is_right(case: Case, weights: Mapping[str, float]) -> bool:
    """Say whether the likeliest country is right."""
    return next(iter(chances(case.signs, weights))) in case.right


def cross_validate(tables: Sequence[Sequence[Case]]) -> list[float]:
    """Return how often the country is right in each source, by weights that saw none of the reports."""
    right = [0] * len(tables)
    for fold in range(FOLDS):
        weights = fit([case for table in tables for case in table if case.report % FOLDS != fold])
        for number, table in enumerate(tables):
            right[number] += sum(is_right(case, weights) for case in table if case.report % FOLDS == fold)
    return [number / len(table) for number, table in zip(right, tables, strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = parser_of_sources("homelands", __doc__, table="homelands.csv").parse_args(arguments)
    return status_of(lambda: _run(options.sources, write=options.write))


def _run(sources: Sequence[Path], *, write: bool) -> None:
    with Gazetteer() as gazetteer:
        golds = read_golds(sources, gazetteer)
        tables = [cases(gold, gazetteer) for gold in golds]
    for gold, table, right in zip(golds, tables, cross_validate(tables), strict=True):
        sys.stdout.write(f"{gold.name}: the country of {len(table)} unlisted names is right in {right:.3f}\n")
    weights = fit([case for table in tables for case in table])
    sys.stdout.writelines(f"  {sign}: {weight:g}\n" for sign, weight in weights.items())
    if write:
        write_weights(paths.data("resolution") / "homelands.csv", weights)


if __name__ == "__main__":
    sys.exit(main())
