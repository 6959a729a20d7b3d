"""Find the words of a report that report an event, with those who take part in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from geo.claims import order, syntax
from geo.claims.clause import Clause, Parts
from geo.claims.eventwords import EventWords, Known, Likely, event_words, may_tell, signs
from geo.claims.frames import fits
from geo.claims.genre import Genre, genre_of, is_accident
from geo.records import INCIDENT_TYPES, IncidentType
from geo.reference import Lexicon, Trigger

FORCE: frozenset[IncidentType] = frozenset({"air_strike", "shelling", "bombing", "armed_clash", "attack", "incursion"})
"""Types of event in which somebody uses force."""

ONE_SIDED: frozenset[IncidentType] = FORCE - {"armed_clash"}
"""Those that one side does to another; the sides of a clash stand on one level."""

AT_GATES: frozenset[IncidentType] = frozenset({"border_closure", "border_opening"})
"""Types of event at a crossing or border. Much is shut and opened that is none."""

_ONTO = frozenset({"on", "against", "at", "upon"})
_SUPPORTED = frozenset({"obj", "nsubj:pass", "xcomp"})


@dataclass(slots=True)
class Event:
    """An event as the text reports it, before dates, places and names are known.

    Attributes
    ----------
    trigger
        The word that reports it.
    predicate
        The verb that carries who, when and where: the trigger itself, or the verb that supports
        a noun ("launched" of "launched strikes").
    consequences
        Words that tell what came of it ("killing", "injured", "dead").
    resumed
        Whether the words only count the victims of an event that was told before.
    framed
        Whether the words around the trigger fill a frame; else only the network over words says what it tells of.
    likely
        What the network over words says of the trigger; None where only the frames were asked.
    """

    trigger: Token
    predicate: Token
    type: IncidentType
    means: str
    parts: Parts
    consequences: list[Token] = field(default_factory=list)
    resumed: bool = False
    framed: bool = False
    likely: Likely | None = None

    @property
    def words(self) -> set[int]:
        """Positions of the words that belong to this event alone."""
        return {self.trigger.i, self.predicate.i, *(word.i for word in self.consequences)}


_LEAST = 0.55
"""Probability of an event from which a word counts; of 0.4, 0.5, 0.55 and 0.6 the best in cross-validation."""

_LEAST_FRAMED = 0.15  # of a word whose frame is filled
_LEAST_BESIDE = 0.8  # of one beside a use of force whose frame is filled: mostly the same told in other words
_LEAST_GATE = 0.7  # of a gate that is shut or opened in words whose frame is not filled
_STANDS = 0.2  # share of the type of a filled frame, from which it stands
_STATES_OF_PEOPLE = frozenset({"displace", "detain", "uproot", "evacuate", "exile"})


def _is_name(token: Token) -> bool:
    """Say whether a word is part of a name ("Operation Strike", "World Economic Forum")."""
    return token.ent_type_ in {"ORG", "PERSON", "PLACE", "FACILITY"} or (
        token.ent_type_ == "MISC" and token.text[:1].isupper()
    )


def _support(noun: Token, words: Lexicon) -> Token:
    """Return the verb that reports a noun's event ("carry out a raid", "the salvo hit"), or the noun itself."""
    anchor = noun
    while anchor.dep_ == "conj" and anchor.head.pos_ in {"NOUN", "PROPN"}:
        anchor = anchor.head
    head = anchor.head
    if head.pos_ not in {"VERB", "AUX"}:
        return noun
    if anchor.dep_ in _SUPPORTED and words.cue_is(head.lemma_, "light"):
        return head
    meets = any(trigger.type == "talks" for trigger in words.triggers.get((noun.lemma_.lower(), "NOUN"), ()))
    if meets and anchor.dep_ == "obj" and words.cue_is(head.lemma_, "plan"):
        return head  # "has called a meeting for Wednesday"
    strikes = words.cue_is(head.lemma_, "kill", "injure") or any(
        trigger.frame in {"force", "destroy"} for trigger in words.triggers.get((head.lemma_.lower(), "VERB"), ())
    )
    happens = words.cue_is(head.lemma_, "occur") or words.cue_is(head.lemma_, "plan")
    if happens and anchor.dep_ in {"nsubj", "nsubj:pass"}:
        return head
    return head if anchor.dep_ == "nsubj" and strikes else noun


def _verb_parts(verb: Token) -> Parts:
    return Parts(
        agents=syntax.subjects(verb),
        targets=[*syntax.patients(verb), *syntax.obliques(verb, "on", "against", "at", "upon", "into", "to")],
        instruments=[*syntax.patients(verb), *syntax.obliques(verb, "with", "using", "by", "in")],
    )


def _responsible(noun: Token) -> list[Token]:
    """Return who claimed responsibility for an event."""
    claims = [above for above in noun.ancestors if above.lemma_ in {"claim", "take", "accept"}]
    if claims and any(child.lemma_ in {"responsibility", "credit"} for child in claims[0].children):
        return syntax.subjects(claims[0])
    return []


def _parts(trigger: Token, predicate: Token) -> Parts:
    """Collect agents, targets and instruments of an event word and the verb that supports it."""
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return _verb_parts(trigger)
    behind = order.behind(trigger, _ONTO)
    own = Parts(
        agents=[*syntax.owners(trigger), *syntax.obliques(trigger, "by", "between"), *_responsible(trigger)],
        targets=[
            *syntax.obliques(trigger, "on", "against", "at", "upon", "of", "with", "into"),
            *([behind] if behind is not None else []),
        ],
        instruments=[*syntax.modifiers(trigger), *syntax.obliques(trigger, "with", "involving", "of")],
    )
    if predicate == trigger:
        return own
    verb = _verb_parts(predicate)
    targets = [word for word in verb.targets if word.i != trigger.i]
    return Parts(
        agents=[*own.agents, *(word for word in verb.agents if word.i != trigger.i)],
        targets=[*own.targets, *targets],
        instruments=[*own.instruments, *verb.instruments],
    )


def _triggers(token: Token, words: Lexicon) -> Sequence[Trigger]:
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"}:
        if token.dep_ == "amod" and token.tag_ == "VBN" and token.i < token.head.i and lemma in _STATES_OF_PEOPLE:
            return ()  # "a camp for displaced people"
        return words.triggers.get((lemma, "VERB"), ())
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.dep_ == "compound" and token.head.i > token.i:
            return ()  # "the murder suspect", "a shooting range" tell of no event
        found = words.triggers.get((lemma, "NOUN"), ())
        if not found and token.pos_ == "PROPN":  # a first word or a headline's, taken for a name
            singulars = (token.lower_.removesuffix("s"), token.lower_.removesuffix("es"))
            found = next((words.triggers[s, "NOUN"] for s in singulars if (s, "NOUN") in words.triggers), ())
        return found
    if token.pos_ == "ADJ":
        return words.triggers.get((token.lower_, "ADJ"), ())
    return ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that may tell of an event: what the tables say of it, and which row's frame is filled, if any.

    ``clause`` is None for a word that the lexicon does not have, for no frame asks for it.
    """

    word: Token
    rows: Sequence[Trigger]
    clause: Clause | None
    meant: Trigger | None

    @property
    def known(self) -> Known:
        """What the network over words is told of it."""
        return Known(listed=frozenset(row.type for row in self.rows), framed=self.meant.type if self.meant else None)


def seen(doc: Doc, words: Lexicon, genre: Genre, *, gates: frozenset[int] = frozenset()) -> dict[int, Seen]:
    """Return every word that may tell of an event, by position, in the order of the text.

    A word may have several rows in the lexicon; the first whose frame is filled tells what it means.

    Parameters
    ----------
    genre
        What the report is about.
    gates
        Positions of the words that name border crossings.
    """
    found = {}
    for token in doc:
        if _is_name(token) or not may_tell(token):
            continue
        rows = _triggers(token, words)
        clause = None
        if rows:
            predicate = _predicate(token, words)
            clause = Clause(token, predicate, _parts(token, predicate), words, gates, genre.conflict)
        meant = next((row for row in rows if clause and fits(row.frame, clause)), None)
        found[token.i] = Seen(token, rows, clause, meant)
    return found


def _predicate(token: Token, words: Lexicon) -> Token:
    return _support(token, words) if token.pos_ in {"NOUN", "PROPN"} else token


def candidates(
    doc: Doc,
    words: Lexicon,
    genre: Genre | None = None,
    *,
    gates: frozenset[int] = frozenset(),
    network: EventWords | None = None,
) -> Iterator[Event]:
    """Yield every event that a report probably tells of, in the order of the text.

    Parameters
    ----------
    genre
        What the report is about; found out if left out.
    gates
        Positions of the words that name border crossings.
    network
        What tells how likely each word is; the one that ships unless given.
    """
    genre = genre or genre_of(doc, words)
    every = seen(doc, words, genre, gates=gates)
    if not doc.tensor.size:  # analysed by another pipeline, which knows no states of words
        yield from (_event(one, one.meant.type, words) for one in every.values() if one.meant is not None)
        return
    told = {one.word.sent.start for one in every.values() if one.meant is not None and one.meant.type in FORCE}
    values = signs(doc, {i: one.known for i, one in every.items()}, words, genre, gates=gates)
    harmless: frozenset[int] = frozenset() if genre.conflict else _after_accidents(doc, words)
    for one, likely in zip(every.values(), (network or event_words()).likely(values), strict=True):
        if one.meant is None and one.word.sent.start in harmless:
            continue
        kind = _type(one, likely)
        if _is_told(one, kind, likely.event, beside=one.word.sent.start in told):
            yield _event(one, kind, words, likely)


def _after_accidents(doc: Doc, words: Lexicon) -> frozenset[int]:
    """Return the first words of sentences that tell of an accident, or stand behind one: "Nine were burnt"."""
    sentences = list(doc.sents)
    told = [is_accident(sentence, words) for sentence in sentences]
    before = [False, *told[:-1]]
    return frozenset(one.start for one, own, last in zip(sentences, told, before, strict=True) if own or last)


def _is_told(one: Seen, kind: IncidentType, chance: float, *, beside: bool) -> bool:
    """Say whether a word counts that tells of an event of a kind with some probability."""
    if one.meant:
        return chance >= _LEAST_FRAMED
    if kind in AT_GATES:  # "the hospital gate was closed" names no place whose border it could be
        return chance >= _LEAST_GATE and any(word.ent_type_ in {"PLACE", "NORP"} for word in one.word.sent)
    return chance >= (_LEAST_BESIDE if beside else _LEAST)


def _event(one: Seen, kind: IncidentType, words: Lexicon, likely: Likely | None = None) -> Event:
    rows = [*([one.meant] if one.meant else []), *one.rows]
    predicate = one.clause.predicate if one.clause else _predicate(one.word, words)
    return Event(
        trigger=one.word,
        predicate=predicate,
        type=kind,
        means=next((row.means for row in rows if row.type == kind), ""),
        parts=one.clause.parts if one.clause else _parts(one.word, predicate),
        framed=one.meant is not None,
        likely=likely,
    )


def _type(one: Seen, likely: Likely) -> IncidentType:
    """Return the likeliest type; that of a filled frame stands unless it is unlikely."""
    if one.meant is not None and likely.types[1 + INCIDENT_TYPES.index(one.meant.type)] >= _STANDS * likely.event:
        return one.meant.type
    return INCIDENT_TYPES[int(likely.types[1:].argmax())]
