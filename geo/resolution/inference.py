"""Where a name lies that no gazetteer has: in the place that the report names it with.

"Royal Street, New Orleans" and "a hamlet called Shamsar near Panjgur" place a name that is in no list. First its
country is chosen (`geo.resolution.homelands`), then the place of the report in it that the names around agree on. The
answer is an area, never a point: it has the radius of what is known, a whole country if nothing more is, and the
reasons say so. Where no country is likelier than not, the name stays unresolved.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo import geodesy
from geo.gazetteer import Entry, Gazetteer
from geo.records import AROUND, Candidate, Place, Toponym
from geo.resolution import homelands
from geo.resolution.options import is_capital

_LOCAL: Final = frozenset({"city", "admin2", "crossing"})
_WIDE: Final = frozenset({"country", "admin1", "region"})
_LEAST_CHANCE: Final = 0.5
_LEAST_AGREEMENT: Final = 0.5
_TOGETHER_KM: Final = 100.0  # towns this near to each other speak for one place
_LINKED: Final = 3.0  # how much more a town counts that is named as the container
_KNOWN_PEOPLE: Final = 100_000  # a city of this size gives its name to what lies in it, unless the report says else
_NAMED_AFTER_KM: Final = 30.0
_RADIUS_KM: Final = 100.0  # holds six in ten such names of the development corpora


@dataclass(frozen=True, slots=True)
class Area:
    """The area in which an unknown name lies.

    Attributes
    ----------
    country_chance
        How likely the country is right, 0..1.
    agreement
        How much the names around agree on the part of the country, 0..1; 0 where the whole country is the answer.
    """

    candidate: Candidate
    country_chance: float
    agreement: float


def infer(mentions: Sequence[Toponym], resolved: Sequence[Toponym], text: str, gazetteer: Gazetteer) -> Area | None:
    """Return the area in which an unknown name most likely lies, or None if the report does not say.

    Parameters
    ----------
    mentions
        Those of the name in the report, at least one.
    resolved
        The mentions of the report whose names the gazetteer has, in order.
    """
    name = mentions[0].name
    # A capital that only speaks ("Tehran said") says nothing of where in its country the report's places lie.
    literal = [other for other in resolved if other.kind == "literal" and other.surface != mentions[0].surface]
    parts = gazetteer.lookup_inside(name)
    if not literal:
        return _after_a_known_place(name, *parts[0]) if parts else None
    inner = [entry for _, entries in parts for entry in entries]
    signs = homelands.signs_of_countries(mentions, resolved, text, inner)
    country, chance = next(iter(homelands.chances(signs, homelands.weights()).items()), ("", 0.0))
    whole = gazetteer.country(country)
    if whole is None or chance < _LEAST_CHANCE:
        return None
    inside = [other for other in literal if other.place and other.place.country == country]
    candidate, agreement = _within(mentions, inside, text) or (in_country(name, whole), 0.0)
    for part, entries in parts[:1]:
        places = [entry.place for entry in entries if entry.place.country == country]
        wide = next((place for place in places[:1] if place.kind in _WIDE), None)
        near = wide or (_nearest(candidate.place, places) if agreement else None)
        if near:
            return Area(_after(name, near, part), chance, agreement or 1.0)
    return Area(candidate, chance, agreement)


def _after_a_known_place(name: str, part: str, entries: Sequence[Entry]) -> Area | None:
    """Return the area around the place that a name holds, if everybody knows it."""
    place = entries[0].place
    known = place.kind in _WIDE or place.population >= _KNOWN_PEOPLE
    return Area(_after(name, place, part), 1.0, 1.0) if known and entries[0].name_kind == "preferred" else None


def _within(mentions: Sequence[Toponym], inside: Sequence[Toponym], text: str) -> tuple[Candidate, float] | None:
    """Return the part of a country that its places in the report give an unknown name, and how far they agree."""
    name = mentions[0].name
    local = [other for other in inside if other.place and other.place.kind in _LOCAL]
    holder = next((held for one in mentions if (held := homelands.container(one, inside, text))), None)
    if holder is not None and holder.place is not None and holder.place.kind == "admin1":
        province = holder.place
        local = [other for other in local if other.place and _province(other.place) == _province(province)]
        if not local:
            return _area(name, province, province.uncertainty_km, f"named as in {holder.surface}"), 1.0
    # Reports name capitals for all that happens in their countries.
    around_it = [homelands.sentence_around(text, one) for one in mentions]
    local = [other for other in local if not _is_capital(other) or any(one.holds(other) for one in around_it)]
    if not local:
        return None
    best, agreement = _anchor(mentions, local, holder)
    if best.place is None or agreement < _LEAST_AGREEMENT:
        return None
    how = f"named as in {best.surface}" if best is holder else f"{best.surface} is named around it"
    return _area(name, best.place, max(_RADIUS_KM, best.place.uncertainty_km), how), agreement


def _is_capital(mention: Toponym) -> bool:
    return mention.place is not None and is_capital(mention.place)


def _nearest(anchor: Place, places: Sequence[Place]) -> Place | None:
    """Return the place that is nearest to where the names around point, if any is near."""
    if not places:
        return None
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    apart = geodesy.distance_km(anchor.lat, anchor.lon, lats, lons)
    nearest = int(apart.argmin())
    return places[nearest] if apart[nearest] <= _TOGETHER_KM else None


def _after(name: str, place: Place, part: str) -> Candidate:
    radius = max(_NAMED_AFTER_KM, place.uncertainty_km)
    return _area(name, place, radius, f"named after {part}, near which such places mostly lie")


def _province(place: Place) -> tuple[str, str]:
    return place.country, place.name if place.kind == "admin1" else place.admin1


def _anchor(mentions: Sequence[Toponym], local: Sequence[Toponym], holder: Toponym | None) -> tuple[Toponym, float]:
    """Return the town that most of the others around agree with, and how much of their say that is."""
    gap = np.array([min(homelands.gap(one, other) for one in mentions) for other in local])
    say = np.array([other.confidence for other in local]) * np.exp(-gap / homelands.FADES)
    say *= [_LINKED if other is holder else 1.0 for other in local]
    say = np.maximum(say, 1e-12)
    lat = np.array([other.place.lat for other in local if other.place])
    lon = np.array([other.place.lon for other in local if other.place])
    apart = geodesy.distance_km(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    together = np.exp(-apart / _TOGETHER_KM) @ say
    best = int(together.argmax())
    return local[best], float(together[best] / say.sum())


def lies_in(place: Place, area: Area) -> bool:
    """Say whether a place of the gazetteer lies in an area, and so does not contradict it."""
    around_it = area.candidate.place
    apart = geodesy.distance_km(place.lat, place.lon, around_it.lat, around_it.lon)
    return place.country == around_it.country and bool(apart <= around_it.uncertainty_km)


def is_inferred(place: Place) -> bool:
    """Say whether a place is only the area around a name that no gazetteer has."""
    return place.id.startswith(AROUND)


def around(identifier: str) -> str:
    """Return the identifier of the area around a known place, in which a name lies that no gazetteer has."""
    return f"{AROUND}{identifier}"


def in_country(name: str, country: Place) -> Candidate:
    """Return the whole of a country as the area of a name that no gazetteer has."""
    how = f"of what the report names, {country.name} is the likeliest country"
    return _area(name, country, country.uncertainty_km, how)


def _area(name: str, anchor: Place, radius_km: float, how: str) -> Candidate:
    place = dataclasses.replace(
        anchor,
        id=around(anchor.id),
        name=name,
        kind="region",
        admin1=_province(anchor)[1] if anchor.kind != "country" else "",
        population=0,
        uncertainty_km=radius_km,
    )
    return Candidate(place=place, score=0.0, reasons=(how, "in no gazetteer, so only the area around is known"))
