"""Decide which place each mention of a report means.

Every place that a name can mean gets a score: its features (`geo.resolution.weights`), each times its weight.
At first each name stands alone; then the names vote for each other, each name once however often it is
repeated, and a place votes as much as it is likely. Reports of one publisher are resolved together: what the
others are about speaks for the places around it.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.gazetteer import Gazetteer
from geo.records import Candidate, Toponym
from geo.resolution import features
from geo.resolution.confidence import confidence, confidence_of_area
from geo.resolution.features import Matrix
from geo.resolution.inference import infer, lies_in
from geo.resolution.names import Report, gather
from geo.resolution.publishers import Focus, Pool, Usage, country_of_domain, publisher_key
from geo.resolution.reasons import Reasoner
from geo.resolution.weights import Floats, vector

_PASSES: Final = 3
KEPT_CANDIDATES: Final = 6
_MARGIN: Final = 0.15  # how much likelier an area has to be than a place of the gazetteer, which says more
_SURE: Final = 0.8  # of a town that is not doubted; at less, one in five is another place
_LEAST_SHARE: Final = 0.05  # a place less likely than this says nothing of its publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """The mentions of one report that wait for their places.

    Attributes
    ----------
    mentions
        In order, not overlapping (`geo.toponyms.recognise`).
    text
        The report's text, which the mentions' offsets count in.
    publisher
        Outlet, address or web domain, or empty.
    """

    mentions: Sequence[Toponym]
    text: str
    publisher: str = ""


@dataclass(slots=True, eq=False)
class Scored:
    """A report with all places that its names can mean, their scores, and their shares among those of one name."""

    unresolved: Unresolved
    report: Report
    matrix: Matrix
    scores: Floats
    shares: Floats


def resolve(
    mentions: Sequence[Toponym], *, text: str, gazetteer: Gazetteer, publisher: str = ""
) -> tuple[Toponym, ...]:
    """Give each mention of one report its candidates, best first, with reasons and a confidence.

    Parameters
    ----------
    mentions
        In order (`geo.toponyms.recognise`).
    text
        The report's text, which the mentions' offsets count in.
    publisher
        Outlet, address or web domain, or empty.

    Returns
    -------
    tuple of Toponym
        As many as came in, in the same order; a name that the gazetteer lacks has no candidates.
    """
    return resolve_together([Unresolved(mentions=mentions, text=text, publisher=publisher)], gazetteer=gazetteer)[0]


def resolve_together(
    reports: Sequence[Unresolved],
    *,
    gazetteer: Gazetteer,
    without: frozenset[str] = frozenset(),
    most: int = KEPT_CANDIDATES,
) -> list[tuple[Toponym, ...]]:
    """Resolve the mentions of many reports; those of one publisher speak for each other.

    Parameters
    ----------
    without
        Parts to leave out (keys of `geo.resolution.weights.PARTS`), to measure what they add.
    most
        Candidates of a mention that are returned.

    Returns
    -------
    list of tuple of Toponym
        For each report what `resolve` returns, in the same order, and the same whatever the order is.
    """
    weights = vector(without)
    return [_finish(scored, gazetteer, weights, most) for scored in score_together(reports, gazetteer, weights)]


def score_together(reports: Sequence[Unresolved], gazetteer: Gazetteer, weights: Floats) -> list[Scored]:
    """Score every place that the mentions of many reports can mean.

    Parameters
    ----------
    weights
        In the order of `geo.resolution.weights.FEATURES`.
    """
    alone = [_score(report, gather(report.mentions, report.text, gazetteer), None, weights) for report in reports]
    usages = [_usage(scored) for scored in alone]
    pools: defaultdict[str, Pool] = defaultdict(Pool)
    for report, usage in zip(reports, usages, strict=True):
        pools[publisher_key(report.publisher)].reports.append(usage)
    found = []
    for scored, usage in zip(alone, usages, strict=True):
        key = publisher_key(scored.unresolved.publisher)
        focus = pools[key].others(usage) if key else None
        found.append(_score(scored.unresolved, scored.report, focus, weights) if focus else scored)
    return found


def _score(report: Unresolved, gathered: Report, focus: Focus | None, weights: Floats) -> Scored:
    matrix = features.matrix(gathered, focus, country_of_domain(report.publisher))
    scores = matrix.values @ weights
    shares = matrix.softmax(scores)
    for _ in range(_PASSES):
        features.add_votes(matrix, shares)
        scores = matrix.values @ weights
        shares = matrix.softmax(scores)
    return Scored(report, gathered, matrix, scores, shares)


def _usage(scored: Scored) -> Usage:
    """Return what the names of a report mean, each name once."""
    matrix = scored.matrix
    countries: defaultdict[int, float] = defaultdict(float)
    provinces: defaultdict[int, float] = defaultdict(float)
    places: defaultdict[tuple[str, str], float] = defaultdict(float)
    points: dict[str, tuple[float, Floats]] = {}
    for row in np.flatnonzero(scored.shares >= _LEAST_SHARE).tolist():
        name = scored.report.names[int(matrix.name[row])]
        place = name.options.entries[row - int(matrix.first[matrix.name[row]])].place
        weight = float(scored.shares[row])
        country, province, _ = matrix.areas[row].tolist()
        for areas, area in ((countries, country), (provinces, province)):
            if area:
                areas[area] += weight
        places[name.key, place.id] += weight
        if matrix.level[row] > 1:
            points[place.id] = (max(weight, points.get(place.id, (0.0, None))[0]), matrix.points[row])
    return Usage(countries=countries, provinces=provinces, places=places, points=points)


def _finish(scored: Scored, gazetteer: Gazetteer, weights: Floats, most: int) -> tuple[Toponym, ...]:
    report, text = scored.report, scored.unresolved.text
    reasoner = Reasoner.of(scored.matrix, scored.shares, weights, gazetteer)
    answers = {id(name): _answer(scored, position, reasoner, most) for position, name in enumerate(report.names)}
    found = [
        dataclasses.replace(mention, candidates=answers[id(name)][0], confidence=answers[id(name)][1])
        for mention, name in zip(scored.unresolved.mentions, report.of_mention, strict=True)
    ]
    _place_unlisted(found, report, text, gazetteer, most)
    return tuple(found)


def _place_unlisted(found: list[Toponym], report: Report, text: str, gazetteer: Gazetteer, most: int) -> None:
    """Give names the area around them that the gazetteer lacks, or of which it most likely lists another place."""
    doubted = [name for name in report.names if _is_doubted(found[name.mentions[0]])]
    unlisted = [name for name in report.names if found[name.mentions[0]].place is None]
    for names in (doubted, unlisted):  # in this order, for a namesake across the world speaks for no village
        known = [mention for mention in found if mention.candidates]
        for name in names:
            of_name = [found[i] for i in name.mentions]
            place, sure = of_name[0].place, of_name[0].confidence
            area = infer(of_name, known, text, gazetteer)
            if area is None or (place and lies_in(place, area)):
                continue
            chance = confidence_of_area(area)
            if place and chance <= sure + _MARGIN:
                continue
            for i in name.mentions:
                candidates = (area.candidate, *found[i].candidates)[:most]
                found[i] = dataclasses.replace(found[i], candidates=candidates, confidence=chance)


def _is_doubted(mention: Toponym) -> bool:
    """Say whether a mention may mean another place than the gazetteer's: of towns and villages most are in none."""
    return mention.place is not None and mention.place.kind == "city" and mention.confidence < _SURE


def _answer(scored: Scored, position: int, reasoner: Reasoner, most: int) -> tuple[tuple[Candidate, ...], float]:
    start, end = scored.matrix.first[position : position + 2].tolist()
    if start == end:
        return (), 0.0
    name = scored.report.names[position]
    scores = scored.scores[start:end]
    order = np.argsort(-scores, kind="stable").tolist()  # the better known one of equals, as the gazetteer lists them
    kept: dict[str, Candidate] = {}
    for i in order:
        place = name.options.entries[i].place
        if place.id not in kept:
            why = reasoner.reasons(name, start + i)
            kept[place.id] = Candidate(place=place, score=round(float(scores[i]), 3), reasons=why)
        if len(kept) == most:
            break
    best = start + order[0]
    sure = confidence(scored.matrix.values[best], float(scored.shares[best]), name.options.entries[order[0]].place)
    return tuple(kept.values()), sure
