"""Rank the places that one name could mean, with reasons in English.

What is known without a document decides: how well known a place is, and the countries and provinces that the
name itself or a short context names. Whole reports are resolved by `geo.resolution`, where all names vote.
"""

import itertools
import re
from collections.abc import Iterator

from geo.gazetteer.fame import fame
from geo.gazetteer.index import Entry, Gazetteer
from geo.gazetteer.names import bare_names, normalise
from geo.records import Candidate, Place, PlaceKind

_CONTAINER_KINDS = frozenset({"country", "admin1", "admin2"})
_NAMED_CONTAINER = 6.0  # "Taftan, Pakistan": more than the fame of any namesake outside
_CONTEXT_CONTAINER = 3.0  # a country or province that the context names somewhere
_TYPE_WORD = 4.0  # "Idlib province" is the province
_LONGEST_NAME = 4  # words of a name that is looked for in the context
_CAPITALISED = re.compile(r"\b[^\W\d_][\w.'’-]*")

_KIND_WORDS: dict[PlaceKind, str] = {
    "country": "a country",
    "admin1": "a province or state",
    "admin2": "a district or county",
    "city": "a populated place",
    "region": "a region",
    "crossing": "a border crossing",
}
_NAME_REASONS = {
    "preferred": "its usual name",
    "alternate": "another of its names",
    "abbreviation": "an abbreviation of its name",
    "demonym": "the name of its people",
}


def candidates(name: str, *, context: str = "", gazetteer: Gazetteer) -> list[Candidate]:
    """Return the places that a name could mean, best first; an empty list if the gazetteer knows none.

    Parameters
    ----------
    name
        A place name, with or without what contains it: ``"Taftan"`` or ``"Taftan, Balochistan, Pakistan"``.
    context
        Text in which capitalised names of countries and provinces are looked for.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     [best, *_] = candidates("Springfield, Illinois", gazetteer=gazetteer)
    >>> best.place.admin1, best.reasons[0]
    ('Illinois', 'lies in Illinois, which the name says')
    """
    head, *tail = [part.strip() for part in name.split(",") if part.strip()] or [""]
    named = [_containers(part, gazetteer) for part in tail]
    around = {place.id: place for place in _named_in(context, gazetteer)}
    scored = [
        _score(entry, kind=kind, named=named, around=around, gazetteer=gazetteer)
        for entry, kind in _entries(head, gazetteer)
        if not tail or _inside_all(entry.place, named, gazetteer)
    ]
    if not scored and tail:  # a container that is unknown or wrong must not lose the name
        return candidates(head, context=f"{', '.join(tail)}. {context}", gazetteer=gazetteer)
    best: dict[str, Candidate] = {}
    for candidate in sorted(scored, key=lambda c: (-c.score, c.place.id)):
        best.setdefault(candidate.place.id, candidate)
    return list(best.values())


def _entries(name: str, gazetteer: Gazetteer) -> list[tuple[Entry, str]]:
    """Return what a name can stand for, with the kind of place that its type word says, if it has one."""
    found = [(entry, "") for entry in gazetteer.lookup(name)]
    if found:
        return found
    for shorter, kind in bare_names(name):
        if entries := gazetteer.lookup(shorter):
            return [(entry, kind) for entry in entries]
    return []


def _containers(name: str, gazetteer: Gazetteer) -> dict[str, Place]:
    places = (entry.place for entry, _ in _entries(name, gazetteer))
    found = {place.id: place for place in places if place.kind in _CONTAINER_KINDS}
    if country := gazetteer.country(name):
        found[country.id] = country
    return found


def _inside_all(place: Place, named: list[dict[str, Place]], gazetteer: Gazetteer) -> bool:
    above = {parent.id for parent in gazetteer.parents(place)}
    return all(above & containers.keys() for containers in named)


def _named_in(context: str, gazetteer: Gazetteer) -> Iterator[Place]:
    """Yield the countries and provinces that capitalised words of a text name."""
    words = [match.group() for match in _CAPITALISED.finditer(context)]
    for start, word in enumerate(words):
        if not word[0].isupper():
            continue
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            entries = gazetteer.lookup(" ".join(words[start : start + length]))
            places = [entry.place for entry in entries if entry.place.kind in {"country", "admin1"}]
            if places:
                yield from itertools.islice(places, 2)
                break


def _score(
    entry: Entry, *, kind: str, named: list[dict[str, Place]], around: dict[str, Place], gazetteer: Gazetteer
) -> Candidate:
    place = entry.place
    score = fame(place.kind, place.population, entry.name_kind, radius_km=place.uncertainty_km)
    reasons = []
    parents = gazetteer.parents(place)
    said = [parent for containers in named for parent in parents if parent.id in containers]
    if said:
        score += _NAMED_CONTAINER
        reasons.append(f"lies in {said[0].name}, which the name says")
    hinted = [parent for parent in (place, *parents) if parent.id in around]
    if hinted:
        score += _CONTEXT_CONTAINER
        reasons.append(f"{'is' if hinted[0] is place else 'lies in'} {hinted[0].name}, which the context names")
    if kind and kind == place.kind:
        score += _TYPE_WORD
        reasons.append(f"is {_KIND_WORDS[place.kind]}, as the name says")
    if place.population:
        reasons.append(f"{_KIND_WORDS[place.kind]} of {place.population:,} people".replace(",", " "))
    else:
        reasons.append(_KIND_WORDS[place.kind])
    reasons.append(f"known by this as {_NAME_REASONS[entry.name_kind]}")
    return Candidate(place=place, score=round(score, 3), reasons=tuple(reasons))


def address(place: Place, gazetteer: Gazetteer) -> str:
    """Return a place and what it lies in as one line.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     address(gazetteer.lookup("Taftan")[0].place, gazetteer)
    'Taftan, Chagai District, Balochistan, Pakistan'
    """
    names = [place.name, *(parent.name for parent in gazetteer.parents(place))]
    return ", ".join(
        name for name, before in zip(names, ["", *names], strict=False) if normalise(name) != normalise(before)
    )
