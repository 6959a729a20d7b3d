"""Count the letters in the names of each country's towns and districts, for `geo.resolution.spelling`.

Run ``python -m geo.training.spelling --write``; it takes the gazetteer that ships with the package.
"""

import argparse
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.errors import IncidentMapError
from geo.exports.files import replacing
from geo.gazetteer import Gazetteer
from geo.gazetteer.existing import features
from geo.resolution.spelling import ROWS, STEPS, rows_of

PULL: Final = 100.0
"""Names of the whole world that are added to those of each country, so that rare letters of small ones say little."""

_TOWNS: Final = frozenset({"city", "admin2"})
_MOST: Final = 127


def names_by_country(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Return the usual names of the towns and districts of each country."""
    every = list(features(gazetteer))
    above = {feature.number: feature for feature in every}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for feature in every:
        top = feature
        while not top.iso2 and top.parent in above:
            top = above[top.parent]
        if feature.kind in _TOWNS and top.iso2:
            found[top.iso2].append(feature.name)
    return {country: found[country] for country in sorted(found)}


def logs_of(names: Mapping[str, Iterable[str]]) -> NDArray[np.int8]:
    """Return the table of `geo.resolution.spelling.Spelling`, its columns in the order of the countries."""
    counts = np.zeros((ROWS, len(names)))
    whole = np.zeros(len(names))
    for column, of_country in enumerate(names.values()):
        for name in of_country:
            counts[rows_of(name), column] += 1
            whole[column] += 1
    world = (counts.sum(axis=1, keepdims=True) + 0.5) / whole.sum()
    logs = np.log((counts + PULL * world) / (whole + PULL) / world)
    return np.asarray(np.clip(np.round(STEPS * logs), -_MOST, _MOST), np.int8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.training.spelling", description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace data/resolution/spelling.npz")
    options = parser.parse_args(arguments)
    try:
        with Gazetteer() as gazetteer:
            names = names_by_country(gazetteer)
        if options.write:
            stored = io.BytesIO()
            np.savez_compressed(stored, countries=np.array(list(names)), logs=logs_of(names))
            with replacing(paths.data("resolution") / "spelling.npz") as temporary:
                temporary.write_bytes(stored.getvalue())
    except IncidentMapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{sum(map(len, names.values())):,} names of {len(names)} countries\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
