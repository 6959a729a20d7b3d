"""The reports behind the page and what was read out of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from geo import paths
from geo.articles import Skipped, open_reports, read_text
from geo.dashboard.holdings import Holdings
from geo.records import Article

if TYPE_CHECKING:
    from geo.pipeline import Reading

MAX_ADDED = 200
"""Reports that one session may add: beyond it reading takes longer than a page can wait; use the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of reports that somebody gave.

    Attributes
    ----------
    taken
        The new ones.
    notes
        A sentence for each that was not taken.
    """

    taken: tuple[Article, ...]
    notes: tuple[str, ...]


@st.cache_resource(show_spinner=False)
def example() -> tuple[Article, ...]:
    """Return the reports of the worked example."""
    return tuple(item for item in open_reports([paths.seeds()]) if not isinstance(item, Skipped))


def read(articles: Sequence[Article]) -> "Reading":
    """Read reports with the product's own pipeline."""
    # Imported here: loading the language model's libraries takes longer than drawing the page.
    from geo import pipeline  # noqa: PLC0415

    return pipeline.read(articles)


def from_text(text: str, *, title: str, source: str, url: str, published: date | None) -> Article:
    """Return a pasted report.

    Raises
    ------
    ReportError
        If there is no text in it.
    """
    return read_text(text, title=title, source=source, url=url, published=published)


def from_file(name: str, content: bytes, *, published: date | None) -> list[Article | Skipped]:
    """Return the reports in an uploaded file."""
    with TemporaryDirectory() as folder:
        # Only the suffix of the name is used: the rest is the browser's word.
        path = Path(folder, "report" + Path(name).suffix.lower())
        path.write_bytes(content)
        found = list(open_reports([path], published=published))
    return [
        Skipped(name=name, reason=item.reason.replace(path.name, name)) if isinstance(item, Skipped) else item
        for item in found
    ]


def sorted_out(found: Iterable[Article | Skipped], known: Iterable[str], *, room: int) -> Added:
    """Tell new reports from those that cannot be read, are there already, or are too many.

    Parameters
    ----------
    known
        Identifiers of the reports that are there.
    room
        How many more may come.
    """
    seen = set(known)
    taken: list[Article] = []
    notes: list[str] = []
    for item in found:
        if isinstance(item, Skipped):
            notes.append(item.reason)
        elif item.id in seen:
            notes.append(f"“{label(item)}” is already here, so nothing changed.")
        elif len(taken) >= room:
            notes.append(f"“{label(item)}” was left out: a session takes {MAX_ADDED} reports; use the command line.")
        else:
            seen.add(item.id)
            taken.append(item)
    return Added(taken=tuple(taken), notes=tuple(notes))


def outcome(article: Article, held: Holdings) -> str:
    """Return one sentence on what was found in a report, or why nothing was."""
    events = sum(claim.report_id == article.id for claim in held.claims)
    places = len({mention.place.id for mention in held.toponyms.get(article.id, ()) if mention.place})
    name = f"“{label(article)}”"
    if events:
        undated = "" if article.published else " Without its publication date, days such as “Thursday” stay unknown."
        return f"{name}: {_count(events, 'claim')} and {_count(places, 'place')} found.{undated}"
    if places:
        return f"{name} names {_count(places, 'place')}, but no sentence in it tells of an incident."
    return f"{name} names no place that is known and tells of no incident; is it English news text?"


def label(article: Article) -> str:
    """Return how a report is called in lists."""
    name = article.title or article.text.strip().split("\n", 1)[0][:70] or article.id
    origin = ", ".join(part for part in (article.source, article.published and article.published.isoformat()) if part)
    return f"{name} ({origin})" if origin else name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
