"""Reports in, incidents out: the parts in their order, with nothing decided here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import geopandas
import pandas as pd
from shapely import Point
from spacy.tokens import Doc

from geo import claims, dating, language, resolution, tables, toponyms
from geo.articles import dateline, for_analysis
from geo.gazetteer import Gazetteer
from geo.incidents import merge
from geo.project import Project
from geo.records import Article, Claim, DatedSpan, Toponym
from geo.relations import relate

Progress = Callable[[Iterable[Article]], Iterable[Article]]
"""Wraps the reports while they are read, for example in a progress bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of a set of reports.

    Attributes
    ----------
    toponyms
        The resolved mentions of each report, by its identifier.
    incidents
        One row each, with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    """

    articles: tuple[Article, ...]
    toponyms: Mapping[str, tuple[Toponym, ...]]
    claims: tuple[Claim, ...]
    incidents: geopandas.GeoDataFrame

    def mentions(self) -> geopandas.GeoDataFrame:
        """Return every place that the reports mention, one row a mention.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``report_id, start, end, surface, name, kind, place_kind, country, confidence``;
            EPSG:4326 points in longitude, latitude order, None where the name is unresolved.
        """
        rows = [
            {
                "report_id": report,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "name": mention.place.name if mention.place else "",
                "kind": mention.kind,
                "place_kind": mention.place.kind if mention.place else "",
                "country": mention.place.country if mention.place else "",
                "confidence": mention.confidence,
                "geometry": Point(mention.place.lon, mention.place.lat) if mention.place else None,
            }
            for report, mentions in self.toponyms.items()
            for mention in mentions
        ]
        columns = ["report_id", "start", "end", "surface", "name", "kind", "place_kind", "country", "confidence"]
        frame = pd.DataFrame(rows, columns=[*columns, "geometry"])
        return geopandas.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is known of one report before its names are resolved."""

    article: Article
    doc: Doc
    dates: tuple[DatedSpan, ...]
    mentions: tuple[Toponym, ...]


def analyse(article: Article, gazetteer: Gazetteer) -> Analysis:
    """Parse a report and find its dates and its place names, which are not yet resolved."""
    doc = language.analyse(for_analysis(article))
    dates = tuple(dating.find_dates(article.text, published=article.published))
    found = toponyms.recognise(doc, gazetteer, dates=dates)
    return Analysis(article=article, doc=doc, dates=dates, mentions=found)


def read_article(article: Article, gazetteer: Gazetteer) -> tuple[tuple[Toponym, ...], tuple[Claim, ...]]:
    """Return the resolved mentions and the claims of one report."""
    known = analyse(article, gazetteer)
    mentions = resolution.resolve(known.mentions, text=article.text, gazetteer=gazetteer)
    told = claims.extract(article, known.doc, mentions, known.dates, gazetteer=gazetteer, dateline=dateline(article))
    return mentions, told


def incidents_of(told: Iterable[Claim]) -> geopandas.GeoDataFrame:
    """Merge claims into incidents and relate these to borders and crossings.

    Returns
    -------
    geopandas.GeoDataFrame
        One row an incident, with the columns of `geo.tables.COLUMNS`, EPSG:4326.
    """
    return relate(tables.to_frame(merge(told)))


def add_to_project(project: Project, reading: Reading) -> None:
    """Write reports, their claims and the incidents that all claims of a project now add up to."""
    project.add(reading.articles, reading.claims, incidents_of((*project.claims(), *reading.claims)))


def read(
    articles: Iterable[Article], *, progress: Progress | None = None, gazetteer: Gazetteer | None = None
) -> Reading:
    """Read reports and work out what happened, where and when.

    Parameters
    ----------
    articles
        The same report given twice is read once.
    gazetteer
        Where names are looked up; the embedded one unless given.

    Raises
    ------
    DataError
        If the data of the product are missing or broken.
    """
    places = gazetteer or Gazetteer()
    distinct = {article.id: article for article in articles}
    mentions: dict[str, tuple[Toponym, ...]] = {}
    told: list[Claim] = []
    ordered = list(distinct.values())
    for article in progress(ordered) if progress else ordered:
        mentions[article.id], own = read_article(article, places)
        told.extend(own)
    incidents = incidents_of(told)
    return Reading(articles=tuple(ordered), toponyms=mentions, claims=tuple(told), incidents=incidents)
