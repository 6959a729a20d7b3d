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
    ("CABINET TO MEET TODAY", "TODAY", "2024-01-19"),
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
    ("from Thursday to Saturday", "from Thursday to Saturday", "2024-01-18..2024-01-20"),
    ("between Monday and Tuesday", "between Monday and Tuesday", "2024-01-15..2024-01-16"),
    ("closed since Tuesday", "since Tuesday", "2024-01-16..2024-01-19"),
    ("at the weekend", "the weekend", "2024-01-13..2024-01-14"),
    ("in the last 24 hours", "the last 24 hours", "2024-01-18..2024-01-19"),
    ("16-Jan-2024", "16-Jan-2024", "2024-01-16"),
    ("on Christmas Day", "Christmas Day", "2023-12-25"),
    ("New Year\u2019s Eve, 2014", "New Year\u2019s Eve, 2014", "2014-12-31"),
    ("last Tuesday, 16 January", "last Tuesday, 16 January", "2024-01-16"),
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
    ("the August war", "August", "2023-08-01..2023-08-31", "month"),
    ("mid-2023", "2023", "2023-01-01..2023-12-31", "year"),
    ("the past month", "the past month", "2023-12-19..2024-01-19", "month"),
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


OFFSETS = [
    ("hours after Pakistan struck", "hours after", 0),
    ("two days after Tehran struck", "two days after", 2),
    ("Two days earlier Iran struck", "Two days earlier", -2),
    ("a day earlier", "a day earlier", -1),
    ("three days before the strike", "three days before", -3),
    ("48 hours later", "48 hours later", 2),
    ("the same day", "the same day", 0),
    ("on the same night", "the same night", 0),
    ("later that day", "later that day", 0),
    ("earlier in the day", "earlier in the day", 0),
    ("the day before", "the day before", -1),
    ("the day after the raid", "the day after", 1),
    ("The next day they fled.", "The next day", 1),
    ("the previous night", "the previous night", -1),
]


@pytest.mark.parametrize(("text", "surface", "offset"), OFFSETS)
def test_distances_from_another_event_have_no_days_of_their_own(text, surface, offset):
    assert read(text) == [(surface, None, "day", offset)]


@pytest.mark.parametrize(
    "text", ["days after the raid", "less than two weeks after the raid", "a few days ago", "recent weeks", "years ago"]
)
def test_vague_distances_are_found_but_stay_unknown(text):
    assert [(days, precision, offset) for _, days, precision, offset in read(text)] == [(None, "unknown", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The rupee closed at 278, up 4%.",
        "The troops may march on the capital.",
        "They May be back. March on!",
        "Theresa May spoke.",
        "the March of Dimes",
        "The Sun said; a second later it sat down.",
        "the Sunday Times",
        "the Good Friday Agreement",
        "USA Today",
        "for the first time in 45 years",
        "after two hours of talks",
        "a 26-year-old",
        "2000 troops and 1500 people",
        "a crowd of 2000 people",
        "in 2000 villages",
        "the august assembly",
        "number 120195 of 1,945",
        "flight 2019",
        "99999-99-99",
        "2024-13-45",
        "31 February 2020",
        "February 30",
        "16.5.3.2",
        "seven days a week, every year",
    ],
)
def test_what_is_no_date(text):
    assert read(text) == []


def test_counted_things_after_a_month():
    assert read("In May 16 people died.") == [("May", "2023-05-01..2023-05-31", "month", None)]
    assert read("On May 16 gunmen struck.") == [("May 16", "2023-05-16", "day", None)]


def test_an_ambiguous_numeric_date_is_left_open():
    assert read("03/04/2024") == [("03/04/2024", None, "unknown", None)]


@pytest.mark.parametrize(
    ("text", "surface", "days"),
    [
        ("He will fly to Tehran on Thursday.", "Thursday", "2024-01-25"),
        ("The visit is scheduled for Monday.", "Monday", "2024-01-22"),
        ("On Monday he will fly home.", "Monday", "2024-01-22"),
        ("They would meet on 10 March.", "10 March", "2024-03-10"),
        ("Elections are planned for 30 November.", "30 November", "2024-11-30"),
        ("It will open in May.", "May", "2024-05-01..2024-05-31"),
        ("The gate is shut until 30 June.", "until 30 June", "2024-01-19..2024-06-30"),
        ("It will go on over the weekend.", "the weekend", "2024-01-20..2024-01-21"),
    ],
)
def test_a_future_clause_looks_ahead(text, surface, days):
    assert [(found, when) for found, when, _, _ in read(text)] == [(surface, days)]


def test_the_nearest_verb_decides():
    days = [when for _, when, _, _ in read("He said on Thursday that he will go on Monday. They met on Tuesday.")]
    assert days == ["2024-01-18", "2024-01-22", "2024-01-16"]


def test_a_plan_that_was_due_a_few_days_ago_is_past():
    text = "Envoys would be back at their posts by 26 January."
    assert [when for _, when, _, _ in read(text, date(2024, 1, 29))] == ["2024-01-26"]


def test_the_caller_can_tell_the_tense():
    text = "The talks of Thursday"
    assert read(text, future=lambda offset: offset == text.index("Thursday"))[0][1] == "2024-01-25"


def test_without_a_publication_date_only_absolute_dates_resolve():
    text = "On Thursday, two days after 16 January 2024, and in 2014, last week and on 3 December."
    assert read(text, None) == [
        ("Thursday", None, "unknown", None),
        ("two days after", None, "day", 2),
        ("16 January 2024", "2024-01-16", "day", None),
        ("2014", "2014-01-01..2014-12-31", "year", None),
        ("last week", None, "unknown", None),
        ("3 December", None, "unknown", None),
    ]


def test_the_named_weekday_chooses_the_year():
    # 16 January was a Monday in 2023 and a Tuesday in 2024
    assert read("Monday, January 16", date(2024, 1, 10))[0][1] == "2023-01-16"


@pytest.mark.parametrize("published", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar(published):
    text = "tomorrow, yesterday, last week, next year, 40 decades ago, last month, on Monday, 29 February, the weekend"
    assert find_dates(text, published=published)


def test_days_in_the_wrong_order_are_no_range():
    assert [when for _, when, _, _ in read("January 18 to January 16")] == ["2024-01-18", "2024-01-16"]


def test_days_that_only_stand_side_by_side_are_no_range():
    assert [when for _, when, _, _ in read("on Monday and Tuesday")] == ["2024-01-15", "2024-01-16"]
