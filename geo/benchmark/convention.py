"""What a corpus calls a place name.

The product tells mentions by kind, and corpora differ in which kinds they mark: news written for maps marks
places alone, LGL also "Russian" and the county in "Greene County Court". The reading that is compared follows
the corpus as a whole, never one text: its labels if it has the labels of GeoWebNews, and otherwise two shares
of all its gold mentions. Every other reading is reported beside it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from geo.benchmark.corpora import Corpus
from geo.gazetteer import Gazetteer
from geo.records import MentionKind

DEMONYM_SHARE: Final = 0.02
"""Of the gold mentions, known only as names of peoples; from here on the corpus marks demonyms."""

EMBEDDED_SHARE: Final = 0.1
"""Of the gold mentions, directly followed by a capitalised word ("Greene County Court"); from here on the corpus
marks names inside other names. Headlines and titles in front of persons ("US Ambassador Smith") give about 0.05."""

_CAPITALISED = re.compile(r" [A-Z][a-z]+")
_PLACES: Final[tuple[MentionKind, ...]] = ("literal", "metonym")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """The kinds of mentions that a corpus marks, and how that is known."""

    kinds: tuple[MentionKind, ...]
    reason: str

    @property
    def name(self) -> str:
        """The kinds in words."""
        return name_of(self.kinds)


READINGS: Final[tuple[tuple[MentionKind, ...], ...]] = (
    _PLACES,
    (*_PLACES, "demonym"),
    (*_PLACES, "embedded"),
    (*_PLACES, "demonym", "embedded"),
)
"""The sets of kinds that corpora mark."""


def name_of(kinds: tuple[MentionKind, ...]) -> str:
    """Return a reading in words.

    Examples
    --------
    >>> name_of(READINGS[1])
    'places + demonyms'
    """
    return " + ".join(["places", *(f"{kind}s" if kind == "demonym" else kind for kind in kinds[len(_PLACES) :])])


def convention(corpus: Corpus, gazetteer: Gazetteer) -> Convention:
    """Return what a corpus marks, from its labels or the shares of its gold mentions."""
    if any(mention.label for report in corpus.reports for mention in report.mentions):
        return Convention(kinds=READINGS[1], reason="the corpus labels its mentions")
    demonyms = _share(corpus, lambda text, start, end: _is_demonym(text[start:end], gazetteer))
    embedded = _share(corpus, lambda text, _, end: bool(_CAPITALISED.match(text, end)))
    kinds = _PLACES
    if demonyms >= DEMONYM_SHARE:
        kinds += ("demonym",)
    if embedded >= EMBEDDED_SHARE:
        kinds += ("embedded",)
    reason = f"{demonyms:.0%} of its gold are demonyms, {embedded:.0%} precede a capitalised word"
    return Convention(kinds=kinds, reason=reason)


def _share(corpus: Corpus, holds: Callable[[str, int, int], bool]) -> float:
    found = [
        holds(report.article.text, mention.start, mention.end)
        for report in corpus.reports
        for mention in report.mentions
    ]
    return sum(found) / len(found) if found else 0.0


def _is_demonym(name: str, gazetteer: Gazetteer) -> bool:
    known = gazetteer.lookup(name)
    return bool(known) and all(entry.name_kind == "demonym" for entry in known)
