"""Fit the weights by which events find their day and their place, on the marks of gold reports.

Only events count for which the rules find none. Run ``python -m geo.training.links tests/gold/development``; it says
how often the choice is right on reports that were not seen, in three folds. Without ``--write`` nothing is changed.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo import paths
from geo.articles import dateline
from geo.benchmark.mentions import Marked
from geo.claims.choosing import Supposed
from geo.claims.events import Event
from geo.claims.ground import prepare
from geo.claims.linking import Choice, shares
from geo.claims.placing import Located
from geo.gazetteer import Gazetteer
from geo.records import DatedSpan
from geo.scoring.incidents import fits
from geo.training.invocation import parser_of_folders, status_of
from geo.training.logistic import fit_choices
from geo.training.marks import MarkedReport, folds, marked_reports
from geo.training.tables import write_weights

PULL: Final = 0.5
TABLES: Final = ("dates.csv", "places.csv")
_PLACE_KEYS: Final = ("place", "country", "country_any", "admin1")


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The candidates of one event, none of them first, and which are right."""

    choices: Sequence[Choice[Any]]
    right: Sequence[bool]


@dataclass(slots=True)
class Report:
    """What is asked of one report, by table."""

    asked: dict[str, list[Asked]] = field(default_factory=lambda: {name: [] for name in TABLES})


def asked_of(report: MarkedReport, gazetteer: Gazetteer) -> Report:
    """Return the candidates of each event of a report for which the rules find no day or no place."""
    known, marks = report.analysis, report.marks
    ground = prepare(
        known.article,
        known.doc,
        report.mentions,
        known.dates,
        gazetteer=gazetteer,
        dateline=dateline(known.article),
    )
    found = Report()
    days = ground.chooser.dates(_teacher(marks, found.asked["dates.csv"], _right_day))
    ground.chooser.places(_teacher(marks, found.asked["places.csv"], _right_place), days)
    return found


def _teacher(
    marks: Mapping[int, Marked], asked: list[Asked], is_right: Callable[[Any, Marked], bool]
) -> Callable[[Event, Sequence[Choice[Any]]], Any]:
    """Return what decides as gold does, and notes the candidates and the answer."""

    def decide(event: Event, choices: Sequence[Choice[Any]]) -> Any:
        mark = marks.get(event.trigger.idx)
        if mark is None:
            return None
        right = [one.what is not None and is_right(one.what, mark) for one in choices]
        right[0] = not any(right)
        asked.append(Asked(choices, right))
        what = choices[right.index(True)].what
        return None if what is None else Supposed(what)

    return decide


def _right_day(span: DatedSpan, mark: Marked) -> bool:
    if "date" not in mark.row:
        return bool(mark.date) and (span.surface in mark.date or mark.date in span.surface)
    days = {"date_start": span.first and span.first.isoformat(), "date_end": span.last and span.last.isoformat()}
    return fits({"properties": days, "geometry": None}, {"date": mark.row["date"]})


def _right_place(at: Located, mark: Marked) -> bool:
    surface = at.mention.surface
    if mark.place:
        return surface in mark.place or mark.place in surface
    place, wanted = at.mention.place, {key: mark.row[key] for key in _PLACE_KEYS if key in mark.row}
    if place is None or "place" not in wanted:
        return False
    feature = {
        "properties": {"country": place.country, "admin1": place.admin1},
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
    }
    return fits(feature, wanted)


def fit(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the weight of each sign under which the right candidates are likeliest."""
    names = sorted({name for one in asked for choice in one.choices for name in choice.signs})
    number = {name: at for at, name in enumerate(names)}
    sizes = np.array([len(one.choices) for one in asked])
    values = np.zeros((int(sizes.sum()), len(names)))
    for row, choice in zip(values, (choice for one in asked for choice in one.choices), strict=True):
        for name, value in choice.signs.items():
            row[number[name]] = value
    right = np.array([good for one in asked for good in one.right])
    found = fit_choices(values, sizes, [(1.0, right)], pull=PULL, towards=np.zeros(len(names)))
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}


def unseen(reports: Sequence[Report], table: str) -> tuple[int, int, int]:
    """Return how many choices are right on unseen reports, for how many none is right, and of how many."""
    right = without = asked = 0
    for learned, tried in folds(len(reports)):
        weights = fit([one for number in learned for one in reports[number].asked[table]])
        for one in (one for number in tried for one in reports[number].asked[table]):
            chances = shares(one.choices, weights)
            right += one.right[max(range(len(chances)), key=chances.__getitem__)]
            without += one.right[0]
            asked += 1
    return right, without, asked


def main() -> int:
    """Fit, say how good the weights are, and write them if asked."""
    parser = parser_of_folders(__doc__)
    parser.add_argument("--write", action="store_true", help="write data/claims/dates.csv and places.csv")
    options = parser.parse_args()
    return status_of(lambda: _run(options.folders, write=options.write))


def _run(folders: Sequence[Path], *, write: bool) -> None:
    gazetteer = Gazetteer()
    reports = [asked_of(report, gazetteer) for report in marked_reports(folders, gazetteer)]
    for table in TABLES:
        right, without, asked = unseen(reports, table)
        shown = f"{right} of {asked} right ({right / asked:.3f}), for {without} nothing is ({without / asked:.3f})"
        sys.stdout.write(f"{table}, where the rules find nothing: {shown}\n")
        if write:
            write_weights(paths.data("claims") / table, fit([a for one in reports for a in one.asked[table]]))


if __name__ == "__main__":
    sys.exit(main())
