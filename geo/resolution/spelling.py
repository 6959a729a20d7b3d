"""How much a name looks like those of a country's places: "Kolofata" is likelier in Cameroon than in Nigeria.

Two and three neighbouring letters are counted in the names of each country's towns and districts; a table says
how much more often than in the world they come there. It is made by `geo.training.towns`.
"""

import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.arrays import read_arrays
from geo.gazetteer import normalise

ROWS: Final = 4096
"""Of the table; letters that fall into one row share its numbers."""

STEPS: Final = 16
"""Of the stored whole numbers in one unit of the natural logarithm."""

_LENGTHS: Final = (2, 3)


def rows_of(name: str) -> list[int]:
    """Return the rows of the table that the letters of a name fall into, each once.

    Examples
    --------
    >>> rows_of("Duisi") == rows_of("DUISI"), len(rows_of("Duisi"))
    (True, 11)
    """
    whole = f"^{normalise(name)}$"
    letters = {whole[at : at + length] for length in _LENGTHS for at in range(len(whole) - length + 1)}
    return sorted({zlib.crc32(some.encode()) % ROWS for some in letters})


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """The table.

    Attributes
    ----------
    columns
        The column of each country, by its ISO 3166-1 alpha-2 code.
    logs
        How much more often than in the world letters come in a country: natural logarithm times `STEPS`, of shape
        (`ROWS`, countries).
    """

    columns: Mapping[str, int]
    logs: NDArray[np.int8]

    def likeness(self, name: str, countries: Iterable[str]) -> dict[str, float]:
        """Return how much a name is spelt like those of each country, as a logarithm of odds; 0 for an unknown one."""
        rows = rows_of(name)
        scale = STEPS * math.sqrt(len(rows))
        columns = {country: self.columns.get(country) for country in countries}
        return {
            country: 0.0 if column is None else float(self.logs[rows, column].sum()) / scale
            for country, column in columns.items()
        }


@cache
def spelling() -> Spelling:
    """Read the table, once.

    Raises
    ------
    DataError
        If it is missing or damaged.
    """
    countries, logs = read_arrays(paths.data("resolution", "spelling.npz"), "countries", "logs")
    return Spelling({country: column for column, country in enumerate(countries.tolist())}, logs)
