"""Rank the places that one name could mean, alone or beside a short context, as a report would that says both."""

import re
from collections.abc import Iterator
from typing import Final

from geo.gazetteer import Gazetteer
from geo.records import Candidate, Toponym
from geo.resolution.inference import is_inferred
from geo.resolution.options import MOST_OPTIONS
from geo.resolution.ranking import Unresolved, resolve_together

_LONGEST_NAME: Final = 4  # words of a name that is looked for in the context
_AREAS: Final = frozenset({"country", "admin1"})
_KNOWN_PEOPLE: Final = 100_000  # of a city in the context; smaller ones have the names of common words
_CAPITALISED: Final = re.compile(r"\b[^\W\d_][\w.'’-]*")


def candidates(name: str, *, context: str = "", gazetteer: Gazetteer) -> list[Candidate]:
    """Return the places that a name could mean, best first; an empty list if the gazetteer knows none.

    Parameters
    ----------
    name
        A place name, with or without what contains it: ``"Taftan"`` or ``"Taftan, Balochistan, Pakistan"``.
    context
        Text in which capitalised names of countries, provinces and larger cities are looked for.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     [best, *_] = candidates("Springfield, Illinois", gazetteer=gazetteer)
    >>> best.place.admin1, best.reasons[0]
    ('Illinois', 'named as in Illinois')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if not parts:
        return []
    beside = tuple(_named_in(context, gazetteer))
    text = f"{context}\n"
    mentions: list[Toponym] = []
    for part in parts:
        text += ", " if mentions else ""
        mentions.append(_mention(part, len(text)))
        text += part
    report = Unresolved(mentions=(*beside, *mentions), text=text)
    [resolved] = resolve_together([report], gazetteer=gazetteer, most=MOST_OPTIONS)
    return [candidate for candidate in resolved[len(beside)].candidates if not is_inferred(candidate.place)]


def _mention(name: str, start: int) -> Toponym:
    return Toponym(start=start, end=start + len(name), surface=name, name=name, kind="literal")


def _named_in(context: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Yield the capitalised names of a text that are known areas or larger cities, the longest first."""
    words = list(_CAPITALISED.finditer(context))
    taken = 0
    for first, word in enumerate(words):
        if word.start() < taken or not word[0][0].isupper():
            continue
        for last in range(min(first + _LONGEST_NAME, len(words)) - 1, first - 1, -1):
            name = context[word.start() : words[last].end()]
            known = gazetteer.lookup(name)
            if any(entry.place.kind in _AREAS or entry.place.population >= _KNOWN_PEOPLE for entry in known):
                yield _mention(name, word.start())
                taken = words[last].end()
                break
