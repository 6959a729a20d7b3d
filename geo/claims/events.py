"""Find the words of a report that report an event, with those who take part in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from geo.claims import order, syntax
from geo.claims.clause import Clause, Parts
from geo.claims.frames import fits
from geo.claims.genre import is_conflict
from geo.records import IncidentType
from geo.reference import Lexicon, Trigger

FORCE: frozenset[IncidentType] = frozenset({"air_strike", "shelling", "bombing", "armed_clash", "attack", "incursion"})
"""Types of event in which somebody uses force."""

ONE_SIDED: frozenset[IncidentType] = FORCE - {"armed_clash"}
"""Those that one side does to another; the sides of a clash stand on one level."""

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
    """

    trigger: Token
    predicate: Token
    type: IncidentType
    means: str
    parts: Parts
    consequences: list[Token] = field(default_factory=list)
    resumed: bool = False

    @property
    def words(self) -> set[int]:
        """Positions of the words that belong to this event alone."""
        return {self.trigger.i, self.predicate.i, *(word.i for word in self.consequences)}


_LIKELY_AT_WAR = frozenset({"violent", "troops", "refugees", "parties"})
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


def candidates(doc: Doc, words: Lexicon, *, gates: frozenset[int] = frozenset()) -> Iterator[Event]:
    """Yield every event whose frame is filled, in the order of the text.

    A word may have several rows in the lexicon; the first whose frame is filled tells what it means. In a report of
    fighting some frames need not be filled in a sentence that says where or when.

    Parameters
    ----------
    gates
        Positions of the words that name border crossings.
    """
    at_war = is_conflict(doc, words)
    for token in doc:
        if token.is_space or _is_name(token):
            continue
        triggers = _triggers(token, words)
        if not triggers:
            continue
        predicate = _support(token, words) if triggers[0].pos == "NOUN" else token
        clause = Clause(token, predicate, _parts(token, predicate), words, gates, at_war)
        meant = next((trigger for trigger in triggers if fits(trigger.frame, clause)), None)
        if meant is None and at_war and _says_where_or_when(token) and not clause.figurative():
            meant = next((trigger for trigger in triggers if trigger.frame in _LIKELY_AT_WAR), None)
        if meant is not None:
            yield Event(trigger=token, predicate=predicate, type=meant.type, means=meant.means, parts=clause.parts)


def _says_where_or_when(token: Token) -> bool:
    return any(word.ent_type_ == "PLACE" or word.lower_.endswith("day") for word in token.sent)
