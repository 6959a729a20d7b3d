"""Reports in files that somebody uploads: one, several, or a folder packed as a zip.

A zip comes from anywhere: its files are counted and unpacked in memory, each up to a limit, and nothing of it is
written under a name of its own.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from geo.articles import Skipped, open_reports
from geo.articles.sources import SUFFIXES
from geo.records import Article

MAX_FILE_BYTES: Final = 5_000_000
"""Of one report, unpacked: reports are texts."""

MAX_ZIP_FILES: Final = 500
MAX_ZIP_BYTES: Final = 50_000_000
"""Of all files of a zip together, unpacked."""

# What zipfile raises at one that is damaged; a RuntimeError is how it says that a password is needed.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

UPLOAD_TYPES: Final = [*(suffix.removeprefix(".") for suffix in SUFFIXES), "zip"]


def reports_in(name: str, content: bytes, *, published: date | None) -> list[Article | Skipped]:
    """Return the reports in an uploaded file; what cannot be read is there with its reason.

    Parameters
    ----------
    name
        As the browser tells it.
    published
        Publication date of every report, whatever the report says.
    """
    if PurePosixPath(name).suffix.lower() == ".zip":
        return [one for item in _unpacked(name, content) for one in _opened(item, published)]
    return _one(name, content, published)


def _opened(item: tuple[str, bytes] | Skipped, published: date | None) -> list[Article | Skipped]:
    return [item] if isinstance(item, Skipped) else _one(*item, published)


def _one(name: str, content: bytes, published: date | None) -> list[Article | Skipped]:
    with TemporaryDirectory() as folder:
        # Only the suffix of the name is used: the rest is somebody's word.
        path = Path(folder, "report" + PurePosixPath(name).suffix.lower())
        path.write_bytes(content)
        found = list(open_reports([path], published=published))
    return [
        Skipped(name=name, reason=item.reason.replace(path.name, name)) if isinstance(item, Skipped) else item
        for item in found
    ]


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes] | Skipped]:
    """Yield name and content of each file of a zip that may be a report."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED:
        yield Skipped(name=name, reason=f"“{name}” is no zip file that can be opened; pack it again")
        return
    with archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)]
        reports = [entry for entry in files if PurePosixPath(entry.filename).suffix.lower() in SUFFIXES]
        if not reports:
            kinds = ", ".join(SUFFIXES)
            yield Skipped(name=name, reason=f"“{name}” holds no report; reports end in {kinds}")
        others = len(files) - len(reports)
        if reports and others:
            words = (
                f"1 of {len(files)} files is no report"
                if others == 1
                else f"{others} of {len(files)} files are no reports"
            )
            yield Skipped(name=name, reason=f"“{name}”: {words}")
        left = MAX_ZIP_BYTES
        for at, entry in enumerate(reports):
            if at >= MAX_ZIP_FILES or left <= 0:
                reason = f"“{name}” is too large: {len(reports) - at} of its {len(reports)} reports were left out"
                yield Skipped(name=name, reason=f"{reason}; use the command line")
                return
            item = _entry(archive, entry, limit=min(MAX_FILE_BYTES, left))
            if not isinstance(item, Skipped):
                left -= len(item[1])
            yield item


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, limit: int) -> tuple[str, bytes] | Skipped:
    """Return a file of a zip; its head may lie about its size, so the limit counts what comes out."""
    label = entry.filename
    try:
        with archive.open(entry) as file:
            content = file.read(limit + 1)
    except _DAMAGED:
        return Skipped(name=label, reason=f"“{label}” cannot be unpacked: it is damaged or needs a password")
    if len(content) > limit:
        return Skipped(name=label, reason=f"“{label}” is larger than {limit / 1e6:g} MB, too large for a report")
    return label, content


def _is_hidden(name: str) -> bool:
    parts = (part for part in PurePosixPath(name).parts if part not in {".", ".."})
    return any(part.startswith((".", "__MACOSX")) for part in parts)
