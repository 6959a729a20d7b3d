"""Decide which place each mention of a report means.

Every candidate of a name gets a score from what is known of it (size, kind, whether the name is its usual
one) and from the report (the place that contains it is named next to it, other names lie in the same
country or province, or near by). The weights are set by hand and never fitted to a corpus; they are listed
in one table below. A first pass scores each name alone, later passes let the names vote for each other,
each name once however often it is repeated.
"""

import dataclasses
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.gazetteer import Entry, Gazetteer
from geo.records import Candidate, Place, Toponym

_EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG
_MOST_CANDIDATES: Final = 40
_KEPT_CANDIDATES: Final = 6
_PASSES: Final = 3
_SEAT_PEOPLE: Final = 100_000  # a city of this size is meant rather than the province that has its name
_CONTAINER_GAP: Final = 40  # characters between a name and the place that contains it

_WEIGHT: Final[Mapping[str, float]] = {
    "log10 population": 0.55,
    "country": 4.0,
    "admin1": 1.8,
    "admin2": -1.0,
    "city": 0.4,
    "region": 2.5,
    "crossing": 0.0,
    "preferred": 1.2,
    "abbreviation": 0.8,
    "alternate": -0.4,
    "demonym": 0.0,
    "named after its city": -4.0,
    "type word": 5.0,
    "container": 6.0,
    "country votes": 3.0,
    "province votes": 2.5,
    "near other names": 1.5,
}

_NAME_REASONS: Final[Mapping[str, str]] = {
    "preferred": "its usual name",
    "alternate": "another of its names",
    "abbreviation": "a short form of its name",
    "demonym": "the name of its people",
}

_TYPE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "province": ("admin1", "region"),
    "state": ("admin1",),
    "governorate": ("admin1",),
    "oblast": ("admin1",),
    "prefecture": ("admin1", "admin2"),
    "region": ("admin1", "region"),
    "district": ("admin2", "admin1"),
    "county": ("admin2", "admin1"),
    "parish": ("admin2", "admin1"),
    "division": ("admin2",),
    "city": ("city",),
    "town": ("city",),
    "village": ("city",),
    "valley": ("region",),
    "strait": ("region",),
    "sea": ("region",),
    "airport": ("city",),
    "crossing": ("crossing",),
}
_AFTER = re.compile(r"\s+(\w+)")
_BEFORE = re.compile(r"(\w+)\s+of\s+$")
_CONTAINER_LINK = re.compile(r"[\s(]*(?:,|\(|\bin\b|\bon\b|\bof\b)[\s\w'’-]{0,24}$", re.IGNORECASE)


def _distance_km(a: Place, b: Place) -> float:
    """Return the spherical distance in km; exact enough to say what is near."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def contains(container: Place, place: Place) -> bool:
    """Say whether a country, province or district holds a place, by their names.

    Examples
    --------
    >>> pakistan = Place(id="PK", name="Pakistan", kind="country", lat=30, lon=70, country="PK")
    >>> taftan = Place(id="1", name="Taftan", kind="city", lat=28.9, lon=61.6, country="PK", admin1="Balochistan")
    >>> contains(pakistan, taftan), contains(taftan, pakistan)
    (True, False)
    """
    if container.id == place.id or not container.country or container.country != place.country:
        return False
    if container.kind == "country":
        return place.kind != "country"
    if container.kind == "admin1":
        return place.kind in {"admin2", "city", "crossing"} and place.admin1 in {container.name, container.admin1}
    if container.kind == "admin2":
        return place.kind == "city" and bool(place.admin2) and place.admin2 in {container.name, container.admin2}
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """The mentions of one report that wait for their places.

    Attributes
    ----------
    publisher
        Outlet or web domain, or empty.
    """

    mentions: Sequence[Toponym]
    text: str
    publisher: str = ""


@dataclass(slots=True)
class _Name:
    """One mention on its way: its possible places with their scores and reasons."""

    mention: Toponym
    entries: tuple[Entry, ...]
    fixed: list[float]
    reasons: list[list[str]]
    scores: list[float]

    @property
    def best(self) -> Place | None:
        if not self.entries:
            return None
        return self.entries[max(range(len(self.entries)), key=self.scores.__getitem__)].place


def _prior(entry: Entry, wanted: Sequence[str]) -> tuple[float, list[str]]:
    place = entry.place
    score = _WEIGHT["log10 population"] * math.log10(1 + place.population) + _WEIGHT[place.kind]
    score += _WEIGHT[entry.name_kind]
    reasons = []
    if place.kind in wanted:
        score += _WEIGHT["type word"] / (1 + wanted.index(place.kind))
        reasons.append(f"the text calls it {_kind_in_words(place)}")
    if place.population:
        reasons.append(f"{place.population:,} people")
    reasons.append(_NAME_REASONS[entry.name_kind])
    return score, reasons


def _kind_in_words(place: Place) -> str:
    return {
        "country": "a country",
        "admin1": "a province",
        "admin2": "a district",
        "city": "a town",
        "region": "a region",
        "crossing": "a crossing",
    }[place.kind]


def _wanted_kinds(mention: Toponym, text: str) -> Sequence[str]:
    """Return the kinds that a type word beside or inside the mention asks for."""
    words = [word.lower() for word in mention.surface.split() if word.lower() in _TYPE_WORDS]
    after = _AFTER.match(text, mention.end)
    if after and after[1] in _TYPE_WORDS:
        words.append(after[1])
    before = _BEFORE.search(text[max(0, mention.start - 30) : mention.start])
    if before and before[1].lower() in _TYPE_WORDS:
        words.append(before[1].lower())
    return _TYPE_WORDS[words[0]] if words else ()


def possible_places(mention: Toponym, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return every place that a mention can mean, before its report is looked at."""
    entries = gazetteer.lookup(mention.name)
    if mention.kind == "demonym":
        return tuple(entry for entry in entries if entry.name_kind == "demonym") or entries
    places = tuple(entry for entry in entries if entry.name_kind != "demonym")
    return (places or entries)[:_MOST_CANDIDATES]


def _start(mention: Toponym, text: str, gazetteer: Gazetteer) -> _Name:
    entries = possible_places(mention, gazetteer)
    wanted = _wanted_kinds(mention, text)
    priors = [_prior(entry, wanted) for entry in entries]
    seats = {
        (entry.place.country, entry.place.admin1)
        for entry in entries
        if entry.place.kind == "city" and entry.place.population >= _SEAT_PEOPLE
    }
    for i, entry in enumerate(entries):
        place = entry.place
        if place.kind in {"admin1", "admin2"} and place.kind not in wanted and (place.country, place.name) in seats:
            priors[i] = (priors[i][0] + _WEIGHT["named after its city"], priors[i][1])
    fixed = [score for score, _ in priors]
    return _Name(mention, entries, fixed, [reasons for _, reasons in priors], list(fixed))


def _add_containers(names: Sequence[_Name], text: str) -> None:
    """Raise the candidates that lie in the place named right after: "Taftan, in Balochistan"."""
    for name, following in itertools.pairwise(names):
        gap = text[name.mention.end : following.mention.start]
        if len(gap) > _CONTAINER_GAP or not _CONTAINER_LINK.fullmatch(gap) or following.mention.kind == "demonym":
            continue
        for i, entry in enumerate(name.entries):
            holders = [other.place for other in following.entries if contains(other.place, entry.place)]
            if holders:
                name.fixed[i] += _WEIGHT["container"]
                name.reasons[i].insert(0, f"named as in {holders[0].name}")
        for i, entry in enumerate(following.entries):
            if any(contains(entry.place, other.place) for other in name.entries):
                following.fixed[i] += _WEIGHT["container"] / 2
                following.reasons[i].insert(0, f"{name.mention.surface} lies in it")


def _votes(names: Sequence[_Name]) -> dict[str, tuple[Place, float]]:
    """Return the best place of each distinct name, with the weight of its vote."""
    best: dict[str, tuple[Place, float]] = {}
    for name in names:
        place = name.best
        if place is not None:
            best[name.mention.name.casefold()] = (place, 0.5 if name.mention.kind in {"demonym", "embedded"} else 1.0)
    return best


def _province(place: Place) -> str:
    return place.name if place.kind == "admin1" else place.admin1


def _rescore(names: Sequence[_Name]) -> None:
    best = _votes(names)
    countries: defaultdict[str, float] = defaultdict(float)
    provinces: defaultdict[tuple[str, str], float] = defaultdict(float)
    for place, weight in best.values():
        if place.country:
            countries[place.country] += weight
            if _province(place):
                provinces[place.country, _province(place)] += weight
    for name in names:
        key = name.mention.name.casefold()
        own, own_weight = best.get(key, (None, 0.0))
        others = [place for other, (place, _) in best.items() if other != key and place.kind in {"city", "admin2"}]
        for i, entry in enumerate(name.entries):
            place = entry.place
            nation = countries[place.country] if place.country else 0.0
            if own and nation and own.country == place.country:
                nation -= own_weight
            province = provinces[place.country, _province(place)] if _province(place) else 0.0
            if own and province and (own.country, _province(own)) == (place.country, _province(place)):
                province -= own_weight
            score = name.fixed[i]
            score += _WEIGHT["country votes"] * nation / (1 + nation)
            score += _WEIGHT["province votes"] * province / (1 + province)
            if others and place.kind in {"city", "admin2"}:
                nearest = min(_distance_km(place, other) for other in others)
                score += _WEIGHT["near other names"] * math.exp(-nearest / 150)
            name.scores[i] = score


def _context_reasons(name: _Name, order: Sequence[int], names: Sequence[_Name]) -> list[list[str]]:
    best = _votes(names)
    reasons = []
    for i in order:
        place, found = name.entries[i].place, list(name.reasons[i])
        same = sorted(
            other.name
            for key, (other, _) in best.items()
            if key != name.mention.name.casefold() and other.country == place.country and place.country
        )
        if same:
            found.append(
                f"{', '.join(same[:2])} in the same report {'is' if len(same) == 1 else 'are'} in {place.country}"
            )
        reasons.append(found)
    return reasons


def _finish(name: _Name, names: Sequence[_Name]) -> Toponym:
    if not name.entries:
        return name.mention
    order = sorted(range(len(name.entries)), key=lambda i: (-name.scores[i], name.entries[i].place.id))
    order = order[:_KEPT_CANDIDATES]
    reasons = _context_reasons(name, order, names)
    candidates = tuple(
        Candidate(place=name.entries[i].place, score=round(name.scores[i], 3), reasons=tuple(why))
        for i, why in zip(order, reasons, strict=True)
    )
    top = name.scores[order[0]]
    confidence = 1 / sum(math.exp(min(0.0, score - top)) for score in name.scores)
    return dataclasses.replace(name.mention, candidates=candidates, confidence=round(confidence, 3))


def resolve(mentions: Sequence[Toponym], *, text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Give each mention its candidates, best first, with reasons and a confidence.

    Parameters
    ----------
    mentions
        Of one report, in order (`geo.toponyms.recognise`).
    text
        The report's text, which the mentions' offsets count in.

    Returns
    -------
    tuple of Toponym
        As many as came in, in the same order; a name that the gazetteer lacks has no candidates.
    """
    names = [_start(mention, text, gazetteer) for mention in mentions]
    _add_containers(names, text)
    for _ in range(_PASSES):
        _rescore(names)
    return tuple(_finish(name, names) for name in names)


def resolve_together(reports: Sequence[Unresolved], *, gazetteer: Gazetteer) -> list[tuple[Toponym, ...]]:
    """Resolve the mentions of many reports, in their order."""
    return [resolve(report.mentions, text=report.text, gazetteer=gazetteer) for report in reports]
