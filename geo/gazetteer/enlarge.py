"""Build a larger index: GeoNames' dump files upon the index that ships."""

import itertools
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.errors import DataError, IncidentMapWarning
from geo.gazetteer import dump_features, existing, store
from geo.gazetteer.dump import Dump, Progress
from geo.gazetteer.index import Gazetteer

_SHOWN = 2  # files with faults that a warning names


def enlarge(
    files: Sequence[Path],
    output: Path,
    *,
    base: Gazetteer | None,
    classes: str = dump_features.CLASSES,
    progress: Progress = lambda lines, _what, _size: lines,
) -> None:
    """Write an index of the places of GeoNames' dump files and of another index.

    A place that both have is taken from the dump if it is a populated place, else from the other index, whose
    areas were measured on outlines; it keeps the names of both.

    Parameters
    ----------
    files
        Dump files, zipped or not, and files of codes (see `geo.gazetteer.dump`).
    base
        The other index; without one the new index has nothing but the dump.
    classes
        Letters of GeoNames' feature classes to take.

    Raises
    ------
    DataError
        If a file cannot be read, has another form or holds no places, or if the index cannot be written.

    Warns
    -----
    IncidentMapWarning
        If lines of a file had to be skipped.
    """
    if output.exists() and base and output.samefile(base.path):
        raise DataError(f"{str(output)!r} is the gazetteer that is built upon; choose another file")
    dump = Dump(files, progress=progress)
    read = dump_features.features(dump, classes=classes)
    meta = {
        "attribution": "Contains data of GeoNames (geonames.org), CC BY 4.0, changed: names filtered, areas measured.",
        "licence": "CC BY 4.0",
        **(base.meta if base else {}),
        "version of the dump": ", ".join(f"{path.name}, {path.stat().st_size} bytes" for path in files),
    }
    first = next(read, None)
    if first is None:
        raise DataError(f"{', '.join(map(repr, map(str, files)))} hold no places of the classes {classes!r}")
    store.write(output, itertools.chain(_of(base, city=False), [first], read, _of(base, city=True)), meta)
    for path, (count, fault) in itertools.islice(dump.faults.items(), _SHOWN):
        warnings.warn(f"{path.name}: {count} lines were skipped; {fault}", IncidentMapWarning, stacklevel=2)


def _of(base: Gazetteer | None, *, city: bool) -> Iterator[store.Feature]:
    if base:
        yield from (feature for feature in existing.features(base) if (feature.kind == "city") is city)
