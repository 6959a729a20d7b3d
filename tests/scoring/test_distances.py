"""Measures of distances between answers and truth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.scoring.distances import FARTHEST_KM, accuracy, log_error_auc

ERRORS = st.lists(st.floats(0, FARTHEST_KM), min_size=1, max_size=40).map(np.array)


@given(km=ERRORS)
def test_shares_stay_within_their_scale_whatever_the_order(km):
    assert 0 <= accuracy(km) <= 1
    assert 0 <= log_error_auc(km) <= 1 + 1e-12
    assert log_error_auc(km[::-1]) == pytest.approx(log_error_auc(km))


@given(km=ERRORS, row=st.integers(0, 39))
def test_a_worse_answer_never_helps(km, row):
    worse = km.copy()
    worse[row % len(km)] = FARTHEST_KM
    assert accuracy(worse) <= accuracy(km)
    assert log_error_auc(worse) >= log_error_auc(km) - 1e-12


def test_nothing_measured_is_no_number():
    assert math.isnan(accuracy(np.array([])))
    assert math.isnan(log_error_auc(np.array([])))
