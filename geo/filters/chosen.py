"""Which incidents to show: one immutable filter with a sentence in English and a readable URL.

The same `IncidentFilter` serves the dashboard, the command line and Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np

from geo.errors import OptionError
from geo.filters.columns import Columns, Mask, Passing
from geo.filters.query import (
    ANY,
    COUNTRY,
    MAX_ACTOR_CHARACTERS,
    MAX_BORDER_KM,
    MAX_KILLED,
    MAX_WORDS_CHARACTERS,
    TEXT_LISTS,
    is_plain,
    short,
    values_of,
)
from geo.records import INCIDENT_TYPES, REAL_STATUSES, STATUSES, IncidentType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What an incident must fulfil to be shown; every condition must hold.

    Attributes
    ----------
    since, until
        First and last day, both inclusive; None leaves that side open. An incident is in the range
        if any day from its ``date_start`` to its ``date_end`` is; undated ones are out once a side is set.
    types, countries, provinces, crossings, actors, sources
        Any one of the values suffices; empty means no condition. Countries are ISO 3166-1 alpha-2 of the
        place, crossings the names of the nearest ones, sources the outlets of the claims. An actor matches on
        either side, letter by letter but for case.
    statuses
        Any one suffices; empty means every status.
    border_within_km
        Geodesic kilometres to the nearest international border, inclusive; None means no condition. What is
        known to lie in an area only must be this near wherever in it it was. Unplaced incidents have no such
        distance and are out once it is set.
    killed_at_least
        Number of people killed that the highest figure told reaches; an unknown toll does not.
    confidence_at_least
        0..1, inclusive.
    rejected
        Whether incidents that a person rejected pass as well.
    words
        Every word must occur in the title, place, actors, means or quotes; case and accents do not count.

    Raises
    ------
    OptionError
        If a value is none of the known ones, a text is too long, or ``since`` is after ``until``.

    Examples
    --------
    >>> chosen = IncidentFilter(since=date(2024, 1, 16), until=date(2024, 1, 18), types=("air_strike",))
    >>> chosen.describe()
    'Incidents that happened or are claimed, from 16 January 2024 to 18 January 2024, of type air strike.'
    >>> IncidentFilter.from_query(chosen.to_query()) == chosen
    True
    """

    since: date | None = None
    until: date | None = None
    types: tuple[IncidentType, ...] = ()
    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    crossings: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = REAL_STATUSES
    border_within_km: float | None = None
    killed_at_least: int | None = None
    confidence_at_least: float | None = None
    rejected: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        """Check every value and bring it into one order, so that equal filters compare equal."""
        words = " ".join(self.words.split())
        _refuse_bad_choices(self.types, self.statuses, self.countries)
        _refuse_bad_texts({name: getattr(self, name) for name in TEXT_LISTS}, words)
        if self.since and self.until and self.since > self.until:
            raise OptionError(f"since {self.since} is after until {self.until}; swap them")
        if self.border_within_km is not None and not 0 <= self.border_within_km <= MAX_BORDER_KM:
            raise OptionError(f"a border distance of {self.border_within_km} km is outside 0..{MAX_BORDER_KM:g}")
        if self.killed_at_least is not None and not 0 < self.killed_at_least <= MAX_KILLED:
            raise OptionError(f"a number of {self.killed_at_least} killed is outside 1..{MAX_KILLED}")
        if self.confidence_at_least is not None and not 0 <= self.confidence_at_least <= 1:
            raise OptionError(f"a confidence of {self.confidence_at_least} is outside 0..1")
        object.__setattr__(self, "types", tuple(value for value in INCIDENT_TYPES if value in self.types))
        object.__setattr__(self, "statuses", tuple(value for value in STATUSES if value in self.statuses))
        for name in ("countries", *TEXT_LISTS):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "words", words)

    def apply(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the rows of a table of incidents that pass, in their order.

        Parameters
        ----------
        frame
            A table with the columns of an exported incident (`geo.tables`).
        """
        return frame[self.test(Columns(frame)).mask()]

    def test(self, columns: Columns) -> Passing:
        """Return which rows pass each condition that is set, by the name of its field."""
        conditions: dict[str, Mask] = {}
        if self.since or self.until:
            conditions["dates"] = _overlaps(columns, self.since, self.until)
        for field, column in _COLUMNS.items():
            if values := getattr(self, field):
                conditions[field] = columns.holding(column, values, folded=field == "actors")
        if self.border_within_km is not None:
            distances = columns.numbers("border_km")
            farthest = np.where(np.isnan(distances), columns.numbers("border_km_high"), distances)
            conditions["border_within_km"] = farthest <= self.border_within_km
        if self.killed_at_least is not None:
            killed = np.fmax(columns.numbers("killed_low"), columns.numbers("killed_high"))
            conditions["killed_at_least"] = killed >= self.killed_at_least
        if self.confidence_at_least is not None:
            conditions["confidence_at_least"] = columns.numbers("confidence") >= self.confidence_at_least
        if not self.rejected and "review" in columns:
            conditions["rejected"] = ~columns.holding("review", ["rejected"])
        if self.words:
            conditions["words"] = columns.with_words(self.words)
        return Passing(len(columns), conditions)

    def describe(self, *, country_names: Mapping[str, str] | None = None) -> str:
        """Return the filter as one sentence in English.

        Parameters
        ----------
        country_names
            English name for each country code; codes that it lacks are printed as they are.
        """
        names = country_names or {}
        phrases = {
            "of type ": [value.replace("_", " ") for value in self.types],
            "in ": [names.get(code, code) for code in self.countries],
            "in the province of ": self.provinces,
            "nearest to the crossing ": self.crossings,
            "by or against ": self.actors,
            "told by ": self.sources,
        }
        parts = [_range_in_words(self.since, self.until)] if self.since or self.until else []
        parts += [start + _either(values) for start, values in phrases.items() if values]
        parts += self._limits_in_words()
        if not self.statuses or len(self.statuses) == len(STATUSES):
            head = "Incidents of every status"
        else:
            head = "Incidents that " + _either(_VERBS[value] for value in self.statuses)
        return ", ".join([head, *parts]) + "."

    def _limits_in_words(self) -> list[str]:
        parts = []
        if self.border_within_km is not None:
            parts.append(f"within {short(self.border_within_km)} km of an international border")
        if self.killed_at_least is not None:
            parts.append(f"with at least {self.killed_at_least} killed")
        if self.confidence_at_least is not None:
            parts.append(f"with a confidence of at least {self.confidence_at_least:.0%}")
        if self.words:
            parts.append(("with the words " if " " in self.words else "with the word ") + f"“{self.words}”")
        if self.rejected:
            parts.append("rejected ones included")
        return parts

    def to_query(self) -> dict[str, list[str]]:
        """Return readable query parameters; what equals the default is left out."""
        lists = {"type": self.types, "country": self.countries}
        lists |= {parameter: getattr(self, field) for field, parameter in TEXT_LISTS.items()}
        query: dict[str, list[str]] = {name: list(values) for name, values in lists.items() if values}
        if self.since:
            query["since"] = [self.since.isoformat()]
        if self.until:
            query["until"] = [self.until.isoformat()]
        if self.statuses != REAL_STATUSES:
            query["status"] = list(self.statuses) or [ANY]
        if self.border_within_km is not None:
            query["border_km"] = [short(self.border_within_km)]
        if self.killed_at_least is not None:
            query["killed"] = [str(self.killed_at_least)]
        if self.confidence_at_least is not None:
            query["confidence"] = [short(self.confidence_at_least)]
        if self.rejected:
            query["rejected"] = ["shown"]
        if self.words:
            query["words"] = [self.words]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str | Sequence[str]]) -> "IncidentFilter":
        """Read query parameters, dropping every value that is unknown or malformed.

        Examples
        --------
        >>> chosen = IncidentFilter.from_query({"type": ["talks", "ufo"], "since": "yesterday", "border_km": "50"})
        >>> chosen == IncidentFilter(types=("talks",), border_within_km=50.0)
        True
        """
        return cls(**values_of(query))


# Fields of which any one value suffices, with the column that each looks at (`Columns.coded`).
_COLUMNS: dict[str, str] = {
    "types": "type",
    "statuses": "status",
    "countries": "country",
    "provinces": "admin1",
    "crossings": "crossing",
    "actors": "actor",
    "sources": "source",
}

_VERBS: dict[Status, str] = {
    "happened": "happened",
    "claimed": "are claimed",
    "denied": "are denied",
    "planned": "are planned",
    "threatened": "are threatened",
    "hypothetical": "are hypothetical",
}


def _refuse_bad_choices(types: Iterable[str], statuses: Iterable[str], countries: Iterable[str]) -> None:
    for name, values, known in (("type", types, INCIDENT_TYPES), ("status", statuses, STATUSES)):
        for value in values:
            if value not in known:
                raise OptionError(f"unknown {name} {value!r}; choose from {', '.join(known)}")
    for country in countries:
        if not COUNTRY.fullmatch(country):
            raise OptionError(f"{country!r} is no ISO 3166-1 alpha-2 country code such as 'PK'")


def _refuse_bad_texts(lists: Mapping[str, Iterable[str]], words: str) -> None:
    for field, values in lists.items():
        for value in values:
            if not is_plain(value, MAX_ACTOR_CHARACTERS):
                name = TEXT_LISTS[field]
                raise OptionError(f"{value[:40]!r} is no {name}'s name of 1 to {MAX_ACTOR_CHARACTERS} characters")
    if words and not is_plain(words, MAX_WORDS_CHARACTERS):
        raise OptionError(f"{words[:40]!r} is no search of at most {MAX_WORDS_CHARACTERS} characters")


def _overlaps(columns: Columns, since: date | None, until: date | None) -> Mask:
    first, last = columns.spans()
    inside = ~np.isnat(first)
    if since:
        inside &= last >= np.datetime64(since)
    if until:
        inside &= first <= np.datetime64(until)
    return np.asarray(inside, dtype=bool)


def _long_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _range_in_words(since: date | None, until: date | None) -> str:
    if since and until:
        return f"on {_long_date(since)}" if since == until else f"from {_long_date(since)} to {_long_date(until)}"
    return f"from {_long_date(since)}" if since else f"up to {_long_date(until or date.max)}"


def _either(values: Iterable[str]) -> str:
    *rest, last = values
    return f"{', '.join(rest)} or {last}" if rest else last
