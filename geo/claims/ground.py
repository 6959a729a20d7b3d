"""Find the events of a report and all that their claims are made of, before each event has its day and place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from geo.claims import narration, placing, timing
from geo.claims.actors import Scene, gate_words, home_country, mentions_by_word, short_forms
from geo.claims.choosing import Chooser, Ruled
from geo.claims.consequences import attach
from geo.claims.events import AT_GATES, FORCE, Event, candidates
from geo.claims.eventwords import EventWords
from geo.claims.genre import genre_of
from geo.claims.leads import Lead, leads
from geo.claims.relatives import relatives
from geo.claims.status import status_of
from geo.gazetteer import Gazetteer
from geo.records import Article, DatedSpan, Passage, Status, Toponym
from geo.reference import lexicon
from geo.toponyms.groups import is_group

_SILENT: Final = frozenset({"byline", "related", "boilerplate"})  # passages that are never read for events
_PLAYED: Final = FORCE | AT_GATES | {"agreement", "talks", "sanction"}


def passage_of(article: Article, position: int) -> Passage | None:
    """Return the passage that holds a character, or None."""
    return next((p for p in article.passages if p.start <= position < p.end), None)


def _listening(scene: Scene, article: Article, network: EventWords | None) -> list[Event]:
    """Return the events of the passages that tell news, each repeated sentence once."""
    doc, words = scene.doc, scene.words
    gates, genre = gate_words(scene.mention_at), genre_of(doc, words)
    seen: dict[str, int] = {}
    found = []
    for event in attach(doc, _distinct(list(candidates(doc, words, genre, gates=gates, network=network))), words):
        passage = passage_of(article, event.trigger.idx)
        if passage is not None and passage.kind in _SILENT:
            continue
        sentence = event.trigger.sent
        if seen.setdefault(sentence.text.strip(), sentence.start) != sentence.start:
            continue
        found.append(event)
    return [event for event in found if event.type not in _PLAYED] if genre.sport else found


def _distinct(events: Sequence[Event]) -> list[Event]:
    """Drop verbs that only carry an event: "hit" of "was hit by a strike", "threatened" of "threatened to strike"."""
    carried = {event.predicate.i for event in events if event.predicate.i != event.trigger.i}
    threats = {event.predicate.head.i for event in events if event.predicate.dep_ in {"xcomp", "ccomp"}}
    return [
        event
        for event in events
        if event.trigger.i not in carried and not (event.type == "statement" and event.trigger.i in threats)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a report's claims are made of, before each event has its day and place.

    Attributes
    ----------
    mentions
        Those outside of passages that are never read for events, without names of armed groups.
    standing
        The status of each event, by the position of its word.
    """

    scene: Scene
    mentions: Sequence[Toponym]
    events: Sequence[Event]
    standing: Mapping[int, Status]
    openings: Sequence[Lead]
    chooser: Chooser


def prepare(
    article: Article,
    doc: Doc,
    mentions: Sequence[Toponym],
    dates: Sequence[DatedSpan],
    *,
    gazetteer: Gazetteer,
    dateline: tuple[int, int] | None = None,
    network: EventWords | None = None,
) -> Ground:
    """Find the events of a report and the candidates for the day and the place of each.

    Parameters are those of `extract`, and `network` that of `candidates`.
    """
    silent = [(passage.start, passage.end) for passage in article.passages if passage.kind in _SILENT]
    mentions = [m for m in mentions if not any(start <= m.start < end for start, end in silent)]
    mentions = [mention for mention in mentions if not is_group(doc, mention, lexicon())]
    areas, mentions = relatives(doc.text, mentions, dateline=dateline)
    mention_at = mentions_by_word(doc, mentions)
    home, short = home_country(doc, mention_at), short_forms(doc)
    scene = Scene(doc, doc.text, lexicon(), gazetteer, mention_at, home, short, areas)
    events = _listening(scene, article, network)
    captions = [(passage.start, passage.end) for passage in article.passages if passage.kind == "caption"]
    found = {event.trigger.i: status_of(event.trigger, event.predicate, scene.words) for event in events}
    standing = {i: status for i, status in found.items() if status is not None}
    events = [event for event in events if event.trigger.i in standing]
    openings = leads(doc, mentions, dates, dateline=dateline)
    own = timing.assign(doc, events, dates, words=scene.words, captions=captions, openings=openings)
    carried = narration.carried(doc, events, dates, own, words=scene.words, latest=article.published, openings=openings)
    places = placing.assign(scene, events, mentions, skip=dateline, openings=openings)
    chooser = Chooser(
        scene,
        events,
        dates,
        mentions,
        Ruled({**carried, **own}, places),
        openings=openings,
        captions=captions,
        dateline=dateline,
        published=article.published,
        title=article.title,
    )
    return Ground(scene, mentions, events, standing, openings, chooser)
