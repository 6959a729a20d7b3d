"""The gap between confidence and accuracy."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.scoring.calibration import expected_calibration_error, reliability

ANSWERS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def split(answers):
    return np.array([sure for sure, _ in answers]), np.array([right for _, right in answers])


@given(answers=ANSWERS)
def test_every_answer_is_in_the_bin_that_holds_its_confidence(answers):
    bins = reliability(*split(answers))
    assert sum(held.count for held in bins) == len(answers)
    for held in bins:
        if held.count:
            assert held.low - 1e-9 <= held.confidence <= held.high + 1e-9
            assert 0 <= held.accuracy <= 1


@given(answers=ANSWERS)
def test_the_error_is_a_share(answers):
    assert 0 <= expected_calibration_error(*split(answers)) <= 1


@given(right=st.integers(0, 10))
def test_a_true_confidence_has_no_error(right):
    outcome = np.arange(10) < right
    assert expected_calibration_error(np.full(10, right / 10), outcome) < 1e-9


def test_nothing_measured_is_no_number():
    assert math.isnan(expected_calibration_error(np.array([]), np.array([], bool)))
