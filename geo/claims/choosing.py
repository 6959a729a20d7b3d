"""Go through the events of a report and give each its day and its place.

What the rules find in an event's own sentence and story stands: in cross-validation it is right as often as the
likeliest candidate for days, and more often for what an analyst sees in the end. Where they find none, the weights of
`geo.claims.linking` choose among all that the report names.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic

from geo.claims import linking, placing
from geo.claims.actors import Scene
from geo.claims.anaphora import refers_back
from geo.claims.events import Event
from geo.claims.leads import Lead
from geo.claims.linking import Choice, Layout, Link, Seen
from geo.claims.placing import Located
from geo.records import GUESSED, LIKELIEST, DatedSpan, Toponym

_BACK: Final = 10  # candidates before an event that are looked at
_ON: Final = 3  # and behind it
_SURE_DAY: Final = 0.85  # probability from which a day may part and join claims: a wrong one parts what is one event
_SURE_PLACE: Final = 0.6
_LEAST_DAY: Final = 0.3  # from which it is better than none
_LEAST_PLACE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules give each event, by the position of its word.

    Attributes
    ----------
    dates
        Its date by its own sentence, or by the story that it goes on with.
    places
        Its places, finest first.
    """

    dates: Mapping[int, DatedSpan]
    places: Mapping[int, Sequence[Located]]


@dataclass(frozen=True, slots=True)
class Supposed(Generic[Link]):
    """What was chosen for an event, and the rule that a claim names for it."""

    what: Link
    rule: str = LIKELIEST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A place that a report names, and what is so whichever event it is a candidate for.

    Attributes
    ----------
    position, sentence
        Of its word.
    caption
        The picture caption that it stands in, if any.
    level
        How coarse it is, as `Located.level` says.
    """

    at: Located
    case: str
    position: int
    sentence: int
    caption: tuple[int, int] | None
    level: tuple[float, float]
    speaks: bool
    headline: bool
    dateline: bool


Decide = Callable[[Event, Sequence[Choice[Link]]], Supposed[Link] | None]
"""Picks one of an event's candidates, or none."""


class Chooser:
    """The candidates of a report for the events that it tells of, in the order of the text.

    ``supposed`` holds what was chosen here and not found by the rules: for the position of an event's word the values,
    ``"date"`` or ``"place"``, each with its rule.
    """

    def __init__(
        self,
        scene: Scene,
        events: Sequence[Event],
        dates: Sequence[DatedSpan],
        mentions: Sequence[Toponym],
        ruled: Ruled,
        *,
        openings: Sequence[Lead],
        captions: Sequence[tuple[int, int]],
        dateline: tuple[int, int] | None,
        published: date | None,
        title: str,
    ) -> None:
        self.supposed: dict[int, dict[str, str]] = {}
        self._events, self._ruled, self._published = events, ruled, published
        self._title = title.lower()
        self._layout = Layout(scene.doc, events, openings, scene.words)
        self._dates = [span for span in dates if span.first is not None]
        self._days = Counter((span.first, span.last) for span in self._dates)
        named = placing.candidates(scene, mentions, skip=dateline)
        self._captions, self._dateline = captions, dateline
        self._places = [self._named(at, case, scene) for at, case in named if not placing.is_told_from(at.root, scene)]
        self._known = Counter(one.at.key for one in self._places)

    def _named(self, at: Located, case: str, scene: Scene) -> "_Named":
        mention = at.mention
        return _Named(
            at=at,
            case=case,
            position=at.root.i,
            sentence=self._layout.sentence[at.root.i],
            caption=self._caption(at.root.idx),
            level=at.level,
            speaks=placing.is_of_speech(at.root, scene),
            headline=mention.surface.lower() in self._title,
            dateline=self._dateline is not None and self._dateline[0] <= mention.start < self._dateline[1],
        )

    def _caption(self, position: int) -> tuple[int, int] | None:
        """Return the caption in which a character stands; a picture says nothing of the news around it."""
        return next((caption for caption in self._captions if caption[0] <= position < caption[1]), None)

    def dates(self, decide: Decide[DatedSpan]) -> dict[int, DatedSpan]:
        """Return the date of each event that has one; `decide` picks from its candidates."""
        found: dict[int, DatedSpan] = {}
        for event in self._events:
            at, seen = event.trigger.i, list(found.values())
            chosen = self._ruled.dates.get(at)
            if chosen is None:
                supposed = decide(event, list(self._date_choices(event, seen)))
                # What refers back has the day of what it refers to, and what "has killed" people that of no day: no
                # guess among the days of other events.
                if supposed and not (supposed.rule == GUESSED and self._is_dayless(event)):
                    chosen = supposed.what
                    self.supposed.setdefault(at, {})["date"] = supposed.rule
            if chosen is not None:
                found[at] = chosen
        return found

    def _is_dayless(self, event: Event) -> bool:
        perfect = (word.lower_ in {"has", "have", "'ve"} for word in event.predicate.children if word.dep_ == "aux")
        return any(perfect) or refers_back(event, self._layout.words)

    def _date_choices(self, event: Event, seen: Sequence[DatedSpan]) -> Iterator[Choice[DatedSpan]]:
        dates = [span for span in self._dates if self._caption(span.start) == self._caption(event.trigger.idx)]
        before = [span for span in dates if span.start < event.trigger.idx]
        behind = [span for span in dates if span.start >= event.trigger.idx]
        near = [*before[-_BACK:], *behind[:_ON]]
        start, end = event.trigger.sent.start_char, event.trigger.sent.end_char
        here = any(start <= span.start < end for span in near)
        yield Choice(None, linking.none(event, here=here))
        for span in near:
            share = self._days[span.first, span.last] / max(1, len(self._dates))
            signs = linking.date_signs(
                event,
                span,
                self._layout,
                seen=seen,
                share=share,
                published=self._published,
            )
            yield Choice(span, signs)

    def places(self, decide: Decide[Located], days: Mapping[int, DatedSpan]) -> dict[int, list[Located]]:
        """Return the places of each event that has one, the chosen one first; `decide` picks from its candidates.

        Parameters
        ----------
        days
            The date of each event that has one, as `dates` returns them.
        """
        found: dict[int, list[Located]] = {}
        seen: list[Seen] = []
        for event in self._events:
            at, day = event.trigger.i, days.get(event.trigger.i)
            places = list(self._ruled.places.get(at, ()))
            if not places:
                supposed = decide(event, list(self._place_choices(event, day, seen)))
                if supposed is not None:
                    places = [supposed.what]
                    self.supposed.setdefault(at, {})["place"] = supposed.rule
            if places:
                found[at] = places
                seen.append(Seen(event, day, places[0]))
        return found

    def _place_choices(self, event: Event, day: DatedSpan | None, seen: Sequence[Seen]) -> Iterator[Choice[Located]]:
        trigger = event.trigger
        shown, sentence = self._caption(trigger.idx), self._layout.sentence[trigger.i]
        places = [one for one in self._places if one.caption == shown]
        before = [one for one in places if one.position < trigger.i]
        behind = [one for one in places if one.position >= trigger.i]
        near = [*before[-_BACK:], *behind[:_ON]]
        finest: dict[int, tuple[float, float]] = {}
        for one in near:
            finest[one.sentence] = min(one.level, finest.get(one.sentence, one.level))
        yield Choice(None, linking.none(event, here=sentence in finest))
        for one in near:
            signs = linking.place_signs(
                event,
                one.at,
                self._layout,
                case=one.case,
                speaks=one.speaks,
                seen=seen,
                share=self._known[one.at.key] / max(1, len(self._places)),
                finest=one.level == finest[one.sentence],
                day=day,
                headline=one.headline,
                dateline=one.dateline,
            )
            yield Choice(one.at, signs)


def likeliest_day(weights: Mapping[str, float]) -> Decide[DatedSpan]:
    """Return what picks the days of the most weight, and of the words for them the likeliest; None if none is better.

    Parameters
    ----------
    weights
        Of the signs of a candidate.
    """

    def decide(_event: Event, choices: Sequence[Choice[DatedSpan]]) -> Supposed[DatedSpan] | None:
        keys = [str((choice.what.first, choice.what.last)) if choice.what is not None else "" for choice in choices]
        return _likeliest(choices, keys, linking.shares(choices, weights), least=_LEAST_DAY, sure=_SURE_DAY)

    return decide


def likeliest_place(weights: Mapping[str, float]) -> Decide[Located]:
    """Return what picks the place of the most weight, and of its mentions the likeliest; parameters as before."""

    def decide(_event: Event, choices: Sequence[Choice[Located]]) -> Supposed[Located] | None:
        keys = [choice.what.key if choice.what is not None else "" for choice in choices]
        return _likeliest(choices, keys, linking.shares(choices, weights), least=_LEAST_PLACE, sure=_SURE_PLACE)

    return decide


def _likeliest(
    choices: Sequence[Choice[Link]], keys: Sequence[str], chances: Sequence[float], *, least: float, sure: float
) -> Supposed[Link] | None:
    """Return the likeliest of those that share the likeliest key, or None if that is none or has too little weight."""
    weight = dict.fromkeys(keys, 0.0)
    for key, chance in zip(keys, chances, strict=True):
        weight[key] += chance
    best = max(weight, key=lambda key: weight[key])
    chosen = choices[max((at for at, key in enumerate(keys) if key == best), key=chances.__getitem__)].what
    if chosen is None or weight[best] < least:
        return None
    return Supposed(chosen, LIKELIEST if weight[best] >= sure else GUESSED)
