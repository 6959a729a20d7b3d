"""Measure a pipeline: syntax as the CoNLL 2018 shared task does, names by exact and overlapping spans.

Words of the system and of the treebank are matched by their characters, so that the figures on raw text
include the errors of the tokeniser. White space, which the treebank does not count as words, is left out;
punctuation counts. See https://universaldependencies.org/conll18/evaluation.html
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from geo.benchmark import read_corpus
from geo.language.annotation import Pipeline
from geo.language.sentences import INSIDE, LINE_START
from geo.scoring import spans
from geo.training.names import Line, joined
from geo.training.treebank import Sentence, document

Span = tuple[int, int]


def f1(correct: int, *, found: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall in per cent, as a model's card shows it."""
    return round(100 * spans.f1(correct, found=found, gold=gold), 2)


def syntax(pipeline: Pipeline, paragraphs: list[list[Sentence]], *, gold_words: bool) -> dict[str, float]:
    """Score words, sentences, tags, features, lemmas and dependencies, as F1 in per cent.

    Parameters
    ----------
    paragraphs
        A treebank. Without ``gold_words`` the pipeline is given the bare text of a few paragraphs at a time; with
        them, the words and the limits of the sentences.
    """
    counts: dict[str, list[int]] = {}
    groups = (
        [[sentence] for paragraph in paragraphs for sentence in paragraph]
        if gold_words
        else [
            [sentence for paragraph in paragraphs[first : first + 5] for sentence in paragraph]
            for first in range(0, len(paragraphs), 5)
        ]
    )
    for group in groups:
        gold = document(pipeline.vocab, group)
        if gold_words:
            starts = np.full(len(gold), INSIDE, dtype=np.int8)
            starts[0] = LINE_START
            system = pipeline.annotate(_bare(gold), starts=starts)
        else:
            system = pipeline(gold.text)
        for measure, view in _VIEWS.items():
            expected, found = view(gold), view(system)
            correct = sum(1 for span, value in found.items() if expected.get(span) == value)
            counts.setdefault(measure, [0, 0, 0])
            for index, number in enumerate((correct, len(found), len(expected))):
                counts[measure][index] += number
    return {measure: f1(right, found=found, gold=gold) for measure, (right, found, gold) in counts.items()}


def _bare(gold: Doc) -> Doc:
    return Doc(
        gold.vocab,
        words=[token.text for token in gold],
        spaces=[bool(token.whitespace_) for token in gold],
    )


def _span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _head(token: Token) -> Span | None:
    return None if token.head.i == token.i else _span(token.head)


def _by_word(value: Callable[[Token], object]) -> Callable[[Doc], dict[Span, object]]:
    return lambda doc: {_span(token): value(token) for token in doc if not token.is_space}


def _by_sentence(doc: Doc) -> dict[Span, object]:
    words = ([token for token in sentence if not token.is_space] for sentence in doc.sents)
    return {(sentence[0].idx, _span(sentence[-1])[1]): True for sentence in words if sentence}


_VIEWS: dict[str, Callable[[Doc], dict[Span, object]]] = {
    "words": _by_word(lambda _: True),
    "sentences": _by_sentence,
    "UPOS": _by_word(lambda token: token.pos_),
    "XPOS": _by_word(lambda token: token.tag_),
    "features": _by_word(lambda token: str(token.morph)),
    "lemmas": _by_word(lambda token: token.lemma_),
    "UAS": _by_word(_head),
    "LAS": _by_word(lambda token: (_head(token), token.dep_)),
    "LAS of subjects, objects and obliques": lambda doc: {
        _span(token): (_head(token), token.dep_)
        for token in doc
        if token.dep_.partition(":")[0] in {"nsubj", "obj", "iobj", "obl"}
    },
}


def names(pipeline: Pipeline, articles: Iterable[list[Line]]) -> dict[str, float]:
    """Score the names of labelled articles by exact span and label, as F1 in per cent, by label and for all."""
    counts: dict[str, list[int]] = {}
    for article in articles:
        labelled = joined(article, "\n")
        expected = set(labelled.spans)
        found = _found(pipeline, labelled.text)
        for label in {label for _, _, label in expected | found}:
            for key in (label, "all"):
                numbers = counts.setdefault(key, [0, 0, 0])
                for index, names in enumerate((expected & found, found, expected)):
                    numbers[index] += sum(1 for span in names if span[2] == label)
    return {key: f1(right, found=found, gold=gold) for key, (right, found, gold) in sorted(counts.items())}


def places(pipeline: Pipeline, corpus: Path) -> dict[str, float]:
    """Score the places of a corpus in JSON lines (``text``, ``toponyms`` with ``start``, ``end``).

    The corpora mark adjectives and demonyms as well, so two readings are given: of the names labelled
    ``PLACE`` alone, and of those together with ``NORP``; see `geo.benchmark` for the whole chain.

    Returns
    -------
    dict
        F1 in per cent by exact span and by any overlap (one name to one toponym).

    Raises
    ------
    DataError
        If the corpus cannot be read.
    """
    readings = {"PLACE": {"PLACE"}, "PLACE and NORP": {"PLACE", "NORP"}}
    pairings = {"exact": spans.exact_pairs, "overlap": spans.overlapping_pairs}
    counts = {(reading, how): [0, 0, 0] for reading in readings for how in pairings}
    for report in read_corpus(corpus).reports:
        gold = [(mention.start, mention.end) for mention in report.mentions if mention.expected]
        named = sorted(_found(pipeline, report.article.text))
        for reading, labels in readings.items():
            found = [(start, end) for start, end, label in named if label in labels]
            for how, pairs in pairings.items():
                for index, number in enumerate((len(pairs(gold, found)), len(found), len(gold))):
                    counts[reading, how][index] += number
    return {
        f"{reading}, {how}": f1(right, found=found, gold=gold)
        for (reading, how), (right, found, gold) in counts.items()
    }


def _found(pipeline: Pipeline, text: str) -> set[tuple[int, int, str]]:
    return {(name.start_char, name.end_char, name.label_) for name in pipeline(text).ents}


def words_per_second(pipeline: Pipeline, texts: list[str]) -> int:
    """Measure how many words the pipeline analyses in a second, text by text, after one text to warm up."""
    pipeline(texts[0])
    start = time.perf_counter()
    words = sum(len(pipeline(text)) for text in texts)
    return round(words / (time.perf_counter() - start))
