"""Pairs of gold and found spans."""

from hypothesis import given
from hypothesis import strategies as st

from geo.scoring.spans import exact_pairs, f1, overlapping_pairs

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
)


@given(gold=SPANS, found=SPANS)
def test_every_span_is_in_one_pair_at_most(gold, found):
    for pairs in (exact_pairs(gold, found), overlapping_pairs(gold, found)):
        assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
        assert all(gold[i][0] < found[j][1] and found[j][0] < gold[i][1] for i, j in pairs)


@given(gold=SPANS, found=SPANS)
def test_equal_spans_overlap(gold, found):
    exact = exact_pairs(gold, found)
    assert all(gold[i] == found[j] for i, j in exact)
    assert set(exact) <= set(overlapping_pairs(gold, found))
    assert len(exact) == sum(min(gold.count(span), found.count(span)) for span in set(gold))


@given(spans=SPANS)
def test_the_truth_is_all_right(spans):
    assert len(exact_pairs(spans, spans)) == len(overlapping_pairs(spans, spans)) == len(spans)


@given(spans=SPANS, shift=st.integers(100, 200))
def test_what_is_elsewhere_pairs_with_nothing(spans, shift):
    assert overlapping_pairs(spans, [(start + shift, end + shift) for start, end in spans]) == []


@given(right=st.integers(0, 50), more=st.integers(0, 50), missed=st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(right, more, missed):
    value = f1(right, found=right + more, gold=right + missed)
    if right:
        precision, recall = right / (right + more), right / (right + missed)
        assert min(precision, recall) - 1e-9 <= value <= max(precision, recall) + 1e-9
    else:
        assert value == 0
