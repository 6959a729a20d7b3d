"""Corpora of news with labelled place names, in JSON lines.

An object a line: ``text``, and ``toponyms``, each with ``start``, ``end`` (characters; or only its ``surface``) and,
as far as known, ``lat``, ``lon``, ``geonameid``, ``country``, ``kind`` and ``gtype`` (the labels of GeoWebNews). Other
keys are ignored. What cannot be used is left out and told, so that no line spoils a corpus.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from geo.articles import clean, make_article, parse_date
from geo.errors import DataError, OptionError, ReportError
from geo.records import Article

Use = Literal["literal", "associative", ""]
"""How a gold mention is used, where the corpus says it."""

NO_TOPONYMS: Final = frozenset({"Embedded_Non_Lit", "Embedded_Literal", "Homonym", "Language"})
"""Labels of GeoWebNews for words that its guide calls no toponyms: inside other names, people's names, languages."""

_USES: Final[Mapping[str, Use]] = {
    "literal": "literal",
    "Literal": "literal",
    "Mixed": "literal",
    "Coercion": "literal",
    "Literal_Modifier": "literal",
    "Embedded_Literal": "literal",
    "associative": "associative",
    "Metonymic": "associative",
    "Non_Literal_Modifier": "associative",
    "Demonym": "associative",
    "Embedded_Non_Lit": "associative",
    "Homonym": "associative",
    "Language": "associative",
}
_SHOWN: Final = 60  # characters of a broken value in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A place name that people have marked.

    Attributes
    ----------
    start, end
        Characters of the report's text.
    lat, lon
        WGS 84 degrees; None where the corpus gives no usable position.
    geonames_id, country
        As the corpus writes them; empty if unknown. ``country`` is a code or an English name.
    label
        The fine label of the corpus (``gtype``), or empty.
    expected
        Whether a recogniser should find it; words that the corpus itself calls no toponyms are not expected.
    """

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames_id: str = ""
    country: str = ""
    use: Use = ""
    label: str = ""
    expected: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """A report and its gold mentions, in order of the text."""

    article: Article
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The reports of one file.

    Attributes
    ----------
    problems
        What was left out, one sentence each.
    """

    name: str
    reports: tuple[GoldReport, ...]
    problems: tuple[str, ...] = ()


def read_corpus(path: Path) -> Corpus:
    """Read a corpus.

    Raises
    ------
    DataError
        If the file cannot be read or holds no report.
    """
    reports: list[GoldReport] = []
    problems: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        reports.append(_report(line, number, problems))
                    except (ReportError, OptionError) as error:
                        problems.append(f"line {number} was skipped: {error}")
    except OSError as error:
        raise DataError(f"the corpus {str(path)!r} cannot be read: {error.strerror or error}") from error
    if not reports:
        why = f" ({problems[0]})" if problems else ""
        raise DataError(f"the corpus {str(path)!r} holds no report{why}; give JSON lines with 'text' and 'toponyms'")
    return Corpus(name=path.stem, reports=tuple(reports), problems=tuple(problems))


def _report(line: str, number: int, problems: list[str]) -> GoldReport:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"it is no JSON ({error})") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str) or not fields["text"].strip():
        raise ReportError("it is no object with a 'text'")
    text = _same_length(fields["text"])
    rows = fields.get("toponyms")
    mentions: list[GoldMention] = []
    for row in rows if isinstance(rows, list) else ():
        try:
            mentions.append(_mention(row, text, mentions))
        except OptionError as error:
            problems.append(f"a toponym of line {number} was left out: {error}")
    return GoldReport(
        article=make_article(
            text,
            title=_text(fields.get("title")),
            source=_source(fields),
            url=_text(fields.get("url")),
            published=_published(fields),
        ),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
    )


def _same_length(text: str) -> str:
    """Return a text with the line ends and marks of an `Article`, in which every character keeps its offset."""
    return clean(text.replace("\r\n", " \n").replace("\ufeff", " "))


def _source(fields: Mapping[str, Any]) -> str:
    """Return who published a report: the corpus' word for it, or the host of its address."""
    named = _text(fields.get("domain")) or _text(fields.get("source"))
    if named:
        return named
    try:
        return urlsplit(_text(fields.get("url"))).hostname or ""
    except ValueError:  # an address with a broken bracket
        return ""


def _published(fields: Mapping[str, Any]) -> Any:
    value = _text(fields.get("published")) or _text(fields.get("date"))
    try:
        return parse_date(value[:10]) if value else None
    except OptionError:
        return None  # dates of a corpus matter for no measure here


def _mention(row: Any, text: str, before: list[GoldMention]) -> GoldMention:
    if not isinstance(row, dict):
        raise OptionError(f"{str(row)[:_SHOWN]!r} is no object")
    start, end = _span(row, text, before)
    lat, lon = _number(row.get("lat")), _number(row.get("lon"))
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - degrees
        lat = lon = None
    label, kind = _text(row.get("gtype")), _text(row.get("kind"))
    return GoldMention(
        start=start,
        end=end,
        lat=lat,
        lon=lon,
        geonames_id=_identifier(row.get("geonameid")),
        country=_text(row.get("country")),
        use=_USES.get(kind.lower()) or _USES.get(label, ""),
        label=label,
        expected=label not in NO_TOPONYMS,
    )


def _span(row: Mapping[str, Any], text: str, before: list[GoldMention]) -> tuple[int, int]:
    start, end = _number(row.get("start")), _number(row.get("end"))
    if start is not None and end is not None and 0 <= start < end <= len(text):
        return int(start), int(end)
    surface = _text(row.get("surface"))
    found = text.find(surface, before[-1].end if before else 0) if surface else -1
    if found < 0:
        raise OptionError(f"{surface[:_SHOWN]!r} at {row.get('start')!r} does not stand in the text")
    return found, found + len(surface)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _identifier(value: Any) -> str:
    number = _number(value)
    return str(int(number)) if number is not None and number > 0 else ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
