"""Train the tagger, the morphologiser, the lemmatiser and the parser, which share one encoder of words."""

import logging
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from spacy.vocab import Vocab

from geo.errors import DataError
from geo.training.fitting import fit, seeded
from geo.training.treebank import Sentence, document, read_sentences

_log = logging.getLogger(__name__)
_SENTENCES = (1, 2, 3, 5, 8)  # lengths of the training documents: headlines alone, and running text


def encoder(*, width: int, depth: int, rows: tuple[int, int, int, int], vectors: bool) -> dict[str, Any]:
    """Describe an encoder: hashed embeddings of a word's form, prefix, suffix and shape, then convolutions."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(rows),
            "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _untrained(vocab: Vocab, *, width: int) -> Language:
    pipeline = spacy.blank("en", vocab=vocab)
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None}
    vectors = len(vocab.vectors) > 0
    pipeline.add_pipe(
        "tok2vec",
        config={"model": encoder(width=width, depth=4, rows=(5000, 1000, 2500, 1000), vectors=vectors)},
    )
    pipeline.add_pipe("lines")
    pipeline.add_pipe("tagger", config={"model": tagger})
    pipeline.add_pipe("morphologizer", config={"model": tagger})
    pipeline.add_pipe(
        "parser",
        config={
            "moves": None,
            "update_with_oracle_cut_size": 100,
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
                "nO": None,
            },
        },
    )
    return pipeline


def train(treebank: Path, *, vocab: Vocab, passes: int, seed: int, width: int = 96) -> Language:
    """Train the syntactic half of the pipeline on ``*-train.conllu`` of a treebank.

    Raises
    ------
    DataError
        If the treebank is missing or broken.
    """
    fix_random_seed(seed)
    sentences = list(read_sentences(split(treebank, "train")))
    pipeline = _untrained(vocab, width=width)
    references = [document(pipeline.vocab, group) for group in _groups(sentences, seeded(seed))]
    _log.info("syntax: %d sentences, %d words", len(sentences), sum(map(len, references)))
    pipeline.initialize(lambda: [_example(pipeline, reference) for reference in references])

    def examples(random: Random) -> list[Example]:
        return [_example(pipeline, document(pipeline.vocab, group)) for group in _groups(sentences, random)]

    fit(pipeline, examples, passes=passes, annotating=["lines"], seed=seed)
    return pipeline


def split(treebank: Path, name: str) -> Path:
    """Return the file of a part of a treebank: ``train``, ``dev`` or ``test``.

    Raises
    ------
    DataError
        If there is none.
    """
    for path in sorted(treebank.glob(f"*-{name}.conllu*")):
        return path
    raise DataError(f"no *-{name}.conllu in {str(treebank)!r}; give the folder of a UD treebank")


def _groups(sentences: list[Sentence], random: Random) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    position = 0
    while position < len(sentences):
        size = random.choice(_SENTENCES)
        groups.append(sentences[position : position + size])
        position += size
    return groups


def _example(pipeline: Language, reference: Doc) -> Example:
    return Example(pipeline.make_doc(reference.text), reference)
