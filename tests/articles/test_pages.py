"""Reports from saved web pages."""

from datetime import date

import pytest

from geo.articles.pages import read_page
from geo.errors import ReportError

BODY = "<p>{}</p><p>{}</p><p>{}</p>".format(
    "Shells fell on two villages near the border on Thursday, officials of the province said in the evening.",
    "Nobody was hurt, a doctor at the district hospital told reporters, but eleven houses were destroyed by fire.",
    "The army of the neighbouring country denied that it had fired, and asked for an inquiry by both sides.",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Shells fall on two villages - Example Post</title>
<meta property="og:title" content="Shells fall on two villages">
<meta property="og:site_name" content="Example Post">
<meta property="og:url" content="https://post.example/shells">
<meta property="article:published_time" content="2024-01-19T08:30:00+05:00">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Shells fall on two villages</h1>
<figure><img src="a.jpg">
<figcaption>Guards watch the shut gate, seen from the hill above the town.</figcaption></figure>
{BODY}</article>
<footer>Copyright Example Post</footer><script>alert("x")</script></body></html>"""


def test_title_site_date_caption_and_body():
    article = read_page(PAGE)
    assert article.title == "Shells fall on two villages"
    assert (article.source, article.url) == ("Example Post", "https://post.example/shells")
    assert article.published == date(2024, 1, 19)
    kinds = [(part.kind, article.text[part.start : part.start + 6]) for part in article.passages]
    assert kinds == [
        ("headline", "Shells"),
        ("caption", "Guards"),
        ("body", "Shells"),
        ("body", "Nobody"),
        ("body", "The ar"),
    ]
    assert "alert" not in article.text


def test_what_the_caller_knows_goes_first():
    article = read_page(PAGE, published=date(2020, 1, 1))
    assert article.published == date(2020, 1, 1)


def test_a_page_without_metadata_takes_the_host_for_its_source():
    article = read_page(f"<html><body><article>{BODY}</article></body></html>", url="https://www.post.example/a")
    assert (article.source, article.published) == ("post.example", None)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        "",
        " ",
        "no tags at all",
        "<html></html>",
        "<html><head><title>Only a title</title></head><body></body></html>",
        "<html><body><script>var text = 'Shells fell on two villages.';</script></body></html>",
        b"\x00\x01\x02",
    ],
)
def test_a_page_without_a_body_is_refused(page):
    with pytest.raises(ReportError, match="no body"):
        read_page(page)


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    head = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    page = f"{head}<html><body><article>{BODY}<p>&x;</p></article></body></html>"
    assert "secret words" not in read_page(page).text
