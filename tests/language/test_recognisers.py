"""Another pipeline's names take the place of our own, under our labels."""

import pytest
import spacy

from geo import language
from geo.errors import DataError
from geo.language.recognisers import load_recogniser, take_names

TEXT = "Guards shelled a post near Taftan-Mirjaveh on Friday, Ali Khan said."


@pytest.fixture
def installed(tmp_path):
    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": "Taftan"},
            {"label": "DATE", "pattern": "Friday"},
            {"label": "PERSON", "pattern": "Ali Khan"},
        ]
    )
    other.to_disk(tmp_path / "other")
    return str(tmp_path / "other")


def test_names_come_from_the_other_pipeline_and_trees_from_ours(installed):
    ours = language.analyse(TEXT)
    theirs = take_names(language.analyse(TEXT), load_recogniser(installed))
    assert {(name.text, name.label_) for name in theirs.ents} >= {("Ali Khan", "PERSON")}
    assert "Friday" not in {name.text for name in theirs.ents}
    assert any(name.label_ == "PLACE" and "Taftan" in name.text for name in theirs.ents)
    assert [(token.dep_, token.head.i) for token in theirs] == [(token.dep_, token.head.i) for token in ours]


def test_a_pipeline_that_is_not_installed_is_named():
    with pytest.raises(DataError, match="en_none_sm"):
        load_recogniser("en_none_sm")


def test_a_pipeline_without_names_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(DataError, match="finds no names"):
        load_recogniser(str(tmp_path / "blank"))
