"""Publication dates as people and programs write them."""

import re
from datetime import date, datetime

from geo.errors import OptionError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_TIME = r"(?:,?\s+(?:at\s+)?\d{1,2}:\d\d.{0,40})?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
    )
)
# Before this year no newspaper was printed, so an earlier one is a slip of the pen.
_FIRST_YEAR = 1000


def parse_date(text: str) -> date:
    """Read a publication date.

    Parameters
    ----------
    text
        ISO 8601, with or without a time ("2024-01-19", "2024-01-19T08:30:00Z"), or written out in English
        ("19 January 2024", "Friday, Jan. 19, 2024"). The day is taken as written: a time zone is not applied,
        for "Thursday" in the report means the publisher's own.

    Raises
    ------
    OptionError
        If this is no day of the calendar.

    Examples
    --------
    >>> parse_date("January 19, 2024")
    datetime.date(2024, 1, 19)
    """
    day = _iso(text.strip()) or _written(text.strip())
    if day is None or day.year < _FIRST_YEAR:
        raise OptionError(f"{text[:80]!r} is not a publication date; write it like 2024-01-19")
    return day


def _iso(text: str) -> date | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", text, re.ASCII):
        return None  # leaves out the week and ordinal dates that fromisoformat reads too
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _written(text: str) -> date | None:
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text)
        if match is not None:
            try:
                return date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
            except ValueError:
                return None
    return None
