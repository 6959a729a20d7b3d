"""The network over words and the weights over candidates: what they must hold whatever their numbers are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import language, paths
from geo.claims import linking
from geo.claims.events import candidates, seen
from geo.claims.eventwords import LABELS, MODES, event_words, signs
from geo.claims.genre import genre_of
from geo.claims.linking import Choice, shares
from geo.errors import DataError
from geo.reference import lexicon

NAMES = ("near", "far", "unknown to the table")


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), st.floats(-50, 50)), min_size=1, max_size=6))
def test_shares_are_probabilities_and_unknown_signs_count_nothing(rows):
    weights = {"near": 1.5, "far": -2.0}
    found = shares([Choice(None, row) for row in rows], weights)
    assert sum(found) == pytest.approx(1)
    assert min(found) >= 0
    told = [Choice(None, {name: value for name, value in row.items() if name in weights}) for row in rows]
    assert shares(told, weights) == pytest.approx(found)


@pytest.mark.parametrize("table", ["dates.csv", "places.csv"])
def test_tables_have_weights_that_a_reader_can_follow(table):
    weights = linking.weights(table)
    assert weights["sentences back: 1"] > weights["sentences back: more"]
    assert weights["same paragraph"] > 0


def test_words_of_fighting_are_likelier_events_than_others():
    doc = language.analyse(
        "Militants ambushed an army convoy near Menaka on Tuesday, killing four soldiers. Prices rose."
    )
    words = lexicon()
    genre = genre_of(doc, words)
    known = {i: one.known for i, one in seen(doc, words, genre).items()}
    values = signs(doc, known, words, genre)
    likely = dict(zip((doc[i].text for i in known), event_words().likely(values), strict=True))
    assert all(one.types.sum() == pytest.approx(1, abs=1e-4) for one in likely.values())
    assert all(one.types.shape == (len(LABELS),) and one.modes.shape == (len(MODES),) for one in likely.values())
    assert likely["ambushed"].event > 0.8
    assert likely["rose"].event < 0.2
    assert [event.trigger.text for event in candidates(doc, words)][:1] == ["ambushed"]


def test_what_another_pipeline_analysed_is_read_by_the_frames_alone():
    doc = language.analyse("Militants ambushed an army convoy near Menaka on Tuesday.")
    doc.tensor = np.zeros((0,), np.float32)
    assert [event.trigger.text for event in candidates(doc, lexicon())] == ["ambushed"]


@pytest.mark.parametrize(
    ("name", "read"), [("events.npz", event_words), ("dates.csv", lambda: linking.weights("dates.csv"))]
)
def test_a_damaged_file_is_named(monkeypatch, tmp_path, name, read):
    (tmp_path / name).write_bytes(b"sign,other\nnear,1\n")
    monkeypatch.setattr(paths, "data", lambda *parts: tmp_path / parts[-1])
    event_words.cache_clear()
    linking.weights.cache_clear()
    with pytest.raises(DataError, match=name):
        read()
    event_words.cache_clear()
    linking.weights.cache_clear()
