"""The dictionary form of a word: WordNet's rules and forms, and those of a treebank for the rest."""

from pathlib import Path

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.lookups import Lookups
from spacy.tokens import Token
from spacy.vocab import Vocab

from geo.errors import DataError

LEMMAS = "lemmas.bin"
"""Name of the file of tables."""


class DictionaryLemmatizer(EnglishLemmatizer):  # type: ignore[misc]  # spaCy is not typed
    """Find the dictionary form of a word by its part of speech: known forms first, then endings.

    spaCy's own lemmatiser has no forms of auxiliaries and pronouns and leaves some capitals as they are.
    """

    def rule_lemmatize(self, token: Token) -> list[str]:
        """Return the possible lemmas of a word, the best one first."""
        part_of_speech = token.pos_.lower()
        known = self.lookups.get_table("lemma_exc").get(part_of_speech, {}).get(token.lower_)
        if known:
            return list(known)
        lemmas = super().rule_lemmatize(token)
        return lemmas if part_of_speech == "propn" else [lemma.lower() for lemma in lemmas]


def load_lemmatizer(path: Path, vocab: Vocab) -> DictionaryLemmatizer:
    """Load the tables that `geo.training.lemmas` makes.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        lookups = Lookups().from_bytes(path.read_bytes())
        lemmatizer = DictionaryLemmatizer(vocab, None, mode="rule")
        lemmatizer.initialize(lookups=lookups)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"cannot read the lemmas {str(path)!r}: {error}; install the package again") from error
    return lemmatizer
