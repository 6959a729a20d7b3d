"""What the network is asked: every label in its place, and nothing where nothing is known."""

import pytest
import spacy

pytest.importorskip("torch")

from geo import paths
from geo.language.encoding import PIECES, Pieces
from geo.training.corpora import Corpora
from geo.training.examples import IGNORED, ExampleMaker, labels_of
from geo.training.names import Line, Name
from geo.training.seeding import seeded
from geo.training.treebank import Sentence, Word

FELL = Sentence(
    words=(
        Word(
            form="Homs",
            lemma="Homs",
            upos="PROPN",
            xpos="NNP",
            features="Number=Sing",
            head=2,
            relation="nsubj",
        ),
        Word(form="fell", lemma="fall", upos="VERB", xpos="VBD", features="Tense=Past", head=0, relation="root"),
        Word(form=".", lemma=".", upos="PUNCT", xpos=".", features="", head=2, relation="punct"),
    ),
    starts_paragraph=False,
)
LABELS = labels_of([FELL])


@pytest.fixture
def maker():
    return ExampleMaker(spacy.blank("en"), Pieces(paths.data("language") / PIECES), LABELS)


def test_labels_are_those_of_the_treebank_and_the_names():
    assert LABELS.names[0] == "O"
    assert LABELS.relations == ("ROOT", "nsubj", "punct")
    assert LABELS.features == ("PROPN|Number=Sing", "PUNCT|", "VERB|Tense=Past")


def test_syntax_is_asked_of_the_treebank_and_names_are_not(maker):
    for example in maker.parsed([FELL] * 8, seeded(1)):
        count = len(example.window.words)
        assert example.names == [IGNORED] * count
        for place in range(count):
            head = example.heads[place]
            relation = LABELS.relations[example.relations[place]]
            assert (head == 0) == (relation == "ROOT")
            if head:
                assert LABELS.relations[example.relations[head - 1]] == "ROOT"
                assert example.sentences[head - 1] == example.sentences[place]


def test_names_are_asked_of_the_corpora_of_names_and_syntax_is_not(maker):
    line = Line(("In", "Deir", "Ezzor", "calm", "returned"), (Name(1, 3, "PLACE"),))
    corpora = Corpora([[line] * 4], [line], [line], [])
    asked = 0
    for example in maker.named(corpora, seeded(1)):
        assert set(example.heads) == {IGNORED}
        names = [LABELS.names[answer] for answer in example.names]
        asked += names.count("B-PLACE")
        assert names.count("B-PLACE") == names.count("I-PLACE")
        assert all(names[place - 1] == "B-PLACE" for place, name in enumerate(names) if name == "I-PLACE")
    assert asked >= 5
