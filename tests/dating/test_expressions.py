"""What each expression of time means, read from Friday, 19 January 2024."""

from datetime import date

import pytest

from geo.dating import find_dates

FRIDAY = date(2024, 1, 19)


def read(text, published=FRIDAY, **options):
    """Return (surface, days, precision, offset) of every span, with days as "first..last" or one day."""
    found = []
    for span in find_dates(text, published=published, **options):
        days = None if span.first is None else str(span.first)
        if span.last != span.first:
            days = f"{days}..{span.last}"
        found.append((span.surface, days, span.precision, span.offset_days))
    return found


DAYS = [
    ("Pakistan struck on Thursday.", "Thursday", "2024-01-18"),
    ("It was hit on Thursday night.", "Thursday night", "2024-01-18"),
    ("late on Monday", "late on Monday", "2024-01-15"),
    ("Tuesday's strike", "Tuesday", "2024-01-16"),
    ("Tuesday\u2019s strike", "Tuesday", "2024-01-16"),
    ("They met on Friday.", "Friday", "2024-01-19"),
    ("last Friday", "last Friday", "2024-01-12"),
    ("next Monday", "next Monday", "2024-01-22"),
    ("next Friday", "next Friday", "2024-01-26"),
    ("early Saturday", "early Saturday", "2024-01-13"),
    ("Monday last week", "Monday last week", "2024-01-08"),
    ("Tuesday of last week", "Tuesday of last week", "2024-01-09"),
    ("last week on Tuesday", "last week on Tuesday", "2024-01-09"),
    ("In a post today", "today", "2024-01-19"),
    ("yesterday", "yesterday", "2024-01-18"),
    ("yesterday evening", "yesterday evening", "2024-01-18"),
    ("tomorrow", "tomorrow", "2024-01-20"),
    ("tonight", "tonight", "2024-01-19"),
    ("last night", "last night", "2024-01-18"),
    ("this morning", "this morning", "2024-01-19"),
    ("the day before yesterday", "the day before yesterday", "2024-01-17"),
    ("the day after tomorrow", "the day after tomorrow", "2024-01-21"),
    ("overnight", "overnight", "2024-01-18..2024-01-19"),
    ("on Friday (today)", "Friday (today)", "2024-01-19"),
    ("today (Friday)", "today (Friday)", "2024-01-19"),
    ("on Thursday (today)", "Thursday (today)", "2024-01-18"),
    ("two days ago", "two days ago", "2024-01-17"),
    ("February 25, 2020", "February 25, 2020", "2020-02-25"),
    ("Tuesday, January 16, 2024", "Tuesday, January 16, 2024", "2024-01-16"),
    ("Tuesday (January 16)", "Tuesday (January 16)", "2024-01-16"),
    ("25 February 2020", "25 February 2020", "2020-02-25"),
    ("25 Feb", "25 Feb", "2024-02-25"),
    ("Feb. 25, 2020", "Feb. 25, 2020", "2020-02-25"),
    ("the 16th of January", "16th of January", "2024-01-16"),
    ("3 December", "3 December", "2023-12-03"),
    ("the February 8 elections", "February 8", "2024-02-08"),
    ("on the 16th.", "16th", "2024-01-16"),
    ("Jan 16-18", "Jan 16-18", "2024-01-16..2024-01-18"),
    ("between 16 and 18 January", "between 16 and 18 January", "2024-01-16..2024-01-18"),
    ("from 3 to 5 May", "from 3 to 5 May", "2023-05-03..2023-05-05"),
    ("16/17 January night", "16/17 January night", "2024-01-16..2024-01-17"),
    ("January 30 to February 2, 2020", "January 30 to February 2, 2020", "2020-01-30..2020-02-02"),
    ("30 December - 2 January", "30 December - 2 January", "2023-12-30..2024-01-02"),
    ("2024-01-16", "2024-01-16", "2024-01-16"),
    ("2024-01-16T04:05", "2024-01-16", "2024-01-16"),
    ("31/01/2024", "31/01/2024", "2024-01-31"),
    ("01/31/2024", "01/31/2024", "2024-01-31"),
    ("16.01.2024", "16.01.2024", "2024-01-16"),
    ("from Monday to Wednesday", "from Monday to Wednesday", "2024-01-15..2024-01-17"),
    ("closed since Tuesday", "since Tuesday", "2024-01-16..2024-01-19"),
    ("at the weekend", "the weekend", "2024-01-13..2024-01-14"),
    ("in the last 24 hours", "the last 24 hours", "2024-01-18..2024-01-19"),
    ("on 18 January night", "18 January night", "2024-01-18"),
]


@pytest.mark.parametrize(("text", "surface", "days"), DAYS)
def test_days(text, surface, days):
    assert read(text) == [(surface, days, "day", None)]


PERIODS = [
    ("this week", "this week", "2024-01-15..2024-01-21", "week"),
    ("last week", "last week", "2024-01-08..2024-01-14", "week"),
    ("earlier this week", "earlier this week", "2024-01-15..2024-01-21", "week"),
    ("two weeks ago", "two weeks ago", "2024-01-01..2024-01-07", "week"),
    ("in January", "January", "2024-01-01..2024-01-31", "month"),
    ("in May", "May", "2023-05-01..2023-05-31", "month"),
    ("in May 2020", "May 2020", "2020-05-01..2020-05-31", "month"),
    ("last month", "last month", "2023-12-01..2023-12-31", "month"),
    ("earlier this month", "earlier this month", "2024-01-01..2024-01-31", "month"),
    ("last March", "last March", "2023-03-01..2023-03-31", "month"),
    ("mid-January", "mid-January", "2024-01-01..2024-01-31", "month"),
    ("early June", "early June", "2023-06-01..2023-06-30", "month"),
    ("within three months", "within three months", "2024-01-19..2024-04-19", "month"),
    ("last year", "last year", "2023-01-01..2023-12-31", "year"),
    ("by next year", "next year", "2025-01-01..2025-12-31", "year"),
    ("in 2019", "2019", "2019-01-01..2019-12-31", "year"),
    ("In 2014, gunmen struck.", "2014", "2014-01-01..2014-12-31", "year"),
    ("the 2014 attack", "2014", "2014-01-01..2014-12-31", "year"),
    ("between 2014 and 2016", "between 2014 and 2016", "2014-01-01..2016-12-31", "year"),
    ("in the 1990s", "1990s", "1990-01-01..1999-12-31", "year"),
]


@pytest.mark.parametrize(("text", "surface", "days", "precision"), PERIODS)
def test_periods_are_whole(text, surface, days, precision):
    assert read(text) == [(surface, days, precision, None)]
