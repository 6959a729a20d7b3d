"""Tell whether an event word goes on with something told before or tells of something new."""

from typing import Final

from geo.claims import syntax
from geo.claims.events import Event
from geo.reference import Lexicon

_MORE: Final = frozenset({"separate", "another", "second", "third", "fourth", "further", "additional"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "both"})


def refers_back(event: Event, words: Lexicon) -> bool:
    """Say whether an event word refers to an event that the report has told already.

    "The strike", "this raid", "its attack" do, unless they are "the second strike"; and so does a toll that is told
    after its event ("six were killed"). Verbs and "a strike" tell anew.
    """
    if event.resumed:
        return True
    word = event.trigger
    if word.pos_ not in {"NOUN", "PROPN"}:
        return False
    if event.type == "incursion":
        return True  # "a violation of its airspace" judges what was told
    if any(words.cue_is(modifier.lemma_, "anaphor") for modifier in syntax.modifiers(word)):
        return False
    return any(child.lower_ in _DEFINITE for child in word.children if child.dep_ in {"det", "nmod:poss"})


def is_another(event: Event) -> bool:
    """Say whether an event word tells of one more event of a kind: "a second strike", "in a separate attack"."""
    word = event.trigger
    return word.pos_ in {"NOUN", "PROPN"} and any(child.lower_ in _MORE for child in word.children if child.i < word.i)
