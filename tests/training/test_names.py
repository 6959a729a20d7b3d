import zipfile

import pytest

from geo.errors import DataError
from geo.training.names import Line, Name, joined, read_gmb, read_wikigold, read_worldwide, written


def line(marked):
    """Make a line from text such as ``[Kyiv PLACE] was hit``."""
    words, names = [], []
    for part in marked.split("|"):
        text, _, label = part.strip().partition("=")
        first = len(words)
        words.extend(text.split())
        if label:
            names.append(Name(first, len(words), label))
    return Line(tuple(words), tuple(names))


def surfaces(labelled):
    return [(labelled.text[start:end], label) for start, end, label in labelled.spans]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The U.S. ' s envoy , he said .", "The U.S.'s envoy, he said."),
        ("Iran ’ s army", "Iran’s army"),
        ('They did n\'t say " no " .', 'They didn\'t say "no".'),
        ("the state - run agency ( PTV )", "the state-run agency (PTV)"),
        ("KABUL - A bomb", "KABUL-A bomb"),
        ("costs $ 5 , or 10 %", "costs $5, or 10%"),
        ("“ Stop ! ” they cried", "“Stop!” they cried"),
    ],
)
def test_words_are_spaced_as_english_is(words, text):
    assert written(Line(tuple(words.split()), ())).text == text


def test_spans_follow_the_text():
    labelled = written(line("Iran=PLACE | ' s | Revolutionary Guards=ORG | , | Pakistan=PLACE | - based"))
    assert labelled.text == "Iran's Revolutionary Guards, Pakistan-based"
    assert surfaces(labelled) == [("Iran", "PLACE"), ("Revolutionary Guards", "ORG"), ("Pakistan", "PLACE")]


def test_lines_are_joined_with_their_spans():
    labelled = joined([line("Shut"), line("In | Taftan=PLACE"), line("Quetta=PLACE")], "\n")
    assert labelled.text == "Shut\nIn Taftan\nQuetta"
    assert surfaces(labelled) == [("Taftan", "PLACE"), ("Quetta", "PLACE")]


def test_worldwide_keeps_kinds_of_names_and_drops_dates_and_addresses(tmp_path):
    rows = "http://example.org/1\tO\n\nIn\tO\nSouth\tB-Location\nSudan\tE-Location\nin\tO\nMay\tS-Date\n"
    (tmp_path / "af_1.txt.tsv").write_text(rows, encoding="utf-8")
    [[only]] = read_worldwide(tmp_path)
    assert only == Line(("In", "South", "Sudan", "in", "May"), (Name(1, 3, "PLACE"),))


def test_neighbouring_names_stay_apart(tmp_path):
    (tmp_path / "a.tsv").write_text("Kyiv\tB-Location\nOdesa\tB-Location\nUN\tB-Organization\n", encoding="utf-8")
    [[only]] = read_worldwide(tmp_path)
    assert only.names == (Name(0, 1, "PLACE"), Name(1, 2, "PLACE"), Name(2, 3, "ORG"))


def test_of_nested_names_the_outer_one_counts(tmp_path):
    rows = "Wall\tB-Organization\tB-Location\nStreet\tI-Organization\tI-Location\nJournal\tI-Organization\n"
    (tmp_path / "a.tsv").write_text(rows, encoding="utf-8")
    [[only]] = read_worldwide(tmp_path)
    assert only.names == (Name(0, 3, "ORG"),)


def test_the_meaning_bank_is_read_from_its_archive(tmp_path):
    rows = [
        "Sentence #,Word,POS,Tag",
        "Sentence: 1,Iranian,JJ,B-gpe",
        ",troops,NNS,O",
        'Sentence: 2,",",",",O',
        ",Rome,NNP,B-geo",
    ]
    table = "\n".join(rows)
    path = tmp_path / "bank.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bank.csv", table.encode("latin-1"))
    first, second = read_gmb(path)
    assert first == Line(("Iranian", "troops"), (Name(0, 1, "NORP"),))
    assert second == Line((",", "Rome"), (Name(1, 2, "PLACE"),))


def test_wikigold_is_read(tmp_path):
    path = tmp_path / "wikigold.conll.txt"
    path.write_text("-DOCSTART- O\n\nNew I-LOC\nYork I-LOC\nis O\n\nIt O\n", encoding="utf-8")
    assert read_wikigold(path) == [Line(("New", "York", "is"), (Name(0, 2, "PLACE"),)), Line(("It",), ())]


@pytest.mark.parametrize("read", [read_worldwide, read_gmb, read_wikigold])
def test_a_missing_corpus_is_refused(read, tmp_path):
    with pytest.raises(DataError, match="none"):
        read(tmp_path / "none")
