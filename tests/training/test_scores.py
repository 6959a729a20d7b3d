import json

import pytest
import spacy

from geo.errors import DataError
from geo.training import scores
from geo.training.names import Line, Name
from geo.training.treebank import Sentence, Word

WORDS = (
    Word(form="Shells", lemma="shell", upos="NOUN", xpos="NNS", features="Number=Plur", head=2, relation="nsubj"),
    Word(form="fell", lemma="fall", upos="VERB", xpos="VBD", features="", head=0, relation="root", space_after=False),
    Word(form=".", lemma=".", upos="PUNCT", xpos=".", features="", head=2, relation="punct"),
)
TEST = [[Sentence(words=WORDS, starts_paragraph=True)], [Sentence(words=WORDS[:2], starts_paragraph=True)]]


class Components:
    """A spaCy pipeline in the place of the network: its components run one after the other."""

    def __init__(self, nlp):
        self._nlp = nlp
        self.vocab = nlp.vocab
        self.make_doc = nlp.make_doc

    def annotate(self, doc, *, starts=None):  # noqa: ARG002
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return doc

    def __call__(self, text):
        return self.annotate(self.make_doc(text))


@pytest.fixture
def pipeline():
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PLACE", "pattern": "Kyiv"}, {"label": "NORP", "pattern": "Syrian"}])
    return pipeline


@pytest.mark.parametrize("gold_words", [True, False])
def test_syntax_is_compared_word_by_word(gold_words):
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    tags = {"Shells": "NOUN", "fell": "ADV"}
    pipeline.add_pipe("attribute_ruler").add_patterns(
        [{"patterns": [[{"ORTH": word}]], "attrs": {"POS": tag}} for word, tag in tags.items()]
    )
    measured = scores.syntax(Components(pipeline), TEST, gold_words=gold_words)
    assert measured["words"] == 100
    assert measured["UPOS"] == 40  # two of five: both nouns
    assert measured["UAS"] == 40  # two of five: a word without a head counts as a root
    assert measured["LAS"] == 0


def test_names_are_compared_by_span_and_label(pipeline):
    line = Line(("Syrian", "Kyiv", "Oslo"), (Name(0, 1, "NORP"), Name(1, 2, "ORG"), Name(2, 3, "PLACE")))
    measured = scores.names(Components(pipeline), [[line]])
    assert measured == {"NORP": 100.0, "ORG": 0.0, "PLACE": 0.0, "all": 40.0}


def test_places_are_compared_with_and_without_adjectives(pipeline, tmp_path):
    text = "Syrian forces left Kyiv city"
    corpus = tmp_path / "c.jsonl"
    toponyms = [{"start": 0, "end": 6}, {"start": 19, "end": 28}, {"start": 7, "end": 13, "gtype": "Homonym"}]
    corpus.write_text(json.dumps({"text": text, "toponyms": toponyms}) + "\n", encoding="utf-8")
    measured = scores.places(Components(pipeline), corpus)
    assert measured["PLACE, exact"] == 0
    assert measured["PLACE, overlap"] == pytest.approx(66.67)
    assert measured["PLACE and NORP, exact"] == 50
    assert measured["PLACE and NORP, overlap"] == 100


def test_one_name_never_answers_two_toponyms(pipeline, tmp_path):
    corpus = tmp_path / "c.jsonl"
    toponyms = [{"start": 0, "end": 2}, {"start": 2, "end": 4}]
    corpus.write_text(json.dumps({"text": "Kyiv", "toponyms": toponyms}), encoding="utf-8")
    assert scores.places(Components(pipeline), corpus)["PLACE, overlap"] == pytest.approx(66.67)


def test_what_is_no_corpus_is_refused(pipeline, tmp_path):
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("no json", encoding="utf-8")
    with pytest.raises(DataError, match=r"c\.jsonl"):
        scores.places(Components(pipeline), corpus)


def test_speed_is_counted_in_words(pipeline):
    assert scores.words_per_second(Components(pipeline), ["Shells fell."] * 3) > 0
