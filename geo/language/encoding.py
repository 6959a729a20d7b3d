"""Words as the encoder reads them: pieces of words, their casing, and windows of a few sentences.

The vocabulary of pieces knows no capitals, yet capitals are what sets names apart: every piece carries the
casing of its word beside it. A window holds as many sentences as fit, so that a sentence is read with those
around it; ``[SEP]`` stands at the ends of lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from tokenizers import Tokenizer

from geo.errors import DataError
from geo.language.sentences import INSIDE, LINE_START

PIECES = "pieces.json"
"""Name of the file of the vocabulary."""

WINDOW = 128
"""Pieces of a window of several sentences, at most."""

LONGEST = 254
"""Pieces of a window that holds one long sentence, at most; longer sentences are cut."""

CASINGS = 9
"""Number of casings that `casing` tells apart, the one of the markers included."""

_CLS, _SEP, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_PIECES_OF_A_WORD = 8  # a longer word is a link or noise; its first pieces say enough
_WORDS_REMEMBERED = 100_000


@dataclass(slots=True)
class Window:
    """Some words of a document in the form that the encoder takes.

    Attributes
    ----------
    words
        Indices of the tokens in the document; white space is left out.
    pieces, casings
        One number a piece, the markers at both ends included.
    first
        Position of the first piece of each word.
    starts
        What `geo.language.sentences.possible_starts` says of each word.
    """

    words: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    casings: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


@lru_cache(maxsize=2 * _WORDS_REMEMBERED)
def casing(word: str, *, may_start: bool) -> int:
    """Return the number of the way in which a word is written.

    Parameters
    ----------
    may_start
        Whether a sentence can start with it, so that a capital says little.

    Examples
    --------
    >>> [casing(word, may_start=False) for word in ("gate", "Gate", "GATE", "G", "McGate", "41", ",")]
    [1, 2, 3, 4, 5, 6, 7]
    >>> casing("Gate", may_start=True)
    8
    """
    if word.islower():
        return 1
    if not any(character.isalpha() for character in word):
        return 6 if any(character.isdigit() for character in word) else 7
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[0].isupper() and (word[1:].islower() or not word[1:].isalpha()):
        return 8 if may_start else 2
    return 5


class Pieces:
    """Cuts words into the pieces of a vocabulary, remembering the words of before.

    Parameters
    ----------
    path
        A ``tokenizer.json`` of the ``tokenizers`` library.

    Raises
    ------
    DataError
        If it is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        try:
            content = path.read_text(encoding="utf-8")
            tokenizer = Tokenizer.from_str(content)
        except Exception as error:  # the library raises nothing narrower
            raise DataError(f"cannot read the vocabulary {str(path)!r}: {error}; train the model again") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        markers = [tokenizer.token_to_id(name) for name in (_CLS, _SEP, _UNKNOWN)]
        self.start, self.end, unknown = (marker for marker in markers if marker is not None)

        @lru_cache(maxsize=_WORDS_REMEMBERED)
        def of(word: str) -> tuple[int, ...]:
            found = tokenizer.encode(word, add_special_tokens=False).ids[:_PIECES_OF_A_WORD]
            return tuple(found) or (unknown,)

        self.of = of


def windows(doc: Doc, pieces: Pieces, starts: npt.NDArray[np.int8]) -> Iterator[Window]:
    """Cut a document into windows that start where a sentence can start.

    Only a sentence of more than `LONGEST` pieces is cut inside.

    Parameters
    ----------
    starts
        What `geo.language.sentences.possible_starts` says of each token.
    """
    words = ["" if (word := token.text).isspace() else word for token in doc]
    found = [pieces.of(word) if word else () for word in words]
    rules = starts.tolist()
    window = Window()
    for stretch in _stretches(words, rules):
        if window.words and len(window.pieces) + sum(len(found[i]) for i in stretch) > WINDOW - 2:
            yield _closed(window, pieces)
            window = Window()
        for i in stretch:
            if len(window.pieces) + len(found[i]) > LONGEST - 2:
                yield _closed(window, pieces)
                window = Window()
            _append(window, i, words[i], start=rules[i], found=found[i], pieces=pieces)
    if window.words:
        yield _closed(window, pieces)


def _stretches(words: list[str], starts: list[int]) -> Iterator[list[int]]:
    """Yield the indices of words between the places where a sentence most likely starts; empty words are skipped."""
    stretch: list[int] = []
    for i, (word, start) in enumerate(zip(words, starts, strict=True)):
        if not word:
            continue
        if stretch and (start == LINE_START or (start != INSIDE and not word[0].islower())):
            yield stretch
            stretch = []
        stretch.append(i)
    if stretch:
        yield stretch


def _append(window: Window, index: int, word: str, *, start: int, found: tuple[int, ...], pieces: Pieces) -> None:
    if not window.words:
        window.pieces.append(pieces.start)
        window.casings.append(0)
    elif start == LINE_START:
        window.pieces.append(pieces.end)
        window.casings.append(0)
    window.first.append(len(window.pieces))
    window.words.append(index)
    window.starts.append(start)
    window.pieces.extend(found)
    window.casings.extend([casing(word, may_start=start != INSIDE)] * len(found))


def _closed(window: Window, pieces: Pieces) -> Window:
    window.pieces.append(pieces.end)
    window.casings.append(0)
    return window


def batch(group: Sequence[Window]) -> dict[str, npt.NDArray[np.int64]]:
    """Stack windows, filled up with zeros, under the names that the encoder gives its inputs.

    Returns
    -------
    dict
        ``pieces``, ``casings``, ``mask`` of shape (windows, pieces), ``first`` of shape (windows, words).
    """
    size = (len(group), max(len(window.pieces) for window in group))
    stacked = {name: np.zeros(size, dtype=np.int64) for name in ("pieces", "casings", "mask")}
    stacked["first"] = np.zeros((len(group), max(len(window.words) for window in group)), dtype=np.int64)
    for row, window in enumerate(group):
        stacked["pieces"][row, : len(window.pieces)] = window.pieces
        stacked["casings"][row, : len(window.pieces)] = window.casings
        stacked["mask"][row, : len(window.pieces)] = 1
        stacked["first"][row, : len(window.words)] = window.first
    return stacked
