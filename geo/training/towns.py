"""Count the letters in the names of each country's towns, and the names of each town.

Run ``python -m geo.training.towns --write``; it takes the gazetteer that ships with the package, for
`geo.resolution.spelling` and `geo.resolution.renown`.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo import paths
from geo.gazetteer import Gazetteer
from geo.gazetteer.existing import features
from geo.gazetteer.store import Feature
from geo.resolution import renown, spelling
from geo.training.invocation import status_of
from geo.training.tables import write_arrays

PULL: Final = 100.0
"""Names of the whole world that are added to those of each country, so that rare letters of small ones say little."""

_TOWNS: Final = frozenset({"city", "admin2"})
_MOST: Final = 127


def names_by_country(every: Sequence[Feature]) -> dict[str, list[str]]:
    """Return the usual names of the towns and districts of each country."""
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
    counts = np.zeros((spelling.ROWS, len(names)))
    whole = np.zeros(len(names))
    for column, of_country in enumerate(names.values()):
        for name in of_country:
            counts[spelling.rows_of(name), column] += 1
            whole[column] += 1
    world = (counts.sum(axis=1, keepdims=True) + 0.5) / whole.sum()
    logs = np.log((counts + PULL * world) / (whole + PULL) / world)
    return np.asarray(np.clip(np.round(spelling.STEPS * logs), -_MOST, _MOST), np.int8)


def names_of(every: Iterable[Feature]) -> renown.Table:
    """Return the GeoNames numbers of the towns that have many names, in order, and how many each has."""
    known = sorted((f.number, len(f.names)) for f in every if f.kind == "city" and not f.own_id)
    many = [(number, min(names, renown.MOST_NAMES)) for number, names in known if names >= renown.LEAST_NAMES]
    return np.array([number for number, _ in many], np.uint32), np.array([names for _, names in many], np.uint8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.training.towns", description=__doc__)
    parser.add_argument("--write", action="store_true", help="replace spelling.npz and renown.npz in data/resolution")
    options = parser.parse_args(arguments)
    return status_of(lambda: _run(write=options.write))


def _run(*, write: bool) -> None:
    with Gazetteer() as gazetteer:
        every = list(features(gazetteer))
    by_country, (numbers, names) = names_by_country(every), names_of(every)
    if write:
        folder = paths.data("resolution")
        write_arrays(folder / "spelling.npz", countries=np.array(list(by_country)), logs=logs_of(by_country))
        write_arrays(folder / "renown.npz", numbers=numbers, names=names)
    count = sum(map(len, by_country.values()))
    sys.stdout.write(f"{count:,} names of {len(by_country)} countries; {len(numbers):,} towns of many names\n")


if __name__ == "__main__":
    sys.exit(main())
