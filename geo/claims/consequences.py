"""Tie words of killing and wounding to the events that caused them."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from geo.claims import syntax
from geo.claims.clause import Parts
from geo.claims.events import FORCE, Event
from geo.claims.tolls import INTRANSITIVE, count, is_consequence, sufferers
from geo.records import Toll
from geo.reference import Lexicon

_REACH = 3  # sentences over which a toll belongs to the event told last
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


def _is_attack(token: Token, words: Lexicon) -> bool:
    """Say whether a killing that no event word explains was one: somebody armed, or a weapon, did it."""
    if token.pos_ != "VERB" or token.lemma_ in INTRANSITIVE or not sufferers(token):
        return False
    doers = [agent for agent in syntax.subjects(token) if agent.lemma_ != "fire"]  # flames, that is
    agents = [word for agent in doers for word in syntax.phrase(agent)]
    tools = [word for tool in syntax.obliques(token, "with", "by", "in") for word in syntax.phrase(tool)]
    harmful = ("armed", "aircraft", "artillery", "explosive", "gun", "weapon")
    state = any(word.ent_type_ in {"PLACE", "NORP", "ORG"} for word in agents)
    victims = any(words.noun_is(w.lemma_, "victim", "armed") or w.pos_ == "NUM" for w in sufferers(token))
    return victims and (state or any(words.noun_is(word.lemma_, *harmful) for word in [*agents, *tools]))


def attach(doc: Doc, events: Sequence[Event], words: Lexicon) -> list[Event]:
    """Give each event its words of killing and wounding; return the events, with attacks that only those tell.

    Returns
    -------
    list of Event
        In the order of the text.
    """
    found = list(events)
    own = {event.trigger.i: event for event in events}
    for token in doc:
        if token.ent_type_ in {"ORG", "PERSON"} or not is_consequence(token, words):
            continue
        if token.i in own:
            own[token.i].consequences.append(token)
            continue
        here = [event for event in found if event.trigger.sent == token.sent and event.type in FORCE]
        cause = _cause(token, here)
        if cause is not None:
            cause.consequences.append(token)
        elif _is_attack(token, words):
            parts = Parts(agents=syntax.subjects(token), targets=sufferers(token))
            found.append(Event(token, token, "attack", "", parts, [token]))
        elif any(count(head) != Toll() for head in sufferers(token)) and not syntax.subjects(token):
            told = _told_before(token, found)
            if told is not None:
                found.append(Event(token, token, told.type, told.means, Parts(), [token]))
    return sorted(found, key=lambda event: event.trigger.i)
