"""The B-cubed measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import OptionError
from geo.scoring.merging import b_cubed

groupings = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30)


def test_the_example_of_the_literature():
    # Bagga and Baldwin (1998): truth 1-5, 6-7, 8-c; response 1 joins 6-7 to 8-c, response 2 joins 1-5 to 8-c.
    gold = [1] * 5 + [2] * 2 + [3] * 5
    assert b_cubed([1] * 5 + [2] * 7, gold).precision == pytest.approx(0.762, abs=1e-3)
    assert b_cubed([1] * 5 + [2] * 2 + [1] * 5, gold).precision == pytest.approx(0.583, abs=1e-3)


@given(groupings)
def test_a_grouping_agrees_with_itself_and_the_sides_mirror(pairs):
    found, gold = zip(*pairs, strict=True)
    assert b_cubed(found, found).f1 == pytest.approx(1)
    there, back = b_cubed(found, gold), b_cubed(gold, found)
    assert there.precision == pytest.approx(back.recall)
    assert 0 < there.f1 <= 1 + 1e-12


@given(groupings)
def test_all_apart_is_precise_and_all_together_complete(pairs):
    _, gold = zip(*pairs, strict=True)
    assert b_cubed(range(len(gold)), gold).precision == pytest.approx(1)
    assert b_cubed([0] * len(gold), gold).recall == pytest.approx(1)


def test_groupings_of_different_things_are_refused():
    with pytest.raises(OptionError, match="2 found groups cannot be compared with 1 gold ones"):
        b_cubed([1, 2], [1])
