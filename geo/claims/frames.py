"""What must stand around a word before it counts as an event.

"Strike" is an air raid, a walk-out and an upbeat note; "close" shuts a border and a stock exchange. A frame
asks for evidence in the syntax: an armed agent, a weapon, a victim, a border. Each is a function of the
word, the verb that carries it, its parts and the lexicon.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from spacy.tokens import Token

from geo.claims import syntax
from geo.reference import Lexicon

_STATE_NAME = frozenset({"PLACE", "NORP"})
_PEOPLE_NAME = frozenset({"PERSON", "NORP"})
_CLOSE = 3  # edges of the tree
_STRONG_BORDER = frozenset({"border", "frontier", "crossing", "gate", "checkpoint", "borders"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Who and what an event word is connected to: heads of the phrases, in order."""

    agents: Sequence[Token] = field(default_factory=tuple)
    targets: Sequence[Token] = field(default_factory=tuple)
    instruments: Sequence[Token] = field(default_factory=tuple)


def _any(tokens: Sequence[Token], words: Lexicon, *classes: str) -> bool:
    return any(words.noun_is(token.lemma_, *classes) for token in tokens)


def _phrases(tokens: Sequence[Token]) -> list[Token]:
    return [word for token in tokens for word in syntax.phrase(token)]


def _acts(agents: Sequence[Token], words: Lexicon) -> bool:
    """Say whether an agent is armed, a state or one of its institutions."""
    return any(
        words.noun_is(token.lemma_, "armed", "aircraft", "artillery", "weapon")
        or token.ent_type_ in {"PLACE", "NORP", "ORG"}
        for agent in agents
        for token in syntax.phrase(agent)
    )


def _weapon(tokens: Sequence[Token], words: Lexicon) -> bool:
    return any(words.noun_is(t.lemma_, "aircraft", "artillery", "explosive", "gun", "weapon") for t in tokens)


def _figurative(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    """Say whether the parts belong to markets, sport or argument rather than to fighting."""
    around = [*parts.targets, *parts.agents, *syntax.modifiers(word), *syntax.obliques(word, "over", "for", "in", "of")]
    if any(words.cue_is(token.lemma_, "economy", "sport") and not token.ent_type_ for token in around):
        return True
    if word.lemma_ == "strike" and word.pos_ == "NOUN":
        return any(words.cue_is(token.lemma_, "labour") for token in [*parts.agents, *syntax.modifiers(word)])
    return any(child.dep_ == "compound:prt" and child.lower_ in {"up", "off"} for child in predicate.children)


def _human_cost(word: Token, predicate: Token, words: Lexicon) -> bool:
    """Say whether a word of killing or wounding stands close to the event in the tree."""
    return any(
        words.cue_is(token.lemma_, "kill", "injure", "dead", "hurt")
        and token.i not in {word.i, predicate.i}
        and syntax.tree_distance(token, predicate) <= _CLOSE
        for token in word.sent
    )


def _physical(target: Token, words: Lexicon) -> bool:
    return (
        words.noun_is(target.lemma_, "victim", "target", "armed", "aircraft")
        or target.ent_type_ in {"PERSON", "NORP", "PLACE", "FACILITY"}
        or (target.ent_type_ == "ORG" and target.pos_ == "PROPN")
        or (target.pos_ == "NUM" and target.dep_ in {"obj", "nsubj:pass"})
    )


def _force(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    if _figurative(word, predicate, parts, words):
        return False
    around = _phrases([*parts.instruments, *parts.agents])
    if _weapon(around, words) or _weapon(syntax.modifiers(word), words):
        return True
    if word.pos_ in {"VERB", "AUX"}:
        struck = [token for token in syntax.patients(word) if token.i != word.i]
        if struck:
            return any(_physical(token, words) for token in struck) and (
                _acts(parts.agents, words) or syntax.is_passive(word) or _human_cost(word, predicate, words)
            )
        return _armed_side(parts, words) and (
            any(_physical(token, words) for token in parts.targets) or bool(syntax.obliques(word, "with"))
        )
    return (
        _acts(parts.agents, words)
        or any(_physical(token, words) for token in parts.targets)
        or _human_cost(word, predicate, words)
        or any(token.lemma_ in {"border", "frontier"} for token in word.subtree)
        or any(
            token.lemma_ in {"deadly", "retaliatory", "hand-to-hand", "border", "cross-border", "military"}
            for token in syntax.modifiers(word)
        )
    )


def _armed_side(parts: Parts, words: Lexicon) -> bool:
    return any(
        words.noun_is(token.lemma_, "armed") or token.ent_type_ in _STATE_NAME or token.lemma_ == "man"
        for agent in parts.agents
        for token in syntax.phrase(agent)
    )


def _violent(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    return not _figurative(word, predicate, parts, words)


def _weapon_event(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    verb = word.head if word.dep_ in {"nsubj", "obj", "nsubj:pass"} else predicate
    hit = verb.pos_ == "VERB" and any(_physical(token, words) for token in syntax.patients(verb))
    return hit or _acts(parts.agents, words) or any(_physical(token, words) for token in parts.targets)


def _blast(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    subject = [*parts.agents, *syntax.patients(word)]
    return _any(_phrases(subject), words, "explosive", "target", "aircraft", "artillery", "weapon", "armed")


def _fire(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    """Say whether what is launched, fired or dropped is a weapon."""
    return any(
        words.noun_is(token.lemma_, "aircraft", "artillery", "explosive", "gun", "weapon")
        and not words.triggers.get((token.lemma_.lower(), "NOUN"))
        for token in syntax.patients(word)
    )


def _gunfire(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    """Say whether fire or shots are exchanged."""
    return any(token.lemma_ in {"fire", "gunfire", "shot", "shell", "shelling"} for token in syntax.patients(word))


def _people(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    taken = syntax.patients(word) if word.pos_ == "VERB" else parts.targets
    persons = any(
        words.noun_is(token.lemma_, "victim", "armed", "envoy")
        or token.ent_type_ in _PEOPLE_NAME
        or token.pos_ == "NUM"
        for token in taken
    )
    return persons and not _figurative(word, predicate, parts, words)


def _destroy(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    wrecked = syntax.patients(word)
    return (
        any(words.noun_is(token.lemma_, "target", "armed") for token in wrecked)
        and (_acts(parts.agents, words) or _weapon(_phrases(parts.instruments), words) or _pronoun(parts.agents))
        and not _figurative(word, predicate, parts, words)
    )


def _pronoun(tokens: Sequence[Token]) -> bool:
    return any(token.pos_ == "PRON" for token in tokens)


def _territory(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    if word.pos_ in {"NOUN", "PROPN"}:
        crossed = [*syntax.obliques(word, "of"), *(c for c in word.children if c.dep_ == "compound")]
        crossed = [*crossed, *(t for noun in list(crossed) for t in syntax.phrase(noun))]
    else:
        crossed = syntax.patients(word)
    line = any(
        words.noun_is(token.lemma_, "line") or token.lower_ in {"line", "airspace"}
        for thing in crossed
        for token in syntax.phrase(thing)
    )
    if word.lemma_ == "cross":
        return line and (_armed_side(parts, words) or _weapon(_phrases(parts.agents), words) or _accused(word))
    return line


def _accused(word: Token) -> bool:
    return any(token.lemma_ == "accuse" for token in syntax.chain(word))


def _is_border(token: Token) -> bool:
    """Say whether a noun phrase names a border or a gate in it ("trade through the gates")."""
    return any(
        word.lemma_.lower() in _STRONG_BORDER or (word.ent_type_ in {"PLACE", "FACILITY"} and word.lower_ == "crossing")
        for word in syntax.phrase(token)
    )


def _border(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    if word.pos_ == "ADJ" or (word.tag_ == "VBN" and word.dep_ == "amod"):
        return any(_is_border(token) for token in ([word.head] if word.dep_ == "amod" else syntax.described(word)))
    if word.pos_ in {"NOUN", "PROPN"}:
        shut = [*syntax.obliques(word, "of", "at"), *syntax.owners(word)]
    else:
        shut = syntax.patients(word) or (syntax.subjects(word) if not syntax.is_passive(word) else [])
    return any(words.noun_is(token.lemma_, "border") and _is_border(token) for token in shut)


def _official(tokens: Sequence[Token], words: Lexicon) -> bool:
    return any(
        words.noun_is(token.lemma_, "institution") or token.ent_type_ in {"PLACE", "ORG", "PERSON", "NORP"}
        for head in tokens
        for token in syntax.phrase(head)
    )


def _states(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Say whether one of the sides is a state, an institution or a person; a forum or a firm is none."""
    return any(
        words.noun_is(token.lemma_, "institution")
        or token.ent_type_ in {"PLACE", "PERSON", "NORP"}
        or (token.ent_type_ == "ORG" and token.is_upper)
        for head in tokens
        for token in syntax.phrase(head)
    )


def _parties(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    sides = [*parts.agents, *(syntax.patients(word) if word.pos_ == "VERB" else parts.targets)]
    if word.lemma_ == "conference" and not _official(parts.agents, words):
        return False
    if word.pos_ == "VERB" and word.lemma_ == "meet" and syntax.patients(word):
        met = syntax.patients(word)
        if not _official(met, words) and not _any(met, words, "counterpart", "institution", "armed", "victim"):
            return False
    near = syntax.obliques(predicate, "with", "between", "by")
    if word.pos_ == "NOUN" and word.lemma_ in {"talk", "negotiation", "summit"}:
        near += [token for token in syntax.obliques(word, "in", "at") if token.ent_type_ == "PLACE"]
    if word.pos_ == "VERB" and _pronoun(parts.agents):
        near += [token for token in word.sent if token.ent_type_ in {"PERSON", "PLACE"} and token.i < word.i]
    return _states([*sides, *near], words) and not any(words.cue_is(t.lemma_, "sport") for t in sides)


def _counterpart(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    met = [*syntax.patients(word), *syntax.obliques(word, "with", "to")]
    if word.pos_ in {"NOUN", "PROPN"}:
        met = [*parts.targets, *syntax.obliques(word, "with", "between", "to", "by")]
    later = word.doc[word.i : word.sent.end]
    if word.pos_ == "VERB" and any(words.noun_is(token.lemma_, "counterpart") for token in later):
        return True
    sides = any(
        words.noun_is(token.lemma_, "counterpart", "institution") or token.ent_type_ in {"PERSON", "PLACE", "NORP"}
        for head in met
        for token in syntax.phrase(head)
    )
    return sides and _official([*parts.agents, *syntax.subjects(predicate)], words)


def _message(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    around = [*syntax.patients(word), *syntax.obliques(word, "of", "with", "to"), *parts.targets]
    if not _any(_phrases(around), words, "message", "counterpart"):
        return False
    return _official([*parts.agents, *syntax.obliques(predicate, "between"), *_nested(around, "between")], words)


def _nested(tokens: Sequence[Token], *cases: str) -> list[Token]:
    return [found for token in tokens for found in syntax.obliques(token, *cases)]


def _has(classes: tuple[str, ...]) -> Callable[[Token, Token, Parts, Lexicon], bool]:
    """Make a frame that asks for a thing of one of the classes and an official agent, if any is named."""

    def frame(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
        things = syntax.patients(word) if word.pos_ == "VERB" else syntax.obliques(word, "of")
        return _any(things, words, *classes)

    return frame


def _state(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    return _official(parts.agents, words) and bool([*syntax.patients(word), *parts.targets, *word.children])


def _troops(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    moved = syntax.patients(word) if word.pos_ == "VERB" else [*parts.targets, *syntax.owners(word)]
    if not _any(_phrases(moved), words, "troops"):
        return False
    if word.lemma_ in {"fly", "move", "send", "rush", "sail"}:
        return _acts(parts.agents, words) or _official(parts.agents, words)
    return not _figurative(word, predicate, parts, words)


def _exercise(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    return _any(syntax.modifiers(word), words, "military")


def _refugees(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    if word.pos_ == "VERB":
        moved = syntax.subjects(word) if word.lemma_ == "flee" else syntax.patients(word)
    else:
        moved = [*parts.targets, *syntax.owners(word)]
    return _any(moved, words, "refugees") or any(token.pos_ == "NUM" for token in moved)


def _crowd(word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:  # noqa: ARG001 - one signature
    if word.pos_ in {"NOUN", "PROPN"}:
        return True
    return _any(parts.agents, words, "crowd")


_FRAMES: Mapping[str, Callable[[Token, Token, Parts, Lexicon], bool]] = MappingProxyType(
    {
        "force": _force,
        "violent": _violent,
        "weapon": _weapon_event,
        "blast": _blast,
        "fire": _fire,
        "gunfire": _gunfire,
        "people": _people,
        "destroy": _destroy,
        "territory": _territory,
        "border": _border,
        "parties": _parties,
        "counterpart": _counterpart,
        "message": _message,
        "pact": _has(("pact",)),
        "envoy": _has(("envoy",)),
        "ties": _has(("ties",)),
        "sanctions": lambda word, _predicate, _parts, _words: any(
            token.lemma_ == "sanction" for token in syntax.patients(word)
        ),
        "state": _state,
        "troops": _troops,
        "exercise": _exercise,
        "refugees": _refugees,
        "crowd": _crowd,
    }
)


def fits(frame: str, word: Token, predicate: Token, parts: Parts, words: Lexicon) -> bool:
    """Say whether the text around a word fills a frame.

    Parameters
    ----------
    frame
        A name of the ``frame`` column of ``events.csv``.
    word, predicate
        The event word, and the verb that carries its agents (the word itself where there is none).

    Raises
    ------
    KeyError
        If there is no such frame.
    """
    return _FRAMES[frame](word, predicate, parts, words)
