"""A report from a saved web page: title, site, date, captions and body."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from geo.articles.published import parse_date
from geo.articles.text import make_article
from geo.errors import OptionError, ReportError
from geo.records import Article

# Shorter captions ("Photo: AFP") are credits that trafilatura leaves out anyway.
_CAPTION_CHARACTERS = 15


def read_page(page: str | bytes, *, url: str = "", published: date | None = None) -> Article:
    """Make an article from the HTML of a page; nothing is fetched.

    Its text is the title, the captions of its figures and the body, a paragraph a line with an empty
    line between.

    Parameters
    ----------
    url
        Where the page was, if the page itself does not say.
    published
        Goes before the date of the page.

    Raises
    ------
    ReportError
        If there is no HTML or no body of text in it.
    """
    tree = trafilatura.load_html(page)
    captions = [] if tree is None else _captions(tree)
    found = (
        None
        if tree is None
        else trafilatura.bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    )
    body = (found.text or "").strip() if found is not None else ""
    if found is None or not body:
        raise ReportError("the page holds no body of text; save the article itself, not a list or a login page")
    paragraphs = [paragraph.strip() for paragraph in body.split("\n") if paragraph.strip()]
    title = " ".join((found.title or "").split())
    missing = [caption for caption in captions if caption not in paragraphs]
    if title and paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    address = found.url or url
    article_text = "\n\n".join(([title] if title else []) + missing + paragraphs)
    return make_article(
        article_text,
        title=title,
        source=found.sitename or urlsplit(address).hostname or "",
        url=address,
        published=published or _published(found.date),
        captions=captions,
    )


def _published(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except OptionError:
        return None  # a page's metadata are often wrong, and nobody typed them for us


def _captions(tree: Any) -> list[str]:
    texts = (" ".join(caption.text_content().split()) for caption in tree.iterfind(".//figcaption"))
    return [text for text in dict.fromkeys(texts) if len(text) >= _CAPTION_CHARACTERS]
