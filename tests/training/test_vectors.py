import json

import numpy as np
import pytest
import spacy

from geo.errors import DataError
from geo.training.vectors import add_vectors


def write_model(folder, pieces, table):
    """Write a model of embeddings alone, in the safetensors format."""
    table = np.asarray(table, dtype="<f4")
    entry = {"dtype": "F32", "shape": list(table.shape), "data_offsets": [0, table.nbytes]}
    header = json.dumps({"embeddings.word_embeddings.weight": entry}).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + table.tobytes())
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")


@pytest.fixture
def model(tmp_path):
    pieces = ["[PAD]", "iran", "iraq", "shell", "bomb", "##ing"]
    write_model(
        tmp_path, pieces, [[9, 9, 9, 9], [5, 1, 0, 0], [5, 1.1, 0, 0], [-5, 0, 1, 0], [-5, 0, 1.1, 0], [0, 0, 0, 9]]
    )
    return tmp_path


def test_words_are_found_in_any_case_and_alike_words_are_near(model):
    vocab = spacy.blank("en").vocab
    add_vectors(vocab, model, dimensions=2)
    doc = spacy.blank("en", vocab=vocab)("Iran Iraq SHELL bomb Kyiv")
    assert doc[0].vector.shape == (2,)
    assert doc[0].similarity(doc[1]) > 0.9
    assert doc[0].similarity(doc[2]) < 0
    assert doc[2].similarity(doc[3]) > 0.9
    assert not doc[4].has_vector


def test_pieces_and_marks_of_the_model_are_no_words(model):
    vocab = spacy.blank("en").vocab
    add_vectors(vocab, model, dimensions=2)
    assert len(vocab.vectors) == 4
    assert "shell" not in vocab.strings


def test_vectors_survive_half_precision(model):
    vocab = spacy.blank("en").vocab
    add_vectors(vocab, model, dimensions=3)
    data = vocab.vectors.data
    assert np.array_equal(data.astype("float16").astype("float32"), data)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(DataError, match="give its folder"):
        add_vectors(spacy.blank("en").vocab, tmp_path)
