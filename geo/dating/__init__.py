"""Expressions of time in English news, resolved to days.

`find_dates` reads a report's text and its day of publication. News has its own grammar of time: a bare
weekday is the most recent one, "two days after" hangs on another event, and most numbers, and the verbs
"may" and "march", are no dates at all.

The grammar is our own because a library for free text reads another language: of the 47 single days in
``tests/dating/test_expressions.py`` dateparser 1.5 (``search_dates``, past preferred) finds 31, and it takes "two
days after" for a distance from today.
"""

from geo.dating.periods import resolve_weekday
from geo.dating.scan import find_dates

__all__ = ["find_dates", "resolve_weekday"]
