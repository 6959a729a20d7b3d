"""What holds for every date and every text."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.dating import find_dates, resolve_weekday

FORMS = [
    "{0:%Y-%m-%d}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%b} {0.day}, {0.year}",
    "{0:%b}. {0.day}, {0.year}",
    "{0.day} {0:%B} {0.year}",
    "{0.day} {0:%b} {0.year}",
    "{0:%A}, {0:%B} {0.day}, {0.year}",
    "{0:%a} {0.day} {0:%b} {0.year}",
    "{0:%A} ({0:%B} {0.day}, {0.year})",
    "{0.day}th of {0:%B} {0.year}",
    "{0:%d}.{0:%m}.{0.year}",
]
DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31))
NEAR = st.dates(date(1900, 1, 1), date(2090, 12, 31))
_VOCABULARY = (
    "on in the last next Thursday Monday May March 16 2014 January 25, 2020 two days after before ago week month year "
    "since until from to and between today yesterday (today) . , - / : \n within overnight weekend said will "
    "\uff12\uff10 99999-99-99 3rd 1990s early mid- hours"
)
WORDS = st.sampled_from(_VOCABULARY.split(" "))


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS, published=st.none() | DAYS)
def test_an_absolute_date_is_read_back(form, day, published):
    assume("%b}." not in form or day.month != 5)  # "May." ends a sentence
    written = form.format(day)
    (span,) = find_dates(f"It was shut on {written}, he said.", published=published)
    assert (span.first, span.last, span.precision, span.surface) == (day, day, "day", written.removesuffix("."))


@given(published=NEAR, back=st.integers(0, 200))
def test_a_day_without_a_year_is_the_last_one(published, back):
    day = published - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        (span,) = find_dates(f"It was shut on {day:%B} {day.day}.", published=published)
        assert span.first == day


@given(published=NEAR, weekday=st.integers(0, 6))
def test_a_weekday_lies_within_a_week(published, weekday):
    past, future = resolve_weekday(weekday, published), resolve_weekday(weekday, published, tense="future")
    assert past.weekday() == future.weekday() == weekday
    assert published - timedelta(days=7) < past <= published <= future < published + timedelta(days=7)


@given(
    text=st.text(max_size=200) | st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=40).map("".join),
    published=st.none() | st.dates(),
)
def test_spans_are_in_order_and_quote_the_text(text, published):
    end = 0
    for span in find_dates(text, published=published):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.surface
        assert (span.first is None) == (span.last is None)
        if span.first is not None:
            assert span.first <= span.last
            assert span.offset_days is None
        elif published is None:
            assert span.precision == "unknown" or span.offset_days is not None
        end = span.end


@pytest.mark.parametrize(
    "word", ["on ", "the last ", "16 ", "January ", "between 16 and ", "since ", "a couple of ", "\n", "(", "late on "]
)
def test_time_grows_with_the_length_only(word):
    def seconds(count):
        start = time.process_time()
        find_dates(word * count, published=date(2024, 1, 19))
        return time.process_time() - start

    seconds(50)
    # Ten times the text may take ten times as long; a quadratic search would take a hundred times.
    assert seconds(5_000) < 40 * max(seconds(500), 0.005)


def test_a_megabyte_of_noise_is_read():
    assert find_dates("on on on " * 120_000, published=date(2024, 1, 19)) == ()
