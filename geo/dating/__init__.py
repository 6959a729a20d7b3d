"""Expressions of time in English news, resolved to days.

`find_dates` reads a report's text and its day of publication. News has its own grammar of time: a bare
weekday is the most recent one, "two days after" hangs on another event, and most numbers, and the verbs
"may" and "march", are no dates at all.
"""

from geo.dating.periods import resolve_weekday
from geo.dating.scan import find_dates

__all__ = ["find_dates", "resolve_weekday"]
