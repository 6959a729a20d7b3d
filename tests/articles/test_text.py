"""Articles from plain text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import read_text
from geo.errors import ReportError


def test_the_head_is_taken_off_in_any_case_and_order():
    article = read_text(
        "\ufeffSource: Post\r\nPUBLISHED: 19 January 2024\r\ntitle: A title\r\n\r\nShells fell.\r\nTwo died."
    )
    assert article.text == "Shells fell.\nTwo died."
    assert (article.title, article.source, article.published) == ("A title", "Post", date(2024, 1, 19))


def test_other_fields_of_a_head_are_passed_over():
    article = read_text("title: A title\nauthor: Nobody\n\nShells fell.")
    assert (article.title, article.text) == ("A title", "Shells fell.")


def test_a_text_that_only_looks_like_a_head_is_kept():
    text = "Source: none was named.\nThe army said so on Thursday, and that was all there was.\n"
    assert read_text(text).text == text


def test_options_go_before_the_head():
    article = read_text("source: Post\npublished: 2024-01-19\n\nText.", source="Mail", published=date(2020, 1, 1))
    assert (article.source, article.published) == ("Mail", date(2020, 1, 1))


def test_the_first_line_like_a_headline_is_the_title_and_stays():
    article = read_text("Two die in strike\n\nTwo children died on Tuesday, officials said.")
    assert article.title == "Two die in strike"
    assert article.text.startswith("Two die in strike")
    assert [passage.kind for passage in article.passages] == ["headline", "body"]


@pytest.mark.parametrize("text", ["", " \n\t", "title: Only a head\n\n", "title: Only a head\n\n \n"])
def test_a_report_without_text_is_refused(text):
    with pytest.raises(ReportError, match="holds no text"):
        read_text(text)


def test_a_wrong_date_in_the_head_is_named():
    with pytest.raises(ReportError, match="'31 June 2024'"):
        read_text("published: 31 June 2024\n\nText.")


def test_the_identifier_depends_on_the_content_only():
    one = read_text("Text.", source="Post")
    assert one.id == read_text("source: Post\n\nText.").id
    assert one.id != read_text("Text.", source="Mail").id
    assert one.id == read_text("Text.", source="Post", published=date(2024, 1, 1)).id
    assert len(one.id) == 16


@given(st.text(max_size=400), st.text(max_size=40))
def test_passages_cover_everything_but_white_space_in_order(text, title):
    try:
        article = read_text(text, title=title)
    except ReportError:
        return
    end = 0
    for passage in article.passages:
        assert end <= passage.start < passage.end
        assert not article.text[end : passage.start].strip()
        assert article.text[passage.start : passage.end].strip() == article.text[passage.start : passage.end]
        end = passage.end
    assert not article.text[end:].strip()
