"""Which countries share a land border, by the numbers that `geo.resolution.options` gives them.

News of a border names both sides: a place in the country next to the one that the report is about is likelier
than its namesake across the world.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyarrow.parquet

from geo import paths
from geo.errors import DataError
from geo.resolution.options import country_key


@cache
def neighbours() -> Mapping[int, frozenset[int]]:
    """Read the pairs of countries that the border lines of `geo.borders` part, once.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    path = paths.data("borders", "lines.parquet")
    try:
        pairs = set(pyarrow.parquet.read_table(path, columns=["border"])["border"].to_pylist())
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{path.name} is damaged ({error}); install the package again") from error
    beside: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, _, other = pair.partition("-")
        beside[country_key(one)].add(country_key(other))
        beside[country_key(other)].add(country_key(one))
    return {country: frozenset(others) for country, others in beside.items()}
