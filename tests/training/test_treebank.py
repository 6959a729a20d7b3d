import gzip

import pytest
import spacy

from geo.errors import DataError
from geo.training.treebank import document, paragraphs, read_sentences

TREEBANK = """\
# newdoc id = one
# newpar id = one-p1
# text = They don't know.
1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
4.1\tknow\tknow\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Why?
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar id = one-p2
# text = Ask
1\tAsk\task\tVERB\tVB\t_\t0\troot\t_\t_

"""


@pytest.fixture(params=["bank.conllu", "bank.conllu.gz"])
def sentences(request, tmp_path):
    path = tmp_path / request.param
    content = TREEBANK.encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return list(read_sentences(path))


def test_the_text_is_put_together_again(sentences):
    doc = document(spacy.blank("en").vocab, sentences)
    assert doc.text.rstrip() == "They don't know. Why?\nAsk"


def test_annotations_stay_with_their_words(sentences):
    doc = document(spacy.blank("en").vocab, sentences)
    negation = doc[2]
    assert (negation.text, negation.lemma_, negation.pos_, negation.tag_) == ("n't", "not", "PART", "RB")
    assert (negation.head.text, negation.dep_) == ("know", "advmod")
    assert doc[0].morph.to_dict() == {"Case": "Nom", "Number": "Plur"}
    assert [sentence.text.strip() for sentence in doc.sents] == ["They don't know.", "Why?", "Ask"]


def test_a_line_end_hangs_on_the_word_before(sentences):
    doc = document(spacy.blank("en").vocab, sentences)
    line_end = next(token for token in doc if token.is_space)
    assert (line_end.pos_, line_end.tag_, line_end.dep_, line_end.head.text) == ("SPACE", "_SP", "dep", "?")


def test_sentences_are_grouped_by_paragraph(sentences):
    assert [len(group) for group in paragraphs(sentences)] == [2, 1]


@pytest.mark.parametrize("content", ["1\tonly\tthree\n\n", "x\ta\ta\tX\tX\t_\t0\troot\t_\t_\n\n"])
def test_what_is_no_treebank_is_refused(tmp_path, content):
    path = tmp_path / "bank.conllu"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="CoNLL-U"):
        list(read_sentences(path))


def test_a_missing_treebank_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"none\.conllu"):
        list(read_sentences(tmp_path / "none.conllu"))
