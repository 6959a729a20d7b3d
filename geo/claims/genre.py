"""Tell the pages that speak of games in the words of war."""

from typing import Final

from spacy.tokens import Doc

from geo.reference import Lexicon

_DISTINCT: Final = 4  # words of sport that must come together
_PER_SENTENCE: Final = 0.4


def is_sport(doc: Doc, words: Lexicon) -> bool:
    """Say whether a report is about sport: many different words of it, and nobody dead.

    Strikers shoot, keepers are hit and fans storm the pitch: no single clause gives that away, the page does.
    """
    played = [token.lemma_.lower() for token in doc if not token.ent_type_ and words.cue_is(token.lemma_, "sport")]
    if len(set(played)) < _DISTINCT or len(played) < _PER_SENTENCE * sum(1 for _ in doc.sents):
        return False
    return not any(words.cue_is(token.lemma_, "kill", "dead") and token.pos_ == "VERB" for token in doc)
