import pytest
import spacy
from spacy.tokens import Doc

from geo.language.lemmas import DictionaryLemmatizer
from geo.training.treebank import Sentence, Word

pytest.importorskip("spacy_lookups_data")
from geo.training import lemmas


def sentence(*rows):
    words = (
        Word(form=form, lemma=lemma, upos=upos, xpos="", features="", head=0, relation="dep")
        for form, lemma, upos in rows
    )
    return Sentence(words=tuple(words), starts_paragraph=True)


@pytest.fixture(scope="module")
def lemmatizer():
    treebank = [
        sentence(("were", "be", "AUX"), ("me", "I", "PRON"), ("Iraqi", "Iraqi", "ADJ"), ("Mosul", "MOSUL", "PROPN")),
        sentence(("Were", "be", "AUX"), ("me", "I", "PRON"), ("Iraqi", "Iraqi", "ADJ"), ("once", "slip", "ADV")),
    ]
    component = DictionaryLemmatizer(spacy.blank("en").vocab, None, mode="rule")
    component.initialize(lookups=lemmas.tables(treebank))
    return component


@pytest.mark.parametrize(
    ("form", "part_of_speech", "lemma"),
    [
        ("were", "AUX", "be"),
        ("ME", "PRON", "I"),
        ("Iraqi", "ADJ", "Iraqi"),
        ("once", "ADV", "once"),
        ("Mosul", "PROPN", "Mosul"),
        ("struck", "VERB", "strike"),
        ("strafed", "VERB", "strafe"),
        ("mortars", "NOUN", "mortar"),
        ("See", "VERB", "see"),
    ],
)
def test_known_forms_come_before_rules(lemmatizer, form, part_of_speech, lemma):
    doc = Doc(lemmatizer.vocab, words=[form], pos=[part_of_speech])
    assert lemmatizer(doc)[0].lemma_ == lemma


def test_the_licence_of_the_words_is_at_hand():
    assert lemmas.wordnet_licence().startswith("WordNet Release")
