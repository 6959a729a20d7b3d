"""Which part of a report is what."""

import time

import pytest

from geo.articles import dateline, read_text
from geo.articles.passages import find_passages

REPORT = """\
Border calm after a night of shelling

Ministers are to meet in the capital

By
Web Desk
|

Soldiers stand guard at the shut crossing in Taftan on February 25, 2020 as the virus spreads. Photo: AFP
Soldiers stand guard at the shut crossing in Taftan on February 25, 2020 as the virus spreads. Photo: AFP
  • Two villages were hit.
  • The minister flew home.

QUETTA: Shells fell on two villages on Thursday, officials said.

A short subtitle

"It was loud," a shepherd said.

Read more: What we know about the shelling
How it began

He added that nobody was hurt.

Reporting by Jane Doe; editing by John Roe

Subscribe to our newsletter
© 2024 Example Post. All rights reserved.
"""


def kinds(text, **options):
    return [passage.kind for passage in read_text(text, **options).passages]


def kind_of(line, *, body="The army said on Friday that it had fired back at the hills across the river."):
    """Return the kind of a line that stands after a paragraph of the body."""
    return kinds(f"{body}\n\n{line}\n", title="Some other title")[-1]


def test_a_whole_page():
    assert kinds(REPORT) == [
        "headline",
        "summary",
        "byline",
        "byline",
        "byline",
        "caption",
        "caption",
        "summary",
        "summary",
        "body",
        "body",
        "body",
        "related",
        "related",
        "body",
        "byline",
        "boilerplate",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "A bridge over the river. Photo: AFP",
        "A bridge over the river (Reuters)",
        "A bridge over the river [File: John Doe/Reuters]",
        "A bridge over the river. — AFP/File",
        "A bridge over the river - Reuters",
        "A bridge over the river | Getty Images",
        "A bridge over the river. Image Credit: AFP",
        "A bridge over the river. (Photo by Jane Doe/Getty Images)",
        "A bridge over the river. File photo",
        "File photo: a bridge over the river",
        "FILE - A bridge over the river",
        "In this photo released by the army, soldiers cross a bridge.",
        "This satellite image shows a bridge over the river.",
        "A general view of the bridge",
        "Truckers wait at the gate on 25 February 2020",
    ],
)
def test_captions(line):
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "He shared pictures of the bridge via WhatsApp on Friday.",
        "The photo showed a bridge, he told Reuters.",
        "Guards stand at the gate since it was shut on February 25, 2020.",
        "The news agency AFP said that nobody was hurt.",
        "He will share the report with the council.",
        "By Friday the toll had risen to nine.",
        "By then, the crossing was shut and the guards were gone.",
        "Reading more of it, he shook his head.",
        "The tickets were printed in Iran.",
        "Emails were sent to all of them.",
        "Thursday's strike killed nine.",
        "Comments by the minister were not welcome.",
        "Donated blood was flown in.",
        "Home to ten thousand people, the town is poor.",
    ],
)
def test_body_text_is_not_taken_for_furniture(line):
    assert kind_of(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "Our Correspondent",
        "Staff Reporter",
        "AFP",
        "Reuters/AP",
        "January 19, 2024",
        "Published January 18, 2024",
        "Last updated: 19 Jan 2024 10:32 GMT",
        "4 min read",
        "Additional reporting by Jane Doe in Quetta",
        "(Reporting by Jane Doe)",
    ],
)
def test_bylines(line):
    assert kind_of(line) == "byline"


@pytest.mark.parametrize("line", ["Read more: The war", "ALSO READ | The war", "Related stories", "More on this story"])
def test_links_to_other_reports(line):
    assert kind_of(line) == "related"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our daily briefing",
        "Follow us on X for the latest news",
        "Share this article",
        "Facebook | Twitter | WhatsApp",
        "We use cookies to improve this site.",
        "Copyright Example Post, 2024",
        "Advertisement",
        "Privacy Policy",
    ],
)
def test_boilerplate(line):
    assert kind_of(line) == "boilerplate"


def test_a_wrapped_paragraph_is_one_passage():
    text = "The army said on Friday that it had fired back at the hills\nacross the river, and that nobody was\nhurt.\n"
    assert kinds(text) == ["body"]


def test_a_title_in_the_line_of_the_first_sentence_is_taken_apart():
    article = read_text("Shells fall on town. Ten shells fell on Friday.", title="Shells fall on town")
    assert [(article.text[part.start : part.end], part.kind) for part in article.passages] == [
        ("Shells fall on town.", "headline"),
        ("Ten shells fell on Friday.", "body"),
    ]


def test_a_single_line_is_the_body():
    assert kinds("Shells fall on town") == ["body"]


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("QUETTA — Pakistan closed", "QUETTA"),
        ("KINGSTOWN (Reuters) - The presidents", "KINGSTOWN"),
        ("KINGSTOWN, St Vincent (AP) — The presidents", "KINGSTOWN, St Vincent"),
        ("ISLAMABAD: Pakistan", "ISLAMABAD"),
        ("ISLAMABAD/TEHRAN: Two ministers", "ISLAMABAD/TEHRAN"),
        ("ISLAMABAD, Jan 29 (UrduPoint) - Iran's", "ISLAMABAD"),
        ("NEW DELHI, Jan. 19 - The", "NEW DELHI"),
        ("Kingstown (AFP) - The presidents", "Kingstown"),
        ("DERA ISMAIL KHAN: A bomb", "DERA ISMAIL KHAN"),
        ("Pakistan closed its border with Iran on Sunday.", None),
        ("LIVE: Pakistan closes its border", None),
        ("Pakistan's army - the strongest force - said so.", None),
        ("NATO said on Friday: we shall see.", None),
    ],
)
def test_the_dateline_is_where_a_report_was_filed(start, place):
    article = read_text(f"{start} on Friday, officials said, and there was more to come.", title="Some title")
    span = dateline(article)
    assert (span and article.text[slice(*span)]) == place


PIECES = [" ", "\n", "word ", "(", "photo: ", "By ", "Photo: A.", ".", "\u2014 AFP ", "A B C ", "Facebook ", "\u2022 "]


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_only(piece):
    text = f"A headline\n\n{piece * 200_000}\n\nx"
    start = time.process_time()
    assert find_passages(text)
    # A search that is quadratic takes minutes here.
    assert time.process_time() - start < 5
