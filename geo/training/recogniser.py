"""Train the recogniser of names, which has an encoder of its own."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed
from spacy.vocab import Vocab

from geo.training import newswire
from geo.training.augmentation import varied
from geo.training.fitting import fit, seeded
from geo.training.names import Labelled, Line, joined, read_gmb, read_wikigold, read_worldwide
from geo.training.syntax import encoder

_log = logging.getLogger(__name__)
_HELD_OUT_ARTICLES = 80
_GMB_SHARE = 0.25  # of a pass, another part each time: its labels are noisy, and more makes the result worse
_LINES = (1, 2, 4, 8)  # lengths of the training texts: headlines alone, and running text


@dataclass(frozen=True, slots=True)
class Corpora:
    """What the recogniser learns from, and articles that it never sees."""

    articles: list[list[Line]]
    meaning_bank: list[Line]
    wikigold: list[Line]
    held_out: list[list[Line]]


def read_corpora(*, worldwide: Path | None, gmb: Path, wikigold: Path, seed: int) -> Corpora:
    """Read and clean the corpora and hold out some articles.

    Raises
    ------
    DataError
        If one of them cannot be read.
    """
    random = seeded(seed)
    articles = read_worldwide(worldwide) if worldwide else []
    random.shuffle(articles)
    held_out, articles = articles[:_HELD_OUT_ARTICLES], articles[_HELD_OUT_ARTICLES:]
    trusted = newswire.label_counts(line for article in articles for line in article)
    meaning_bank = newswire.clean(read_gmb(gmb), trusted=trusted)
    wiki = newswire.nationalities(read_wikigold(wikigold), trusted=trusted)
    return Corpora(articles, meaning_bank, wiki, held_out)


def train(corpora: Corpora, *, vocab: Vocab, passes: int, seed: int, width: int = 96) -> Language:
    """Train the recogniser."""
    fix_random_seed(seed)
    pipeline = spacy.blank("en", vocab=vocab)
    vectors = len(vocab.vectors) > 0
    pipeline.add_pipe(
        "ner",
        config={
            "moves": None,
            "update_with_oracle_cut_size": 100,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": encoder(width=width, depth=4, rows=(5000, 1000, 2500, 1000), vectors=vectors),
                "nO": None,
            },
        },
    )

    def examples(random: Random) -> list[Example]:
        return [
            Example(pipeline.make_doc(text.text), labelled_document(pipeline, text))
            for text in (varied(text, random) for text in _texts(corpora, random))
        ]

    first = examples(seeded(seed))
    _log.info("names: %d texts, %d words", len(first), sum(len(example.reference) for example in first))
    pipeline.initialize(lambda: first)
    fit(pipeline, examples, passes=passes, annotating=[], seed=seed)
    return pipeline


def labelled_document(pipeline: Language, labelled: Labelled) -> Doc:
    """Cut a labelled text into tokens and mark its names on them."""
    doc = pipeline.make_doc(labelled.text)
    spans = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in labelled.spans)
    doc.set_ents(filter_spans([span for span in spans if isinstance(span, Span)]))
    return doc


def _texts(corpora: Corpora, random: Random) -> Iterator[Labelled]:
    """Cut the corpora into texts of several lines, another way in each pass."""
    sentences = random.sample(corpora.meaning_bank, round(len(corpora.meaning_bank) * _GMB_SHARE)) + corpora.wikigold
    random.shuffle(sentences)
    for lines, separator in [*((article, "\n") for article in corpora.articles), (sentences, " ")]:
        position = 0
        while position < len(lines):
            size = random.choice(_LINES)
            yield joined(lines[position : position + size], separator)
            position += size
