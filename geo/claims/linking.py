"""Choose the day and the place of each event among all that a report names.

A conditional logit over the candidates and "none of them": each candidate has signs that a person can name, and the
tables ``dates.csv`` and ``places.csv`` of ``data/claims`` give each sign its weight. `geo.training.links` finds the
weights on gold reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, Generic, TypeVar

import numpy as np
from spacy.tokens import Doc, Token

from geo import arrays, paths
from geo.claims import syntax
from geo.claims.events import FORCE, Event
from geo.claims.eventwords import MODES
from geo.claims.leads import Lead, lead_at
from geo.claims.placing import Located
from geo.claims.timing import follows_speech
from geo.curves import read_weights
from geo.records import DatedSpan
from geo.reference import Lexicon
from geo.resolution.inference import is_inferred

Link = TypeVar("Link", DatedSpan, Located)
Signs = Mapping[str, float]

_CLOSE, _FAR = 3, 6  # edges of the tree
_RECENT: Final = 10  # days before the report
_YEAR: Final = 365
_BACK: Final[Mapping[int, str]] = MappingProxyType({1: "1", 2: "2", 3: "3 to 5", 4: "3 to 5", 5: "3 to 5"})


@dataclass(frozen=True, slots=True)
class Choice(Generic[Link]):
    """A candidate for an event, or none (`what` is None), with its signs."""

    what: Link | None
    signs: Signs


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that was told before, with the day and the place that it has."""

    event: Event
    day: DatedSpan | None
    at: Located


class Layout:
    """Where words stand: their sentence, paragraph and the events around them."""

    def __init__(self, doc: Doc, events: Sequence[Event], openings: Sequence[Lead], words: Lexicon) -> None:
        self.doc, self.words, self.openings = doc, words, openings
        self.sentence = syntax.sentence_numbers(doc)
        self.paragraph: list[int] = []
        paragraph = 0
        for token in doc:
            self.paragraph.append(paragraph)
            paragraph += token.is_space and "\n" in token.text
        self._said: dict[int, bool] = {}
        self._events: dict[int, list[Event]] = {}
        for event in events:
            self._events.setdefault(self.sentence[event.trigger.i], []).append(event)

    def around(self, event: Event, root: Token) -> dict[str, float]:
        """Return the signs of where a candidate's word stands, seen from an event."""
        trigger = event.trigger
        back = self.sentence[trigger.i] - self.sentence[root.i]
        signs = {
            "same paragraph": float(self.paragraph[trigger.i] == self.paragraph[root.i]),
            "opens the line": float(self._opens(trigger, root)),
            "said then or there": float(self._follows_speech(root)),
        }
        if back == 0:
            signs |= self._inside(event, root)
        elif back > 0:
            signs[f"sentences back: {_BACK.get(back, 'more')}"] = 1.0
        else:
            signs[f"sentences on: {'1' if back == -1 else 'more'}"] = 1.0
        return signs

    def _inside(self, event: Event, root: Token) -> dict[str, float]:
        trigger, predicate = event.trigger, event.predicate
        own = min(syntax.tree_distance(root, predicate), syntax.tree_distance(root, trigger))
        others = [
            min(syntax.tree_distance(root, other.predicate), syntax.tree_distance(root, other.trigger))
            for other in self._events.get(self.sentence[root.i], ())
            if other is not event
        ]
        words = abs(root.i - trigger.i)
        between = [
            other
            for other in self._events.get(self.sentence[root.i], ())
            if min(root.i, trigger.i) < other.trigger.i < max(root.i, trigger.i)
        ]
        return {
            "same sentence": 1.0,
            "near in the tree": float(own <= _CLOSE),
            "far in the tree": float(own > _FAR),
            "below the event": float(predicate in root.ancestors or trigger in root.ancestors),
            "nearer to another event": float(any(other < own for other in others)),
            "nearest event": float(all(own < other for other in others)),
            "before the event": float(root.i < trigger.i),
            "words between": min(words, 20) / 10,
            "events between": float(bool(between)),
        }

    def _follows_speech(self, root: Token) -> bool:
        if root.i not in self._said:
            self._said[root.i] = follows_speech(root, self.words)
        return self._said[root.i]

    def _opens(self, trigger: Token, root: Token) -> bool:
        lead = lead_at(self.openings, trigger.idx)
        if lead is None:
            return False
        spans = [part for part in (lead.place, lead.day) if part is not None]
        return any(part.start <= root.idx < part.end for part in spans)


def _told(event: Event) -> dict[str, float]:
    """Return signs of how an event is told."""
    likely = event.likely
    tense = event.predicate.morph.get("Tense")
    perfect = any(child.lower_ == "had" for child in event.predicate.children)
    return {
        "refers back": likely.again if likely else 0.0,
        "not yet": float(likely.modes[MODES.index("planned")]) if likely else 0.0,
        "force": float(event.type in FORCE),
        "past perfect": float(perfect),
        "past": float("Past" in tense and not perfect),
        "noun": float(event.trigger.pos_ == "NOUN"),
    }


_NONE: Final = "none"


def none(event: Event, *, here: bool) -> Signs:
    """Return the signs of there being no candidate for an event.

    Parameters
    ----------
    here
        Whether its own sentence holds a candidate.
    """
    told = {f"{_NONE}: {name}": value for name, value in _told(event).items()}
    return {_NONE: 1.0, f"{_NONE}: some in the sentence": float(here), **told}


def date_signs(
    event: Event,
    span: DatedSpan,
    layout: Layout,
    *,
    seen: Sequence[DatedSpan],
    share: float,
    published: date | None,
) -> Signs:
    """Return the signs of a date for an event.

    Parameters
    ----------
    seen
        The dates of the events told before.
    share
        How many of the report's dates are of the same days.
    """
    words = layout.doc.char_span(span.start, span.end, alignment_mode="expand")
    signs = layout.around(event, words.root if words is not None else event.trigger)
    told = _told(event)
    signs["share of the dates"] = share
    signs[f"precision {span.precision}"] = 1.0
    signs["of the event before"] = float(bool(seen) and _same_days(seen[-1], span))
    signs["of an event before"] = float(any(_same_days(other, span) for other in seen))
    if published is not None and span.first is not None:
        age = (published - span.first).days
        for name, holds in (
            ("later than the report", age < 0),
            ("recent", 0 <= age <= _RECENT),
            ("old", age > _YEAR),
        ):
            signs[name] = float(holds)
            signs |= {f"{name}, {how}": float(holds) * told[how] for how in ("past perfect", "past", "not yet", "noun")}
    same = signs.get("same sentence", 0.0)
    signs |= {f"elsewhere, {how}": (1 - same) * told[how] for how in ("refers back", "past perfect", "past", "noun")}
    return signs


def _same_days(one: DatedSpan, other: DatedSpan) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def place_signs(
    event: Event,
    at: Located,
    layout: Layout,
    *,
    case: str,
    speaks: bool,
    seen: Sequence[Seen],
    share: float,
    finest: bool,
    day: DatedSpan | None,
    headline: bool,
    dateline: bool,
) -> Signs:
    """Return the signs of a place for an event.

    Parameters
    ----------
    case
        The preposition by which it is a place; empty if there is none.
    speaks
        Whether it belongs to who speaks, or to the saying.
    seen
        The events told before that have a place.
    share
        How many of the report's mentions are of it.
    finest
        Whether no finer place stands in its sentence.
    day
        When the event was, if that is known.
    headline
        Whether the report's title names it.
    dateline
        Whether the report was filed there.
    """
    signs = layout.around(event, at.root)
    told = _told(event)
    place = at.mention.place
    kind = "unknown" if place is None else "unlisted" if is_inferred(place) else place.kind
    same = signs.get("same sentence", 0.0)
    signs |= {
        f"case {case or 'none'}": 1.0,
        f"kind {kind}": 1.0,
        f"kind {kind}, elsewhere": 1.0 - same,
        "metonym": float(at.mention.kind == "metonym"),
        "share of the places": share,
        "finest of its sentence": float(finest),
        "dateline": float(dateline),
        "speaks": float(speaks),
        "begins its sentence": float(at.root.left_edge.i == at.root.sent.start),
        f"hangs as {at.root.dep_}": 1.0,
        "in the title": float(headline),
        "of the event before": float(bool(seen) and seen[-1].at.key == at.key),
    }
    signs |= _of_others(event, day, [other for other in seen if other.at.key == at.key])
    signs |= {f"elsewhere, {how}": (1 - same) * told[how] for how in ("refers back", "past perfect", "force", "noun")}
    signs |= {f"kind {kind}, {event.type}": 1.0}
    return signs


def _of_others(event: Event, day: DatedSpan | None, there: Sequence[Seen]) -> dict[str, float]:
    """Return the signs of what is told to have happened at a place before."""
    same = [other for other in there if day is not None and other.day is not None and _same_days(other.day, day)]
    dated = day is not None and any(other.day is not None for other in there)
    return {
        "of an event before": float(bool(there)),
        "of an event of its day": float(bool(same)),
        "of events of other days": float(dated and not same),
        "of an event of its type": float(any(other.event.type == event.type for other in there)),
        "of an event of its type and day": float(any(other.event.type == event.type for other in same)),
    }


def shares(choices: Sequence[Choice[Link]], weights: Mapping[str, float]) -> list[float]:
    """Return the probability of each choice; a sign without a weight counts nothing."""
    scores = np.array([sum(weights.get(name, 0.0) * value for name, value in one.signs.items()) for one in choices])
    return [float(share) for share in arrays.shares(scores)]


@cache
def weights(name: str) -> Mapping[str, float]:
    """Return a table of weights of ``data/claims`` by sign.

    Raises
    ------
    DataError
        If it is missing or damaged.
    """
    return MappingProxyType(read_weights(paths.data("claims", name)))
