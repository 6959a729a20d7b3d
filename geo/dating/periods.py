"""Calendar arithmetic: the days that words stand for, seen from the day of publication."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geo.records import DatePrecision

# A report's "February 8" without a year is taken for one that is no farther away than this, if there is one.
AHEAD_DAYS = 60
# A plan whose day passed no longer ago than this is taken for one retold, not for one of next year.
LAPSED_DAYS = 21
# Longest gap between two leap days, around a century year that has none.
_LEAP_GAP_YEARS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The days that an expression stands for; see `geo.records.DatedSpan` for the fields."""

    first: date | None = None
    last: date | None = None
    precision: DatePrecision = "unknown"
    offset_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """From where an expression is read.

    Attributes
    ----------
    published
        Day that "today" is; None if unknown.
    future
        Whether the clause around an offset of the text speaks of what is to come.
    """

    published: date | None
    future: Callable[[int], bool]


UNRESOLVED = Reading()
"""An expression of time that cannot be turned into days."""


def one_day(day: date | None) -> Reading:
    """Return the reading of a single day, unresolved for None."""
    return UNRESOLVED if day is None else Reading(first=day, last=day, precision="day")


def days(first: date, last: date) -> Reading:
    """Return the reading of a range of exact days, both inclusive.

    Raises
    ------
    ValueError
        If the last day lies before the first.
    """
    if last < first:
        raise ValueError(f"{last} lies before {first}")
    return Reading(first=first, last=last, precision="day")


def week(day: date) -> Reading:
    """Return the whole week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Reading(first=monday, last=monday + timedelta(days=6), precision="week")


def month(year: int, number: int) -> Reading:
    """Return a whole month."""
    last = calendar.monthrange(year, number)[1]
    return Reading(first=date(year, number, 1), last=date(year, number, last), precision="month")


def years(first: int, last: int) -> Reading:
    """Return whole years, both inclusive.

    Raises
    ------
    ValueError
        If the last year lies before the first.
    """
    if last < first:
        raise ValueError(f"{last} lies before {first}")
    return Reading(first=date(first, 1, 1), last=date(last, 12, 31), precision="year")


def add_months(day: date, count: int) -> date:
    """Return the same day of the month that lies ``count`` months later, or that month's last day if it is shorter."""
    year, index = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def resolve_weekday(weekday: int, published: date, *, tense: Literal["past", "future"] | None = None) -> date:
    """Return the day that a bare weekday means in a report.

    News speaks of the past unless it says otherwise, so "Thursday" is the most recent one up to and
    including the day of publication; in a future clause it is the first from that day on.

    Parameters
    ----------
    weekday
        0 for Monday to 6 for Sunday.

    Examples
    --------
    >>> resolve_weekday(3, date(2024, 1, 19))
    datetime.date(2024, 1, 18)
    >>> resolve_weekday(3, date(2024, 1, 19), tense="future")
    datetime.date(2024, 1, 25)
    """
    if tense == "future":
        return published + timedelta(days=(weekday - published.weekday()) % 7)
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def closest_weekday(weekday: int, day: date) -> date:
    """Return the day with this weekday that is nearest to another, at most three days off."""
    return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def resolve_yearless(month_number: int, day: int, viewpoint: Viewpoint, *, at: int, weekday: int | None = None) -> date:
    """Return the day that a day and month without a year mean.

    The past is preferred, except for what lies nearer ahead and within `AHEAD_DAYS` (the "February 8
    elections" of a January report). In a future clause it is the first one from publication on, except
    for what passed within `LAPSED_DAYS` (a report of 29 January: "envoys were to return by 26 January").

    Parameters
    ----------
    at
        Offset of the expression in the text, to ask for its tense.
    weekday
        0 for Monday to 6 for Sunday if the report names it; years in which it agrees are preferred.

    Raises
    ------
    ValueError
        If no year has this day, or there is no publication date.
    """
    published = viewpoint.published
    if published is None:
        raise ValueError("a day without a year needs a publication date")
    candidates = []
    for year in range(max(1, published.year - _LEAP_GAP_YEARS), min(9999, published.year + _LEAP_GAP_YEARS) + 1):
        try:
            candidates.append(date(year, month_number, day))
        except ValueError:
            continue
    near = [each for each in candidates if abs(each.year - published.year) <= 1]
    if not candidates:
        raise ValueError("no year has this day")
    named = [each for each in near if each.weekday() == weekday]
    return _nearest(named or near or candidates, published, future=viewpoint.future(at))


def _nearest(candidates: list[date], published: date, *, future: bool) -> date:
    past = [day for day in candidates if day <= published]
    ahead = [day for day in candidates if day >= published]
    if not past or not ahead:
        return (past[-1:] + ahead[:1])[0]
    since, until = (published - past[-1]).days, (ahead[0] - published).days
    if future:
        return past[-1] if since <= min(LAPSED_DAYS, until) else ahead[0]
    return ahead[0] if until <= min(AHEAD_DAYS, since) else past[-1]
