"""An event word with what its clause connects it to, and plain questions about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from geo.claims import syntax
from geo.reference import Lexicon

_CLOSE = 3  # edges of the tree
_NAMED_SIDES = frozenset({"PLACE", "NORP", "ORG"})
_SIDES = frozenset({"side", "country", "neighbour", "neighbor", "man", "state"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Who and what an event word is connected to: heads of the phrases, in order."""

    agents: Sequence[Token] = field(default_factory=tuple)
    targets: Sequence[Token] = field(default_factory=tuple)
    instruments: Sequence[Token] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a frame looks at.

    Attributes
    ----------
    word, predicate
        The event word, and the verb that carries its agents (the word itself where there is none).
    gates
        Positions of the words that name border crossings.
    at_war
        Whether the report tells of fighting, so that less evidence in the clause is enough.
    """

    word: Token
    predicate: Token
    parts: Parts
    words: Lexicon
    gates: frozenset[int] = frozenset()
    at_war: bool = False

    @property
    def is_verb(self) -> bool:
        """Whether the event word is a verb."""
        return self.word.pos_ in {"VERB", "AUX"}

    @property
    def struck(self) -> list[Token]:
        """What an event verb acts on."""
        return [token for token in syntax.patients(self.word) if token.i != self.word.i]

    def has(self, tokens: Sequence[Token], *classes: str) -> bool:
        """Say whether one of the words belongs to a class of nouns."""
        return any(self.words.noun_is(token.lemma_, *classes) for token in tokens)

    def is_weapon(self, token: Token) -> bool:
        """Say whether a word names a weapon, its carrier or what it fires."""
        return self.words.noun_is(token.lemma_, "aircraft", "artillery", "explosive", "gun", "weapon")

    def acts(self) -> bool:
        """Say whether an agent is armed, a state or one of its institutions."""
        return any(
            self.words.noun_is(token.lemma_, "armed", "irregular", "aircraft", "artillery", "weapon")
            or token.ent_type_ in _NAMED_SIDES
            for token in phrases(self.parts.agents)
        )

    def is_side(self, token: Token) -> bool:
        """Say whether a word itself names an armed side: forces, a state, "the two sides", "men"."""
        return (
            self.words.noun_is(token.lemma_, "armed", "irregular")
            or token.ent_type_ in _NAMED_SIDES
            or token.lemma_.lower() in _SIDES
        )

    def armed_agent(self) -> bool:
        """Say whether one of the agents is an armed side."""
        return any(self.is_side(agent) for agent in self.parts.agents)

    def is_physical(self, target: Token) -> bool:
        """Say whether a word names people or things that can be hit."""
        return (
            self.words.noun_is(target.lemma_, "victim", "target", "armed", "irregular", "aircraft")
            or target.ent_type_ in {"PERSON", "NORP", "PLACE", "FACILITY"}
            or (target.ent_type_ == "ORG" and target.pos_ == "PROPN")
            or (target.pos_ == "NUM" and target.dep_ in {"obj", "nsubj:pass"})
        )

    def human_cost(self) -> bool:
        """Say whether a word of killing or wounding stands close to the event in the tree."""
        return any(
            self.words.cue_is(token.lemma_, "kill", "injure", "dead", "hurt")
            and token.i not in {self.word.i, self.predicate.i}
            and syntax.tree_distance(token, self.predicate) <= _CLOSE
            for token in self.word.sent
        )

    def official(self, tokens: Sequence[Token]) -> bool:
        """Say whether one of the phrases names an office, a state, an organisation or a person."""
        return any(
            self.words.noun_is(token.lemma_, "institution") or token.ent_type_ in {"PLACE", "ORG", "PERSON", "NORP"}
            for token in phrases(tokens)
        )

    def figurative(self) -> bool:
        """Say whether the parts belong to markets, sport or argument rather than to fighting."""
        word, parts = self.word, self.parts
        around = [*parts.targets, *parts.agents, *syntax.modifiers(word)]
        around += syntax.obliques(word, "over", "for", "in", "of")
        if any(self.words.cue_is(token.lemma_, "economy", "sport") and not token.ent_type_ for token in around):
            return True
        if word.lemma_ == "strike" and word.pos_ == "NOUN":
            by = any(self.words.cue_is(t.lemma_, "labour") for t in [*parts.agents, *syntax.modifiers(word)])
            return by or (any(self.words.cue_is(t.lemma_, "dispute") for t in word.sent) and not self.human_cost())
        if self.harmless():
            return True
        return any(child.dep_ == "compound:prt" and child.lower_ in {"up", "off"} for child in self.predicate.children)

    def harmless(self) -> bool:
        """Say whether what somebody is attacked with hurts nobody: "bombarded with questions"."""
        used = syntax.obliques(self.predicate, "with") if self.predicate.pos_ == "VERB" else []
        for struck in syntax.patients(self.predicate) if self.predicate.pos_ == "VERB" else ():
            used += syntax.obliques(struck, "with")
        used = [token for token in used if not self.is_side(token) and not token.ent_type_]
        return bool(used) and not any(self.is_weapon(t) or self.words.noun_is(t.lemma_, "tool") for t in phrases(used))


def phrases(tokens: Sequence[Token]) -> list[Token]:
    """Return all words of several noun phrases."""
    return [word for token in tokens for word in syntax.phrase(token)]


def is_pronoun(tokens: Sequence[Token]) -> bool:
    """Say whether one of the words is a pronoun."""
    return any(token.pos_ == "PRON" for token in tokens)


def particle(verb: Token, *words: str) -> bool:
    """Say whether a verb stands with a particle ("blew up", "carried off"), however the tree names it."""
    return any(
        child.lower_ in words and child.dep_ in {"compound:prt", "advmod", "case", "obl"} for child in verb.children
    ) or (verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in words and verb.nbor().pos_ in {"ADP", "ADV", "PART"})
