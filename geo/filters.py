"""Which incidents to show: one immutable filter with a sentence in English and a readable URL.

The same `IncidentFilter` serves the dashboard, the command line and Python. It is read from
query parameters value by value and never executes or unpickles what a URL holds.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import OptionError
from geo.records import INCIDENT_TYPES, REAL_STATUSES, STATUSES, IncidentType, Status

# Longer values in a URL come from no control of ours and would only slow the search down.
MAX_WORDS_CHARACTERS = 200
MAX_ACTOR_CHARACTERS = 120
MAX_VALUES = 60
# No place on earth lies farther from the nearest land border (New Zealand, Hawaii and the southern oceans included).
MAX_BORDER_KM = 20_000.0

_ANY = "any"
_COUNTRY = re.compile(r"[A-Z]{2}")
_TEXT_COLUMNS = ("title", "place_name", "admin1", "actor1", "actor2", "means", "crossing")
_CLAIM_TEXTS = ("quote", "speaker", "source")

_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What an incident must fulfil to be shown; every condition must hold.

    Attributes
    ----------
    since, until
        First and last day, both inclusive; None leaves that side open. An incident is in the range
        if any day from its ``date_start`` to its ``date_end`` is; undated ones are out once a side is set.
    types, countries, actors
        Any one of the values suffices; empty means no condition. Countries are ISO 3166-1 alpha-2 of the
        place. An actor matches on either side, letter by letter but for case.
    statuses
        Any one suffices; empty means every status.
    border_within_km
        Geodesic kilometres to the nearest international border, inclusive; None means no condition. What is
        known to lie in an area only must be this near wherever in it it was. Unplaced incidents have no such
        distance and are out once it is set.
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
    actors: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = REAL_STATUSES
    border_within_km: float | None = None
    words: str = ""

    def __post_init__(self) -> None:
        """Check every value and bring it into one order, so that equal filters compare equal."""
        words = " ".join(self.words.split())
        _refuse_bad_choices(self.types, self.statuses, self.countries)
        _refuse_bad_texts(self.actors, words)
        if self.since and self.until and self.since > self.until:
            raise OptionError(f"since {self.since} is after until {self.until}; swap them")
        if self.border_within_km is not None and not 0 <= self.border_within_km <= MAX_BORDER_KM:
            raise OptionError(f"a border distance of {self.border_within_km} km is outside 0..{MAX_BORDER_KM:g}")
        object.__setattr__(self, "types", tuple(value for value in INCIDENT_TYPES if value in self.types))
        object.__setattr__(self, "statuses", tuple(value for value in STATUSES if value in self.statuses))
        object.__setattr__(self, "countries", tuple(sorted(set(self.countries))))
        object.__setattr__(self, "actors", tuple(sorted(set(self.actors))))
        object.__setattr__(self, "words", words)

    def apply(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the rows of a table of incidents that pass, in their order.

        Parameters
        ----------
        frame
            A table with the columns of an exported incident (`geo.tables`).
        """
        keep = np.ones(len(frame), dtype=bool)
        if self.since or self.until:
            keep &= _overlaps(frame, self.since, self.until)
        for column, values in (("type", self.types), ("country", self.countries), ("status", self.statuses)):
            if values:
                keep &= frame[column].isin(list(values)).to_numpy(dtype=bool)
        if self.actors:
            wanted = {_folded(actor) for actor in self.actors}
            keep &= np.array(
                [
                    _folded(one) in wanted or _folded(two) in wanted
                    for one, two in zip(frame["actor1"], frame["actor2"], strict=True)
                ],
                dtype=bool,
            )
        if self.border_within_km is not None:
            farthest = frame["border_km"].fillna(frame["border_km_high"])
            distances = pd.to_numeric(farthest, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
            keep &= distances <= self.border_within_km
        passed = frame[keep]
        return passed[_holds_words(passed, self.words)] if self.words else passed

    def describe(self, *, country_names: Mapping[str, str] | None = None) -> str:
        """Return the filter as one sentence in English.

        Parameters
        ----------
        country_names
            English name for each country code; codes that it lacks are printed as they are.
        """
        names = country_names or {}
        parts = [_range_in_words(self.since, self.until)] if self.since or self.until else []
        if self.types:
            parts.append("of type " + _either(value.replace("_", " ") for value in self.types))
        if self.countries:
            parts.append("in " + _either(names.get(code, code) for code in self.countries))
        if self.actors:
            parts.append("by or against " + _either(self.actors))
        if self.border_within_km is not None:
            parts.append(f"within {_short(self.border_within_km)} km of an international border")
        if self.words:
            parts.append(("with the words " if " " in self.words else "with the word ") + f"“{self.words}”")
        if not self.statuses or len(self.statuses) == len(STATUSES):
            head = "Incidents of every status"
        else:
            head = "Incidents that " + _either(_VERBS[value] for value in self.statuses)
        return ", ".join([head, *parts]) + "."

    def to_query(self) -> dict[str, list[str]]:
        """Return readable query parameters; what equals the default is left out."""
        query: dict[str, list[str]] = {}
        if self.since:
            query["since"] = [self.since.isoformat()]
        if self.until:
            query["until"] = [self.until.isoformat()]
        for name, values in (("type", self.types), ("country", self.countries), ("actor", self.actors)):
            if values:
                query[name] = list(values)
        if self.statuses != REAL_STATUSES:
            query["status"] = list(self.statuses) or [_ANY]
        if self.border_within_km is not None:
            query["border_km"] = [_short(self.border_within_km)]
        if self.words:
            query["words"] = [self.words]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, str | Sequence[str]]) -> "IncidentFilter":
        """Read query parameters, dropping every value that is unknown or malformed.

        Examples
        --------
        >>> IncidentFilter.from_query({"type": ["talks", "ufo"], "since": "yesterday", "border_km": "50"})
        ... # doctest: +NORMALIZE_WHITESPACE
        IncidentFilter(since=None, until=None, types=('talks',), countries=(), actors=(),
                       statuses=('happened', 'claimed'), border_within_km=50.0, words='')
        """
        since, until = _day(_first(query, "since")), _day(_first(query, "until"))
        if since and until and since > until:
            since = until = None
        statuses = _known(_all(query, "status"), STATUSES)
        if not statuses and _ANY not in _all(query, "status"):
            statuses = REAL_STATUSES
        words = " ".join(_first(query, "words").split())
        return cls(
            since=since,
            until=until,
            types=_known(_all(query, "type"), INCIDENT_TYPES),
            countries=tuple(value for value in _all(query, "country") if _COUNTRY.fullmatch(value)),
            actors=tuple(value for value in _all(query, "actor") if _is_plain(value, MAX_ACTOR_CHARACTERS)),
            statuses=statuses,
            border_within_km=_distance(_first(query, "border_km")),
            words=words if _is_plain(words, MAX_WORDS_CHARACTERS) else "",
        )


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
        if not _COUNTRY.fullmatch(country):
            raise OptionError(f"{country!r} is no ISO 3166-1 alpha-2 country code such as 'PK'")


def _refuse_bad_texts(actors: Iterable[str], words: str) -> None:
    for actor in actors:
        if not _is_plain(actor, MAX_ACTOR_CHARACTERS):
            raise OptionError(f"{actor[:40]!r} is no actor's name of 1 to {MAX_ACTOR_CHARACTERS} characters")
    if words and not _is_plain(words, MAX_WORDS_CHARACTERS):
        raise OptionError(f"{words[:40]!r} is no search of at most {MAX_WORDS_CHARACTERS} characters")


def days(values: "pd.Series[Any]") -> npt.NDArray[np.datetime64]:
    """Return a column of ISO dates, dates or timestamps as whole days; not-a-time where there is none.

    Examples
    --------
    >>> days(pd.Series(["2024-01-16", None]))
    array(['2024-01-16',        'NaT'], dtype='datetime64[D]')
    """
    if values.dtype.kind == "M":
        return values.to_numpy().astype("datetime64[D]")
    known = values.notna()
    return np.array([value if there else "NaT" for value, there in zip(values, known, strict=True)], "datetime64[D]")


def _overlaps(frame: gpd.GeoDataFrame, since: date | None, until: date | None) -> npt.NDArray[np.bool_]:
    first, last = days(frame["date_start"]), days(frame["date_end"])
    first, last = np.where(np.isnat(first), last, first), np.where(np.isnat(last), first, last)
    inside = ~np.isnat(first)
    if since:
        inside &= last >= np.datetime64(since)
    if until:
        inside &= first <= np.datetime64(until)
    return np.asarray(inside, dtype=bool)


def _holds_words(frame: gpd.GeoDataFrame, words: str) -> npt.NDArray[np.bool_]:
    wanted = _folded(words).split()
    columns = [frame[name] for name in _TEXT_COLUMNS]
    texts = (
        _folded(" ".join([*(value for value in values[:-1] if isinstance(value, str)), *_claim_texts(values[-1])]))
        for values in zip(*columns, frame["claims"], strict=True)
    )
    return np.array([all(word in text for word in wanted) for text in texts], dtype=bool)


def _claim_texts(claims: object) -> list[str]:
    """Return the texts of a cell of claims, which some file forms hand back as JSON text."""
    if isinstance(claims, str):
        claims = json.loads(claims)
    if not isinstance(claims, Iterable):
        return []
    return [claim[name] for claim in claims for name in _CLAIM_TEXTS if isinstance(claim.get(name), str)]


def _folded(text: object) -> str:
    """Return a text without case and accents, so that "Pañjgūr" is found by "panjgur"."""
    if not isinstance(text, str):
        return ""
    if text.isascii():
        return text.casefold()
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)).casefold()


def _is_plain(text: str, limit: int) -> bool:
    return 0 < len(text) <= limit and text == text.strip() and text.isprintable()


def _all(query: Mapping[str, str | Sequence[str]], name: str) -> list[str]:
    value = query.get(name, ())
    return [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)][:MAX_VALUES]


def _first(query: Mapping[str, str | Sequence[str]], name: str) -> str:
    return next(iter(_all(query, name)), "")


def _known(values: list[str], choices: tuple[_Choice, ...]) -> tuple[_Choice, ...]:
    return tuple(choice for choice in choices if choice in values)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _distance(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= MAX_BORDER_KM else None


def _short(value: float) -> str:
    """Return a number without a needless ``.0`` that still reads back as the same one."""
    short = f"{value:g}"
    return short if float(short) == value else repr(float(value))


def _long_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _range_in_words(since: date | None, until: date | None) -> str:
    if since and until:
        return f"on {_long_date(since)}" if since == until else f"from {_long_date(since)} to {_long_date(until)}"
    return f"from {_long_date(since)}" if since else f"up to {_long_date(until or date.max)}"


def _either(values: Iterable[str]) -> str:
    *rest, last = values
    return f"{', '.join(rest)} or {last}" if rest else last
