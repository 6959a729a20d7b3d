"""Tell what speaks of fighting from what speaks of games, markets and accidents in the same words."""

from typing import Final

from spacy.tokens import Doc, Span

from geo.reference import Lexicon

_DISTINCT: Final = 4  # words of sport that must come together
_PER_SENTENCE: Final = 0.4
_ARMED: Final = 4  # words
_TRADE_PER_SENTENCE: Final = 0.35


def is_conflict(doc: Doc, words: Lexicon) -> bool:
    """Say whether a report is about fighting: several different words for armed people, weapons and victims."""
    armed = {
        token.lemma_.lower()
        for token in doc
        if token.pos_ in {"NOUN", "VERB", "PROPN"}
        and (
            words.noun_is(token.lemma_, "irregular", "troops", "explosive", "artillery", "gun", "weapon")
            or words.cue_is(token.lemma_, "kill", "injure", "dead")
        )
    }
    if len(armed) < _ARMED or is_sport(doc, words):
        return False
    trade = sum(words.cue_is(token.lemma_, "economy", "accident") for token in doc if not token.ent_type_)
    return trade <= _TRADE_PER_SENTENCE * sum(1 for _ in doc.sents)


def is_accident(sentence: Span, words: Lexicon) -> bool:
    """Say whether a sentence tells of an accident or of the weather: a gas leak, a boat that capsized, a flood."""
    return any(words.cue_is(word.lemma_, "accident") for word in sentence)


def is_sport(doc: Doc, words: Lexicon) -> bool:
    """Say whether a report is about sport: many different words of it, and nobody dead.

    Strikers shoot, keepers are hit and fans storm the pitch: no single clause gives that away, the page does.
    """
    played = [token.lemma_.lower() for token in doc if not token.ent_type_ and words.cue_is(token.lemma_, "sport")]
    if len(set(played)) < _DISTINCT or len(played) < _PER_SENTENCE * sum(1 for _ in doc.sents):
        return False
    return not any(words.cue_is(token.lemma_, "kill", "dead") and token.pos_ == "VERB" for token in doc)
