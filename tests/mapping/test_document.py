"""The map as one file."""

import re
import sys

import pytest

from geo.borders import Borders
from geo.errors import ExportError
from geo.mapping import standalone_map, write_html


def test_one_file_that_names_no_other(frame, mentions, tmp_path):
    path = write_html(frame, tmp_path / "map.html", mentions=mentions, title="Strikes <b>")
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", page)
    assert "Strikes &lt;b&gt;" in page
    assert "<img src=x" not in page
    assert "\\u007b{ 7*7 }}" in page
    assert page.lower().count("</script>") == page.lower().count("<script")
    assert [item.name for item in tmp_path.iterdir()] == ["map.html"]


def test_an_empty_table_still_makes_a_map(frame, tmp_path):
    assert write_html(frame.iloc[:0], tmp_path / "empty.html").stat().st_size > 100_000


def test_far_provinces_are_left_out(frame):
    page = standalone_map(frame).get_root().render()
    assert "Balochistan" in page
    assert "Patagonia" not in page
    assert len(page) < 3_500_000


def test_a_folder_that_is_not_there_is_one_sentence(frame, tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write_html(frame, tmp_path / "missing" / "map.html")


def test_django_is_never_imported(frame):
    standalone_map(frame)
    assert "django" not in sys.modules
    assert "leaflet" not in sys.modules


def test_the_map_says_in_whose_view_its_borders_are(frame, tmp_path):
    page = write_html(frame, tmp_path / "own.html").read_text(encoding="utf-8")
    assert "Borders as administered" in page
    view = Borders.load(worldview="IN")
    page = write_html(frame, tmp_path / "in.html", borders=view).read_text(encoding="utf-8")
    assert "Borders as India (IN) sees them" in page
    assert "Borders as administered" not in page
