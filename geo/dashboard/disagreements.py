"""Where the reports of one incident contradict each other, and how its toll grew, in plain words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from geo.dashboard.table_panel import toll_in_words
from geo.rules import in_words

Told = Mapping[str, Any]
"""A claim as a cell of the table of incidents holds it (`geo.tables.CLAIM_FIELDS`)."""

# Finer levels of a place come first; a coarser one contains a finer one and contradicts nothing.
_LEVELS: Final = ("exact", "place", "admin2")
_MOST_NAMES: Final = 3


def contradictions(claims: Sequence[Told]) -> list[str]:
    """Return a sentence for each value on which the claims disagree.

    A figure disagrees with another if no number fits both: "7" and "at least 9" do, "7" and "at least 2" do not. A
    value that a rule gave contradicts nothing, for no report says it.
    """
    sentences = [
        _tolls(claims, "killed", "were killed"),
        _tolls(claims, "injured", "were injured"),
        _differing(claims, _day, "The day is given as {}."),
        _differing(claims, _finest_place, "The place is given as {}."),
        _differing(claims, _actor, "Different actors are named: {}."),
        _statuses(claims),
    ]
    return [sentence for sentence in sentences if sentence]


def toll_by_day(claims: Sequence[Told], what: str = "killed") -> list[tuple[str, str, str]]:
    """Return the tolls in the order of the reports: day of publication, the figure in words, and who says so.

    Parameters
    ----------
    what
        ``"killed"`` or ``"injured"``.
    """
    stated = [claim for claim in claims if _is_stated(claim, what)]
    stated.sort(key=lambda claim: (_text(claim, "published") or "9999", _text(claim, "source")))
    rows = [(_text(claim, "published"), _toll(claim, what), origin(claim)) for claim in stated]
    return list(dict.fromkeys(rows))


def origin(claim: Told) -> str:
    """Return who says so: the speaker and the outlet, as far as they are known."""
    outlet = _text(claim, "source") or "a report"
    speaker = _text(claim, "speaker")
    return f"{speaker}, in {outlet}" if speaker else outlet


def long_date(text: str) -> str:
    """Return an ISO day as a reader writes it."""
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B} {day.year}"


def _tolls(claims: Sequence[Told], what: str, words: str) -> str:
    stated = [claim for claim in claims if _is_stated(claim, what)]
    lows = [claim[f"{what}_low"] for claim in stated if claim[f"{what}_low"] is not None]
    highs = [claim[f"{what}_high"] for claim in stated if claim[f"{what}_high"] is not None]
    if not lows or not highs or max(lows) <= min(highs):
        return ""
    figures: dict[str, list[str]] = {}
    for claim in stated:
        figures.setdefault(_toll(claim, what), []).append(origin(claim))
    told = [f"{figure} ({_names(origins)})" for figure, origins in figures.items()]
    return f"How many {words}: {_listed(told)}."


def _differing(claims: Sequence[Told], value: Callable[[Told], str], sentence: str) -> str:
    told: dict[str, list[str]] = {}
    for claim in claims:
        if found := value(claim):
            told.setdefault(found, []).append(origin(claim))
    if len(told) < 2:  # noqa: PLR2004 - it takes two to disagree
        return ""
    return sentence.format(_listed([f"{found} ({_names(origins)})" for found, origins in told.items()]))


def _statuses(claims: Sequence[Told]) -> str:
    denied = [origin(claim) for claim in claims if claim.get("status") == "denied"]
    claimed = [origin(claim) for claim in claims if claim.get("status") == "claimed"]
    happened = any(claim.get("status") == "happened" for claim in claims)
    if denied and len(denied) < len(claims):
        return f"It is denied by {_names(denied)}."
    return f"Only one side’s word in {_names(claimed)}, reported as fact elsewhere." if claimed and happened else ""


def _day(claim: Told) -> str:
    first, last = _text(claim, "date_start"), _text(claim, "date_end")
    return long_date(first) if first and first == last and not _is_inferred(claim, "date") else ""


def _finest_place(claim: Told) -> str:
    stated = claim.get("precision") in _LEVELS and not _is_inferred(claim, "place")
    return _text(claim, "place_name") if stated else ""


def _actor(claim: Told) -> str:
    return "" if _is_inferred(claim, "actor1") else _text(claim, "actor1")


def _is_inferred(claim: Told, value: str) -> bool:
    return value in in_words(_text(claim, "inferred"))


def _is_stated(claim: Told, what: str) -> bool:
    return claim.get(f"{what}_low") is not None or claim.get(f"{what}_high") is not None


def _toll(claim: Told, what: str) -> str:
    return toll_in_words(claim.get(f"{what}_low"), claim.get(f"{what}_high"))


def _names(origins: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(origins))
    rest = len(distinct) - _MOST_NAMES
    return "; ".join(distinct[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _listed(parts: Sequence[str]) -> str:
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last


def _text(claim: Told, name: str) -> str:
    value = claim.get(name)
    return value if isinstance(value, str) else ""
