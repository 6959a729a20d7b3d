"""Write what the network reads onto a spaCy document, white space included."""

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo.language.encoder import Encoder, Labels, Reading
from geo.language.encoding import Pieces, Window, windows
from geo.language.lemmas import DictionaryLemmatizer
from geo.language.sentences import LINE_START, possible_starts

_ATTRIBUTES = [HEAD, DEP, POS, TAG, MORPH, ENT_IOB, ENT_TYPE]
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2  # spaCy's numbers for IOB
_WORDS_REMEMBERED = 100_000


class Annotator:
    """Analyses documents of words.

    Parameters
    ----------
    vocab
        That of the documents.
    """

    def __init__(self, vocab: Vocab, *, encoder: Encoder, pieces: Pieces, lemmatizer: DictionaryLemmatizer) -> None:
        self._encoder = encoder
        self._pieces = pieces
        self._numbers = _Numbers(vocab, encoder.labels)
        self._lemmatizer = lemmatizer
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def annotate(self, doc: Doc, *, starts: npt.NDArray[np.int8] | None = None) -> Doc:
        """Annotate a document in place and return it.

        Parameters
        ----------
        starts
            Where sentences can start, shape (tokens,); as `geo.language.sentences.possible_starts` finds it
            if left out.
        """
        if not len(doc):
            return doc
        table = self._numbers.white_space(doc)
        for window in windows(doc, self._pieces, possible_starts(doc) if starts is None else starts):
            self._numbers.write(table, window, self._encoder.read(window))
        doc.from_array(_ATTRIBUTES, table.astype(np.uint64))
        _name_subjects(doc)
        self._add_lemmas(doc)
        return doc

    def _add_lemmas(self, doc: Doc) -> None:
        keys = doc.to_array(["ORTH", "POS", "MORPH"])
        lemmas = np.zeros((len(doc), 1), dtype=np.uint64)
        for i, key in enumerate(map(tuple, keys.tolist())):
            lemma = self._lemmas.get(key)
            if lemma is None:
                if len(self._lemmas) >= _WORDS_REMEMBERED:
                    self._lemmas.clear()
                lemma = doc.vocab.strings.add(self._lemmatizer.rule_lemmatize(doc[i])[0])
                self._lemmas[key] = lemma
            lemmas[i] = lemma
        doc.from_array([LEMMA], lemmas)


class _Numbers:
    """spaCy's numbers for the labels of the network."""

    def __init__(self, vocab: Vocab, labels: Labels) -> None:
        strings = vocab.strings
        self._tags = np.array([strings.add(tag) for tag in labels.tags], dtype=np.uint64)
        self._relations = np.array([strings.add(relation) for relation in labels.relations], dtype=np.uint64)
        parts = [feature.partition("|") for feature in labels.features]
        self._parts_of_speech = np.array([IDS[part] for part, _, _ in parts], dtype=np.uint64)
        self._features = np.array([vocab.morphology.add(features) for _, _, features in parts], dtype=np.uint64)
        self._kinds = {name[2:]: strings.add(name[2:]) for name in labels.names if len(name) > 1}
        self._space = (strings.add("dep"), IDS["SPACE"], strings.add("_SP"), vocab.morphology.add(""))

    def white_space(self, doc: Doc) -> npt.NDArray[np.uint64]:
        """Return the table of attributes of a document as if all of it were white space.

        White space hangs from the word before it, or at the start of the text from the first word.
        """
        table = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        table[:, 1:5] = self._space
        table[:, 5] = _OUTSIDE
        last = next((token.i for token in doc if not token.is_space), 0)
        for token in doc:
            if token.is_space:
                table[token.i, 0] = np.uint64((last - token.i) % 2**64)
            else:
                last = token.i
        return table

    def write(self, table: npt.NDArray[np.uint64], window: Window, reading: Reading) -> None:
        """Write a reading into the rows of its words."""
        rows = np.array(window.words)
        table[rows, 0] = (rows[reading.heads] - rows).astype(np.int64).view(np.uint64)
        table[rows, 1] = self._relations[reading.relations]
        table[rows, 2] = self._parts_of_speech[reading.features]
        table[rows, 3] = self._tags[reading.tags]
        table[rows, 4] = self._features[reading.features]
        previous = -1
        for row, name, start in zip(window.words, reading.names, window.starts, strict=True):
            if name[0] == "B" or (name[0] == "I" and start == LINE_START):  # no name goes on in the next line
                table[row, 5:] = _BEGINS, self._kinds[name[2:]]
            elif name[0] == "I":
                table[previous + 1 : row + 1, 5:] = _INSIDE, self._kinds[name[2:]]  # with the white space before it
            previous = row


def _name_subjects(doc: Doc) -> None:
    """Make nouns of the verb forms that the network itself takes for subjects ("Clashes left two dead").

    Tags and trees are decided apart from each other; where they disagree on a first word, the tree, which
    knows the whole clause, is mostly right.
    """
    for token in doc:
        if token.pos_ == "VERB" and token.dep_ in {"nsubj", "nsubj:pass"}:
            token.pos_ = "NOUN"


class Pipeline:
    """Cuts a text into words and analyses them; called like a spaCy pipeline."""

    def __init__(self, nlp: Language, annotator: Annotator) -> None:
        self._nlp = nlp
        self._annotator = annotator
        self.vocab = nlp.vocab
        self.max_length = nlp.max_length

    def make_doc(self, text: str) -> Doc:
        """Cut a text into words, without analysing them."""
        return self._nlp.make_doc(text)

    def annotate(self, doc: Doc, *, starts: npt.NDArray[np.int8] | None = None) -> Doc:
        """Analyse words; see `Annotator.annotate`."""
        return self._annotator.annotate(doc, starts=starts)

    def __call__(self, text: str) -> Doc:
        """Cut and analyse a text."""
        return self.annotate(self.make_doc(text))
