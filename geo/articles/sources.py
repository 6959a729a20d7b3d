"""Reports from files, folders, web addresses and standard input."""

import codecs
import io
import itertools
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from geo.articles.lines import REPORT_BYTES, Skipped, open_lines
from geo.articles.text import read_text
from geo.errors import OptionError, ReportError
from geo.fetch import fetch_page
from geo.records import Article

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
"""Files that are read as reports."""

_PAGE_SUFFIXES = frozenset({".html", ".htm"})
# Files that describe a folder of reports and are none themselves.
_NO_REPORTS = re.compile(r"(?:readme|license|licence|notice|attribution)\b", re.IGNORECASE)
# A Latin text holds some accents; bytes that are mostly accents and signs are no text at all.
_FOREIGN_SHARE = 0.3
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def open_reports(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    online: bool = False,
    stdin: IO[str] | None = None,
) -> Iterator[Article | Skipped]:
    """Read reports one after the other.

    Parameters
    ----------
    sources
        Files (`SUFFIXES`), folders (searched with their subfolders, in order of name), http(s) addresses,
        and ``-`` for standard input, which holds one text or JSON lines.
    published
        Publication date of every report, whatever the report says.
    online
        Whether addresses may be fetched.
    stdin
        Read in place of standard input.

    Yields
    ------
    Article or Skipped
        A report that cannot be read is skipped with its reason; the others are read all the same.

    Raises
    ------
    OptionError
        Before anything is read: if there is no source, or an address without ``online``.
    """
    if not sources:
        raise OptionError("no report was named; give a file, a folder, an address or - for standard input")
    for source in sources:
        if _is_address(source) and not online:
            raise OptionError(f"{source!r} is a web address; add --online to fetch it")
    return itertools.chain.from_iterable(_open_one(source, published, stdin) for source in sources)


def _is_address(source: str | Path) -> bool:
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def _open_one(source: str | Path, published: date | None, stdin: IO[str] | None) -> Iterator[Article | Skipped]:
    if source == "-":
        yield from _open_stdin(stdin or sys.stdin, published)
    elif _is_address(source):
        yield _try(str(source), lambda: _read_address(str(source), published))
    elif _is_folder(Path(source)):
        yield from _open_folder(Path(source), published)
    else:
        yield from _open_file(Path(source), published)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than the system allows
        return False


def _try(name: str, read: Callable[[], Article]) -> Article | Skipped:
    try:
        return read()
    except ReportError as error:
        return Skipped(name=name, reason=str(error))


def _open_folder(folder: Path, published: date | None) -> Iterator[Article | Skipped]:
    root = folder.resolve()
    found = False
    for path in sorted(_walk(folder)):
        if path.suffix.lower() not in SUFFIXES or _NO_REPORTS.match(path.stem):
            continue
        found = True
        if not path.resolve().is_relative_to(root):
            yield Skipped(
                name=str(path), reason=f"{path.name!r} is a link that leads out of the folder; name its target"
            )
        else:
            yield from _open_file(path, published)
    if not found:
        yield Skipped(name=str(folder), reason=f"the folder holds no report; reports end in {', '.join(SUFFIXES)}")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; hidden ones, and folders that are links, are left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _open_file(path: Path, published: date | None) -> Iterator[Article | Skipped]:
    try:
        suffix = _checked_suffix(path)
        if suffix == ".jsonl":
            with path.open("rb") as lines:
                yield from open_lines(
                    str(path), iter(lambda: lines.readline(REPORT_BYTES + 1), b""), published=published
                )
        elif suffix in _PAGE_SUFFIXES:
            yield _read_page(_read_bytes(path), url="", published=published)
        else:
            yield read_text(_decode(_read_bytes(path), path.name), published=published)
    except ReportError as error:
        yield Skipped(name=str(path), reason=str(error))
    except OSError as error:
        yield Skipped(name=str(path), reason=f"{path.name!r} cannot be read: {error.strerror or error}")


def _checked_suffix(path: Path) -> str:
    try:
        is_there, is_file = path.exists(), path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        is_there = is_file = False
    if not is_there:
        raise ReportError(f"there is no file {path.name[:80]!r}; check its name")
    if not is_file:
        raise ReportError(f"{path.name!r} is no regular file; copy its content into one")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReportError(f"{path.name!r} is no report that can be read; reports end in {', '.join(SUFFIXES)}")
    return suffix


def _read_bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > REPORT_BYTES:
        raise ReportError(_too_large(path.name))
    with path.open("rb") as file:
        content = file.read(REPORT_BYTES + 1)
    if len(content) > REPORT_BYTES:  # it grew after it was measured
        raise ReportError(_too_large(path.name))
    return content


def _too_large(name: str) -> str:
    return f"{name!r} is larger than {REPORT_BYTES // 1_000_000} MB, too large for one report; split it"


def _decode(content: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252."""
    if not content.strip():
        raise ReportError(f"{name!r} is empty; give a file with a text in it")
    has_wide_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if has_wide_mark else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text) or (encoding == "cp1252" and _is_foreign(text)):
            break
        return text
    raise ReportError(f"{name!r} is no text file; save the report as text in UTF-8")


def _is_foreign(text: str) -> bool:
    return sum(character > "\x7f" for character in text) > _FOREIGN_SHARE * len(text)


def _read_page(content: bytes, *, url: str, published: date | None) -> Article:
    from geo.articles.pages import read_page  # noqa: PLC0415 - trafilatura is slow to import, and only pages need it

    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" in content:
        raise ReportError("the page is no text; save it as HTML")
    return read_page(content, url=url, published=published)


def _read_address(url: str, published: date | None) -> Article:
    page = fetch_page(url, limit_bytes=REPORT_BYTES)
    if page.media_type == "text/plain":
        host = urlsplit(page.url).hostname or ""
        return read_text(_decode(page.content, url), source=host, url=page.url, published=published)
    return _read_page(page.content, url=page.url, published=published)


def _open_stdin(stream: IO[str], published: date | None) -> Iterator[Article | Skipped]:
    name = "standard input"
    try:
        first = stream.read(REPORT_BYTES + 1)
    except UnicodeDecodeError:
        yield Skipped(name=name, reason="standard input is no text in UTF-8; convert it first")
        return
    start = first.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        yield from open_lines(name, _lines_of(first, stream), published=published)
    elif len(first) > REPORT_BYTES:
        yield Skipped(name=name, reason=_too_large(name))
    elif start[:15].lower().startswith(("<!doctype html", "<html")):
        yield _try(name, lambda: _read_page(first.encode(), url="", published=published))
    else:
        yield _try(name, lambda: read_text(first, published=published))


def _lines_of(first: str, stream: IO[str]) -> Iterator[str]:
    """Yield the lines of a stream of which the first characters were already read."""
    yield from io.StringIO(first + stream.readline(REPORT_BYTES + 1))
    yield from iter(lambda: stream.readline(REPORT_BYTES + 1), "")
