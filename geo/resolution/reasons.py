"""Why a place was chosen, in words that a person can check in the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.gazetteer import Gazetteer
from geo.records import Place, PlaceKind
from geo.resolution.features import EARTH_RADIUS_KM, Matrix, Numbers
from geo.resolution.names import Name
from geo.resolution.neighbours import neighbours
from geo.resolution.options import country_name
from geo.resolution.weights import FEATURES, Floats

_NAMED: Final = 2  # other names that a reason lists
_TELLING: Final = 0.2  # a part of the score that is worth a reason

_KINDS: Final[dict[PlaceKind, str]] = {
    "country": "a country",
    "admin1": "a province or state",
    "admin2": "a district or county",
    "city": "a town",
    "region": "a region",
    "crossing": "a border crossing",
}
_NAME_REASONS: Final = {
    "preferred": "its usual name",
    "alternate": "another of its names",
    "abbreviation": "a short form of its name",
    "demonym": "the name of its people",
}
_GROUPS: Final = {
    "type": ("type word",),
    "container": ("container",),
    "contained": ("contained",),
    "province": ("province votes", "province share", "province named", "province of the first name"),
    "country": ("country votes", "country share", "country named"),
    "neighbour": ("neighbour named",),
    "near": ("near other names", "near a name beside it"),
    "publisher's place": ("publisher's usual place",),
    "publisher's area": ("publisher's province", "near the publisher's places", "publisher's country"),
    "domain": ("web domain's country",),
    "capital": ("capital",),
    "people": ("log10 population", "most people of its name"),
}
_COLUMNS: Final = {name: [FEATURES.index(feature) for feature in of] for name, of in _GROUPS.items()}


@dataclass(slots=True, eq=False)
class Reasoner:
    """Tells why the places of one report were chosen."""

    matrix: Matrix
    weights: Floats
    gazetteer: Gazetteer
    best: Numbers

    @classmethod
    def of(cls, matrix: Matrix, shares: Floats, weights: Floats, gazetteer: Gazetteer) -> "Reasoner":
        """Make one for a report whose places have their final shares."""
        return cls(matrix, weights, gazetteer, matrix.best_rows(shares))

    def reasons(self, name: Name, row: int) -> tuple[str, ...]:
        """Return what speaks for the place of a row, strongest first."""
        place = self.place(row)
        parts = (self.matrix.values[row] * self.weights).tolist()
        found = []
        for group, columns in _COLUMNS.items():
            weight = sum([parts[column] for column in columns])
            if weight >= _TELLING:
                # People are a matter of course: what the report says comes first.
                found.append((weight if group != "people" else _TELLING, group))
        found.sort(key=lambda item: -item[0])
        told = [words for _, group in found for words in _WORDS[group](self, name, row, place)]
        told.append(_name_reason(name, row - int(self.matrix.first[self.matrix.name[row]])))
        return tuple(dict.fromkeys(told))

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        position = int(self.matrix.name[row])
        return self.matrix.report.names[position].options.entries[row - int(self.matrix.first[position])].place

    def others_in(self, row: int, level: int) -> tuple[list[str], list[str]]:
        """Return the words of the report for the same country (level 0) or province (1), and for places in it."""
        matrix = self.matrix
        area = matrix.areas[row, level]
        same = self.best[(matrix.areas[self.best, level] == area) & (matrix.word[self.best] != matrix.word[row])]
        itself = matrix.level[same] == level
        return self._surfaces(same[itself]), self._surfaces(same[~itself])

    def nearest(self, row: int) -> tuple[str, float] | None:
        """Return the nearest town or district among the other names, and its distance in km."""
        matrix = self.matrix
        towns = self.best[(matrix.level[self.best] > 1) & (matrix.word[self.best] != matrix.word[row])]
        if not len(towns):
            return None
        apart = np.arccos(np.clip(matrix.points[towns] @ matrix.points[row], -1, 1)) * EARTH_RADIUS_KM
        return self._surface(int(towns[apart.argmin()])), float(apart.min())

    def _surfaces(self, rows: Numbers) -> list[str]:
        return list(dict.fromkeys(self._surface(row) for row in rows.tolist()))

    def _surface(self, row: int) -> str:
        return self.matrix.report.names[int(self.matrix.name[row])].surface


def _name_reason(name: Name, option: int) -> str:
    entry = name.options.entries[option]
    return f"{_KINDS[entry.place.kind]} with {_NAME_REASONS[entry.name_kind]}"


def _listed(named: tuple[list[str], list[str]], area: str) -> Iterator[str]:
    itself, inside = named
    if itself:
        yield f"the report names {itself[0]}"
    if inside:
        verb = "is" if len(inside) == 1 else "are"
        yield f"{' and '.join(inside[:_NAMED])} in the same report {verb} in {area}"


def _province(of: Reasoner, _: Name, row: int, place: Place) -> Iterator[str]:
    province = place.name if place.kind == "admin1" else place.admin1
    if province:
        yield from _listed(of.others_in(row, 1), province)


def _country(of: Reasoner, _: Name, row: int, place: Place) -> Iterator[str]:
    if place.country:
        yield from _listed(of.others_in(row, 0), country_name(place.country, of.gazetteer))


def _neighbour(of: Reasoner, _: Name, row: int, __: Place) -> Iterator[str]:
    matrix = of.matrix
    beside = neighbours().get(int(matrix.areas[row, 0]), frozenset())
    named = [other for other in of.best.tolist() if matrix.level[other] == 0 and int(matrix.areas[other, 0]) in beside]
    if named:
        country = of.place(named[0])
        yield f"it borders on {country_name(country.country, of.gazetteer)}, which the report names"


def _near(of: Reasoner, _: Name, row: int, __: Place) -> Iterator[str]:
    nearest = of.nearest(row)
    if nearest:
        yield f"{nearest[1]:,.0f} km from {nearest[0]}, which the report names"


def _publisher(of: Reasoner, _: Name, __: int, place: Place) -> Iterator[str]:
    area = place.admin1 or (country_name(place.country, of.gazetteer) if place.country else place.name)
    yield f"the publisher's other reports are about {area}"


def _people(_: Reasoner, name: Name, __: int, place: Place) -> Iterator[str]:
    if not place.population:
        return
    entries = name.options.entries
    largest = len(entries) > 1 and place.population == max(entry.place.population for entry in entries)
    yield f"{place.population:,} people" + (", the most of all with this name" if largest else "")


_Words = Callable[[Reasoner, Name, int, Place], Iterator[str]]
_WORDS: Final[dict[str, _Words]] = {
    "type": lambda _, __, ___, place: iter([f"the text calls it {_KINDS[place.kind]}"]),
    "container": lambda _, name, __, ___: iter([f"named as in {name.inside[1]}"] if name.inside else []),
    "contained": lambda _, name, __, ___: iter([f"{name.holding[1]} beside it lies in it"] if name.holding else []),
    "province": _province,
    "country": _country,
    "neighbour": _neighbour,
    "near": _near,
    "publisher's place": lambda *_: iter(["the publisher's other reports mean it by this name"]),
    "publisher's area": _publisher,
    "domain": lambda *_: iter(["in the country of the publisher's web address"]),
    "capital": lambda *_: iter(["the capital of its country"]),
    "people": _people,
}
