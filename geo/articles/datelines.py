"""The place name in front of a report: where it was filed, not where anything happened."""

import re

from geo.articles.phrases import AGENCY
from geo.records import Article

_CAPITALS = r"[^\W\d_a-zà-öø-ÿ][^\W\d_a-zà-öø-ÿ.'\u2019-]{1,30}"
_CAPITAL_WORD = r"[^\W\d_a-zà-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]?[^\W\d_]{0,30}"
_NAME = rf"(?:{_CAPITAL_WORD})(?:[ '\u2019-](?:{_CAPITAL_WORD}|de|del|la|al|el|i|e)){{0,3}}"
_REGION = rf"(?:, ?{_NAME}\.?)?"
_WHO_OR_WHEN = r"(?:,? ?\((?:[^()\n]{1,40})\)|, [A-Z][a-z]{2,8}\.? \d{1,2}(?: \([^()\n]{1,40}\))?)"
_SIGN = r"\s?(?:[\u2012-\u2015]|--?|:)\s"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # KINGSTOWN, St Vincent (Reuters) - ; ISLAMABAD/TEHRAN: ; QUETTA, Jan 19 -
        rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}{_REGION}){_WHO_OR_WHEN}?{_SIGN}",
        # Kingstown (AP) - ; Kingstown, St Vincent (Reuters) -
        rf"(?P<place>{_NAME}{_REGION})(?: \((?=[^()\n]{{0,20}}{AGENCY})[^()\n]{{1,40}}\)){_SIGN}",
        # Kingstown: Two leaders met
        rf"(?P<place>{_NAME}{_REGION}): (?=[A-Z0-9])",
        # Kingstown, St Vincent - , only with a dash longer than a hyphen
        rf"(?P<place>{_NAME}{_REGION})\s?[\u2014\u2015]\s",
    )
)
# Labels that editors set in capitals before a colon or a dash.
_LABELS = (
    "LIVE WATCH UPDATE UPDATED BREAKING EXCLUSIVE OPINION EXPLAINER EXPLAINED FILE ANALYSIS VIDEO PHOTOS PICTURES "
    "SITUATION SUMMARY HIGHLIGHTS OVERVIEW BACKGROUND PHOTO CAPTION MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY "
    "SATURDAY SUNDAY TODAY YESTERDAY READ NOTE EDITORIAL COMMENT FACTBOX TIMELINE WARNING CORRECTION PROFILE "
    "INTERVIEW FEATURE KEY URGENT"
)

_IS_LABEL = re.compile(rf"\b(?:{'|'.join(_LABELS.split())})\b")


def dateline(article: Article) -> tuple[int, int] | None:
    """Return the characters ``start, end`` of the place in a report's dateline, or None if it has none.

    Examples
    --------
    >>> from geo.articles import read_text
    >>> article = read_text("KINGSTOWN, St Vincent (Reuters) - Two leaders met.")
    >>> article.text[slice(*dateline(article))]
    'KINGSTOWN, St Vincent'
    """
    for passage in article.passages:
        if passage.kind == "body":
            return _find(article.text, passage.start)
    return None


def _find(text: str, start: int) -> tuple[int, int] | None:
    for pattern in _DATELINES:
        match = pattern.match(text, start)
        if match is not None and not _IS_LABEL.search(match["place"].upper()):
            return match.span("place")
    return None
