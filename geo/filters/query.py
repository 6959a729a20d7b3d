"""Reading a filter's values out of query parameters, which anybody may have written.

Each value is taken by itself; what is unknown or malformed is dropped, and nothing is executed or unpickled.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from geo.records import INCIDENT_TYPES, REAL_STATUSES, STATUSES

# Longer values in a URL come from no control of ours and would only slow the search down.
MAX_WORDS_CHARACTERS = 200
MAX_ACTOR_CHARACTERS = 120
MAX_VALUES = 60
# No place on earth lies farther from the nearest land border (New Zealand, Hawaii and the southern oceans included).
MAX_BORDER_KM = 20_000.0
# More than any single incident of recorded history; it only keeps numbers of a URL within reason.
MAX_KILLED = 10_000_000

ANY = "any"
"""Value of ``status`` that stands for every status."""

COUNTRY = re.compile(r"[A-Z]{2}")

_NUMBER = re.compile(r"[0-9]{1,8}")
_Choice = TypeVar("_Choice", bound=str)

TEXT_LISTS = {"provinces": "province", "crossings": "crossing", "actors": "actor", "sources": "source"}
"""Fields that hold any number of names, with the parameter of each."""


def values_of(query: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    """Return the arguments of an `IncidentFilter` that query parameters hold."""
    since, until = _day(_first(query, "since")), _day(_first(query, "until"))
    if since and until and since > until:
        since = until = None
    statuses = _known(_all(query, "status"), STATUSES)
    if not statuses and ANY not in _all(query, "status"):
        statuses = REAL_STATUSES
    words = " ".join(_first(query, "words").split())
    killed = _first(query, "killed")
    return {
        "since": since,
        "until": until,
        "types": _known(_all(query, "type"), INCIDENT_TYPES),
        "countries": tuple(value for value in _all(query, "country") if COUNTRY.fullmatch(value)),
        "statuses": statuses,
        "border_within_km": _number(_first(query, "border_km"), MAX_BORDER_KM),
        "killed_at_least": int(killed) if _NUMBER.fullmatch(killed) and 0 < int(killed) <= MAX_KILLED else None,
        "confidence_at_least": _number(_first(query, "confidence"), 1.0),
        "rejected": _first(query, "rejected") == "shown",
        "words": words if is_plain(words, MAX_WORDS_CHARACTERS) else "",
    } | {
        field: tuple(value for value in _all(query, name) if is_plain(value, MAX_ACTOR_CHARACTERS))
        for field, name in TEXT_LISTS.items()
    }


def is_plain(text: str, limit: int) -> bool:
    """Return whether a text is one that a control of ours could hold."""
    return 0 < len(text) <= limit and text == text.strip() and text.isprintable()


def short(value: float) -> str:
    """Return a number without a needless ``.0`` that still reads back as the same one."""
    brief = f"{value:g}"
    return brief if float(brief) == value else repr(float(value))


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


def _number(text: str, limit: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= limit else None
