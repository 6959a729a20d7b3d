"""A report from plain text, with an optional head of ``title:``, ``source:``, ``url:`` and ``published:`` lines."""

import hashlib
import re
from collections.abc import Collection
from datetime import date

from geo.articles.passages import find_headline, find_passages
from geo.articles.published import parse_date
from geo.errors import OptionError, ReportError
from geo.records import Article

_KEYS = ("title", "source", "url", "published")
_HEAD_LINE = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:(.*)", re.IGNORECASE)
# Other fields may stand in a head ("author: ..."); capitals are left out, for "KABUL: ..." is a dateline.
_OTHER_LINE = re.compile(r"[A-Za-z][a-z_-]{1,20}[ \t]*:.{0,300}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ID_CHARACTERS = 16


def read_text(
    text: str,
    *,
    title: str = "",
    source: str = "",
    url: str = "",
    published: date | None = None,
) -> Article:
    r"""Make an article from a text.

    A head, if there is one, ends with an empty line and is not part of the article's text; without one
    the first line that reads like a headline is the title and stays in the text.

    Parameters
    ----------
    title, source, url, published
        Go before what the head says.

    Returns
    -------
    Article
        Its offsets count in the text after the head, where every line ends in a line feed and a byte
        order mark is gone. Nothing else is changed; half of a surrogate pair becomes U+FFFD.

    Raises
    ------
    ReportError
        If nothing but white space is left, or the head's date is none.

    Examples
    --------
    >>> article = read_text("source: Example Post\npublished: 2024-01-19\n\nQUETTA: Shells fell on Thursday.")
    >>> article.source, article.published, [passage.kind for passage in article.passages]
    ('Example Post', datetime.date(2024, 1, 19), ['body'])
    """
    head, body = _split_head(clean(text))
    return make_article(
        body,
        title=clean(title) or head.get("title", ""),
        source=clean(source) or head.get("source", ""),
        url=clean(url) or head.get("url", ""),
        published=published or _published(head),
    )


def make_article(
    text: str, *, title: str, source: str, url: str, published: date | None, captions: Collection[str] = ()
) -> Article:
    """Make an article from a text without a head.

    Parameters
    ----------
    captions
        Texts known to be picture captions; the lines that hold them are marked so.

    Raises
    ------
    ReportError
        If the text is nothing but white space.
    """
    if not text.strip():
        raise ReportError(f"the report {title or source or url!r} holds no text; give one that does")
    title = title or find_headline(text)
    return Article(
        id=_identify(text, source, url, title),
        text=text,
        title=title,
        source=source,
        url=url,
        published=published,
        passages=find_passages(text, title=title, captions=captions),
    )


def clean(text: str) -> str:
    """Return a text with line feeds only, without a byte order mark and without half surrogate pairs."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", text)


def _split_head(text: str) -> tuple[dict[str, str], str]:
    block, _, rest = text.lstrip("\n").partition("\n\n")
    lines = block.split("\n")
    if not _HEAD_LINE.fullmatch(lines[0]) or not all(
        _HEAD_LINE.fullmatch(line) or _OTHER_LINE.fullmatch(line) for line in lines
    ):
        return {}, text
    matches = [match for line in lines if (match := _HEAD_LINE.fullmatch(line))]
    return {match[1].lower(): match[2].strip() for match in matches}, rest


def _published(head: dict[str, str]) -> date | None:
    text = head.get("published", "")
    if not text:
        return None
    try:
        return parse_date(text)
    except OptionError as error:
        raise ReportError(f"the report's head has a wrong date: {error}") from error


def _identify(text: str, source: str, url: str, title: str) -> str:
    return hashlib.sha256(f"{text}\0{source}\0{url}\0{title}".encode()).hexdigest()[:_ID_CHARACTERS]
