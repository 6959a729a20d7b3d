"""Vary the texts that the network learns from.

News sets headlines in capitals or in title case, where the shape of a word says nothing about its being a name,
and leaves out their full stop.
"""

from dataclasses import replace
from random import Random

from geo.training.names import Labelled
from geo.training.treebank import Sentence

UPPER_SHARE = 0.03
TITLE_SHARE = 0.03
NO_STOP_SHARE = 0.05
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


def headline(text: str) -> str:
    """Write a text in title case, character by character as long as before.

    Examples
    --------
    >>> headline("Iran says it fired missiles at targets in Syria")
    'Iran Says It Fired Missiles at Targets in Syria'
    """
    words = text.split(" ")
    return " ".join(
        word if index and word in _SMALL else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )


def varied(labelled: Labelled, random: Random) -> Labelled:
    """Return the text as it is or, at times, in capitals or title case; its spans stay valid."""
    draw = random.random()
    if draw < UPPER_SHARE:
        text = labelled.text.upper()
    elif draw < UPPER_SHARE + TITLE_SHARE:
        text = headline(labelled.text)
    else:
        return labelled
    # A few letters change their length in capitals, and then no offset would hold.
    return Labelled(text, labelled.spans) if len(text) == len(labelled.text) else labelled


def varied_sentence(sentence: Sentence, random: Random) -> Sentence:
    """Return a sentence of a treebank as it is or, at times, set like a headline."""
    draw = random.random()
    words = sentence.words
    if draw < UPPER_SHARE:
        words = tuple(replace(word, form=word.form.upper()) for word in words)
    elif draw < UPPER_SHARE + TITLE_SHARE:
        words = tuple(word if word.form in _SMALL else replace(word, form=headline(word.form)) for word in words)
    elif draw < UPPER_SHARE + TITLE_SHARE + NO_STOP_SHARE and len(words) > 1 and words[-1].form == ".":
        # A full stop governs nothing in Universal Dependencies, so that no word loses its head.
        words = words[:-1]
    return replace(sentence, words=words)
