"""Reports from JSON lines.

Each line is an object with ``text`` and optionally ``title``, ``source``, ``url`` and ``published``.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from geo.articles.published import parse_date
from geo.articles.text import clean, make_article
from geo.errors import OptionError, ReportError
from geo.records import Article

REPORT_BYTES = 5_000_000
"""Largest report: a novel has about one million characters, so more than five is a mix-up, not an article."""

_TEXT_FIELDS = ("text", "title", "source", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A report that could not be read.

    Attributes
    ----------
    name
        The file, line or address, as the caller gave it.
    reason
        One sentence that says what is wrong.
    """

    name: str
    reason: str


def open_lines(name: str, lines: Iterable[str | bytes], *, published: date | None) -> Iterator[Article | Skipped]:
    """Read a report from every line that is not empty; a line that holds none is skipped with its number.

    Parameters
    ----------
    name
        Where the lines come from, for the names of what is skipped.
    lines
        At most `REPORT_BYTES` + 1 long; what goes on in the next one has no line feed at its end.
    published
        Goes before the dates in the lines.
    """
    number, is_inside, found = 0, False, False
    for line in lines:
        number += not is_inside
        was_inside, is_inside = is_inside, line[-1:] not in {"\n", b"\n"} and len(line) > REPORT_BYTES
        if was_inside or not line.strip():
            continue
        found = True
        try:
            yield _read_line(line, published)
        except ReportError as error:
            yield Skipped(name=f"{name}, line {number}", reason=str(error))
    if not found:
        yield Skipped(name=name, reason="there is no line with a report in it; write a JSON object a line")


def _read_line(line: str | bytes, published: date | None) -> Article:
    if len(line) > REPORT_BYTES:
        raise ReportError(f"the line is larger than {REPORT_BYTES // 1_000_000} MB, too large for one report")
    fields = _fields(line)
    texts = {}
    for key in _TEXT_FIELDS:
        value = fields.get(key) or ""
        if not isinstance(value, str):
            raise ReportError(f"{key!r} is {repr(value)[:80]}, not a string; put it in quotes")
        texts[key] = value
    if not texts["text"].strip():
        raise ReportError("the object has no 'text'; give the report's text under this name")
    return make_article(
        clean(texts["text"]),
        title=clean(texts["title"]).strip(),
        source=clean(texts["source"]).strip(),
        url=clean(texts["url"]).strip(),
        published=published or _published(fields.get("published")),
    )


def _fields(line: str | bytes) -> dict[str, object]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.lstrip("\ufeff")
        fields = json.loads(text)
    except UnicodeDecodeError as error:
        raise ReportError("the line is no text in UTF-8; convert the file first") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"the line is no JSON ({error}); write one object a line") from error
    if not isinstance(fields, dict):
        raise ReportError(f"the line holds {str(fields)[:80]!r}, not a JSON object; write one object a line")
    return fields


def _published(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return parse_date(str(value))
    except OptionError as error:
        raise ReportError(f"'published' is wrong: {error}") from error
