"""How places and names lie in the file: sorted, in compressed blocks, so that one is found by reading one block.

A block holds 64 places or names. Compressed together they take less than half of the room that a row each would
take, and a look-up unpacks a few kilobytes. Whole numbers are written byte by byte - the lowest byte of all, then
the next - because the high bytes of neighbours are alike and compress to nothing.
"""

import itertools
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

SIZE = 64
COORDINATE_SCALE = 100_000  # units of latitude and longitude in a degree; one is about a metre
RADIUS_SCALE = 10  # units of uncertainty in a kilometre

_COUNT = struct.Struct("<I")
_PLACE_BYTES = 24  # of six whole numbers for each place
_LEVEL = 9  # of zlib: written once, read often
_CELL_SCALE = 1 << 16  # steps in a degree; one is less than two metres


class Row(NamedTuple):
    """A place as it is stored: degrees and kilometres as whole numbers of units, kinds by their position."""

    number: int
    name: str
    kind: int
    lat: int
    lon: int
    parent: int
    population: int
    uncertainty: int


def _spread(values: Sequence[int], kind: str) -> bytes:
    table = np.array(values, kind)
    return np.ascontiguousarray(table.view(np.uint8).reshape(len(table), -1).T).tobytes()


def _gather(raw: bytes, start: int, count: int, kind: str) -> NDArray[Any]:
    width = np.dtype(kind).itemsize
    planes = np.frombuffer(raw, np.uint8, count * width, start).reshape(width, count)
    return np.ascontiguousarray(planes.T).view(kind)[:, 0]


def pack_places(rows: Sequence[Row]) -> bytes:
    """Return the block of places that are sorted by number."""
    number, name, kind, *columns = zip(*rows, strict=True)
    body = b"".join((_spread(number, "<u4"), *(_spread(column, "<i4") for column in columns)))
    return zlib.compress(_COUNT.pack(len(rows)) + body + bytes(kind) + "\n".join(name).encode(), _LEVEL)


@dataclass(frozen=True, slots=True)
class PlaceBlock:
    """Neighbouring places, unpacked so far that each is quick to find."""

    numbers: list[int]
    columns: NDArray[np.int32]
    kinds: bytes
    names: list[bytes]

    @classmethod
    def unpack(cls, block: bytes) -> Self:
        """Unpack a block.

        Raises
        ------
        zlib.error
            If the block is damaged.
        """
        raw = zlib.decompress(block)
        (count,) = _COUNT.unpack_from(raw)
        kinds = _COUNT.size + _PLACE_BYTES * count
        planes = np.frombuffer(raw, np.uint8, _PLACE_BYTES * count, _COUNT.size).reshape(-1, 4, count)
        columns = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i4")[:, :, 0]
        names = raw[kinds + count :].split(b"\n")
        return cls(columns[0].tolist(), columns[1:], raw[kinds : kinds + count], names)

    def find(self, number: int) -> Row | None:
        """Return a place by its number, or None if the block has none such."""
        position = bisect_left(self.numbers, number)
        if position == len(self.numbers) or self.numbers[position] != number:
            return None
        return self._row(position)

    def rows(self) -> Iterator[Row]:
        """Yield every place, by number."""
        return map(self._row, range(len(self.numbers)))

    def _row(self, position: int) -> Row:
        name, kind = self.names[position].decode(), self.kinds[position]
        return Row(self.numbers[position], name, kind, *self.columns[:, position].tolist())


def pack_names(rows: Sequence[tuple[str, Sequence[int]]]) -> bytes:
    """Return the block of names that are sorted, each with its references, best known first."""
    counts = _spread([len(references) for _, references in rows], "<u4")
    references = _spread([reference for _, found in rows for reference in found], "<u4")
    keys = "\n".join(key for key, _ in rows).encode()
    return zlib.compress(_COUNT.pack(len(rows)) + counts + references + keys, _LEVEL)


def find_name(block: bytes, key: str) -> Sequence[int]:
    """Return the references of a name; none if the block has no such name.

    Raises
    ------
    zlib.error
        If the block is damaged.
    """
    raw = zlib.decompress(block)
    (count,) = _COUNT.unpack_from(raw)
    counts = _gather(raw, _COUNT.size, count, "<u4")
    start, total = _COUNT.size + 4 * count, int(counts.sum())
    keys = raw[start + 4 * total :].decode().split("\n")
    position = bisect_left(keys, key)
    if position == count or keys[position] != key:
        return ()
    first = int(counts[:position].sum())
    references = _gather(raw, start, total, "<u4")[first : first + int(counts[position])]
    return [int(reference) for reference in references]


def unpack_names(block: bytes) -> Iterator[tuple[str, list[int]]]:
    """Yield the names of a block with their references."""
    raw = zlib.decompress(block)
    (count,) = _COUNT.unpack_from(raw)
    counts = _gather(raw, _COUNT.size, count, "<u4").tolist()
    start, total = _COUNT.size + 4 * count, sum(counts)
    references = _gather(raw, start, total, "<u4").tolist()
    ends = itertools.accumulate(counts)
    for key, end, length in zip(raw[start + 4 * total :].decode().split("\n"), ends, counts, strict=True):
        yield key, references[end - length : end]


def cell(lat: float, lon: float) -> int:
    """Return the number of the square degree that holds a point.

    Examples
    --------
    >>> cell(-90.0, -180.0), cell(0.5, 180.0) == cell(0.5, -180.0)
    (0, True)
    """
    return min(int(np.floor(lat)) + 90, 179) * 360 + (int(np.floor(lon)) + 180) % 360


def cells_around(lat: float, lon: float, degrees_lat: float, degrees_lon: float) -> Iterator[int]:
    """Yield the square degrees that a window around a point touches; across the date line, too."""
    for row in range(max(int(lat - degrees_lat + 90), 0), min(int(lat + degrees_lat + 90), 179) + 1):
        first, last = int(np.floor(lon - degrees_lon + 180)), int(np.floor(lon + degrees_lon + 180))
        for column in range(first, min(last, first + 359) + 1):
            yield row * 360 + column % 360


def pack_cities(rows: Sequence[tuple[int, float, float]]) -> bytes:
    """Return the block of the cities of one square degree: their numbers, latitudes and longitudes."""
    number, lat, lon = zip(*rows, strict=True)
    offsets = [_spread([_step(degrees) for degrees in axis], "<u2") for axis in (lat, lon)]
    return zlib.compress(b"".join((_spread(number, "<u4"), *offsets)), _LEVEL)


def _step(degrees: float) -> int:
    """Return the step within its square degree; the rest of a tiny negative number is rounded up to one."""
    return min(int(degrees % 1 * _CELL_SCALE), _CELL_SCALE - 1)


def unpack_cities(block: bytes, where: int) -> tuple[NDArray[np.uint32], NDArray[np.float64], NDArray[np.float64]]:
    """Return the numbers, latitudes and longitudes (WGS 84 degrees, to 2 m) of the cities of a square degree."""
    raw = zlib.decompress(block)
    count = len(raw) // 8
    lat, lon = (_gather(raw, start * count, count, "<u2") / _CELL_SCALE for start in (4, 6))
    return _gather(raw, 0, count, "<u4"), lat + where // 360 - 90, lon + where % 360 - 180
