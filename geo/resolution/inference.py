"""Where a name lies that no gazetteer has: in the place that the report names it with.

"Royal Street, New Orleans" and "a hamlet called Shamsar near Panjgur" place a name that is in no list. The answer is
an area, never a point: it has the radius of what is known, and the reasons say so. Where the names around do not
agree, the name stays unresolved.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo import geodesy
from geo.gazetteer import Gazetteer
from geo.records import AROUND, Candidate, Place, Toponym

_LOCAL: Final = frozenset({"city", "admin2", "crossing"})
_FADES: Final = 500.0  # characters over which a name's say falls off by e
_TOGETHER_KM: Final = 100.0  # towns this near to each other speak for one place
_LEAST_AGREEMENT: Final = 0.5
_LINKED: Final = 3.0  # how much more a town counts that is named as the container
_WIDE: Final = frozenset({"country", "admin1", "region"})
_KNOWN_PEOPLE: Final = 100_000  # a city of this size gives its name to what lies in it, unless the report says else
_NAMED_AFTER_KM: Final = 30.0
_LATER_SENTENCE: Final = 0.5  # how much a name counts that comes after the sentence
_RADIUS_KM: Final = 100.0  # holds six in ten such names of the development corpora
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_LINK = re.compile(r"[\s(]*(?:,|\(|\bin\b|\bof\b|\bnear\b)\s*(?:the\s+)?(?:[\w-]+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """The area in which an unknown name lies, and how much the names around it agree on it, 0..1."""

    candidate: Candidate
    agreement: float


def infer(mention: Toponym, resolved: Sequence[Toponym], text: str, gazetteer: Gazetteer) -> Area | None:
    """Return the area in which an unknown name most likely lies, or None if the report does not say.

    Parameters
    ----------
    resolved
        The mentions of the report whose names the gazetteer has.
    """
    around = _around(mention, resolved, text)
    inner = gazetteer.lookup_inside(mention.name)
    if not inner:
        return around
    part, entries = inner[0]
    if around is None:
        place = entries[0].place
        known = place.kind in _WIDE or place.population >= _KNOWN_PEOPLE
        return _after(mention, place, part, 1.0) if known and entries[0].name_kind == "preferred" else None
    anchor = around.candidate.place
    wide = next((entry.place for entry in entries[:1] if entry.place.kind in _WIDE), None)
    near = wide or _nearest(anchor, [entry.place for entry in entries])
    return _after(mention, near, part, around.agreement) if near else around


def _around(mention: Toponym, resolved: Sequence[Toponym], text: str) -> Area | None:
    """Return the area that the names around an unknown one give it."""
    # A capital that only speaks ("Tehran said") says nothing of where the report's places lie.
    literal = [other for other in resolved if other.kind == "literal"]
    container = _container(mention, literal, text)
    local = [other for other in literal if other.place is not None and other.place.kind in _LOCAL]
    if container is not None and container.place is not None and container.place.kind == "admin1":
        province = container.place
        local = [other for other in local if other.place and _province(other.place) == _province(province)]
        if not local:
            return Area(_area(mention, province, province.uncertainty_km, f"named as in {container.surface}"), 1.0)
    if not local:
        return None
    best, agreement = _anchor(mention, local, container, text)
    if best.place is None or agreement < _LEAST_AGREEMENT:
        return None
    how = f"named as in {best.surface}" if best is container else f"{best.surface} is named around it"
    return Area(_area(mention, best.place, max(_RADIUS_KM, best.place.uncertainty_km), how), agreement)


def _nearest(anchor: Place, places: Sequence[Place]) -> Place | None:
    """Return the place that is nearest to where the names around point, if any is near."""
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    apart = geodesy.distance_km(anchor.lat, anchor.lon, lats, lons)
    nearest = int(apart.argmin())
    return places[nearest] if apart[nearest] <= _TOGETHER_KM else None


def _after(mention: Toponym, place: Place, part: str, agreement: float) -> Area:
    radius = max(_NAMED_AFTER_KM, place.uncertainty_km)
    return Area(_area(mention, place, radius, f"named after {part}, near which such places mostly lie"), agreement)


def _province(place: Place) -> tuple[str, str]:
    return place.country, place.name if place.kind == "admin1" else place.admin1


def _container(mention: Toponym, others: Sequence[Toponym], text: str) -> Toponym | None:
    for other in others:
        if other.start >= mention.end:
            linked = other.place is not None and _LINK.fullmatch(text[mention.end : other.start])
            return other if linked else None
    return None


def _anchor(mention: Toponym, local: Sequence[Toponym], container: Toponym | None, text: str) -> tuple[Toponym, float]:
    """Return the town that most of the others around agree with, and how much of their say that is."""
    gap = np.array([max(other.start - mention.end, mention.start - other.end, 0) for other in local])
    say = np.array([other.confidence for other in local]) * np.exp(-gap / _FADES)
    say *= [_LINKED if other is container else 1.0 for other in local]
    end = _SENTENCE_END.search(text, mention.end)
    if end:
        say *= [_LATER_SENTENCE if other.start >= end.end() else 1.0 for other in local]
    say = np.maximum(say, 1e-12)
    lat = np.array([other.place.lat for other in local if other.place])
    lon = np.array([other.place.lon for other in local if other.place])
    apart = geodesy.distance_km(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    together = np.exp(-apart / _TOGETHER_KM) @ say
    best = int(together.argmax())
    return local[best], float(together[best] / say.sum())


def is_inferred(place: Place) -> bool:
    """Say whether a place is only the area around a name that no gazetteer has."""
    return place.id.startswith(AROUND)


def around(identifier: str) -> str:
    """Return the identifier of the area around a known place, in which a name lies that no gazetteer has."""
    return f"{AROUND}{identifier}"


def _area(mention: Toponym, anchor: Place, radius_km: float, how: str) -> Candidate:
    place = dataclasses.replace(
        anchor,
        id=around(anchor.id),
        name=mention.name,
        kind="region",
        admin1=_province(anchor)[1],
        population=0,
        uncertainty_km=radius_km,
    )
    return Candidate(place=place, score=0.0, reasons=(how, "in no gazetteer, so only the area around is known"))
