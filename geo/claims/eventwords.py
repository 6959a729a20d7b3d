"""How likely each word of a report is to tell of an event, of which type and how.

A small network on top of what the language model knows of a word (``doc.tensor``) and of signs that a person can name:
what the lexicon says of the word, whether its frame is filled, what stands beside it. `geo.training.events` finds its
numbers on gold reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from geo import paths
from geo.arrays import read_arrays, shares
from geo.claims import syntax
from geo.claims.genre import Genre
from geo.records import INCIDENT_TYPES, IncidentType
from geo.reference import Lexicon

Floats = npt.NDArray[np.float32]

LABELS: Final[tuple[str, ...]] = ("", *INCIDENT_TYPES)
"""What a word may be: nothing, or an event of a type."""

MODES: Final = ("real", "denied", "planned", "hypothetical")
"""How an event is told; ``planned`` holds what is threatened, too."""

PARTS_OF_SPEECH: Final = ("VERB", "NOUN", "ADJ", "AUX", "PROPN")
_CLASSES: Final = (
    ("aircraft",),
    ("artillery",),
    ("explosive",),
    ("gun", "weapon"),
    ("armed", "irregular"),
    ("troops",),
    ("victim",),
    ("target",),
    ("border",),
    ("institution", "envoy"),
    ("crowd",),
    ("refugees",),
)
_CUES: Final = (("kill", "dead"), ("injure", "hurt"), ("plan",), ("deny",), ("economy", "labour"), ("accident",))
_NO_CLASS: Final = (False,) * len(_CLASSES)
_NO_CUE: Final = (False,) * len(_CUES)
_DEFINITE: Final = frozenset({"the", "this", "that"})
_NEAR: Final = 6  # words on each side
_FAR: Final = 4.0  # times its spread
_OFTEN: Final = 10.0  # in a hundred words
_TELLING: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "ADV"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables and frames say of one word.

    Attributes
    ----------
    listed
        Types that the lexicon gives the word.
    framed
        The type whose frame is filled, or None.
    """

    listed: frozenset[IncidentType] = frozenset()
    framed: IncidentType | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """What a word probably is.

    Attributes
    ----------
    types
        Probability of each of `LABELS`.
    modes
        Probability of each of `MODES`, if it is an event.
    again
        Probability that it only refers back to an event told before.
    """

    types: Floats
    modes: Floats
    again: float

    @property
    def event(self) -> float:
        """Probability that it tells of any event."""
        return float(1 - self.types[0])


def may_tell(token: Token) -> bool:
    """Say whether a word could tell of an event at all, whatever it means."""
    return token.pos_ in PARTS_OF_SPEECH and token.text[:1].isalnum()


def signs(
    doc: Doc, known: Mapping[int, Known], words: Lexicon, genre: Genre, *, gates: frozenset[int] = frozenset()
) -> Floats:
    """Return the signs of words that may tell of events.

    Parameters
    ----------
    known
        What tables and frames say of these words, by position.
    genre
        What the report is about.
    gates
        Positions of the words that name border crossings.

    Returns
    -------
    array
        Shape (words, signs), in the order of `known`: the state of the word in the language model first.
    """
    if not known:
        return np.zeros((0, 0), np.float32)
    table = _Surroundings(doc, words, known, gates)
    page = [float(genre.conflict), float(genre.sport), *table.page()]
    at = list(known)
    named = np.array([[*page, *table.of(doc[i])] for i in at], np.float32)
    return np.concatenate([doc.tensor[at], table.below(at), named], axis=1)


class _Surroundings:
    """Signs of words that a person can name."""

    def __init__(self, doc: Doc, words: Lexicon, known: Mapping[int, Known], gates: frozenset[int]) -> None:
        self._states: Floats = doc.tensor
        self._known = known
        tokens = list(doc)
        self._children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head.i != token.i:
                self._children[token.head.i].append(token.i)
        self._telling = [token.pos_ in _TELLING for token in tokens]
        self._definite = [token.lower_ in _DEFINITE for token in tokens]
        self._sentence = [(one.start, one.end) for one in doc.sents for _ in range(len(one))]
        # Sentences, by their first word, with the words in them whose frame is filled.
        self._framed: dict[int, set[int]] = {}
        for i, one in known.items():
            if one.framed:
                self._framed.setdefault(self._sentence[i][0], set()).add(i)
        self._rows = np.array([self._row(token, words, gates) for token in tokens], np.float32)

    @staticmethod
    def _row(token: Token, words: Lexicon, gates: frozenset[int]) -> list[float]:
        lemma = token.lemma_.lower()
        return [
            *((words.noun_is(lemma, *classes) for classes in _CLASSES) if lemma in words.nouns else _NO_CLASS),
            *((words.cue_is(lemma, *cues) for cues in _CUES) if lemma in words.cues else _NO_CUE),
            token.ent_type_ == "PLACE",
            token.ent_type_ in {"ORG", "NORP", "PERSON"},
            token.i in gates,
        ]

    def page(self) -> list[float]:
        """Return how often the words of each class stand in a hundred words of the report."""
        return [min(100 * float(share), _OFTEN) for share in self._rows.mean(axis=0)]

    def below(self, at: Sequence[int]) -> Floats:
        """Return the mean state of the words that hang from each word: who, whom, with what."""
        found = np.zeros((len(at), self._states.shape[1]), np.float32)
        for row, i in enumerate(at):
            children = [child for child in self._children[i] if self._telling[child]]
            if children:
                found[row] = self._states[children].mean(axis=0)
        return found

    def of(self, token: Token) -> list[float]:
        """Return the signs of a word."""
        known = self._known[token.i]
        start, end = self._sentence[token.i]
        children = self._children[token.i]
        own = [child.i for child in syntax.phrase(token)] if token.pos_ != "VERB" else []
        below = [word for child in children for word in (child, *self._children[child])]
        return [
            *(float(kind in known.listed) for kind in INCIDENT_TYPES),
            *(float(kind == known.framed) for kind in INCIDENT_TYPES),
            float(known.framed is not None),
            float(bool(known.listed)),
            float(bool(token.ent_type_)),
            *(float(token.pos_ == part) for part in PARTS_OF_SPEECH),
            float(any(self._definite[child] for child in children)),
            float(token.dep_ == "compound"),
            float(token.head.i == token.i),
            float(bool(self._framed.get(start, set()) - {token.i})),
            *self._rows[token.i].tolist(),
            *self._any([*own, *below]),
            *self._any(range(max(start, token.i - _NEAR), min(end, token.i + _NEAR + 1))),
        ]

    def _any(self, at: Sequence[int]) -> list[float]:
        return self._rows[list(at)].max(axis=0).tolist() if len(at) else [0.0] * self._rows.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """The network: signs, less their mean and over their spread, through one hidden layer.

    Attributes
    ----------
    mean, spread
        Of each sign, shape (signs,).
    hidden, hidden_bias
        Shape (signs, width) and (width,).
    out, out_bias
        Shape (width, labels + modes + 1) and its second: types, modes, again.
    """

    mean: Floats
    spread: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def likely(self, values: Floats) -> list[Likely]:
        """Return what each word probably is, from the signs of each."""
        if not len(values):
            return []
        inner = np.maximum(standard(values, self.mean, self.spread) @ self.hidden + self.hidden_bias, 0)
        scores = inner @ self.out + self.out_bias
        split = len(LABELS), len(LABELS) + len(MODES)
        types, modes = shares(scores[:, : split[0]]), shares(scores[:, split[0] : split[1]])
        again = 1 / (1 + np.exp(-scores[:, split[1]]))
        return [Likely(*row) for row in zip(types, modes, again.tolist(), strict=True)]


def standard(values: Floats, mean: Floats, spread: Floats) -> Floats:
    """Bring signs to one scale; far ones are cut off, for none alone should decide."""
    return np.asarray(np.clip((values - mean) / spread, -_FAR, _FAR), np.float32)


@cache
def event_words() -> EventWords:
    """Return the network that ships.

    Raises
    ------
    DataError
        If its file is missing or damaged.
    """
    stored = read_arrays(paths.data("claims", "events.npz"), *EventWords.__slots__)
    return EventWords(*(array.astype(np.float32) for array in stored))
