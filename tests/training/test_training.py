"""The command as a whole, on corpora small enough to train in seconds."""

import json
import zipfile

import numpy as np
import pytest

from geo import language

pytest.importorskip("spacy_lookups_data")
from geo.training.command import main

SENTENCE = """\
# newpar
1\tShells\tshell\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\thit\thit\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
3\tQamishli\tQamishli\tPROPN\tNNP\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
ARTICLE = "Shells\tO\nhit\tO\nQamishli\tB-Location\n.\tO\n\n"


@pytest.fixture
def corpora(tmp_path):
    for part in ("train", "test"):
        (tmp_path / f"x-{part}.conllu").write_text(SENTENCE * 100, encoding="utf-8")
    for number in range(90):
        (tmp_path / f"{number}.tsv").write_text(ARTICLE * 5, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "gmb.zip", "w") as archive:
        archive.writestr("gmb.csv", "Sentence #,Word,POS,Tag\n" + "Sentence: 1,Qamishli,NNP,B-geo\n,fell,VBD,O\n" * 50)
    (tmp_path / "wikigold.txt").write_text("Qamishli I-LOC\nfell O\n\n", encoding="utf-8")
    table = np.eye(8, dtype="<f4")
    entry = {"dtype": "F32", "shape": [8, 8], "data_offsets": [0, table.nbytes]}
    header = json.dumps({"embeddings.word_embeddings.weight": entry}).encode()
    (tmp_path / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + table.tobytes())
    (tmp_path / "vocab.txt").write_text("shells\nhit\nof\nthe\nin\nand\n.\n,", encoding="utf-8")
    (tmp_path / "places.jsonl").write_text('{"text": "Shells hit Qamishli.", "toponyms": []}\n', encoding="utf-8")
    return tmp_path


def options(corpora, output):
    return [
        *("--treebank", str(corpora), "--words", str(corpora), "--worldwide", str(corpora)),
        *("--gmb", str(corpora / "gmb.zip"), "--wikigold", str(corpora / "wikigold.txt")),
        *("--places", str(corpora / "places.jsonl"), "--syntax-passes", "10", "--name-passes", "10", "-o", str(output)),
    ]


def test_the_command_trains_scores_and_describes_a_model(corpora, tmp_path):
    output = tmp_path / "model"
    assert main(options(corpora, output)) == 0
    doc = language.load(output)("Shells hit Qamishli.")
    assert [(token.pos_, token.dep_) for token in doc][:2] == [("NOUN", "nsubj"), ("VERB", "ROOT")]
    assert [(name.text, name.label_) for name in doc.ents] == [("Qamishli", "PLACE")]
    strings = json.loads((output / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert "Qamishli" not in strings
    measured = json.loads((output / "scores.json").read_text(encoding="utf-8"))
    assert measured["UD English EWT test, raw text"]["UPOS"] == 100
    assert "places, places" in measured
    assert "| LAS |" in (output / "CARD.md").read_text(encoding="utf-8")


def test_a_missing_corpus_ends_with_one_sentence(corpora, tmp_path, capsys):
    words = options(corpora, tmp_path / "model")
    words[words.index("--wikigold") + 1] = str(corpora / "nothing.txt")
    assert main(words) == 1
    assert "nothing.txt" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()
