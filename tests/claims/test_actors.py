"""Whom a noun phrase stands for."""

from spacy.tokens import Doc

from geo import language
from geo.claims.actors import Scene, resolve
from geo.gazetteer import Gazetteer
from geo.reference import lexicon


def test_a_target_and_whose_soldiers_it_holds_do_not_wait_for_each_other():
    words = ["Bases", "that", "hold", "their", "soldiers", "exploded", "."]
    doc = Doc(
        language.load().vocab,
        words=words,
        heads=[5, 2, 0, 4, 2, 5, 5],
        deps=["nsubj", "nsubj", "acl:relcl", "nmod:poss", "obj", "ROOT", "punct"],
        pos=["NOUN", "PRON", "VERB", "PRON", "NOUN", "VERB", "PUNCT"],
        tags=["NNS", "WDT", "VBP", "PRP$", "NNS", "VBD", "."],
        lemmas=["base", "that", "hold", "their", "soldier", "explode", "."],
    )
    scene = Scene(doc, doc.text, lexicon(), Gazetteer())
    assert lexicon().noun_is("base", "target")
    assert resolve(doc[0], scene) == resolve(doc[4], scene) == []
