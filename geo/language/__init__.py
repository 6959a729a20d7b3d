"""The linguistic analysis of a report: words, lemmas, parts of speech, dependencies, names, sentences.

One network that `geo.training` trained from open corpora and that ships in ``data/language`` reads the words
once for everything; nothing is fetched. On every `spacy.tokens.Doc` that comes out:

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
from pathlib import Path

import spacy
from spacy.tokens import Doc

from geo import paths
from geo.errors import DataError, ReportError
from geo.language.annotation import Annotator, Pipeline, place_chances
from geo.language.encoder import NETWORK, Encoder
from geo.language.encoding import PIECES, Pieces
from geo.language.lemmas import LEMMAS, load_lemmatizer
from geo.language.recognisers import load_recogniser, take_names

__all__ = ["LABELS", "analyse", "load", "place_chances"]

LABELS = ("PLACE", "PERSON", "ORG", "NORP", "FACILITY", "MISC")
"""The kinds of names in ``doc.ents``."""


def load(path: Path | None = None) -> Pipeline:
    """Load the pipeline, once per process and folder.

    Parameters
    ----------
    path
        Folder of a trained network; the one that ships if left out.

    Raises
    ------
    DataError
        If the folder is missing or does not hold a network that this version can run.
    """
    return _load(paths.data("language") if path is None else path)


@lru_cache(maxsize=2)
def _load(path: Path) -> Pipeline:
    if not (path / NETWORK).is_file():
        raise DataError(f"no language model in {str(path)!r}; train one with python -m geo.training")
    nlp = spacy.blank("en")
    annotator = Annotator(
        nlp.vocab,
        encoder=Encoder(path),
        pieces=Pieces(path / PIECES),
        lemmatizer=load_lemmatizer(path / LEMMAS, nlp.vocab),
    )
    return Pipeline(nlp, annotator)


def analyse(text: str, *, recogniser: str = "") -> Doc:
    r"""Analyse a text with the network that ships.

    Parameters
    ----------
    text
        Plain English text, one paragraph, headline or list item a line.
    recogniser
        Name or folder of an installed spaCy pipeline whose names are taken instead of the network's.

    Raises
    ------
    DataError
        If the network or the other pipeline is missing or broken.
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
    doc = pipeline(text)
    return take_names(doc, load_recogniser(recogniser)) if recogniser else doc
