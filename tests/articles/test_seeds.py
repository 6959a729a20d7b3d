"""The reports of the worked example: complete, and told with their sources."""

from datetime import date

from geo import paths
from geo.articles import open_reports
from geo.dating import find_dates

REPORTS = list(open_reports([paths.seeds()]))


def test_every_brief_has_a_head_and_a_handy_length():
    assert len(REPORTS) == 12
    for report in REPORTS:
        assert report.title
        assert report.source
        assert report.url.startswith("https://")
        assert date(2024, 1, 17) <= report.published <= date(2024, 1, 29)
        assert 80 <= len(report.text.split()) <= 200, report.title


def test_every_brief_names_what_it_rests_on():
    readme = (paths.seeds() / "README.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in readme
    for report in REPORTS:
        (row,) = [line for line in readme.splitlines() if report.url in line]
        assert report.source in row or report.source.removesuffix(" International") in row


def test_every_expression_of_time_resolves():
    for report in REPORTS:
        for span in find_dates(report.text, published=report.published):
            # "Less than two weeks after" is no distance, on purpose.
            known = span.first is not None or span.offset_days is not None or "weeks after" in span.surface
            assert known, (report.title, span.surface)


def test_the_archive_picture_stays_a_caption_of_2020():
    (report,) = [report for report in REPORTS if "Taftan" in report.text]
    captions = [part for part in report.passages if part.kind == "caption"]
    assert len(captions) == 2
    for caption in captions:
        spans = find_dates(report.text[caption.start : caption.end], published=report.published)
        assert [span.first for span in spans] == [date(2020, 2, 25)]
