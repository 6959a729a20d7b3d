"""The linguistic analysis of a report: words, lemmas, parts of speech, dependencies, names, sentences.

One spaCy pipeline that `geo.training` trained from open corpora and that ships in
``data/language``; nothing is fetched. On every `spacy.tokens.Doc` that comes out:

======================  =====================================================================
``token.pos_``          universal part of speech; ``SPACE`` for white space such as line ends
``token.tag_``          Penn Treebank tag as in the English Web Treebank (``VBD``, ``NNPS``)
``token.morph``         universal features (``Tense=Past``, ``Voice=Pass``)
``token.lemma_``        dictionary form
``token.dep_``          relation of Universal Dependencies 2 (``nsubj:pass``, ``obl:agent``)
``token.head``          the governor; a root is its own head; heads are content words
``doc.ents``            names, labelled ``PLACE``, ``PERSON``, ``ORG``, ``NORP`` (nationalities,
                        religions, parties as adjectives), ``FACILITY`` or ``MISC``
``doc.sents``           sentences; none of them crosses the end of a line
``token.idx``           offset of the word in the text, in characters: no character is lost
======================  =====================================================================

See https://universaldependencies.org/en/ for the relations and features.
"""

from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import numpy as np
import spacy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vectors import Vectors

from geo import paths
from geo.errors import DataError, ReportError

LABELS = ("PLACE", "PERSON", "ORG", "NORP", "FACILITY", "MISC")
"""The kinds of names in ``doc.ents``."""

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")


_SENTENCE_ENDS = frozenset({".", "!", "?", "…", ":", ";", "—", "–", "..."})
_CLOSING = frozenset({'"', "”", "'", "’", "»", ")", "]"})


@Language.component("lines", assigns=["token.is_sent_start"])  # type: ignore[untyped-decorator]
def start_sentences_at_lines(doc: Doc) -> Doc:
    r"""Make every line start a sentence, and let none start where no sentence can have ended.

    Headlines and list items need no full stop; and a long sentence with many commas stays one. What is left
    open, after a full stop, a colon or a dash, the parser decides, which keeps boundaries that it finds set.

    Examples
    --------
    >>> doc = start_sentences_at_lines(spacy.blank("en")("Border shut\nTrucks wait"))
    >>> [token.text for token in doc if token.is_sent_start]
    ['Border', 'Trucks']
    """
    starts = np.zeros(len(doc), dtype=np.int64)  # 1 starts a sentence, -1 does not, 0 is left to the parser
    starts[:1] = 1
    may_start = True
    for i, token in enumerate(doc):
        word, space = token.text, token.is_space
        if i and not may_start:
            starts[i] = -1
        elif i and doc[i - 1].is_space and not _LINE_ENDS.isdisjoint(doc[i - 1].text):
            starts[i] = 1
        if space and not _LINE_ENDS.isdisjoint(word):
            may_start = True
        elif not space and not (may_start and word in _CLOSING):
            may_start = word in _SENTENCE_ENDS
    # One array for all: setting the words one by one costs as much as the parser.
    doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))
    return doc


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


@Language.factory("dictionary_lemmatizer", assigns=["token.lemma"])  # type: ignore[untyped-decorator]
def make_dictionary_lemmatizer(nlp: Language, name: str) -> DictionaryLemmatizer:
    """Make a lemmatiser without tables; a trained pipeline brings its own."""
    return DictionaryLemmatizer(nlp.vocab, None, name, mode="rule", overwrite=False)


def load(path: Path | None = None) -> Language:
    """Load the pipeline, once per process and folder.

    Parameters
    ----------
    path
        Folder of a trained pipeline; the one that ships if left out.

    Raises
    ------
    DataError
        If the folder is missing or does not hold a pipeline that this version can run.
    """
    return _load(paths.data("language") if path is None else path)


@lru_cache(maxsize=2)
def _load(path: Path) -> Language:
    if not (path / "config.cfg").is_file():
        raise DataError(f"no language model in {str(path)!r}; train one with python -m geo.training")
    try:
        pipeline = spacy.load(path)
        widen(pipeline)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"the language model in {str(path)!r} is damaged or made for another spaCy ({error}); train it again"
        ) from error
    return pipeline


def widen(pipeline: Language) -> None:
    """Turn weights and vectors that are stored in half precision into the single precision that is computed with."""
    stored = pipeline.vocab.vectors
    # spaCy stores every word vector but not that they are looked up in lower case.
    pipeline.vocab.vectors = Vectors(
        data=stored.data.astype("float32"),
        keys=[key for key, _ in sorted(stored.key2row.items(), key=itemgetter(1))],
        name=stored.name,
        attr="LOWER",
    )
    convert_weights(pipeline, "float32")


def convert_weights(pipeline: Language, precision: str) -> None:
    """Convert the weights of every component in place, ``precision`` being a name that numpy knows."""
    for _, component in pipeline.pipeline:
        if getattr(component, "model", None) is not None:
            for layer in component.model.walk():
                for name in layer.param_names:
                    if layer.has_param(name):
                        layer.set_param(name, layer.get_param(name).astype(precision))


def analyse(text: str) -> Doc:
    r"""Analyse a text with the pipeline that ships.

    Parameters
    ----------
    text
        Plain English text, one paragraph, headline or list item a line.

    Raises
    ------
    DataError
        If the pipeline is missing or broken.
    ReportError
        If the text is longer than spaCy allows for one document.

    Examples
    --------
    >>> doc = analyse("Border shut at Taftan\nTwo soldiers were killed by insurgents on Monday.")
    >>> [sentence.text.strip() for sentence in doc.sents]
    ['Border shut at Taftan', 'Two soldiers were killed by insurgents on Monday.']
    >>> [(name.text, name.label_) for name in doc.ents]
    [('Taftan', 'PLACE')]
    """
    pipeline = load()
    if len(text) > pipeline.max_length:
        raise ReportError(
            f"the text that starts with {text[:40]!r} has {len(text)} characters; "
            f"split it into reports of at most {pipeline.max_length}"
        )
    return name_subjects(pipeline(text))


def name_subjects(doc: Doc) -> Doc:
    """Make nouns of the verb forms that the parser itself takes for subjects ("Clashes left two dead").

    Tagger and parser decide apart from each other; where they disagree on a first word, the parser, which
    sees the whole clause, is mostly right.
    """
    for token in doc:
        if token.pos_ == "VERB" and token.dep_ in {"nsubj", "nsubj:pass"}:
            token.pos_ = "NOUN"
            if token.tag_ == "VBG":
                token.lemma_ = token.lower_
    return doc
