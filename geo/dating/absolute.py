"""Expressions that name a day, month or year by its number: "25 February 2020", "Jan 16-18", "in 2014"."""

import re
from datetime import date, timedelta

from geo.dating.periods import UNRESOLVED, Reading, Viewpoint, days, month, one_day, resolve_yearless, years
from geo.dating.rules import Rule, rule
from geo.dating.words import (
    DASH,
    DAY,
    END,
    FULL_MONTH,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    NOT_COUNTED,
    NOT_MEASURED,
    NUMBER_END,
    PART_OF_DAY,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    YEAR,
)

_NUMBER_START = r"(?<![\w$€£#])(?<!\d[.,:/-])"
_NAMED_DAY = (
    rf"(?:(?:(?i:last|this|next){GAP})?(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY}){PART_OF_DAY}?"
    rf"(?:,?{GAP}|{GAP}?(?P<open>\())(?:(?i:the){GAP})?)?"
)
_RANGE = rf"(?:{GAP}?(?:{DASH}|/|&){GAP}?|{GAP}(?i:to|until|through){GAP})"
# "January 16 and 18" is a pair of days only where no counted noun can follow the second number.
_PAIR_END = rf"(?=[^\S\n]?(?:[.,;:)\n]|$|{GAP}(?i:in|at|on|when|by|near|as|after|before|of|{MONTH}){END}))"
_SECOND_DAY = rf"(?:{_RANGE}|{GAP}(?i:and){GAP}(?={DAY}{_PAIR_END}))(?P<day2>{DAY}){NOT_COUNTED}"
_YEAR_AFTER = rf"(?:(?:,?{GAP}|,|-)(?P<year>{YEAR}){NOT_COUNTED})?{PART_OF_DAY}?"
_OF = rf"(?:{GAP}?-|(?:{GAP}(?i:of))?{GAP})"
_OF_YEAR = rf"(?:,?{GAP}(?:(?i:of){GAP})?)"
_CLOSE = r"(?(open)\)?|)"
_PORTION = rf"(?:(?i:early|late|mid)(?:{GAP}|-))?"

# Feasts with a fixed day (month, day) in the common calendar.
_FEASTS = {
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_FEAST = rf"(?P<feast>(?i:new{GAP}year['\u2019]s{GAP}(?:day|eve)|christmas{GAP}(?:day|eve)|boxing{GAP}day)){END}"

# A month that is also a name, a verb or an adjective needs a word before it that goes with months.
_AMBIGUOUS_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|through|throughout|during|last|next|this|early|late|every|by|from)\s|\bmid-|"
    r"\b(?:end|start|beginning|middle|month) of )$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|during|by|until|till|from|before|after|of|early|late|mid|year|between|summer|winter|spring|"
    r"autumn|fall|circa|around|back\sto)\s|\bmid-|\()$",
    re.IGNORECASE,
)
_BEFORE_CHARACTERS = 14


def _before(match: re.Match[str]) -> str:
    start = match.start()
    return match.string[max(0, start - _BEFORE_CHARACTERS) : start].replace("\n", " ")


def _day_number(text: str) -> int:
    return int(text.rstrip("stndrhSTNDRH"))


def month_number(text: str) -> int:
    """Return 1 to 12 for the name of a month, short or full."""
    return MONTH_NUMBERS[text.rstrip(".").lower()]


def _weekday(match: re.Match[str]) -> int | None:
    name = match.groupdict().get("weekday")
    return None if name is None else WEEKDAY_NUMBERS[name.rstrip(".").lower()]


def _calendar_day(match: re.Match[str], viewpoint: Viewpoint, day: int) -> date | None:
    number, year = month_number(match["month"]), match["year"]
    if year is not None:
        return date(int(year), number, day)
    if viewpoint.published is None:
        date(2000, number, day)  # a leap year: refuses only what is no day in any year
        return None
    return resolve_yearless(number, day, viewpoint, at=match.start(), weekday=_weekday(match))


def _resolve_day(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    return one_day(_calendar_day(match, viewpoint, _day_number(match["day"])))


def _resolve_days(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    first = _calendar_day(match, viewpoint, _day_number(match["day"]))
    if first is None:
        return UNRESOLVED
    last = first.replace(day=_day_number(match["day2"]))
    return days(first, last)


def _resolve_span(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    """Resolve "January 30 to February 2, 2020", whose first day has the year of the last or the one before."""
    last = _calendar_day(match, viewpoint, _day_number(match["day"]))
    if last is None:
        return UNRESOLVED
    number = month_number(match["month1"])
    year = last.year if number <= last.month else last.year - 1
    return days(date(year, number, _day_number(match["day1"])), last)


def _resolve_feast(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    number, day = _FEASTS[" ".join(match["feast"].lower().replace("\u2019", "'").split())]
    if match["year"] is not None:
        return one_day(date(int(match["year"]), number, day))
    if viewpoint.published is None:
        return UNRESOLVED
    return one_day(resolve_yearless(number, day, viewpoint, at=match.start()))


def _resolve_iso(match: re.Match[str], _: Viewpoint) -> Reading | None:
    return one_day(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _resolve_numeric(match: re.Match[str], _: Viewpoint) -> Reading | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sign"] == "." or first > 12 or first == second:  # noqa: PLR2004 - months
        return one_day(date(year, second, first))
    if second > 12:  # noqa: PLR2004 - months
        return one_day(date(year, first, second))
    date(year, second, first)
    return UNRESOLVED  # 03/04/2024 is March or April


def _resolve_month_of_year(match: re.Match[str], _: Viewpoint) -> Reading | None:
    return month(int(match["year"]), month_number(match["month"]))


def _resolve_months_of_year(match: re.Match[str], _: Viewpoint) -> Reading | None:
    year = int(match["year"])
    first, last = month(year, month_number(match["month1"])), month(year, month_number(match["month"]))
    if first.first is None or last.last is None or last.last < first.first:
        return None
    return Reading(first=first.first, last=last.last, precision="month")


def nearest_month(number: int, viewpoint: Viewpoint, *, at: int) -> Reading:
    """Return the month that a bare name means: the current or most recent one, in a future clause the next."""
    published = viewpoint.published
    if published is None:
        return UNRESOLVED
    if viewpoint.future(at):
        year = published.year if number >= published.month else published.year + 1
    else:
        year = published.year if number <= published.month else published.year - 1
    return month(year, number)


def _resolve_month(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    name = match["month"].lower()
    has_portion = match.start("month") > match.start()
    if name in _AMBIGUOUS_MONTHS and not has_portion:
        before, after = _before(match), match.string[match.end() : match.end() + 4]
        is_attribute = before.endswith("the ") and re.match(r"\s(?!of)[a-z]", after)  # "the April talks"
        if not is_attribute and not _BEFORE_MONTH.search(before):
            return None
    return nearest_month(MONTH_NUMBERS[name], viewpoint, at=match.start())


def _resolve_year(match: re.Match[str], _: Viewpoint) -> Reading | None:
    if not _BEFORE_YEAR.search(_before(match)):
        return None
    return years(int(match["year"]), int(match["year"]))


def _resolve_years(match: re.Match[str], _: Viewpoint) -> Reading | None:
    first, end = match["year"], match["year2"]
    return years(int(first), int(first[: len(first) - len(end)] + end))


def _resolve_attributive_year(match: re.Match[str], _: Viewpoint) -> Reading | None:
    return years(int(match["year"]), int(match["year"]))


def _resolve_decade(match: re.Match[str], _: Viewpoint) -> Reading | None:
    return years(int(match["decade"]), int(match["decade"]) + 9)


def _resolve_ordinal(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    number, published = _day_number(match["day"]), viewpoint.published
    if published is None:
        return UNRESOLVED
    step = 1 if viewpoint.future(match.start()) else -1
    # Two months in a row cannot both lack a day of the month up to 31; three are looked at for safety.
    day = published
    for _ in range(93):
        if day.day == number:
            return one_day(day)
        day += timedelta(days=step)
    return None


_MONTH_DAY = rf"(?P<month>{MONTH}){GAP}(?P<day>{DAY})"
_DAY_MONTH = rf"(?P<day>{DAY}){_OF}(?P<month>{MONTH})"
_TO = rf"(?:{_RANGE}|{GAP}(?i:and){GAP})"


RULES: tuple[Rule, ...] = (
    # 2024-01-16
    rule(
        rf"{_NUMBER_START}(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d|-\d|\.\d)",
        _resolve_iso,
    ),
    # 16/01/2024
    rule(
        rf"{_NUMBER_START}(?P<first>\d{{1,2}})(?P<sign>[/.])(?P<second>\d{{1,2}})(?P=sign)(?P<year>\d{{4}})(?![\w/])",
        _resolve_numeric,
    ),
    # January 25, 2020; Tuesday (Jan. 16). "In May 16 people died" holds no day.
    rule(
        rf"{_NAMED_DAY}(?:(?<![Ii]n\s)|(?={MONTH}{GAP}{DAY}{NOT_COUNTED})){_MONTH_DAY}{_YEAR_AFTER}{_CLOSE}",
        _resolve_day,
    ),
    # 25 February 2020; Tuesday 16th of January
    rule(rf"{_NAMED_DAY}{_NUMBER_START}{_DAY_MONTH}{_YEAR_AFTER}{_CLOSE}", _resolve_day),
    # Christmas Day 2023
    rule(rf"{_FEAST}{_YEAR_AFTER}", _resolve_feast),
    # January 16-18, 2024; January 16 and 18
    rule(rf"{_MONTH_DAY}{_SECOND_DAY}{_YEAR_AFTER}", _resolve_days),
    # 16-18 January 2024; between 16 and 18 January
    rule(rf"{_NUMBER_START}(?P<day>{DAY}){_TO}(?P<day2>{DAY}){_OF}(?P<month>{MONTH}){_YEAR_AFTER}", _resolve_days),
    # January 30 to February 2, 2020
    rule(rf"(?P<month1>{MONTH}){GAP}(?P<day1>{DAY}){_TO}{_MONTH_DAY}{_YEAR_AFTER}", _resolve_span),
    # 30 January to 2 February 2020
    rule(rf"{_NUMBER_START}(?P<day1>{DAY}){_OF}(?P<month1>{MONTH}){_TO}{_DAY_MONTH}{_YEAR_AFTER}", _resolve_span),
    # January to March 2020
    rule(rf"(?P<month1>{MONTH}){_TO}(?P<month>{MONTH}),?{GAP}(?P<year>{YEAR})", _resolve_months_of_year),
    # mid-January 2020
    rule(rf"{_PORTION}(?P<month>{MONTH}){_OF_YEAR}(?P<year>{YEAR}){NOT_COUNTED}", _resolve_month_of_year),
    # in May; early June
    rule(rf"{_PORTION}(?P<month>{FULL_MONTH})(?!{GAP}?{DAY}{NOT_COUNTED})", _resolve_month),
    # the 1990s
    rule(rf"{_NUMBER_START}(?P<decade>(?:1[5-9]|20)\d0)['\u2019]?s{END}", _resolve_decade),
    # from 2014 to 2016; 2019-20
    rule(rf"{_NUMBER_START}(?P<year>{YEAR}){_TO}(?P<year2>{YEAR}){NOT_COUNTED}", _resolve_years),
    rule(rf"{_NUMBER_START}(?P<year>{YEAR}){DASH}(?P<year2>\d\d){NUMBER_END}(?!{DASH}\d){NOT_COUNTED}", _resolve_years),
    # in 2014
    rule(
        rf"{_NUMBER_START}(?P<year>{YEAR})(?!{DASH}\d|/\d)(?:(?<=[Ii]n\s\d{{4}}){NOT_MEASURED}|{NOT_COUNTED})",
        _resolve_year,
    ),
    # the 2014 attack
    rule(rf"(?<=[Tt]he\s)(?P<year>(?:19|20)\d\d)(?={GAP}[a-z]){NOT_COUNTED}", _resolve_attributive_year),
    # on the 16th
    rule(rf"(?<=\bthe\s)(?P<day>\d{{1,2}}(?i:st|nd|rd|th)){_PAIR_END}", _resolve_ordinal),
)
"""For days, months and years with a number or a name of their own."""
