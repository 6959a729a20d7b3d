"""Find the place names of a report.

Two sources agree or complete each other: the trained recogniser of `geo.language` says what reads like a
name, the gazetteer what is known to be one. Nothing that neither of them supports is returned.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from geo.gazetteer import Gazetteer
from geo.records import DatedSpan, MentionKind, Toponym
from geo.reference import Lexicon, lexicon
from geo.toponyms.embedded import known_parts
from geo.toponyms.groups import mark_groups
from geo.toponyms.mistaken import mark_mistaken
from geo.toponyms.names import (
    WELL_KNOWN,
    core_name,
    is_area,
    is_chance_capitals,
    is_country,
    is_demonym,
)
from geo.toponyms.usage import usage

_SEAMS = frozenset({",", "-", "–", "/", "and", "'s", "’s"})
_OPENING = frozenset({"the", "'", '"', "“", "‘", "(", "-", "–", "—"})
_CLOSING = frozenset({"'s", "’s", "'", "’", '"', "”", ",", ")", "-", "–", "—", ";", ":"})
_STRICTLY_LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "into", "across", "around"})
_LOCATIVE = _STRICTLY_LOCATIVE | {"from", "to", "of", "toward", "towards"}
_PLACES = frozenset({"PLACE", "FACILITY"})


class Recogniser:
    """Turns the names of one analysed report into mentions of places.

    Parameters
    ----------
    doc
        A report that `geo.language` has analysed.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self._words: Lexicon = lexicon()
        self._senses = _senses(doc)

    def mentions(self) -> Iterator[Toponym]:
        """Yield mentions in any order; they may overlap."""
        for entity in _joined(self._doc, self._gazetteer):
            yield from self._of_entity(entity)
        for stretch in _unnamed(self._doc):
            yield from self._of_unnamed(stretch)

    def _of_entity(self, entity: Span) -> Iterator[Toponym]:
        """Yield the mentions that a recognised name gives, by what it is a name of."""
        span = _trimmed(entity)
        if entity.label_ == "NORP":
            for part in self._split(span):
                if is_demonym(part.text, self._gazetteer) or is_area(part.text, self._gazetteer):
                    yield self._mention(part, self._kind(part))
        elif self._is_place(entity.label_, span):
            for part in self._split(span):
                yield from self._of_place(_trimmed(part), facility=entity.label_ == "FACILITY")
        elif entity.label_ != "PERSON":
            yield from self._inside(span)

    def _is_place(self, label: str, span: Span) -> bool:
        return (
            label in _PLACES
            or (label != "PERSON" and is_area(span.text, self._gazetteer))
            or self._senses.get(span.text) == "PLACE"
            or self._is_located(span)
            or self._is_lone_country(span)
        )

    def _of_place(self, name: Span, *, facility: bool) -> Iterator[Toponym]:
        if facility and not self._gazetteer.has(core_name(name.text, self._gazetteer)):
            yield from self._inside(name)
        elif any(character.isalpha() for character in name.text) and not is_chance_capitals(name.text, self._gazetteer):
            yield self._mention(name, self._kind(name))

    def _of_unnamed(self, stretch: Span) -> Iterator[Toponym]:
        """Yield the names that the recogniser passed over and the gazetteer or the rest of the report knows."""
        for part in known_parts(stretch, self._gazetteer, self._words, cities=True):
            areas = is_area(part.text, self._gazetteer) or is_demonym(part.text, self._gazetteer)
            if areas or self._senses.get(part.text) == "PLACE" or self._follows_place_word(part):
                yield self._mention(part, self._kind(part))

    def _inside(self, span: Span) -> Iterator[Toponym]:
        for part in known_parts(span, self._gazetteer, self._words, cities=True):
            yield self._mention(part, "embedded")

    def _split(self, span: Span) -> Iterator[Span]:
        """Yield the names of an entity: "Taftan, Balochistan", "Pakistan-Iran" and "Iraq's Anbar" are two each."""
        if self._gazetteer.has(span.text):
            yield span
            return
        cuts = [i for i, token in enumerate(span) if token.text in _SEAMS]
        parts = list(_cut(span, cuts))
        if cuts and all(self._gazetteer.has(core_name(part.text, self._gazetteer)) for part in parts):
            yield from parts
        else:
            yield from _cut(span, [i for i in cuts if span[i].text == ","])

    def _mention(self, span: Span, kind: MentionKind) -> Toponym:
        surface = span.text
        return Toponym(
            start=span.start_char,
            end=span.end_char,
            surface=surface,
            name=core_name(surface, self._gazetteer),
            kind=kind,
        )

    def _kind(self, name: Span) -> MentionKind:
        if is_demonym(name.text, self._gazetteer) and not is_area(name.text, self._gazetteer):
            return "demonym"
        return usage(name, self._words)

    def _is_lone_country(self, span: Span) -> bool:
        """Say whether a lone "Chad" or "Jordan" that the model takes for a person is the country.

        It is not if the report names a person of that name ("Jordan Smith").
        """
        return len(span) == 1 and is_country(span.text, self._gazetteer) and not self._is_part_of_longer_name(span)

    def _is_part_of_longer_name(self, span: Span) -> bool:
        return any(len(other) > 1 and span.text in {token.text for token in other} for other in self._doc.ents)

    def _is_located(self, span: Span) -> bool:
        """Say whether a name that the model takes for a person or body is a known place after "in", "at", "near"."""
        known = [entry for entry in self._gazetteer.lookup(span.text) if entry.name_kind == "preferred"]
        if not known or any(token.text.isupper() for token in span):
            return False  # "Hamas" is another name of Hamm, but nobody means it
        before = span.doc[span.start - 1].lower_ if span.start else ""
        if before == "and" and span.start > 1:
            before = span.doc[span.start - 3].lower_ if span.start > 2 else ""  # noqa: PLR2004 - "at Mand and Gwadar"
        if before in _STRICTLY_LOCATIVE or self._is_struck(span):
            return True
        if before == "of" and span.start > 1 and self._words.noun_is(span.doc[span.start - 2].lemma_, "target"):
            return True  # "the airport of Argyle"
        largest = max(entry.place.population for entry in known)
        if self._is_struck_subject(span) and largest >= WELL_KNOWN and not self._is_part_of_longer_name(span):
            return True  # "Rafah was shelled"
        moved = any(self._words.cue_is(above.lemma_, "motion") for above in itertools.islice(span.root.ancestors, 2))
        return before in _LOCATIVE and (moved or span.label_ != "PERSON") and largest >= WELL_KNOWN

    def _follows_place_word(self, part: Span) -> bool:
        """Say whether a name follows "in" or "near", or a verb of attack ("shelled Kharkiv")."""
        return part.start > 0 and (part.doc[part.start - 1].lower_ in _LOCATIVE or self._is_struck(part))

    def _is_struck(self, part: Span) -> bool:
        return part.start > 0 and self._strikes(part.doc[part.start - 1])

    def _is_struck_subject(self, part: Span) -> bool:
        return part.root.dep_ == "nsubj:pass" and self._strikes(part.root.head)

    def _strikes(self, verb: Token) -> bool:
        triggers = self._words.triggers.get((verb.lemma_.lower(), "VERB"), ())
        return any(trigger.frame == "force" for trigger in triggers)


def _senses(doc: Doc) -> dict[str, str]:
    """Return what each name of a report mostly stands for: in one report a name has one sense."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity in doc.ents:
        votes[_trimmed(entity).text]["PLACE" if entity.label_ in _PLACES else entity.label_] += 1
    return {name: labels.most_common(1)[0][0] for name, labels in votes.items() if len(name) > 1}


def _joined(doc: Doc, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield the recognised names, two of one kind side by side as one where the gazetteer knows only both."""
    entities = iter(doc.ents)
    held = next(entities, None)
    for entity in entities:
        assert held is not None  # noqa: S101  for the type checker: there was one before
        both = doc[held.start : entity.end]
        if held.end == entity.start and held.label_ == entity.label_ and gazetteer.has(both.text):
            held = Span(doc, held.start, entity.end, label=entity.label)
        else:
            yield held
            held = entity
    if held is not None:
        yield held


def _trimmed(span: Span) -> Span:
    """Leave out what stands around a name: articles, quotes, a direction in small letters ("northern Iraq")."""
    while len(span) > 1 and (span[0].lower_ in _OPENING or span[0].is_space or span[0].is_lower):
        span = span[1:]
    while len(span) > 1 and (span[-1].lower_ in _CLOSING or span[-1].is_space):
        span = span[:-1]
    return span


def _cut(span: Span, seams: Sequence[int]) -> Iterator[Span]:
    for first, last in zip([0, *(seam + 1 for seam in seams)], [*seams, len(span)], strict=True):
        if last > first:
            yield span[first:last]


def _unnamed(doc: Doc) -> Iterator[Span]:
    """Yield the stretches between recognised names, a sentence at a time."""
    for sentence in doc.sents:
        start = sentence.start
        for entity in sentence.ents:
            if entity.start > start:
                yield doc[start : entity.start]
            start = entity.end
        if sentence.end > start:
            yield doc[start : sentence.end]


def _apart(mentions: Iterable[Toponym]) -> Iterator[Toponym]:
    """Yield mentions in order, of those that overlap the first and longest."""
    end = -1
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def recognise(doc: Doc, gazetteer: Gazetteer, *, dates: Sequence[DatedSpan] = ()) -> tuple[Toponym, ...]:
    """Find the place names of an analysed report.

    From then on ``doc.ents`` calls the armed groups that it names organisations, and places what was taken for people.

    Parameters
    ----------
    dates
        Expressions of time in the same text; no name is found inside one ("Thursday" is an island, too).

    Returns
    -------
    tuple of Toponym
        In order, not overlapping and not yet resolved (no candidates).
    """
    mark_groups(doc, lexicon())
    mark_mistaken(doc, gazetteer)
    found = (
        mention
        for mention in Recogniser(doc, gazetteer).mentions()
        if not any(span.start < mention.end and mention.start < span.end for span in dates)
    )
    return tuple(_apart(found))
