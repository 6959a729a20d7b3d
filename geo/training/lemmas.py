"""Make the tables of the lemmatiser: rules for endings, the words they may lead to, and forms known by heart.

Rules, words and irregular forms are WordNet's, from the package spacy-lookups-data. They hold nouns, verbs,
adjectives and adverbs only; the forms of auxiliaries, pronouns and the like, and what a treebank writes in
another way ("me" is a form of "I"), are learnt from a treebank.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo.language.lemmas import DictionaryLemmatizer
from geo.training.treebank import Sentence, Word

_TABLES = ("lemma_rules", "lemma_index", "lemma_exc")
_TIMES_SEEN = 2  # a form seen once may be a slip of the annotator
_MOSTLY = 2 / 3
_LEFT_ALONE = frozenset({"PROPN", "NUM", "X", "SYM", "PUNCT"})  # open classes whose lemma is the form itself


def tables(sentences: Iterable[Sentence]) -> Lookups:
    """Make the tables from spacy-lookups-data and a treebank."""
    source = load_lookups(lang="en", tables=list(_TABLES))
    parts: dict[str, dict[str, Any]] = {table: _by_name(source, table) for table in _TABLES}
    parts["lemma_index"] = {
        part: sorted(word for word in words if word.isalpha()) for part, words in parts["lemma_index"].items()
    }
    lookups = _lookups(parts)
    lemmatizer = DictionaryLemmatizer(Vocab(), None, mode="rule")
    lemmatizer.initialize(lookups=lookups)
    for (part, form), lemma in sorted(_unexpected(sentences, lemmatizer).items()):
        parts["lemma_exc"].setdefault(part, {})[form] = [lemma]
    return _lookups(parts)


def wordnet_licence() -> str:
    """Return the licence that copies of WordNet must carry, as spacy-lookups-data has it."""
    licence = files("spacy_lookups_data") / "data" / "en_license.txt"
    return "\n".join(line.rstrip() for line in licence.read_text(encoding="utf-8").strip().splitlines())


def _by_name(source: Lookups, table: str) -> dict[str, Any]:
    # A table hashes its keys; the parts of speech that it can have are few.
    names = ("noun", "verb", "adj", "adv", "punct")
    return {name: source.get_table(table)[name] for name in names if name in source.get_table(table)}


def _lookups(parts: dict[str, dict[str, Any]]) -> Lookups:
    lookups = Lookups()
    for table, content in parts.items():
        lookups.add_table(table, content)
    return lookups


def _unexpected(sentences: Iterable[Sentence], lemmatizer: DictionaryLemmatizer) -> dict[tuple[str, str], str]:
    """Find the forms whose usual lemma in the treebank is not the one that the rules give."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    ruled: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        words = [word for word in sentence.words if word.upos not in _LEFT_ALONE]
        for word, lemma in zip(words, _ruled(words, lemmatizer), strict=True):
            key = (word.upos.lower(), word.form.lower())
            seen[key][word.lemma] += 1
            ruled[key][lemma] += 1
    exceptions = {}
    for key, lemmas in seen.items():
        lemma, times = lemmas.most_common(1)[0]
        usual = times >= _TIMES_SEEN and times >= _MOSTLY * lemmas.total()
        if usual and lemma != ruled[key].most_common(1)[0][0]:
            exceptions[key] = lemma
    return exceptions


def _ruled(words: list[Word], lemmatizer: DictionaryLemmatizer) -> list[str]:
    if not words:
        return []
    doc = Doc(
        lemmatizer.vocab,
        words=[word.form for word in words],
        pos=[word.upos for word in words],
        morphs=[word.features for word in words],
    )
    return [token.lemma_ for token in lemmatizer(doc)]
