"""Publication dates."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import parse_date
from geo.errors import OptionError


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-19",
        " 2024-01-19 ",
        "2024-01-19T23:30:00Z",
        "2024-01-19T23:30:00.123+05:00",
        "2024-01-19 12:24:52",
        "2024-01-19 12:24:52.002364-05",
        "19 January 2024",
        "19th Jan 2024",
        "January 19, 2024",
        "Jan. 19, 2024",
        "Friday, January 19, 2024",
        "Fri, 19 Jan 2024 08:30:00 +0000",
        "January 19, 2024 at 10:30 PM",
    ],
)
def test_the_usual_forms(text):
    assert parse_date(text) == date(2024, 1, 19)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "19/01/2024",
        "2024-1-19",
        "2024-13-01",
        "2024-02-30",
        "31 June 2024",
        "0999-01-01",
        "12024-01-01",
        "2024-W03-5",
        "20240119",
        "19 Foo 2024",
        "2024-01-19 and more",
        "\uff12\uff10\uff12\uff14-\uff10\uff11-\uff11\uff19",
        "x" * 500,
    ],
)
def test_anything_else_is_refused_by_name(text):
    with pytest.raises(OptionError) as caught:
        parse_date(text)
    assert repr(text[:80]) in str(caught.value)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_back(day):
    assert parse_date(day.isoformat()) == parse_date(f"{day.day} {day:%B} {day.year}") == day


@given(st.text(max_size=60))
def test_nothing_else_is_raised(text):
    with contextlib.suppress(OptionError):
        parse_date(text)
