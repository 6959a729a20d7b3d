"""Expressions that count from the day of publication: "Thursday", "last week", "two days ago"."""

import re
from datetime import date, timedelta

from geo.dating.absolute import nearest_month
from geo.dating.periods import (
    UNRESOLVED,
    Reading,
    Viewpoint,
    add_months,
    closest_weekday,
    days,
    month,
    one_day,
    resolve_weekday,
    week,
    years,
)
from geo.dating.rules import Rule, rule
from geo.dating.words import (
    COUNT,
    COUNTS,
    DAYS_OF_UNIT,
    END,
    FULL_MONTH,
    GAP,
    MONTH_NUMBERS,
    PART_OF_DAY,
    VAGUE_COUNT,
    WEEKDAY,
    WEEKDAY_NUMBERS,
)

_WORD_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_WHICH_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}
_WHICH = rf"(?P<which>(?i:{'|'.join(_WHICH_STEPS)}))"
_UNIT = r"(?P<unit>(?i:hour|day|night|week|fortnight|month|year|decade))(?i:s)?"
_WORD_DAY = rf"(?P<word>(?i:{'|'.join(_WORD_DAYS)}))"

# Newspapers and programmes called "Today".
_IN_A_NAME = re.compile(r"\b(?:USA|India|Pakistan|Russia|Business|History|Politics|Psychology|World)\sToday\Z")
_BEFORE_CHARACTERS = 12
# Newspapers and feasts with a weekday in their name.
_NO_FEAST = r"(?<!\bGood )(?<!\bBlack )(?<!\bBloody )(?<!\bSuper )(?<!\bCyber )"
_NO_NEWSPAPER = (
    r"(?!\s(?:Times|Telegraph|Mail|Express|Mirror|Post|Herald|Independent|Guardian|Star|World|People|Mercury|Age"
    r"|Tribune|Journal|Review|Magazine|Observer|Nation|Standard)\b)"
)


def count_of(text: str | None) -> int:
    """Return the number that a count of the patterns stands for, 1 for none."""
    if text is None:
        return 1
    words = text.lower().split()
    return int(words[0]) if words[0].isdecimal() else COUNTS["couple" if "couple" in words else words[0]]


def _shift(day: date, count: int, unit: str) -> Reading:
    """Return the day, week, month, year or decade that lies a number of units from a day."""
    match unit:
        case "hour" | "day" | "night":
            return one_day(_move(day, count, unit))
        case "week" | "fortnight":
            return week(_move(day, count, unit))
        case "month":
            other = add_months(day, count)
            return month(other.year, other.month)
        case "year":
            return years(day.year + count, day.year + count)
        case _:
            first = (day.year // 10 + count) * 10
            return years(first, first + 9)


def _move(day: date, count: int, unit: str) -> date:
    """Return the day that lies a number of units from a day."""
    match unit:
        case "hour":
            return day + timedelta(days=round(count / 24))
        case "month":
            return add_months(day, count)
        case "year":
            return add_months(day, 12 * count)
        case "decade":
            return add_months(day, 120 * count)
        case _:
            return day + timedelta(days=count * DAYS_OF_UNIT[unit])


def _resolve_word_day(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    word, published = match["word"], viewpoint.published
    if _IN_A_NAME.search(match.string, max(0, match.start() - _BEFORE_CHARACTERS), match.end()):
        return None
    if published is None:
        return UNRESOLVED
    day = published + timedelta(days=_WORD_DAYS[word.lower()])
    weekday = match["weekday"] or match["weekday2"]
    # An edition is often put online a day before or after it is printed: the weekday in brackets decides.
    return one_day(closest_weekday(WEEKDAY_NUMBERS[weekday.lower()], day) if weekday else day)


def _resolve_weekday(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    published, which = viewpoint.published, (match["which"] or "").lower()
    if published is None or which == "following":
        return UNRESOLVED
    weekday = WEEKDAY_NUMBERS[match["weekday"].lower()]
    future = viewpoint.future(match.start())
    if match["week"] is not None:
        monday = week(published + timedelta(weeks=_WHICH_STEPS[match["week"].lower()])).first
        return one_day(None if monday is None else monday + timedelta(days=weekday))
    if which in {"last", "past", "previous"}:
        return one_day(resolve_weekday(weekday, published - timedelta(days=1)))
    if which in {"next", "coming", "upcoming"}:
        return one_day(resolve_weekday(weekday, published + timedelta(days=1), tense="future"))
    if which == "this":
        day = published - timedelta(days=published.weekday() - weekday)
        return one_day(resolve_weekday(weekday, published, tense="future") if future else day)
    day = resolve_weekday(weekday, published, tense="future" if future else "past")
    return days(day - timedelta(days=1), day) if match["overnight"] else one_day(day)


def _resolve_weekday_of_week(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None:
        return UNRESOLVED
    monday = week(viewpoint.published + timedelta(weeks=_WHICH_STEPS[match["which"].lower()])).first
    return one_day(None if monday is None else monday + timedelta(days=WEEKDAY_NUMBERS[match["weekday"].lower()]))


def _resolve_overnight(_: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    published = viewpoint.published
    return UNRESOLVED if published is None else days(published - timedelta(days=1), published)


def _resolve_day_beyond(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None:
        return UNRESOLVED
    return one_day(viewpoint.published + timedelta(days=-2 if match["word"].lower() == "yesterday" else 2))


def _resolve_part_of_today(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None:
        return UNRESOLVED
    return one_day(viewpoint.published - timedelta(days=int(match["which"].lower() == "last")))


def _resolve_weekend(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    published, which = viewpoint.published, match["which"].lower()
    if published is None:
        return UNRESOLVED
    if which == "the":
        saturday = resolve_weekday(5, published, tense="future" if viewpoint.future(match.start()) else "past")
    else:
        saturday = published + timedelta(days=5 - published.weekday() + 7 * _WHICH_STEPS[which])
    return days(saturday, saturday + timedelta(days=1))


def _resolve_period(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None:
        return UNRESOLVED
    return _shift(viewpoint.published, _WHICH_STEPS.get(match["which"].lower(), 0), match["unit"].lower())


def _resolve_which_month(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    published, step = viewpoint.published, _WHICH_STEPS[match["which"].lower()]
    if published is None:
        return UNRESOLVED
    number = MONTH_NUMBERS[match["month"].lower()]
    if step == 0:
        return month(published.year, number)
    if step > 0:
        return month(published.year + int(number <= published.month), number)
    return nearest_month(
        number, Viewpoint(published=published.replace(day=1) - timedelta(days=1), future=_never), at=match.start()
    )


def _never(_: int) -> bool:
    return False


def _resolve_rolling(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    """Resolve "the past two weeks" and "within three months": up to, or from, the day of publication."""
    published, unit = viewpoint.published, match["unit"].lower()
    if published is None:
        return UNRESOLVED
    groups = match.groupdict()
    step = _WHICH_STEPS[(groups.get("which") or "next").lower()]
    count = step * count_of(groups.get("count"))
    first, last = sorted((published, _move(published, count, unit)))
    return Reading(first=first, last=last, precision=_shift(published, count, unit).precision)


def _resolve_ago(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None or match["count"] is None:
        return UNRESOLVED
    return _shift(viewpoint.published, -count_of(match["count"]), match["unit"].lower())


def _resolve_ahead(match: re.Match[str], viewpoint: Viewpoint) -> Reading | None:
    if viewpoint.published is None:
        return UNRESOLVED
    return _shift(viewpoint.published, count_of(match["count"]), match["unit"].lower())


def _resolve_vague(_: re.Match[str], __: Viewpoint) -> Reading | None:
    return UNRESOLVED


_LATE = rf"(?:(?i:late|early|later|earlier){GAP}(?:(?i:on){GAP})?)?"
_THIS_WEEK = rf"(?P<week>(?i:last|this|next)){GAP}(?i:week){END}"

RULES: tuple[Rule, ...] = (
    # Friday with the word "today" in brackets, and the other way round
    rule(
        rf"(?P<weekday>{WEEKDAY}){PART_OF_DAY}?{GAP}?\({_WORD_DAY}\)(?P<weekday2>)?",
        _resolve_word_day,
    ),
    rule(
        rf"{_WORD_DAY}{END}(?!-){PART_OF_DAY}?(?:{GAP}?\((?P<weekday>{WEEKDAY})\)|,{GAP}(?P<weekday2>{WEEKDAY}))?",
        _resolve_word_day,
    ),
    rule(
        rf"(?i:the{GAP})?(?i:day){GAP}(?i:before|after){GAP}(?P<word>(?i:yesterday|tomorrow)){END}",
        _resolve_day_beyond,
    ),
    rule(rf"(?P<which>(?i:this)){PART_OF_DAY}", _resolve_part_of_today),
    rule(rf"(?P<which>(?i:last)){GAP}(?i:night|evening){END}", _resolve_part_of_today),
    rule(rf"(?i:overnight){END}", _resolve_overnight),
    # late on Monday; last Friday night; Tuesday of last week
    rule(
        rf"(?P<overnight>(?i:overnight){GAP}(?i:(?:in)?to|on)?{GAP}?)?{_LATE}"
        rf"(?:(?P<which>(?i:{'|'.join(_WHICH_STEPS)}|following)){GAP})?"
        rf"{_NO_FEAST}(?P<weekday>{WEEKDAY}){_NO_NEWSPAPER}{PART_OF_DAY}?"
        rf"(?:,?{GAP}(?:(?i:of){GAP})?{_THIS_WEEK})?",
        _resolve_weekday,
    ),
    rule(
        rf"{_WHICH}{GAP}(?i:week)(?:['\u2019]s)?,?{GAP}(?:(?i:on){GAP})?(?P<weekday>{WEEKDAY}){PART_OF_DAY}?",
        _resolve_weekday_of_week,
    ),
    rule(rf"(?P<which>(?i:the|last|past|previous|this|next|coming)){GAP}(?i:weekend){END}", _resolve_weekend),
    # last week; earlier this month; by next year
    rule(
        rf"{_LATE}(?:(?i:in){GAP})?{_WHICH}{GAP}(?P<unit>(?i:week|month|year|decade)){END}(?!-|{GAP}of{END})",
        _resolve_period,
    ),
    rule(
        rf"(?i:end|start|beginning|middle){GAP}(?i:of){GAP}(?P<which>(?i:the)){GAP}"
        rf"(?P<unit>(?i:week|month|year|decade)){END}",
        _resolve_period,
    ),
    rule(rf"{_WHICH}{GAP}(?P<month>{FULL_MONTH})(?!{GAP}?\d)", _resolve_which_month),
    # the past week; the next month; the last 24 hours; within three months
    rule(
        rf"(?i:the){GAP}(?P<which>(?i:past|next|coming)){GAP}(?P<unit>(?i:week|fortnight|month|year|decade)){END}",
        _resolve_rolling,
    ),
    rule(
        rf"(?i:the){GAP}(?P<which>(?i:past|last|next|coming)){GAP}(?P<count>{COUNT}){GAP}{_UNIT}{END}",
        _resolve_rolling,
    ),
    rule(rf"(?P<which>(?i:past|last|next|coming)){GAP}(?P<count>{COUNT}){GAP}{_UNIT}{END}", _resolve_rolling),
    rule(
        rf"(?i:within){GAP}(?:(?i:the{GAP}next){GAP})?(?P<count>{COUNT}){GAP}{_UNIT}{END}(?!{GAP}(?i:of){END})",
        _resolve_rolling,
    ),
    rule(rf"(?i:in){GAP}(?P<count>{COUNT}){GAP}{_UNIT}['\u2019]{GAP}(?i:time){END}", _resolve_ahead),
    # two days ago; years ago
    rule(rf"(?:(?P<count>{COUNT}){GAP}|{VAGUE_COUNT}{GAP})?{_UNIT}{GAP}(?i:ago){END}", _resolve_ago),
    rule(rf"(?:(?i:the){GAP})?(?i:recent|(?:past|last|next|coming){GAP}few){GAP}{_UNIT}{END}", _resolve_vague),
)
"""For what counts from the day of publication."""
