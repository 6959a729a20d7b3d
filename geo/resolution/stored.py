"""Arrays that ship with the package."""

import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.errors import DataError


def read_arrays(name: str, *members: str) -> tuple[NDArray[Any], ...]:
    """Read some of the arrays of a file in ``data/resolution``.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    path = paths.data("resolution", name)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return tuple(stored[member] for member in members)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(f"{name} is damaged ({error}); install the package again") from error
