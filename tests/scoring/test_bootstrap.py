"""Resampling whole reports."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.scoring.bootstrap import estimate, resamples

REPORTS = st.lists(st.integers(0, 9), min_size=1, max_size=40).map(np.array)


@given(reports=REPORTS)
def test_a_report_is_drawn_with_all_of_its_rows(reports):
    for rows in resamples(reports, count=5):
        drawn = np.bincount(rows, minlength=len(reports))
        for report in set(reports.tolist()):
            assert len(set(drawn[reports == report].tolist())) == 1


@given(reports=REPORTS, seed=st.integers(0, 99))
def test_the_same_seed_draws_the_same(reports, seed):
    first, second = ([rows.tolist() for rows in resamples(reports, count=3, seed=seed)] for _ in range(2))
    assert first == second


def test_the_interval_is_that_of_the_binomial():
    right = np.arange(400) < 300
    found = estimate(lambda rows: {"share": right[rows].mean()}, np.arange(400))["share"]
    error = math.sqrt(0.75 * 0.25 / 400)
    assert found.value == 0.75
    assert math.isclose(found.low, 0.75 - 1.96 * error, abs_tol=0.01)
    assert math.isclose(found.high, 0.75 + 1.96 * error, abs_tol=0.01)


def test_mentions_of_one_report_do_not_count_as_independent():
    right = np.arange(400) < 300
    together = estimate(lambda rows: {"share": right[rows].mean()}, np.arange(400) // 50)["share"]
    apart = estimate(lambda rows: {"share": right[rows].mean()}, np.arange(400))["share"]
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_nothing_measured_is_no_number():
    found = estimate(lambda rows: {"share": math.nan if not len(rows) else 1.0}, np.array([], np.int64))["share"]
    assert math.isnan(found.value)
    assert f"{found:.1f}" == "-"
