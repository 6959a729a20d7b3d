"""Reports from files, folders, lines and standard input."""

import io
import json
import os
from datetime import date

import pytest

from geo.articles import Skipped, open_reports
from geo.errors import OptionError

SENTENCE = "Shells fell on the town on Thursday, officials said."


def read(*sources, **options):
    return list(open_reports([str(source) for source in sources], **options))


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reason(report):
    assert isinstance(report, Skipped), report
    return report.reason


def test_a_text_file_with_a_head(tmp_path):
    (article,) = read(write(tmp_path / "a.TXT", f"title: T\nsource: Post\npublished: 2024-01-19\n\n{SENTENCE}"))
    assert (article.title, article.source, article.published, article.text) == (
        "T",
        "Post",
        date(2024, 1, 19),
        SENTENCE,
    )


def test_the_option_goes_before_a_date_in_the_report(tmp_path):
    path = write(tmp_path / "a.txt", f"published: no date\n\n{SENTENCE}")
    assert read(path, published=date(2024, 1, 1))[0].published == date(2024, 1, 1)
    assert "'no date'" in reason(read(path)[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings(tmp_path, encoding):
    text = f"Le café d’Orsay. {SENTENCE}"
    assert read(write(tmp_path / "a.txt", text.encode(encoding)))[0].text == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"title: only a head\n\n", "holds no text"),
        (b"abc\0def", "no text file"),
        (bytes(range(256)) * 10, "no text file"),
        (b"%PDF-1.7\n\x01\x02\x03\xff\xfe", "no text file"),
        ("щит и меч".encode("cp1251") * 20, "no text file"),
        (b"\xff\xfeA", "no text file"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, words):
    assert words in reason(read(write(tmp_path / "a.txt", content))[0])


def test_one_bad_report_never_loses_the_others(tmp_path):
    good = write(tmp_path / "good.txt", SENTENCE)
    bad = write(tmp_path / "bad.docx", "x")
    reports = read(tmp_path / "missing.txt", bad, good, tmp_path / "a\0b.txt", "a" * 5000)
    kinds = [type(report).__name__ for report in reports]
    assert kinds == ["Skipped", "Skipped", "Article", "Skipped", "Skipped"]
    assert "there is no file 'missing.txt'" in reason(reports[0])
    assert ".txt, .md, .html, .htm, .jsonl" in reason(reports[1])


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 5 MB" in reason(read(path)[0])


def test_a_pipe_is_no_report(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no regular file" in reason(read(tmp_path / "pipe.txt")[0])


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", SENTENCE)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert reason(read(path)[0]) == "'a.txt' cannot be read: Permission denied"


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path):
    for name in ("b.txt", "a/z.md", "README.md", ".hidden.txt", ".git/c.txt", "notes.csv", "LICENSE.txt"):
        write(tmp_path / name, f"{SENTENCE} {name}")
    assert [article.text.split()[-1] for article in read(tmp_path)] == ["a/z.md", "b.txt"]


def test_an_empty_folder_is_named(tmp_path):
    assert "holds no report" in reason(read(tmp_path)[0])


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path):
    secret = write(tmp_path / "secret.txt", SENTENCE)
    folder = tmp_path / "folder"
    write(folder / "a.txt", SENTENCE)
    (folder / "link.txt").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)
    (folder / "alias.txt").symlink_to(folder / "a.txt")
    reports = read(folder)
    assert [type(report).__name__ for report in reports] == ["Article", "Article", "Skipped"]
    assert "leads out of the folder" in reason(reports[2])


def test_json_lines_name_the_bad_ones(tmp_path):
    lines = [
        json.dumps({"text": SENTENCE, "title": "T", "source": "S", "url": "U", "published": "2024-01-19", "more": 1}),
        "{not json",
        "",
        json.dumps([1, 2]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": SENTENCE, "published": "soon"}),
        json.dumps({"text": SENTENCE, "published": None, "title": None}),
        json.dumps({"text": "half a pair: \ud800"}),
        "[" * 100_000,
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    reports = read(path)
    bad = {report.name.rpartition(" ")[2]: report.reason for report in reports if isinstance(report, Skipped)}
    assert list(bad) == ["2", "4", "5", "6", "7", "10"]
    assert "no JSON" in bad["2"]
    assert "'soon'" in bad["7"]
    good = [report for report in reports if not isinstance(report, Skipped)]
    assert (good[0].title, good[0].source, good[0].url, good[0].published) == ("T", "S", "U", date(2024, 1, 19))
    assert good[1].published is None
    assert good[2].text == "half a pair: \ufffd"


def test_a_line_that_is_too_long_is_skipped_and_the_next_is_read(tmp_path):
    long = json.dumps({"text": "x" * 12_000_000})
    path = write(tmp_path / "a.jsonl", f"{long}\n{json.dumps({'text': SENTENCE})}\n")
    reports = read(path)
    assert reports[0].name.endswith("line 1")
    assert "larger than 5 MB" in reason(reports[0])
    assert reports[1].text == SENTENCE


def test_lines_in_another_encoding_are_named(tmp_path):
    path = write(tmp_path / "a.jsonl", b'{"text": "caf\xe9"}\n' + json.dumps({"text": SENTENCE}).encode())
    reports = read(path)
    assert "UTF-8" in reason(reports[0])
    assert reports[1].text == SENTENCE


def test_standard_input_is_a_text():
    (article,) = read("-", stdin=io.StringIO(f"source: Post\n\n{SENTENCE}"))
    assert (article.source, article.text) == ("Post", SENTENCE)


def test_standard_input_is_json_lines_if_it_starts_so():
    lines = "\n".join(json.dumps({"text": f"{SENTENCE} {number}"}) for number in range(3))
    assert [article.text[-1] for article in read("-", stdin=io.StringIO(lines))] == ["0", "1", "2"]


def test_standard_input_is_a_page_if_it_starts_so():
    page = f"<!DOCTYPE html><html><body><article><p>{SENTENCE * 5}</p></article></body></html>"
    assert SENTENCE in read("-", stdin=io.StringIO(page))[0].text


def test_standard_input_longer_than_one_read_is_split_at_lines():
    lines = "\n".join(json.dumps({"text": f"{number} " + "x " * 900_000}) for number in range(4))
    assert [article.text[0] for article in read("-", stdin=io.StringIO(lines))] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_standard_input_without_a_text(text):
    assert "holds no text" in reason(read("-", stdin=io.StringIO(text))[0])


def test_standard_input_in_another_encoding():
    stream = io.TextIOWrapper(io.BytesIO(b"caf\xe9"), encoding="utf-8")
    assert "UTF-8" in reason(read("-", stdin=stream)[0])


def test_an_address_needs_leave_before_anything_is_read(tmp_path):
    with pytest.raises(OptionError, match="--online"):
        open_reports([write(tmp_path / "a.txt", SENTENCE), "https://example.org/a"])


def test_no_source_is_wrong_usage():
    with pytest.raises(OptionError, match="no report"):
        open_reports([])
