"""What is trained on the marks of gold reports: the reports analysed, and the folds that keep some of them unseen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geo import pipeline, resolution
from geo.benchmark import incidents
from geo.benchmark.mentions import Marked, marked
from geo.gazetteer import Gazetteer
from geo.records import Toponym

FOLDS: Final = 3  # training on the thousand reports takes minutes


@dataclass(frozen=True, slots=True, eq=False)
class MarkedReport:
    """A gold report with its analysis, its resolved mentions, and its marks by the position of their word."""

    case: incidents.Case
    analysis: pipeline.Analysis
    mentions: Sequence[Toponym]
    marks: Mapping[int, Marked]


def analysed(case: incidents.Case, gazetteer: Gazetteer) -> MarkedReport:
    """Return a gold report as it is before claims are made; without marks if gold has none."""
    analysis = pipeline.analyse(case.report, gazetteer)
    (mentions,) = resolution.resolve_together([pipeline.unresolved(analysis)], gazetteer=gazetteer)
    marks = marked(case) if "mentions" in case.gold else ()
    return MarkedReport(case, analysis, mentions, {mark.at: mark for mark in marks})


def marked_reports(folders: Sequence[Path], gazetteer: Gazetteer) -> Iterator[MarkedReport]:
    """Yield every report of some folders that has marks.

    Raises
    ------
    DataError
        If a folder holds no gold, or a mark is not in its report.
    """
    for case in (case for folder in folders for case in incidents.cases(folder)):
        if "mentions" in case.gold:
            yield analysed(case, gazetteer)


def folds(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the numbers of the reports to learn from and of those to try, so that each is tried once.

    Examples
    --------
    >>> sorted(number for _, tried in folds(7) for number in tried)
    [0, 1, 2, 3, 4, 5, 6]
    """
    fold = np.random.default_rng(0).permutation(count) % FOLDS
    for number in range(FOLDS):
        yield np.flatnonzero(fold != number).tolist(), np.flatnonzero(fold == number).tolist()
