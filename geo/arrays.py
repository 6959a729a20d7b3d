"""Files of arrays that ship with the package."""

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
