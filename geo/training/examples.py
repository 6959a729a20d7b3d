"""Windows with the answers that the network is to give: names from the corpora of names, syntax from a treebank."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from spacy.language import Language
from spacy.tokens import Doc

from geo.language import LABELS
from geo.language.encoder import Labels
from geo.language.encoding import Pieces, Window, windows
from geo.language.sentences import OPEN, possible_starts
from geo.training.augmentation import varied, varied_sentence
from geo.training.corpora import Corpora
from geo.training.names import Labelled, Line, joined
from geo.training.treebank import Sentence, document

IGNORED = -100
"""The answer that is not asked for, as `torch.nn.functional.cross_entropy` has it."""

OUTSIDE = "O"
_GMB_SHARE = 0.25  # of a pass, another part each time: its labels are noisy, and more makes the result worse
_LINES = (1, 2, 4, 8)  # lengths of the texts with names: headlines alone, and running text
_SENTENCES = (1, 3, 6, 10)  # of the treebank


@dataclass(slots=True)
class Example:
    """A window and, for each of its words, the number of the right label or `IGNORED`.

    ``heads`` counts from 1 within the window; 0 is the root. ``sentences`` numbers the sentence of each word.
    """

    window: Window
    names: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)


def labels_of(treebank: Iterable[Sentence]) -> Labels:
    """Collect the labels of a treebank; those of names are fixed."""
    words = [word for sentence in treebank for word in sentence.words]
    return Labels(
        names=(OUTSIDE, *(f"{position}-{label}" for label in LABELS for position in "BI")),
        tags=tuple(sorted({word.xpos for word in words})),
        features=tuple(sorted({f"{word.upos}|{word.features}" for word in words})),
        relations=tuple(sorted({_relation(word.relation) for word in words})),
    )


def _relation(relation: str) -> str:
    return "ROOT" if relation == "root" else relation


class ExampleMaker:
    """Cuts corpora into examples, another way in each pass.

    Parameters
    ----------
    pipeline
        Cuts texts into words: spaCy's English tokeniser, in training as in use.
    """

    def __init__(self, pipeline: Language, pieces: Pieces, labels: Labels) -> None:
        self._pipeline = pipeline
        self._pieces = pieces
        self._numbers = {
            kind: {label: number for number, label in enumerate(getattr(labels, kind))}
            for kind in ("names", "tags", "features", "relations")
        }

    def named(self, corpora: Corpora, random: Random) -> Iterator[Example]:
        """Yield the examples of names of one pass."""
        for text in _texts(corpora, random):
            labelled = varied(text, random)
            doc = self._pipeline.make_doc(labelled.text)
            answers = self._name_answers(doc, labelled)
            for window in windows(doc, self._pieces, possible_starts(doc)):
                yield self._filled(window, names=[answers[i] for i in window.words])

    def parsed(self, treebank: list[Sentence], random: Random) -> Iterator[Example]:
        """Yield the examples of syntax of one pass."""
        for group in _groups(treebank, random):
            doc = document(self._pipeline.vocab, [varied_sentence(sentence, random) for sentence in group])
            yield from self._of_parsed(doc)

    def _name_answers(self, doc: Doc, labelled: Labelled) -> list[int]:
        answers = [self._numbers["names"][OUTSIDE]] * len(doc)
        for start, end, label in labelled.spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                for i in range(span.start, span.end):
                    answers[i] = self._numbers["names"][f"{'B' if i == span.start else 'I'}-{label}"]
        return answers

    def _of_parsed(self, doc: Doc) -> Iterator[Example]:
        numbers = self._numbers
        for window in windows(doc, self._pieces, possible_starts(doc)):
            place = {index: position for position, index in enumerate(window.words)}
            tokens = [doc[i] for i in window.words]
            starts = [
                int(bool(token.is_sent_start)) if rule == OPEN and position else IGNORED
                for position, (token, rule) in enumerate(zip(tokens, window.starts, strict=True))
            ]
            begun = itertools.accumulate(int(bool(token.is_sent_start)) for token in tokens)
            yield self._filled(
                window,
                tags=[numbers["tags"].get(token.tag_, IGNORED) for token in tokens],
                features=[numbers["features"].get(f"{token.pos_}|{token.morph}", IGNORED) for token in tokens],
                relations=[numbers["relations"].get(token.dep_, IGNORED) for token in tokens],
                heads=[0 if token.head.i == token.i else place.get(token.head.i, IGNORED - 1) + 1 for token in tokens],
                starts=starts,
                sentences=list(begun),
            )

    @staticmethod
    def _filled(window: Window, **answers: list[int]) -> Example:
        ignored = [IGNORED] * len(window.words)
        kinds = ("names", "tags", "features", "relations", "heads", "starts")
        filled = {kind: answers.get(kind, ignored) for kind in kinds}
        return Example(window, sentences=answers.get("sentences", [0] * len(window.words)), **filled)


def _texts(corpora: Corpora, random: Random) -> Iterator[Labelled]:
    """Cut the corpora of names into texts of several lines."""
    sentences = random.sample(corpora.meaning_bank, round(len(corpora.meaning_bank) * _GMB_SHARE)) + corpora.wikigold
    random.shuffle(sentences)
    sources: list[list[Line]] = [*corpora.articles, sentences]
    for lines in sources:
        position = 0
        while position < len(lines):
            size = random.choice(_LINES)
            yield joined(lines[position : position + size], random.choice(" \n"))
            position += size


def _groups(sentences: list[Sentence], random: Random) -> Iterator[list[Sentence]]:
    position = 0
    while position < len(sentences):
        size = random.choice(_SENTENCES)
        yield sentences[position : position + size]
        position += size
