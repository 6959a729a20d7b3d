"""Names without gaps and sentences as trees, against the slow search through every answer."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.language.decoding import NameDecoder, best_tree

LABELS = ("O", "B-PLACE", "I-PLACE", "B-ORG", "I-ORG")
# Whole numbers in distinct cells would tie; quarters keep sums exact.
SCORES = st.integers(-40, 40).map(lambda number: number / 4)


def sound(labels):
    return all(
        not label.startswith("I-") or before[2:] == label[2:] for before, label in itertools.pairwise(("O", *labels))
    )


@given(st.integers(1, 4).flatmap(lambda words: arrays(np.float32, (words, len(LABELS)), elements=SCORES)))
def test_the_labels_are_the_best_sound_ones(scores):
    found = NameDecoder(LABELS).best(scores)
    assert sound(found)

    def total(labels):
        return sum(float(scores[word, LABELS.index(label)]) for word, label in enumerate(labels))

    best = max(total(labels) for labels in itertools.product(LABELS, repeat=len(scores)) if sound(labels))
    assert abs(total(found) - best) < 1e-3


def trees(words):
    """Yield every tree of some words in which one hangs from the root, as heads that count from 1."""
    for heads in itertools.product(range(words + 1), repeat=words):
        if heads.count(0) == 1 and all(_reaches_root(heads, word) for word in range(1, words + 1)):
            yield heads


def _reaches_root(heads, word):
    seen = set()
    while word and word not in seen:
        seen.add(word)
        word = heads[word - 1]
    return word == 0


@given(st.integers(1, 4).flatmap(lambda words: arrays(np.float32, (words, words + 1), elements=SCORES)))
def test_the_tree_is_the_best_one(arcs):
    words = len(arcs)
    found = tuple(best_tree(arcs).tolist())
    assert found in set(trees(words))

    def total(heads):
        return sum(float(arcs[word, head]) for word, head in enumerate(heads))

    assert total(found) == max(map(total, trees(words)))


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_long_sentences_are_trees_too(words, seed):
    arcs = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = best_tree(arcs).tolist()
    assert heads.count(0) == 1
    assert all(_reaches_root(heads, word) for word in range(1, words + 1))


def test_no_words_have_no_labels():
    assert NameDecoder(LABELS).best(np.zeros((0, len(LABELS)), dtype=np.float32)) == []
