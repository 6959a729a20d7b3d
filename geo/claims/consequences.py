"""Tie words of killing and wounding to the events that caused them."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from geo.claims import syntax
from geo.claims.clause import Parts, phrases
from geo.claims.events import FORCE, Event
from geo.claims.genre import is_accident
from geo.claims.tolls import INTRANSITIVE, count, is_consequence, sufferers
from geo.records import IncidentType, Toll
from geo.reference import Lexicon

_KINDS: tuple[tuple[IncidentType, str], ...] = (
    ("bombing", "explosive"),
    ("shelling", "artillery"),
    ("air_strike", "aircraft"),
)
_REACH = 3  # sentences over which a toll belongs to the event told last
_BY_HAND = frozenset({"murder", "slay", "assassinate", "massacre", "behead", "execute", "martyr"})
_FAR = 8  # edges of the tree beyond which a toll and an event of one sentence are not told together


def _causes(token: Token) -> list[Token]:
    """Return what the sentence names as the cause: "killed in fighting", "the strike killed"."""
    by = syntax.obliques(token, "in", "by", "during", "from", "when")
    return [*by, *syntax.subjects(token)] if token.pos_ in {"VERB", "AUX"} else by


def _cause(token: Token, here: Sequence[Event]) -> Event | None:
    by_word = {i: event for event in reversed(here) for i in event.words}
    for cause in _causes(token):
        if cause.i in by_word:
            return by_word[cause.i]
    for child in token.children:  # "18 were killed when a village was raided"
        if child.dep_ == "advcl" and child.i in by_word:
            return by_word[child.i]
    for above in syntax.chain(token):
        if above.i in by_word:
            return by_word[above.i]
    near = [event for event in here if syntax.tree_distance(token, event.predicate) <= _FAR]
    before = [event for event in near if event.trigger.i < token.i]
    return before[-1] if before else next(iter(near), None)


def _told_before(token: Token, events: Sequence[Event]) -> Event | None:
    """Return the event that a later sentence counts the victims of ("31 people had been killed")."""
    before = [event for event in events if event.type in FORCE and event.trigger.i < token.i]
    if not before:
        return None
    between = token.doc[before[-1].trigger.i : token.i]
    return before[-1] if sum(word.is_sent_start or 0 for word in between) <= _REACH else None


def _counted_on(token: Token, events: Sequence[Event], words: Lexicon) -> Event | None:
    """Return the event told before of which a word only counts the victims: nobody and nothing new does the harm."""
    if not any(count(head) != Toll() for head in sufferers(token)):
        return None
    if token.lemma_ not in INTRANSITIVE and syntax.subjects(token):
        return None
    return None if any(_is_harmful(word, words) for word in _tools(token)) else _told_before(token, events)


def _tools(token: Token) -> list[Token]:
    """Return the words of the phrases that say with, by or in what people were killed."""
    return phrases(syntax.obliques(token, "with", "by", "in"))


def _is_attack(token: Token, words: Lexicon) -> bool:
    """Say whether a killing that no event word explains was one: somebody armed, or a weapon, did it."""
    if token.pos_ != "VERB" or not sufferers(token):
        return False
    fell = any(words.noun_is(word.lemma_, "armed", "irregular") for word in sufferers(token))
    if token.lemma_ in INTRANSITIVE:
        return (fell or any(_is_harmful(word, words) for word in token.subtree)) and not is_accident(token.sent, words)
    victims = any(
        words.noun_is(w.lemma_, "victim", "armed") or w.pos_ == "NUM" or w.ent_type_ == "PERSON"
        for w in sufferers(token)
    )
    doers = [agent for agent in syntax.subjects(token) if agent.lemma_ != "fire"]  # flames, that is
    if doers or not victims:
        return victims and _is_done_by_arms(token, doers, words)
    if is_accident(token.sent, words):
        return False
    # Soldiers are not killed by nobody.
    return fell or (_is_done_by_arms(token, (), words) if _tools(token) else _among_arms(token, words))


def _is_done_by_arms(token: Token, doers: Sequence[Token], words: Lexicon) -> bool:
    agents, tools = phrases(doers), _tools(token)
    harmful = ("armed", "aircraft", "artillery", "explosive", "gun", "weapon")
    state = any(word.ent_type_ in {"PLACE", "NORP", "ORG"} for word in agents)
    return state or any(words.noun_is(word.lemma_, *harmful) for word in [*agents, *tools])


def _among_arms(token: Token, words: Lexicon) -> bool:
    """Say whether a killing by nobody that is named is told beside armed men or weapons."""
    return token.lemma_ in _BY_HAND or any(_is_harmful(word, words) for word in token.sent if word != token)


def _kind(token: Token, words: Lexicon) -> tuple[IncidentType, str]:
    """Return the type and the means of an attack that only its victims tell of."""
    around = [word for word in token.subtree if word.pos_ in {"NOUN", "PROPN"} and not word.ent_type_]
    for kind, noun_class in _KINDS:
        means = next((word.lemma_.lower() for word in around if words.noun_is(word.lemma_, noun_class)), None)
        if means is not None and not words.noun_is(means, "victim", "armed"):
            return kind, means
    return "attack", ""


def _is_harmful(word: Token, words: Lexicon) -> bool:
    if word.lower_ == "armed" and word.dep_ == "amod":
        return True  # "armed men", "armed youth"
    return words.noun_is(word.lemma_, "irregular", "explosive", "gun", "weapon", "artillery") and word.pos_ == "NOUN"


def attach(doc: Doc, events: Sequence[Event], words: Lexicon) -> list[Event]:
    """Give each event its words of killing and wounding; return the events, with attacks that only those tell.

    Returns
    -------
    list of Event
        In the order of the text.
    """
    found = list(events)
    own = {event.trigger.i: event for event in events}
    # Words of harm in whose sentence or before it another event may be told that did the harm.
    loose = {i for i, event in own.items() if not event.framed and is_consequence(event.trigger, words)}
    for token in doc:
        if token.ent_type_ in {"ORG", "PERSON"} or not is_consequence(token, words):
            continue
        itself = own.get(token.i)
        if itself is not None and token.i not in loose:
            itself.consequences.append(token)
            continue
        others = [event for event in found if event.trigger.i not in loose]
        cause = _cause(token, [event for event in others if event.trigger.sent == token.sent and event.type in FORCE])
        told = _counted_on(token, others, words) if cause is None else None
        loose.discard(token.i)
        if itself is not None and (cause or told):  # it tells what came of another event, and of none of its own
            found.remove(itself)
        if cause is not None:
            cause.consequences.append(token)
        elif told is not None:
            found.append(Event(token, token, told.type, told.means, Parts(), [token], resumed=True))
        elif itself is not None:
            itself.consequences.append(token)
        elif _is_attack(token, words):
            doers = [] if token.lemma_ in INTRANSITIVE else syntax.subjects(token)
            kind, means = _kind(token, words)
            found.append(Event(token, token, kind, means, Parts(agents=doers, targets=sufferers(token)), [token]))
    return sorted(found, key=lambda event: event.trigger.i)
