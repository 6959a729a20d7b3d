"""GeoNames' own dump files, as they are downloaded: a country, or the world.

``allCountries.zip``, ``PK.zip`` or ``cities500.zip`` (or the text in it) holds places. ``admin1CodesASCII.txt`` and
``admin2Codes.txt`` name provinces and districts; they are needed where the first has no records of them.
Format: https://download.geonames.org/export/dump/readme.txt
"""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from geo.errors import DataError
from geo.gazetteer.index import OWN_IDS

Progress = Callable[[Iterable[bytes], str, int], Iterable[bytes]]
"""Wraps the lines of a file while they are read; takes what is done and the size of the file in bytes."""

_COLUMNS = 19
_CODE_COLUMNS = 4
_POLE, _DATE_LINE = 90, 180


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the dump; ``admin1`` and ``admin2`` are GeoNames' codes, such as ``"02"``."""

    number: int
    name: str
    others: tuple[str, ...]
    lat: float
    lon: float
    feature_class: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: int

    @property
    def area_codes(self) -> tuple[str, str, str]:
        """The codes of the country, the province and the district that it counts to."""
        province = f"{self.country}.{self.admin1}"
        return self.country, province, f"{province}.{self.admin2}"


@dataclass(frozen=True, slots=True)
class CodedArea:
    """A line of ``admin1CodesASCII.txt`` or ``admin2Codes.txt``."""

    code: str
    name: str
    number: int


def parse(line: bytes) -> Record:
    r"""Return the record of a line.

    Raises
    ------
    ValueError
        If the line has not the form of the dump.

    Examples
    --------
    >>> line = "9969716|Taftan|Taftan|Koh-i-Taftan|28.9|61.5|P|PPL|PK||02|1182|||18510||880|Asia/Karachi|2020-01-01"
    >>> record = parse(line.replace("|", "\t").encode())
    >>> record.name, record.area_codes, record.population
    ('Taftan', ('PK', 'PK.02', 'PK.02.1182'), 18510)
    """
    fields = line.decode().rstrip("\r\n").split("\t")
    if len(fields) != _COLUMNS:
        raise ValueError(f"it has {len(fields)} columns instead of {_COLUMNS}")
    number, lat, lon = int(fields[0]), float(fields[4]), float(fields[5])
    if not 0 < number < OWN_IDS:
        raise ValueError(f"{number} is no number of GeoNames")
    if not (abs(lat) <= _POLE and abs(lon) <= _DATE_LINE):
        raise ValueError(f"{lat}, {lon} is no position")
    return Record(
        number=number,
        name=fields[1].strip() or fields[2].strip() or str(number),
        others=tuple(name for name in (fields[2], *fields[3].split(",")) if name),
        lat=lat,
        lon=lon,
        feature_class=fields[6],
        code=fields[7],
        country=fields[8],
        admin1=fields[10],
        admin2=fields[11],
        population=max(int(fields[14] or 0), 0),
    )


class Dump:
    """Dump files, read line by line.

    Parameters
    ----------
    files
        Files with places and files with codes in any order; which is which is seen from their columns.
    progress
        Shows how far the reading is.

    Attributes
    ----------
    faults
        How many lines could not be read, and why the first could not, by file.

    Raises
    ------
    DataError
        If a file is missing or has neither form, or if no file holds places.
    """

    def __init__(self, files: Sequence[Path], *, progress: Progress = lambda lines, _what, _size: lines) -> None:
        forms = {path: _columns(path) for path in files}
        for path, columns in forms.items():
            if columns not in {_COLUMNS, _CODE_COLUMNS}:
                raise DataError(
                    f"{str(path)!r} is no dump of GeoNames (19 columns) and no file of its codes (4 columns); "
                    "give allCountries.zip, or a country's such as PK.zip"
                )
        self.files = [path for path, columns in forms.items() if columns == _COLUMNS]
        self._code_files = [path for path, columns in forms.items() if columns == _CODE_COLUMNS]
        if not self.files:
            raise DataError("none of the files holds places; give allCountries.zip, or a country's such as PK.zip")
        self.faults: dict[Path, tuple[int, str]] = {}
        self._progress = progress

    def records(self, what: str, *, feature_class: str = "") -> Iterator[Record]:
        """Yield every place; lines that have another form are counted in `faults`.

        Parameters
        ----------
        what
            Said beside the progress bar.
        feature_class
            Letter of the only class that is wanted; all unless given.
        """
        wanted = f"\t{feature_class}\t".encode() if feature_class else b""
        for path in self.files:
            faults, first = 0, ""
            with _opened(path) as (stream, size):
                for number, line in enumerate(self._progress(stream, f"{what}: {path.name}", size), start=1):
                    if wanted not in line:  # most lines, which need no parsing
                        continue
                    try:
                        yield parse(line)
                    except ValueError as error:  # a byte that is no UTF-8 is one, too
                        faults, first = faults + 1, first or f"line {number}: {error}"
            if faults:
                self.faults[path] = faults, first

    def coded_areas(self) -> Iterator[CodedArea]:
        """Yield the provinces and districts of the files of codes."""
        for path in self._code_files:
            with _opened(path) as (stream, _):
                for line in stream:
                    code, name, _, number = line.decode(errors="replace").rstrip("\r\n").split("\t")
                    yield CodedArea(code, name, int(number))


def _columns(path: Path) -> int:
    with _opened(path) as (stream, _):
        return stream.readline().count(b"\t") + 1


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Give the lines of a text, or of the largest text of a zip file, and their size in bytes."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:
                yield stream, path.stat().st_size
            return
        with zipfile.ZipFile(path) as archive:
            texts = [entry for entry in archive.infolist() if entry.filename.endswith(".txt")]
            if not texts:
                raise DataError(f"{str(path)!r} holds no text; give a dump of GeoNames")
            largest = max(texts, key=lambda entry: entry.file_size)
            with archive.open(largest) as packed:
                yield packed, largest.file_size
    except (OSError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{str(path)!r} cannot be read ({error}); download it again") from error
