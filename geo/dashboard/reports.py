"""The reports behind the page and what was read out of them."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from geo import paths
from geo.articles import Skipped, open_reports, read_text
from geo.dashboard.holdings import Holdings
from geo.records import Article, Claim, Toponym

if TYPE_CHECKING:
    from geo.pipeline import Reading

# What was read out of so many reports is kept, so that a further one costs no second reading of the others.
_MOST_READ = 2000

MAX_ADDED = 500
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
    """Read reports with the product's own pipeline, those that were read before from memory, with a bar."""
    # Imported here: loading the language model's libraries takes longer than drawing the page.
    from geo import pipeline  # noqa: PLC0415
    from geo.gazetteer import Gazetteer  # noqa: PLC0415

    known = _read_before()
    new = [article for article in articles if article.id not in known]
    if new:
        gazetteer = Gazetteer()
        bar = st.progress(0.0)
        for at, article in enumerate(new):
            bar.progress(at / len(new), text=f"Reading report {at + 1} of {len(new)} …")
            known[article.id] = pipeline.read_together([pipeline.analyse(article, gazetteer)], gazetteer)[0]
        bar.empty()
    found = {article.id: known[article.id] for article in articles}
    while len(known) > _MOST_READ:
        known.popitem(last=False)
    claims = tuple(claim for _, told in found.values() for claim in told)
    return pipeline.Reading(
        articles=tuple(articles),
        toponyms={report: mentions for report, (mentions, _) in found.items()},
        claims=claims,
        incidents=pipeline.incidents_of(claims),
    )


def remember(held: Holdings) -> None:
    """Take what reports said from what was made of them earlier, so that they are not read once more."""
    for article in held.articles:
        told = tuple(claim for claim in held.claims if claim.report_id == article)
        _read_before()[article] = (tuple(held.toponyms.get(article, ())), told)


@st.cache_resource(show_spinner=False)
def _read_before() -> OrderedDict[str, tuple[tuple[Toponym, ...], tuple[Claim, ...]]]:
    """Return what was read out of each report, for all sessions; identifiers are made from the content."""
    return OrderedDict()


def from_text(text: str, *, title: str, source: str, url: str, published: date | None) -> Article:
    """Return a pasted report.

    Raises
    ------
    ReportError
        If there is no text in it.
    """
    return read_text(text, title=title, source=source, url=url, published=published)


def sorted_out(found: Iterable[Article | Skipped], known: Mapping[str, Article], *, room: int) -> Added:
    """Tell new reports from those that cannot be read, are there already, or are too many.

    A report with the words of another one is no second source, whatever outlet it names.

    Parameters
    ----------
    known
        The reports that are there, by identifier.
    room
        How many more may come.
    """
    words = {_words(article): article for article in known.values()}
    taken: list[Article] = []
    notes: list[str] = []
    for item in found:
        if isinstance(item, Skipped):
            notes.append(item.reason)
            continue
        twin = words.get(_words(item))
        if twin is not None and twin.source == item.source:
            notes.append(f"“{label(item)}” is already here, so nothing changed.")
        elif twin is not None:
            notes.append(
                f"“{label(item)}” has the same words as “{label(twin)}”: no second source, so it was left out."
            )
        elif len(taken) >= room:
            notes.append(f"“{label(item)}” was left out: a session takes {MAX_ADDED} reports; use the command line.")
        else:
            words[_words(item)] = item
            taken.append(item)
    return Added(taken=tuple(taken), notes=tuple(notes))


def outcome(article: Article, held: Holdings) -> str:
    """Return one sentence on what was found in a report, or why nothing was."""
    told = [claim for claim in held.claims if claim.report_id == article.id]
    mentions = held.toponyms.get(article.id, ())
    places = len({mention.place.id for mention in mentions if mention.place})
    name = f"“{label(article)}”"
    if told:
        return f"{name}: {_count(len(told), 'claim')} and {_count(places, 'place')} found.{_undrawn(article, told)}"
    if places:
        return f"{name} names {_count(places, 'place')}, but no sentence in it tells of an incident."
    if mentions:
        unknown = ", ".join(dict.fromkeys(mention.surface for mention in mentions[:3]))
        return f"{name} tells of no incident, and the names in it are in no gazetteer here: {unknown}."
    return f"{name} names no place that is known and tells of no incident; is it English news text?"


def _undrawn(article: Article, told: Sequence[Claim]) -> str:
    """Return why claims of a report are not on the map, if any are not."""
    undated = sum(claim.first is None and claim.last is None for claim in told)
    unplaced = sum(claim.spot.lat is None for claim in told)
    parts = [f"{number} without a {what}" for number, what in ((undated, "date"), (unplaced, "place")) if number]
    hint = "" if article.published else " Without its publication date, days such as “Thursday” stay unknown."
    return (f" Of the claims, {' and '.join(parts)}." if parts else "") + hint


def _words(article: Article) -> str:
    return " ".join(article.text.casefold().split())


def label(article: Article) -> str:
    """Return how a report is called in lists."""
    name = article.title or article.text.strip().split("\n", 1)[0][:70] or article.id
    origin = ", ".join(part for part in (article.source, article.published and article.published.isoformat()) if part)
    return f"{name} ({origin})" if origin else name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
