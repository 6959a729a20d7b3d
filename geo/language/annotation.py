"""Write what the network reads onto a spaCy document, white space included."""

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo.language.decoding import Scores
from geo.language.encoder import Encoder, Labels, Reading
from geo.language.encoding import Pieces, Window, windows
from geo.language.lemmas import DictionaryLemmatizer
from geo.language.sentences import LINE_START, possible_starts

_ATTRIBUTES = [HEAD, DEP, POS, TAG, MORPH, ENT_IOB, ENT_TYPE, LEMMA]
_NAME = slice(5, 7)
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2  # spaCy's numbers for IOB
_WORDS_REMEMBERED = 100_000
PLACE_CHANCES = "place chances"  # in ``doc.user_data``


def place_chances(doc: Doc) -> Scores | None:
    """Return how likely the network finds each word to be of a place's name.

    Returns
    -------
    array or None
        Shape (tokens,), 0..1; None where the names are not the network's.
    """
    chances: Scores | None = doc.user_data.get(PLACE_CHANCES)
    return chances


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
        """Annotate a document in place and return it; ``doc.tensor`` gets what the network knows of each word.

        Parameters
        ----------
        starts
            Where sentences can start, shape (tokens,); as `geo.language.sentences.possible_starts` finds it
            if left out.
        """
        if not len(doc):
            return doc
        table = self._numbers.white_space(doc)
        parts: list[tuple[list[int], Scores]] = []
        places = np.zeros(len(doc), dtype=np.float32)
        for window in windows(doc, self._pieces, possible_starts(doc) if starts is None else starts):
            reading = self._encoder.read(window)
            self._numbers.write(table, window, reading)
            parts.append((window.words, reading.states))
            places[window.words] = reading.places
        self._numbers.name_subjects(table)
        table[:, 7] = self._lemmas_of(doc, table)
        doc.from_array(_ATTRIBUTES, table)
        doc.tensor = _spread(parts, len(doc))
        doc.user_data[PLACE_CHANCES] = places
        return doc

    def _lemmas_of(self, doc: Doc, table: npt.NDArray[np.uint64]) -> list[int]:
        keys = zip(doc.to_array(ORTH).tolist(), table[:, 2].tolist(), table[:, 4].tolist(), strict=True)
        return [self._lemmas.get(key) or self._lemma(key, doc.vocab) for key in keys]

    def _lemma(self, key: tuple[int, int, int], vocab: Vocab) -> int:
        """Find the lemma of a word that is not remembered, by its form, part of speech and features."""
        if len(self._lemmas) >= _WORDS_REMEMBERED:
            self._lemmas.clear()
        word = Doc(vocab, words=[vocab.strings[key[0]]])
        word.from_array([POS, MORPH], np.array([key[1:]], dtype=np.uint64))
        lemma = int(vocab.strings.add(self._lemmatizer.rule_lemmatize(word[0])[0]))
        self._lemmas[key] = lemma
        return lemma


def _spread(parts: list[tuple[list[int], Scores]], length: int) -> Scores:
    """Return the states of all words of a document, a row each; white space has none and keeps zeros."""
    states = np.zeros((length, parts[0][1].shape[1] if parts else 0), dtype=np.float32)
    for words, known in parts:
        states[words] = known
    return states


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
        self._subjects = np.array([strings.add(relation) for relation in ("nsubj", "nsubj:pass")], dtype=np.uint64)
        self._space = (strings.add("dep"), IDS["SPACE"], strings.add("_SP"), vocab.morphology.add(""))

    def white_space(self, doc: Doc) -> npt.NDArray[np.uint64]:
        """Return the table of attributes of a document as if all of it were white space.

        White space hangs from the word before it, or at the start of the text from the first word.
        """
        table = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        table[:, 1:5] = self._space
        table[:, 5] = _OUTSIDE
        blank = np.array([token.text.isspace() for token in doc])
        if blank.any() and not blank.all():
            rows = np.arange(len(doc))
            last = np.maximum.accumulate(np.where(blank, -1, rows))
            heads = np.where(last < 0, blank.argmin(), last)
            table[blank, 0] = (heads - rows)[blank].astype(np.int64).view(np.uint64)
        return table

    def name_subjects(self, table: npt.NDArray[np.uint64]) -> None:
        """Make nouns of the verb forms that the network itself takes for subjects ("Clashes left two dead").

        Tags and trees are decided apart from each other; where they disagree on a first word, the tree, which
        knows the whole clause, is mostly right.
        """
        table[(table[:, 2] == IDS["VERB"]) & np.isin(table[:, 1], self._subjects), 2] = IDS["NOUN"]

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
                table[row, _NAME] = _BEGINS, self._kinds[name[2:]]
            elif name[0] == "I":
                table[previous + 1 : row + 1, _NAME] = _INSIDE, self._kinds[name[2:]]  # with the white space before it
            previous = row


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
