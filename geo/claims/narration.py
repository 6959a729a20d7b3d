"""Carry the day of a story on to the sentences that go on with it.

A report names a day once and tells on: "Jets struck a camp on Monday. Six died when a rocket hit a petrol station."
The rule: an event in the simple past that has no day of its own happened on the day that was named last, if that is
in its paragraph or a few sentences back, or if it goes on with an event of its kind that was dated so ("was shut on
Sunday. ... was shut too. ... was also shut."). "Had been hit", "have been hit" and "is hit" step out of the story, and
so does any other date in between.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from spacy.tokens import Doc, Token

from geo.claims import syntax
from geo.claims.events import FORCE, Event
from geo.claims.leads import Lead, lead_at
from geo.records import DatedSpan, IncidentType
from geo.reference import Lexicon

_OF_THE_VERB: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
_REACH: Final = 3  # sentences back
_REACH_IN_PARAGRAPH: Final = 5


def carried(
    doc: Doc,
    events: Sequence[Event],
    dates: Sequence[DatedSpan],
    chosen: Mapping[int, DatedSpan],
    *,
    words: Lexicon,
    latest: date | None,
    openings: Sequence[Lead] = (),
) -> dict[int, DatedSpan]:
    """Return the day of each undated event that goes on with a dated story, by the position of its trigger.

    Parameters
    ----------
    chosen
        The dates that events have of their own (`geo.claims.timing.assign`).
    latest
        Day of publication: what lies behind it has not been told yet, and is no day to tell on from.
    """
    sentence_of = syntax.sentence_numbers(doc)
    held = {chosen[event.trigger.i].start: chosen[event.trigger.i] for event in events if event.trigger.i in chosen}
    anchors = _anchors(doc, dates, held, words=words, latest=latest)
    found: dict[int, DatedSpan] = {}
    last: dict[IncidentType, tuple[int, DatedSpan]] = {}  # where an event of a kind was told last, and its day
    for event in events:
        told_by_somebody = _told_as_past(event.predicate, words)
        if event.trigger.i in chosen or not (told_by_somebody or _simple_past(event)):
            if event.trigger.i in chosen:
                last[event.type] = event.trigger.i, chosen[event.trigger.i]
            continue
        item = lead_at(openings, event.trigger.idx)
        first = item.start if item else 0  # each item of a list tells its own story
        before = [(at, span) for at, span in anchors if at < event.trigger.i and doc[at].idx >= first]
        if not before:
            continue
        position, span = before[-1]
        if told_by_somebody and not _dates_force(span, events, chosen):
            continue
        if len({other.first for at, other in anchors if sentence_of[at] == sentence_of[position]}) > 1:
            continue  # "on Thursday, two days after ...": which of the two days the story goes on with is open
        at, day = last.get(event.type, (position, span))
        told = [position, *([at] if (day.first, day.last) == (span.first, span.last) else [])]
        if span.first is not None and _is_near(max(told), event.trigger.i, doc, sentence_of):
            found[event.trigger.i] = span
            last[event.type] = event.trigger.i, span
    return found


def _is_near(before: int, here: int, doc: Doc, sentence_of: Sequence[int]) -> bool:
    paragraph = "\n" not in doc[before:here].text
    return sentence_of[here] - sentence_of[before] <= (_REACH_IN_PARAGRAPH if paragraph else _REACH)


def _anchors(
    doc: Doc,
    dates: Sequence[DatedSpan],
    held: Mapping[int, DatedSpan],
    *,
    words: Lexicon,
    latest: date | None,
) -> list[tuple[int, DatedSpan]]:
    """Return the days that the story goes through, by position; days of saying are none.

    ``held`` are the dates of events, by where they stand.

    A date that cannot be told on from (a month, a day to come, "two days after") ends the one before it: it comes
    back without days.
    """
    found = []
    for span in dates:
        stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
        if stretch is None:
            continue
        day = held.get(span.start, span)
        if span.start not in held and _dates_speech(stretch.root, words):
            continue
        told = day.first is not None and day.precision == "day" and (latest is None or day.first <= latest)
        found.append((stretch.root.i, day if told else dataclasses.replace(day, first=None, last=None)))
    return sorted(found, key=lambda item: item[0])


def _dates_speech(root: Token, words: Lexicon) -> bool:
    """Say whether a date belongs to the saying: "the army said on Monday"."""
    verb = next((above for above in syntax.chain(root) if above.pos_ == "VERB"), None)
    return verb is not None and words.cue_is(verb.lemma_, "speech", "claim", "deny")


def _told_as_past(verb: Token, words: Lexicon) -> bool:
    """Say whether a verb is in the past perfect because somebody told it: "Baku said that jets had struck"."""
    had = any(child.lower_ == "had" and child.dep_ == "aux" for child in verb.children)
    return had and verb.dep_ == "ccomp" and words.cue_is(verb.head.lemma_, "speech", "claim", "deny")


def _dates_force(span: DatedSpan, events: Sequence[Event], chosen: Mapping[int, DatedSpan]) -> bool:
    return any(event.type in FORCE and chosen.get(event.trigger.i) == span for event in events)


def _simple_past(event: Event) -> bool:
    """Say whether the verb that tells an event is in the simple past, active or passive."""
    verb = event.predicate
    if verb.pos_ == "ADJ":  # "the gate was shut"
        return any(child.dep_ == "cop" and child.tag_ == "VBD" for child in verb.children)
    if verb.pos_ not in {"VERB", "AUX"}:
        if verb.dep_ not in _OF_THE_VERB:
            return False  # "the response to the violation" speaks of something told before
        verb = verb.head
    if verb.tag_ == "VBD":
        return not syntax.has_perfect(verb)
    helpers = [child for child in verb.children if child.dep_ in {"aux", "aux:pass"}]
    return verb.tag_ in {"VBN", "VBG"} and not syntax.has_perfect(verb) and any(h.tag_ == "VBD" for h in helpers)
