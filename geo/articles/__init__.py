"""Reports: what is read, from where, and which part of a page says what.

`open_reports` reads files, folders, web addresses and standard input, one report after the other;
`read_text` makes an `~geo.records.Article` from a text at hand, `make_article` from one whose head is known.
"""

from geo.articles.analysis import for_analysis
from geo.articles.datelines import dateline
from geo.articles.lines import Skipped
from geo.articles.published import parse_date
from geo.articles.sources import open_reports
from geo.articles.text import clean, make_article, read_text

__all__ = ["Skipped", "clean", "dateline", "for_analysis", "make_article", "open_reports", "parse_date", "read_text"]
