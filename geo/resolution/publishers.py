"""What a publisher writes about: the places that its other reports name.

A local paper means its own Paris. The pool of a publisher is used from `LEAST_REPORTS` other reports on; with
fewer the guess hurts more than it helps.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from geo.resolution.weights import Floats

_Key = TypeVar("_Key")

LEAST_REPORTS: Final = 5
_MOST_PLACES: Final = 30  # the most named places stand for all, when nearness is asked for


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """What the names of one report mean, as far as it is known.

    Attributes
    ----------
    countries, provinces
        Weight by number of the area.
    places
        Weight by name and place: ``(name, place id)``.
    points
        Weight and unit vector of each town or district, by place id.
    """

    countries: Mapping[int, float]
    provinces: Mapping[int, float]
    places: Mapping[tuple[str, str], float]
    points: Mapping[str, tuple[float, Floats]]


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """The usage of a publisher's other reports, pooled.

    Attributes
    ----------
    points, weights
        Unit vectors and weights of the places that are named most.
    """

    countries: Mapping[int, float]
    provinces: Mapping[int, float]
    places: Mapping[tuple[str, str], float]
    points: Floats
    weights: Floats


@dataclass(slots=True)
class Pool:
    """The usage of all reports of one publisher."""

    reports: list[Usage] = field(default_factory=list)

    def others(self, report: Usage) -> Focus | None:
        """Return the focus of all reports but one, or None if too few are left."""
        rest = [other for other in self.reports if other is not report]
        if len(rest) < LEAST_REPORTS:
            return None
        points: defaultdict[str, float] = defaultdict(float)
        where: dict[str, Floats] = {}
        for usage in rest:
            for place, (weight, point) in usage.points.items():
                points[place] += weight
                where[place] = point
        most = sorted(points, key=lambda place: (-points[place], place))[:_MOST_PLACES]
        return Focus(
            countries=_shares([usage.countries for usage in rest]),
            provinces=_shares([usage.provinces for usage in rest]),
            places=_sums([usage.places for usage in rest]),
            points=np.array([where[place] for place in most]).reshape(-1, 3),
            weights=np.array([points[place] for place in most]) / max(1e-9, sum(points.values())),
        )


def _sums(counts: Iterable[Mapping[_Key, float]]) -> dict[_Key, float]:
    total: defaultdict[_Key, float] = defaultdict(float)
    for each in counts:
        for key, weight in each.items():
            total[key] += weight
    return dict(total)


def _shares(counts: Sequence[Mapping[int, float]]) -> dict[int, float]:
    total = _sums(counts)
    whole = sum(total.values())
    return {key: weight / whole for key, weight in total.items()} if whole else {}


def publisher_key(publisher: str) -> str:
    """Return what reports of one publisher have in common: its name or host, in lower case without "www.".

    Examples
    --------
    >>> publisher_key("https://www.Example.org/news/1"), publisher_key("Example Post")
    ('example.org', 'example post')
    """
    host = publisher
    if "//" in publisher:
        try:
            host = urlsplit(publisher).hostname or ""
        except ValueError:
            host = ""
    return host.strip().lower().removeprefix("www.")


def country_of_domain(publisher: str) -> str:
    """Return the ISO 3166-1 code that a web domain ends in, or an empty string.

    Examples
    --------
    >>> country_of_domain("www.dawn.com.pk"), country_of_domain("bbc.co.uk"), country_of_domain("Example Post")
    ('PK', 'GB', '')
    """
    name, dot, last = publisher_key(publisher).rpartition(".")
    if not dot or not name or len(last) != 2 or " " in name or last in _SOLD_DOMAINS:  # noqa: PLR2004 - a code
        return ""
    return "GB" if last == "uk" else last.upper()


_SOLD_DOMAINS: Final = frozenset({"co", "io", "ai", "me", "tv", "fm", "ly", "cc", "ws", "to", "gg", "sh", "is", "am"})
"""Domains of countries that are sold to anyone for their letters; they say nothing of where a publisher is."""


def column(areas: NDArray[np.int64], focus: Mapping[int, float]) -> Floats:
    """Return the weight of each area in a focus."""
    return np.array([focus.get(area, 0.0) if area else 0.0 for area in areas.tolist()])
