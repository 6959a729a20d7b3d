"""The pipeline that ships: it keeps every character, ends sentences at lines and finds who did what."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import language, paths
from geo.errors import DataError, ReportError

REPORT = (
    "Three killed in drone strike near Erbil\n"
    "Iran's Revolutionary Guards launched missiles at targets in northern Iraq on Monday, killing three people.\n"
    "The village was shelled by Turkish forces, Fatima Hassan of the Red Crescent said.\n"
)


def word(doc, text):
    return next(token for token in doc if token.text == text)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["New", "York", "Deir", "Ezzor", " ", "  ", "\n", ",", "in", "the"]), max_size=12).map(
        " ".join
    )
)
def test_names_are_whole_whatever_the_spacing(text):
    doc = language.analyse(text)
    assert not any("\n" in name.text for name in doc.ents)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("aT’'.,-–•(\")€é漢\u00a0\u2028\n\r\t 0"), max_size=40))
def test_no_character_is_lost(text):
    doc = language.analyse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["Border shut", "Trucks wait.", "• Two held", "He said: “No", "7", "Mr."]), max_size=6))
def test_no_sentence_crosses_a_line(lines):
    doc = language.analyse("\n".join(lines))
    assert not any("\n" in sentence.text.strip() for sentence in doc.sents)


def test_nothing_gives_an_empty_document():
    doc = language.analyse("")
    assert list(doc.sents) == []
    assert doc.ents == ()


def test_every_word_is_annotated():
    for token in language.analyse(REPORT):
        assert token.pos_
        assert token.tag_
        assert token.dep_
        assert token.lemma_
        assert (token.pos_ == "SPACE") == token.is_space


def test_an_active_sentence_tells_who_did_what():
    doc = language.analyse(REPORT)
    launched = word(doc, "launched")
    assert (launched.lemma_, launched.pos_, launched.tag_) == ("launch", "VERB", "VBD")
    assert word(doc, "Guards").head == launched
    assert word(doc, "Guards").dep_ == "nsubj"
    assert (word(doc, "missiles").head, word(doc, "missiles").dep_) == (launched, "obj")


def test_a_passive_sentence_tells_by_whom():
    shelled = word(language.analyse(REPORT), "shelled")
    relations = {child.dep_: child.text for child in shelled.children}
    assert relations["nsubj:pass"] == "village"
    assert relations["obl:agent"] == "forces"
    assert shelled.morph.get("Voice") == ["Pass"]


def test_names_carry_their_kinds():
    found = {(name.text, name.label_) for name in language.analyse(REPORT).ents}
    assert {("Erbil", "PLACE"), ("Iraq", "PLACE"), ("Turkish", "NORP"), ("Fatima Hassan", "PERSON")} <= found
    assert {label for _, label in found} <= set(language.LABELS)


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("Planes strafed the road.", "strafed", "strafe"),
        ("They were told to leave.", "were", "be"),
        ("Two men fled.", "men", "man"),
        ("Shells hit the market.", "Shells", "shell"),
        ("It didn't happen.", "n't", "not"),
        ("Militants besieged the town.", "besieged", "besiege"),
    ],
)
def test_lemmas_are_dictionary_forms(sentence, form, lemma):
    assert word(language.analyse(sentence), form).lemma_ == lemma


def test_a_pipeline_is_loaded_once():
    assert language.load() is language.load(paths.data("language"))


def test_analysis_does_not_depend_on_what_was_read_before():
    alone = language.analyse(REPORT).to_json()
    language.analyse("Something else, about Qamishli.")
    assert language.analyse(REPORT).to_json() == alone


def test_a_missing_model_says_how_to_get_one(tmp_path):
    with pytest.raises(DataError, match=r"geo\.training"):
        language.load(tmp_path / "none")


@pytest.mark.parametrize("damaged", ["network.onnx", "labels.json", "pieces.json", "relations.npz", "lemmas.bin"])
def test_a_damaged_model_is_refused(tmp_path, damaged):
    folder = tmp_path / "model"
    shutil.copytree(paths.data("language"), folder)
    content = (folder / damaged).read_bytes()
    (folder / damaged).write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match=str(folder)):
        language.load(folder)


def test_a_text_beyond_what_spacy_allows_is_refused(monkeypatch):
    monkeypatch.setattr(language.load(), "max_length", 20)
    with pytest.raises(ReportError, match="at most 20"):
        language.analyse("A text of more than twenty characters.")


def test_a_report_reads_the_same_beside_others():
    both = language.analyse(REPORT + "\n" + REPORT)
    words = [token for token in both if not token.is_space]
    half = len(words) // 2
    assert [token.text for token in words[:half]] == [token.text for token in words[half:]]
    assert {name.text for name in language.analyse(REPORT).ents} == {name.text for name in both.ents}


def test_every_sentence_is_a_tree():
    for sentence in language.analyse(REPORT).sents:
        roots = [token for token in sentence if token.head == token]
        assert len(roots) == 1
        assert roots[0].dep_ == "ROOT"
        assert all(root in (token, *token.ancestors) for token in sentence for root in roots)


def test_the_model_is_small_and_described():
    folder = Path(paths.data("language"))
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 25e6
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    for needed in ("CC BY-SA 4.0", "Worldwide English Newswire", "wikigold", "Groningen Meaning Bank", "WordNet"):
        assert needed in card
