"""Words cut into pieces and windows: none is lost, none is too long, and they start where sentences can."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import paths
from geo.errors import DataError
from geo.language.encoding import LONGEST, PIECES, WINDOW, Pieces, batch, windows
from geo.language.sentences import INSIDE, LINE_START, OPEN, possible_starts

NLP = spacy.blank("en")
PARTS = Pieces(paths.data("language") / PIECES)
WORDS = st.sampled_from(
    ["Guards", "shelled", "Qamishli", ".", "!", ":", "—", "”", "“", "\n", "a", "41", "’s", "antidisestablishmentarian"]
)


def cut(text):
    doc = NLP(text)
    return doc, list(windows(doc, PARTS, possible_starts(doc)))


@settings(deadline=None)
@given(st.lists(WORDS, max_size=300).map(" ".join))
def test_every_word_stands_in_one_window(text):
    doc, found = cut(text)
    assert [i for window in found for i in window.words] == [token.i for token in doc if not token.is_space]
    for window in found:
        assert len(window.pieces) == len(window.casings) <= LONGEST
        assert len(window.first) == len(window.starts) == len(window.words)
        for place, i in zip(window.first, window.words, strict=True):
            pieces = PARTS.of(doc[i].text)
            assert tuple(window.pieces[place : place + len(pieces)]) == pieces


def test_short_sentences_share_a_window_and_long_ones_do_not_break_it():
    _, short = cut("Two men fled. " * 10)
    assert len(short) == 1
    _, several = cut("Two men fled to the hills near the river. " * 30)
    assert len(several) > 1
    assert all(len(window.pieces) <= WINDOW for window in several)
    assert all(window.starts[0] != INSIDE for window in several)


def test_a_sentence_without_an_end_is_cut_at_last():
    _, found = cut("and then " * 400)
    assert len(found) > 1
    assert all(len(window.pieces) <= LONGEST for window in found)


def test_lines_are_marked():
    _, (window,) = cut("Border shut\nTrucks wait")
    assert window.pieces.count(PARTS.end) == 2
    assert window.starts == [LINE_START, INSIDE, LINE_START, INSIDE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She came.", [1, -1, -1, 0, -1, -1]),
        ("“Go.” They went", [1, -1, -1, -1, 0, -1]),
        ("Killed: two men", [1, -1, 0, -1]),
        ("One, two", [1, -1, -1]),
    ],
)
def test_sentences_can_start_after_their_ends(text, expected):
    assert possible_starts(NLP(text)).tolist() == expected
    assert OPEN == 0


def test_a_batch_is_filled_up_with_zeros():
    _, found = cut("Two men fled to the hills near the river. " * 30)
    stacked = batch(found)
    lengths = [len(window.pieces) for window in found]
    assert stacked["pieces"].shape == stacked["mask"].shape == (len(found), max(lengths))
    assert stacked["mask"].sum(axis=1).tolist() == lengths
    assert np.all(stacked["pieces"][stacked["mask"] == 0] == 0)


def test_a_vocabulary_that_is_none_is_refused(tmp_path):
    (tmp_path / "pieces.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"pieces\.json"):
        Pieces(tmp_path / "pieces.json")
