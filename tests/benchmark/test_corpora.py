"""Corpora as they come: complete, sparse, broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.benchmark import read_corpus
from geo.errors import DataError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("start", "end", "surface", "lat", "lon", "geonameid", "country", "kind", "gtype")
TOPONYMS = st.lists(VALUES | st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=4) | VALUES
RECORDS = st.dictionaries(st.sampled_from(["id", "url", "domain", "date", "title", "source", "published"]), VALUES)


@pytest.fixture
def read(tmp_path):
    def reader(*records, raw=""):
        path = tmp_path / "c.jsonl"
        path.write_text("\n".join(json.dumps(record) for record in records) + raw, encoding="utf-8")
        return read_corpus(path)

    return reader


@given(record=RECORDS, toponyms=TOPONYMS, text=st.text(min_size=1, max_size=30))
def test_whatever_a_line_holds_its_mentions_stand_in_the_text(record, toponyms, text, tmp_path_factory):
    path = tmp_path_factory.mktemp("corpora") / "c.jsonl"
    line = json.dumps({**record, "text": text, "toponyms": toponyms})
    path.write_text(f'{line}\n{{"text": "Kyiv"}}\n', encoding="utf-8")
    for report in read_corpus(path).reports:
        for mention in report.mentions:
            assert 0 <= mention.start < mention.end <= len(report.article.text)
            assert mention.lat is None or abs(mention.lat) <= 90


def test_labels_of_the_corpus_are_kept(read):
    labelled = [
        {"start": 0, "end": 4, "kind": "literal", "gtype": "Literal", "geonameid": "703448", "country": "Ukraine"},
        {"start": 5, "end": 9, "gtype": "Homonym"},
    ]
    [report] = read({"text": "Kyiv Jordan", "toponyms": labelled, "domain": "example.org"}).reports
    first, second = report.mentions
    assert (first.use, first.expected, first.geonames_id, first.country) == ("literal", True, "703448", "Ukraine")
    assert (second.use, second.expected, second.geonames_id) == ("associative", False, "")
    assert report.article.source == "example.org"


def test_a_name_without_offsets_is_looked_for(read):
    [report] = read({"text": "Kyiv, then Kyiv", "toponyms": [{"surface": "Kyiv"}, {"surface": "Kyiv"}]}).reports
    assert [(mention.start, mention.end) for mention in report.mentions] == [(0, 4), (11, 15)]


def test_line_ends_of_windows_do_not_move_a_mention(read):
    text = "One\r\ntwo\r\nKyiv"
    [report] = read({"text": text, "toponyms": [{"start": text.index("Kyiv"), "end": len(text)}]}).reports
    [mention] = report.mentions
    assert report.article.text[mention.start : mention.end] == "Kyiv"


def test_what_cannot_be_used_is_told_and_the_rest_stays(read):
    corpus = read(
        {"text": "Kyiv", "toponyms": [{"start": 90, "end": 94}, {"start": 0, "end": 4}]}, raw="\nno json\n[1]\n"
    )
    assert len(corpus.reports) == 1
    assert len(corpus.reports[0].mentions) == 1
    assert len(corpus.problems) == 3
    assert "line 2" in corpus.problems[1]


@pytest.mark.parametrize("content", ["", "no json", '{"toponyms": []}', "[]"])
def test_what_holds_no_report_is_refused(tmp_path, content):
    path = tmp_path / "c.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"c\.jsonl"):
        read_corpus(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"gone\.jsonl"):
        read_corpus(tmp_path / "gone.jsonl")
