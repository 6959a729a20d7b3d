"""Expressions that hang on another event of the text: "two days after", "a day earlier", "the same night"."""

import re

from geo.dating.periods import UNRESOLVED, Reading, Viewpoint
from geo.dating.relative import count_of
from geo.dating.rules import Rule, rule
from geo.dating.words import COUNT, DAYS_OF_UNIT, END, GAP, VAGUE_COUNT
from geo.records import DatePrecision

_PRECISION_OF_UNIT: dict[str, DatePrecision] = {
    "minute": "day",
    "hour": "day",
    "day": "day",
    "night": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "year",
}
_UNIT = rf"(?P<unit>(?i:{'|'.join(_PRECISION_OF_UNIT)}))(?i:s)?"
_BEFORE_WORDS = frozenset({"before", "earlier", "previous", "prior", "preceding"})
# "Less than two weeks after" says what the distance is not.
_BOUND = re.compile(r"\b(?:(?:less|more|fewer)\sthan|over|under)\s\Z", re.IGNORECASE)
_BOUND_CHARACTERS = 12
_SAME_WORDS = frozenset({"same", "that", "earlier", "later"})


def _offset(count: int, unit: str, *, back: bool) -> Reading:
    size = 0 if unit == "minute" else round(count / 24) if unit == "hour" else count * DAYS_OF_UNIT[unit]
    return Reading(offset_days=-size if back else size, precision=_PRECISION_OF_UNIT[unit])


def _resolve_distance(match: re.Match[str], _: Viewpoint) -> Reading | None:
    unit = match["unit"].lower()
    if _BOUND.search(match.string, max(0, match.start() - _BOUND_CHARACTERS), match.start()):
        return UNRESOLVED
    # "Hours after" stays within the day or nearly so; "days after" may be any number of days.
    if match["count"] is None and unit not in {"hour", "minute"}:
        return UNRESOLVED
    return _offset(count_of(match["count"]), unit, back=match["way"].split()[0].lower() in _BEFORE_WORDS)


def _resolve_neighbour(match: re.Match[str], _: Viewpoint) -> Reading | None:
    which, unit = match["which"].lower(), match["unit"].lower()
    if which in _SAME_WORDS:
        return Reading(offset_days=0, precision="day")
    unit = "day" if unit in {"morning", "afternoon", "evening", "night"} else unit
    return _offset(1, unit, back=which in _BEFORE_WORDS)


def _resolve_beside(match: re.Match[str], _: Viewpoint) -> Reading | None:
    return _offset(1, match["unit"].lower(), back=match["way"].lower() in _BEFORE_WORDS)


RULES: tuple[Rule, ...] = (
    # two days after; a day earlier; hours after
    rule(
        rf"(?:(?P<count>{COUNT}){GAP}|{VAGUE_COUNT}{GAP})?{_UNIT}{GAP}"
        rf"(?P<way>(?i:after|before|later|earlier|prior{GAP}to|following)){END}",
        _resolve_distance,
    ),
    # the same day; that night; the previous week
    rule(
        rf"(?i:the){GAP}(?P<which>(?i:same|next|following|previous|preceding)){GAP}"
        rf"(?P<unit>(?i:day|night|morning|afternoon|evening|week|month|year)){END}",
        _resolve_neighbour,
    ),
    rule(
        rf"(?:(?i:earlier|later){GAP}(?:(?i:on){GAP})?)?(?P<which>(?i:that)){GAP}(?:(?i:same){GAP})?(?P<unit>(?i:day|night|morning|afternoon|evening)){END}",
        _resolve_neighbour,
    ),
    # earlier in the day
    rule(rf"(?P<which>(?i:earlier|later)){GAP}(?i:in{GAP}the){GAP}(?P<unit>(?i:day|night)){END}", _resolve_neighbour),
    # the day before
    rule(
        rf"(?i:the){GAP}(?P<unit>(?i:day|night|week|month|year)){GAP}(?P<way>(?i:before|after)){END}",
        _resolve_beside,
    ),
)
"""For distances from another event."""
