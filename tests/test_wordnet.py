"""Nouns by kind: made from WordNet's own files, and told when these are missing."""

import csv

import pytest

from geo import paths
from geo.errors import DataError
from geo.wordnet import ROOTS, kinds, main

# offset file-number pos word-count words pointer-count pointers; as in wndb(5)
DATA = """\
  1 a licence stands here
00000001 03 n 01 entity 0 000 | all
00000010 18 n 01 person 0 001 @ 00000001 n 0000 | somebody
00000011 18 n 02 teacher 0 instructor 0 001 @ 00000010 n 0000 | who teaches
00000012 18 n 01 Plato 0 001 @i 00000011 n 0000 | a single one
00000020 06 n 01 vehicle 0 001 @ 00000001 n 0000 | goes
00000021 06 n 01 vessel 0 001 @ 00000020 n 0000 | floats
00000022 06 n 01 pot 0 001 @ 00000001 n 0000 | holds
00000030 06 n 01 structure 0 001 @ 00000001 n 0000 | stands
00000040 06 n 01 weapon 0 001 @ 00000001 n 0000 | hurts
00000050 06 n 01 ammunition 0 001 @ 00000001 n 0000 | is fired
00000060 06 n 01 cutting_implement 0 001 @ 00000001 n 0000 | cuts
"""
INDEX = """\
  1 a licence stands here
ammunition n 1 0 1 0 00000050
cutting_implement n 1 0 1 0 00000060
instructor n 1 1 @ 1 0 00000011
person n 1 1 @ 1 0 00000010
plato n 1 1 @ 1 0 00000012
pot n 2 1 @ 2 0 00000022 00000021
structure n 1 1 @ 1 0 00000030
teacher n 1 1 @ 1 0 00000011
vehicle n 1 1 @ 1 0 00000020
vessel n 2 1 @ 2 0 00000022 00000021
weapon n 1 1 @ 1 0 00000040
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data.noun").write_text(DATA, encoding="latin-1")
    (tmp_path / "index.noun").write_text(INDEX, encoding="latin-1")
    return tmp_path


def test_the_first_sense_decides_and_names_are_left_out(folder):
    found = kinds(folder)
    assert ("teacher", "victim") in found
    assert ("instructor", "victim") in found
    assert "plato" not in dict(found)
    assert "pot" not in dict(found)  # its second sense floats
    assert ("vehicle", "target") in found


def test_the_command_writes_a_table_that_the_lexicon_reads(folder, tmp_path):
    assert main([str(folder), "-o", str(tmp_path / "kinds.csv")]) == 0
    with (tmp_path / "kinds.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["lemma"], row["class"]) for row in csv.DictReader(file)] == kinds(folder)
    assert not list(tmp_path.glob("*.part"))


def test_missing_files_and_other_data_are_told_in_a_sentence(tmp_path, folder, capsys):
    with pytest.raises(DataError, match="give the folder of WordNet's dict files"):
        kinds(tmp_path / "nowhere")
    (folder / "index.noun").write_text("", encoding="latin-1")
    assert main([str(folder), "-o", str(tmp_path / "kinds.csv")]) == 1
    assert "it is not WordNet 3.1" in capsys.readouterr().err


def test_the_shipped_table_has_every_class():
    with paths.data("lexicon", "kinds.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["lemma"], row["class"]) for row in csv.DictReader(file)]
    assert {kind for _, kind in rows} == set(ROOTS)
    assert rows == sorted(set(rows))
    assert {("nurse", "victim"), ("lorry", "target"), ("ferry", "vessel"), ("machete", "tool")} <= set(rows)
