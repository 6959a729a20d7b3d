"""Finds the expressions of time in a text, left to right, the longest one first."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from geo.dating import absolute, hanging, relative
from geo.dating.periods import Reading, Viewpoint
from geo.dating.rules import Rule
from geo.dating.tense import is_future
from geo.dating.words import COUNTS, MONTH_NUMBERS, WEEKDAY_NUMBERS
from geo.records import DatedSpan

_RULES: tuple[Rule, ...] = (*absolute.RULES, *relative.RULES, *hanging.RULES)
_OTHER_STARTS = (
    "today tonight yesterday tomorrow overnight early late later earlier mid last past previous this current next "
    "coming upcoming following the that end start beginning middle within in recent several many some few day days "
    "night nights hour hours minute minutes week weeks fortnight month months year years decade decades new "
    "christmas boxing"
)
# An expression starts with one of these words or with a digit; at every other word no rule is tried.
_STARTS = frozenset({*MONTH_NUMBERS, *WEEKDAY_NUMBERS, *COUNTS, *_OTHER_STARTS.split()})
_WORD = re.compile(r"[^\W_]+")
_SINCE = re.compile(r"\b(?:since|until|till)\s(?:at\sleast\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s(?:the\s)?$", re.IGNORECASE)
_TO = re.compile(r"\s?[-\u2010-\u2013]\s?|\s(?:to|until|till|through|and)\s(?:the\s)?", re.IGNORECASE)
_RANGE_SIGN = re.compile(r"\b(?:to|until|through|and)\b|\d\s?[-\u2010-\u2013/&]\s?\d", re.IGNORECASE)
_LOOK_BACK = 18


def find_dates(
    text: str, *, published: date | None, future: Callable[[int], bool] | None = None
) -> tuple[DatedSpan, ...]:
    """Find the expressions of time in a text and the days they stand for.

    Parameters
    ----------
    published
        Day of publication. Without it relative expressions, and days without a year, stay unresolved.
    future
        Tells for an offset of the text whether the clause there speaks of what is to come; without it
        the nearest verb decides (`geo.dating.tense`).

    Returns
    -------
    tuple of DatedSpan
        In order and not overlapping. A span of ``week``, ``month`` or ``year`` precision covers the whole
        period, except where the words give the end ("since May", "the past two weeks").

    Examples
    --------
    >>> for span in find_dates("Shells fell late on Monday, two days after the talks.", published=date(2024, 1, 19)):
    ...     print(span.surface, span.first, span.offset_days)
    late on Monday 2024-01-15 None
    two days after None 2
    """
    viewpoint = Viewpoint(published=published, future=future or (lambda offset: is_future(text, offset)))
    spans: list[DatedSpan] = []
    for span in _single_spans(text, viewpoint):
        floor = spans[-1].end if spans else 0
        joined = _join(text, spans[-1], span) if spans else None
        if joined is not None:
            spans[-1] = joined
        else:
            spans.append(_widen(text, span, viewpoint, floor))
    return tuple(spans)


def _single_spans(text: str, viewpoint: Viewpoint) -> Iterator[DatedSpan]:
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or not (word[0][0].isdigit() or word[0].lower() in _STARTS):
            continue
        end, reading = _read(text, word.start(), viewpoint)
        if reading is not None:
            yield _span(text, word.start(), end, reading)


def _read(text: str, start: int, viewpoint: Viewpoint) -> tuple[int, Reading | None]:
    """Read the longest expression that starts at an offset; return where the search goes on, and its reading."""
    matches = [(match, rule) for rule in _RULES if (match := rule.pattern.match(text, start))]
    matches.sort(key=lambda pair: pair[0].end(), reverse=True)
    barred = start
    for match, rule in matches:
        try:
            reading = rule.resolve(match, viewpoint)
        except (ValueError, OverflowError):
            # No day of the calendar, such as 31 February 2020: its last words shall not be read as February 2020.
            barred = max(barred, match.end())
            continue
        if reading is not None:
            return match.end(), reading
    return barred, None


def _span(text: str, start: int, end: int, reading: Reading) -> DatedSpan:
    return DatedSpan(
        start=start,
        end=end,
        surface=text[start:end],
        first=reading.first,
        last=reading.last,
        precision=reading.precision,
        offset_days=reading.offset_days,
    )


def _widen(text: str, span: DatedSpan, viewpoint: Viewpoint, floor: int) -> DatedSpan:
    """Take "from", "since" or "until" into a span; after the last two it reaches from or to the day of publication."""
    before = text[max(floor, span.start - _LOOK_BACK) : span.start]
    opening = _FROM.search(before)
    if opening is not None and _RANGE_SIGN.search(span.surface):
        start = span.start - len(opening[0])
        return replace(span, start=start, surface=text[start : span.end])
    edge = _SINCE.search(before)
    if edge is None or span.first is None or span.last is None:
        return span
    published = viewpoint.published
    first, last = span.first, span.last
    if published is not None and edge[0].lower().startswith("since"):
        last = max(last, published) if first <= published else last
    elif published is not None and last > published:
        first = published
    start = span.start - len(edge[0])
    return replace(span, start=start, surface=text[start : span.end], first=first, last=last)


def _join(text: str, left: DatedSpan, right: DatedSpan) -> DatedSpan | None:
    """Return one span for "from Monday to Wednesday", or None if the two do not make a range."""
    between = _TO.fullmatch(text, left.end, right.start)
    if between is None or left.precision != right.precision or left.first is None or right.last is None:
        return None
    opening = _FROM.search(text[max(0, left.start - _LOOK_BACK) : left.start])
    if between[0].strip().lower() == "and" and (opening is None or not opening[0].lower().startswith("between")):
        return None
    last = right.last
    if last < left.first and right.surface.split()[0].lower() in WEEKDAY_NUMBERS:
        last += timedelta(days=7)
    if last < left.first:
        return None
    start = left.start - (len(opening[0]) if opening else 0)
    return replace(left, start=start, end=right.end, surface=text[start : right.end], last=last)
