"""Arrays of numbers: the files of them that ship with the package, and scores made probabilities."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataError


def read_arrays(path: Path, *members: str) -> tuple[NDArray[Any], ...]:
    """Read some of the arrays of an ``.npz`` file.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return tuple(stored[member] for member in members)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{path.name} is damaged ({error}); install the package again") from error


def shares(scores: NDArray[Any]) -> NDArray[Any]:
    """Return the probability of each column by its score, row by row (softmax).

    Parameters
    ----------
    scores
        Shape (rows, columns) or (columns,).

    Examples
    --------
    >>> shares(np.log([1.0, 3.0])).round(2).tolist()
    [0.25, 0.75]
    """
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
