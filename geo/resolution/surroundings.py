"""What the words beside a name say about it: its kind, and what it lies in."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import Gazetteer
from geo.records import PlaceKind, Toponym
from geo.resolution.options import Options, options

_TYPE_WORDS: Final[Mapping[str, tuple[PlaceKind, ...]]] = {
    "province": ("admin1", "region"),
    "state": ("admin1",),
    "governorate": ("admin1", "admin2"),
    "oblast": ("admin1",),
    "prefecture": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"),
    "district": ("admin2", "admin1"),
    "county": ("admin2", "admin1"),
    "parish": ("admin2", "admin1"),
    "division": ("admin2", "admin1"),
    "raion": ("admin2",),
    "tehsil": ("admin2",),
    "city": ("city",),
    "town": ("city",),
    "village": ("city",),
    "township": ("city", "admin2"),
    "valley": ("region",),
    "strait": ("region",),
    "sea": ("region",),
    "peninsula": ("region",),
    "airport": ("city",),
    "crossing": ("crossing",),
}
_CONTAINER_GAP: Final = 40  # characters between a name and the place that contains it
_BESIDE: Final = 60  # characters between names that are named together
_AFTER = re.compile(r"\s+(\w+)")
_BEFORE = re.compile(r"(\w+)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_VILLAGE_BEFORE = re.compile(r"\b(city|town|village|district|county|province|state)\s+$", re.IGNORECASE)
_HOLDER_AFTER = re.compile(r"[\s(]*(?:,|\(|\bin\b|\bon\b|\bof\b)(?:[\s\w'’-]{0,24})$", re.IGNORECASE)
_HOLDER_BEFORE = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}$|\s*[:/]\s*$")
_UNMARKED_HOLDER = re.compile(r"\s*[,(]\s*((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w.'’-]*){0,2})")


def wanted_kinds(mention: Toponym, text: str) -> tuple[PlaceKind, ...]:
    """Return the kinds that a type word in, after or before a mention asks for, the likeliest first.

    Examples
    --------
    >>> mention = Toponym(start=0, end=5, surface="Herat", name="Herat", kind="literal")
    >>> wanted_kinds(mention, "Herat province is calm")
    ('admin1', 'region')
    """
    words = [word.lower() for word in mention.surface.split() if word.lower() in _TYPE_WORDS]
    if after := _AFTER.match(text, mention.end):
        words.append(after[1].lower() if after[1].islower() or mention.surface.istitle() else "")
    before = text[max(0, mention.start - 30) : mention.start]
    words += [found[1].lower() for pattern in (_BEFORE, _VILLAGE_BEFORE) if (found := pattern.search(before))]
    return next((_TYPE_WORDS[word] for word in words if word in _TYPE_WORDS), ())


Support = tuple[NDArray[np.bool_], str]
"""Which places of a name are supported, and the words that support them."""


@dataclass(slots=True)
class Containers:
    """What the text places inside what, by the position of a mention.

    Attributes
    ----------
    inside
        Which places of a mention lie in a container that the text names, and the container's words.
    holding
        Which places of a mention hold a name beside it, and that name's words.
    """

    inside: dict[int, Support] = field(default_factory=dict)
    holding: dict[int, Support] = field(default_factory=dict)

    def add(self, inner: int, outer: int, mentions: Sequence[Toponym], known: Sequence[Options]) -> None:
        """Note that one mention is named as in another, if any of their places fit."""
        holds = known[outer].holding(known[inner])
        if holds.any():
            self.inside.setdefault(inner, (_any(holds, axis=1), mentions[outer].surface))
            self.holding.setdefault(outer, (_any(holds, axis=0), mentions[inner].surface))


def _any(holds: NDArray[np.bool_], *, axis: int) -> NDArray[np.bool_]:
    return np.asarray(holds.any(axis=axis), np.bool_)


def containers(mentions: Sequence[Toponym], known: Sequence[Options], text: str, gazetteer: Gazetteer) -> Containers:
    """Find names whose container is named beside them: "Taftan, in Balochistan", "Iraq's Anbar", "Troy, N.C."."""
    found = Containers()
    for i, j in itertools.pairwise(range(len(mentions))):
        gap = text[mentions[i].end : mentions[j].start]
        if len(gap) > _CONTAINER_GAP or "\n" in gap:
            continue
        if _HOLDER_AFTER.fullmatch(gap) and mentions[j].kind != "demonym":
            found.add(i, j, mentions, known)
        elif _HOLDER_BEFORE.fullmatch(gap):
            found.add(j, i, mentions, known)
    for i, mention in enumerate(mentions):
        if i not in found.inside and (support := _unmarked(mention, known[i], text, gazetteer)):
            found.inside[i] = support
    return found


def _unmarked(mention: Toponym, known: Options, text: str, gazetteer: Gazetteer) -> Support | None:
    """Return what a container says that is no mention of its own ("Troy, N.C.")."""
    found = _UNMARKED_HOLDER.match(text, mention.end)
    if not found:
        return None
    words = found[1].split()
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        holder = Toponym(start=0, end=len(name), surface=name, name=name, kind="literal")
        holds = options(holder, gazetteer).holding(known)
        if holds.any():
            return _any(holds, axis=1), name
    return None


def beside(mentions: Sequence[Toponym], text: str) -> list[tuple[int, int]]:
    """Return pairs of positions of mentions that stand next to each other in one line."""
    return [
        (i, j)
        for i, j in itertools.pairwise(range(len(mentions)))
        if mentions[j].start - mentions[i].end <= _BESIDE and "\n" not in text[mentions[i].end : mentions[j].start]
    ]
