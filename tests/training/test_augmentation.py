import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.training.augmentation import varied
from geo.training.names import Labelled

pytest.importorskip("torch")
seeded = pytest.importorskip("geo.training.fitting").seeded

TEXT = Labelled("shells hit Kharkiv in the night", ((11, 18, "PLACE"),))


def test_most_texts_stay_and_some_become_headlines():
    random = seeded(1)
    texts = [varied(TEXT, random).text for _ in range(500)]
    assert texts.count(TEXT.text) > 400
    assert {"SHELLS HIT KHARKIV IN THE NIGHT", "Shells Hit Kharkiv in the Night"} <= set(texts)


@given(st.text(max_size=30), st.integers())
def test_offsets_always_hold(text, seed):
    labelled = Labelled(text, ())
    changed = varied(labelled, seeded(seed))
    assert len(changed.text) == len(text)
    assert changed.text.lower() == text.lower() or changed.text.upper() == text.upper()
