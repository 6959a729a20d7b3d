"""Make small word vectors from the input embeddings of a published language model.

The treebank and the corpora of names show the trained encoders some 40,000 words; the embeddings know what kind of
word many others are. Those of whole words are taken from a BERT-like model (all-MiniLM-L6-v2, Apache 2.0),
centred, and cut down by principal components. The words themselves are stored as hashes only.

Formats: https://github.com/huggingface/safetensors#format and a vocabulary of one piece a line.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.strings import StringStore
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from geo.errors import DataError

# Standard deviation of the numbers, near that of the hashed embeddings before training. Not tuned.
_SCALE = 0.15
_EMBEDDINGS = "embeddings.word_embeddings.weight"


def add_vectors(vocab: Vocab, model: Path, *, dimensions: int = 96) -> None:
    """Give a vocabulary the vectors of the whole words that a model knows, looked up in lower case.

    Parameters
    ----------
    model
        Folder with ``model.safetensors`` and ``vocab.txt``, uncased.
    dimensions
        How many principal components to keep, at most.

    Raises
    ------
    DataError
        If the folder holds no such model.
    """
    try:
        pieces = (model / "vocab.txt").read_text(encoding="utf-8").split("\n")
        table = _embeddings(model / "model.safetensors")
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"no BERT-like model in {str(model)!r}: {error}; give its folder") from error
    strings = StringStore()  # hashes a word without keeping it
    rows = [index for index, piece in enumerate(pieces) if piece.isalpha() or len(piece) == 1]
    vocab.vectors = Vectors(
        data=_principal_components(table[rows], dimensions),
        keys=[strings[pieces[row]] for row in rows],
        name="words",
        attr="LOWER",
    )


def _embeddings(path: Path) -> npt.NDArray[np.float32]:
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    entry = json.loads(content[8 : 8 + length])[_EMBEDDINGS]
    if entry["dtype"] != "F32":
        raise ValueError(f"{_EMBEDDINGS} holds {entry['dtype']}, not F32")
    start, end = entry["data_offsets"]
    numbers = np.frombuffer(content[8 + length + start : 8 + length + end], dtype="<f4")
    return numbers.reshape(entry["shape"])


def _principal_components(table: npt.NDArray[np.float32], dimensions: int) -> npt.NDArray[np.float32]:
    centred = table.astype(np.float64) - table.mean(axis=0)
    values, axes = np.linalg.eigh(centred.T @ centred)
    largest = axes[:, np.argsort(values)[::-1][:dimensions]]
    # The sign of an axis is arbitrary and differs between libraries; fix it, so that a table can be made again.
    largest *= np.sign(largest[np.abs(largest).argmax(axis=0), range(largest.shape[1])])
    projected = centred @ largest
    projected *= _SCALE / projected.std()
    # Half precision is what is stored, so train with just that.
    halved: npt.NDArray[np.float32] = projected.astype(np.float16).astype(np.float32)
    return halved
