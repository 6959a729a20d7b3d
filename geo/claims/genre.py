"""Tell what speaks of fighting from what speaks of games, markets and accidents in the same words."""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from geo.reference import Lexicon

_DISTINCT: Final = 4  # words of sport that must come together
_PER_SENTENCE: Final = 0.4
_ARMED: Final = 4  # words
_TRADE_PER_SENTENCE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Genre:
    """What a report is about.

    Attributes
    ----------
    conflict
        Whether it is about fighting: several different words for armed people, weapons and victims.
    sport
        Whether it is about sport: many different words of it, and nobody dead. Strikers shoot, keepers are hit and
        fans storm the pitch: no single clause gives that away, the page does.
    """

    conflict: bool
    sport: bool


def genre_of(doc: Doc, words: Lexicon) -> Genre:
    """Return what a report is about."""
    sentences = sum(1 for _ in doc.sents)
    tokens = [token for token in doc if token.lemma_.lower() in words.nouns or token.lemma_.lower() in words.cues]
    sport = _is_sport(tokens, words, sentences)
    armed = {token.lemma_.lower() for token in tokens if _is_armed(token, words)}
    trade = sum(words.cue_is(token.lemma_, "economy", "accident") for token in tokens if not token.ent_type_)
    return Genre(conflict=not sport and len(armed) >= _ARMED and trade <= _TRADE_PER_SENTENCE * sentences, sport=sport)


def _is_armed(token: Token, words: Lexicon) -> bool:
    return token.pos_ in {"NOUN", "VERB", "PROPN"} and (
        words.noun_is(token.lemma_, "irregular", "troops", "explosive", "artillery", "gun", "weapon")
        or words.cue_is(token.lemma_, "kill", "injure", "dead")
    )


def _is_sport(tokens: list[Token], words: Lexicon, sentences: int) -> bool:
    played = [token.lemma_.lower() for token in tokens if not token.ent_type_ and words.cue_is(token.lemma_, "sport")]
    if len(set(played)) < _DISTINCT or len(played) < _PER_SENTENCE * sentences:
        return False
    return not any(words.cue_is(token.lemma_, "kill", "dead") and token.pos_ == "VERB" for token in tokens)


def is_accident(sentence: Span, words: Lexicon) -> bool:
    """Say whether a sentence tells of an accident or of the weather: a gas leak, a boat that capsized, a flood."""
    return any(words.cue_is(word.lemma_, "accident") for word in sentence)
