"""How well a town is known beyond its country: by how many names the gazetteer has for it.

Davos has 11,000 inhabitants and a name in eighteen spellings and scripts; a village of that size has one or two. The
table is made by `geo.training.towns`.
"""

from functools import cache
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.arrays import read_arrays
from geo.records import Place

LEAST_NAMES: Final = 4
"""Towns with fewer are not in the table."""

MOST_NAMES: Final = 31

Table = tuple[NDArray[np.uint32], NDArray[np.uint8]]


def renown(place: Place) -> float:
    """Return the binary logarithm of how many names a town has: 1 for one or two or three, 5 at most.

    Examples
    --------
    >>> davos = Place(id="geonames:2661039", name="Davos", kind="city", lat=46.8, lon=9.84)
    >>> renown(davos) > 4
    True
    """
    source, _, number = place.id.partition(":")
    if source != "geonames":
        return 1.0
    numbers, names = _table()
    row = int(np.searchsorted(numbers, int(number)))
    return log2(1 + int(names[row])) if row < len(numbers) and numbers[row] == int(number) else 1.0


@cache
def _table() -> Table:
    numbers, names = read_arrays(paths.data("resolution", "renown.npz"), "numbers", "names")
    return numbers, names
