"""The copy of a report that the language model reads: same length, without the marks of layout."""

import re

from geo.articles.datelines import dateline
from geo.records import Article

_BULLET = re.compile(r"(?m)^[ \t]*[•▪◦‣·*–—-][ \t]+")
_AFTER_DATELINE = re.compile(r"[^\n]{0,60}?(?:[\u2012-\u2015]|--?|:)(?=\s)")


def for_analysis(article: Article) -> str:
    """Return a report's text with marks blanked out that would mislead a parser.

    Bullets become spaces, the lines of a wrapped paragraph are joined, and a dateline ends in a line break,
    so that the first sentence starts after it. Every character keeps its offset.

    Examples
    --------
    >>> from geo.articles import read_text
    >>> for_analysis(read_text("QUETTA — Two men were held.")).splitlines()
    ['QUETTA ', ' Two men were held.']
    """
    text = _BULLET.sub(lambda mark: " " * len(mark[0]), article.text)
    for passage in article.passages:
        inside = text[passage.start : passage.end]
        if "\n" in inside:
            text = text[: passage.start] + inside.replace("\n", " ") + text[passage.end :]
    place = dateline(article)
    sign = _AFTER_DATELINE.match(text, place[1]) if place else None
    if sign:
        text = text[: sign.end() - 1] + "\n" + text[sign.end() :]
    return text
