"""The features of every place that the names of a report can mean, as one matrix a report."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.resolution.names import Name, Report
from geo.resolution.neighbours import neighbours
from geo.resolution.options import country_key
from geo.resolution.publishers import Focus, column
from geo.resolution.weights import FEATURES, OF_THE_NAME, Floats

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG
_NEAR_KM: Final = 150.0  # what "near" means between names of one report; it falls off by e
_NEAR_HOME_KM: Final = 50.0  # and between a name and the home of a publisher
_DEMONYM_VOTE: Final = 0.5

Numbers = NDArray[np.int64]
_AT: Final = {name: column for column, name in enumerate(FEATURES)}


@dataclass(slots=True, eq=False)
class Matrix:
    """All places of all names of a report, one row each.

    Attributes
    ----------
    values
        Columns as in `FEATURES`.
    name
        The name of each row, by its position in the report.
    first
        The first row of each name, and after the last one the number of rows.
    word
        The number of the distinct word of each row: names of one word do not vote for each other.
    votes
        How much the name of each row votes, for its demonym or among the other names of its word.
    areas, level, points
        As in `geo.resolution.options.Options`.
    """

    report: Report
    values: Floats
    name: Numbers
    first: Numbers
    word: Numbers
    votes: Floats
    areas: Numbers
    level: Numbers
    points: Floats
    _starts: Numbers
    _block: Numbers
    _cells: tuple["_Cells", "_Cells"]

    @classmethod
    def of(cls, report: Report) -> "Matrix":
        """Lay out the places of a report, with the features that the gazetteer knows."""
        names = report.names
        sizes = np.array([len(name.options.entries) for name in names], np.int64)
        first = np.concatenate([[0], np.cumsum(sizes)])
        keys = {key: number for number, key in enumerate(dict.fromkeys(name.key for name in names))}
        of_name = np.array([keys[name.key] for name in names], np.int64)
        votes = np.array([_DEMONYM_VOTE if name.demonym else 1.0 for name in names])
        votes /= np.bincount(of_name)[of_name] if names else 1.0
        position = np.repeat(np.arange(len(names)), sizes)
        values = np.zeros((len(position), len(FEATURES)))
        every = [name.options for name in names]
        areas = np.concatenate([np.zeros((0, 3), np.int64), *(options.areas for options in every)])
        if len(position):
            values[:, : len(OF_THE_NAME)] = np.concatenate([options.prior for options in every])
        word = of_name[position]
        return cls(
            report=report,
            values=values,
            name=position,
            first=first,
            word=word,
            votes=votes[position],
            areas=areas,
            level=np.concatenate([np.zeros(0, np.int64), *(options.level for options in every)]),
            points=np.concatenate([np.zeros((0, 3)), *(options.points for options in every)]),
            _starts=first[:-1][sizes > 0],
            _block=np.repeat(np.arange(int((sizes > 0).sum())), sizes[sizes > 0]),
            _cells=(_Cells.of(areas[:, 0], word), _Cells.of(areas[:, 1], word)),
        )

    def softmax(self, scores: Floats) -> Floats:
        """Return the share of each place among those of its name."""
        if not len(scores):
            return scores
        exponents = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._block])
        return exponents / np.add.reduceat(exponents, self._starts)[self._block]

    def best_rows(self, share: Floats) -> Numbers:
        """Return the likeliest row of each name that has any, in order of the text."""
        ends = [*self._starts[1:].tolist(), len(share)]
        spans = zip(self._starts.tolist(), ends, strict=True) if len(share) else ()
        return np.array([start + int(share[start:end].argmax()) for start, end in spans], np.int64)

    def votes_of_others(self, level: int, votes: Floats) -> tuple[Floats, Floats]:
        """Return for each place the votes of other words for its country (level 0) or province (1), and for any."""
        cells = self._cells[level]
        by_word = np.bincount(cells.cell, weights=votes * cells.known, minlength=cells.words * cells.areas)
        by_word = by_word.reshape(cells.words, cells.areas)
        others = (by_word.sum(axis=0)[cells.area] - by_word[self.word, cells.area]) * cells.known
        return np.maximum(others, 0), by_word.sum() - by_word.sum(axis=1)[self.word]


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """A table of the words of a report by the areas that their places lie in."""

    area: Numbers
    cell: Numbers
    known: NDArray[np.bool_]
    areas: int
    words: int

    @classmethod
    def of(cls, areas: Numbers, word: Numbers) -> "_Cells":
        distinct, position = np.unique(areas, return_inverse=True)
        words = int(word.max(initial=-1)) + 1
        return cls(position, word * len(distinct) + position, areas > 0, len(distinct), words)


def matrix(report: Report, focus: Focus | None, domain_country: str) -> Matrix:
    """Return a report's places with the features that do not depend on other names."""
    found = Matrix.of(report)
    for name, start, end in zip(report.names, found.first[:-1].tolist(), found.first[1:].tolist(), strict=True):
        _of_the_text(name, found.values[start:end])
    if domain_country:
        found.values[:, _AT["web domain's country"]] = found.areas[:, 0] == country_key(domain_country)
    if focus is not None:
        _of_the_publisher(found, focus)
    return found


def _of_the_text(name: Name, values: Floats) -> None:
    entries = name.options.entries
    if name.wanted:
        for row, entry in zip(values, entries, strict=True):
            kind = entry.place.kind
            if kind in name.wanted:
                row[_AT["type word"]] = 1 / (1 + name.wanted.index(kind))
            else:
                row[_AT["other type word"]] = 1
    if name.inside:
        values[:, _AT["container"]] = name.inside[0]
    if name.holding:
        values[:, _AT["contained"]] = name.holding[0]
    if name.demonym:
        values[:, _AT["demonym in use"]] = values[:, _AT["demonym"]]


def _of_the_publisher(found: Matrix, focus: Focus) -> None:
    values = found.values
    values[:, _AT["publisher's country"]] = column(found.areas[:, 0], focus.countries)
    values[:, _AT["publisher's province"]] = column(found.areas[:, 1], focus.provinces)
    if len(focus.weights):
        near = np.exp(-_apart_km(found.points, focus.points) / _NEAR_HOME_KM)
        local = found.level > 1
        values[:, _AT["near the publisher's places"]] = local * (near @ focus.weights)
    usual = _AT["publisher's usual place"]
    for position, name in enumerate(found.report.names):
        for row, entry in enumerate(name.options.entries, start=int(found.first[position])):
            weight = focus.places.get((name.key, entry.place.id), 0.0)
            values[row, usual] = weight / (1 + weight)


def _apart_km(a: Floats, b: Floats) -> Floats:
    """Return the spherical distances between unit vectors in km; exact enough to say what is near."""
    return EARTH_RADIUS_KM * np.arccos(np.clip(a @ b.T, -1, 1))


def add_votes(found: Matrix, share: Floats) -> None:
    """Set the features that other names give, where each place is as likely as ``share`` says."""
    if not len(share):
        return
    votes = share * found.votes
    for level, kind in enumerate(("country", "province")):
        others, total = found.votes_of_others(level, votes)
        found.values[:, _AT[f"{kind} votes"]] = others / (1 + others)
        found.values[:, _AT[f"{kind} share"]] = others / np.maximum(total, 1e-9)
        named, _ = found.votes_of_others(level, votes * (found.level == level))
        found.values[:, _AT[f"{kind} named"]] = np.minimum(1, named)
    _of_neighbours(found, votes)
    _near(found, share)


def _of_neighbours(found: Matrix, votes: Floats) -> None:
    countries, row = np.unique(found.areas[:, 0], return_inverse=True)
    named = dict(zip(countries.tolist(), np.bincount(row, weights=votes * (found.level == 0)).tolist(), strict=True))
    beside = neighbours()
    best = [max((named.get(other, 0.0) for other in beside.get(country, ())), default=0.0) for country in named]
    found.values[:, _AT["neighbour named"]] = np.minimum(1, np.array(best)[row])


def _near(found: Matrix, share: Floats) -> None:
    best = found.best_rows(share)
    towns = best[found.level[best] > 1]
    local = found.level > 1
    word = found.word
    if len(towns):
        near = np.exp(-_apart_km(found.points, found.points[towns]) / _NEAR_KM) * share[towns]
        near[word[:, None] == word[towns][None, :]] = 0
        found.values[:, _AT["near other names"]] = local * near.max(axis=1)
        beside = np.zeros((len(found.report.names), len(towns)), np.bool_)
        column_of = {name: i for i, name in enumerate(found.name[towns].tolist())}
        for a, b in found.report.beside:
            if b in column_of:
                beside[a, column_of[b]] = True
            if a in column_of:
                beside[b, column_of[a]] = True
        found.values[:, _AT["near a name beside it"]] = local * (near * beside[found.name]).max(axis=1)
    first = int(best[0])
    same = (found.areas[:, 1] == found.areas[first, 1]) & (found.areas[:, 1] > 0) & (word != word[first])
    found.values[:, _AT["province of the first name"]] = same * share[first]
