"""Reports in, incidents out: the parts in their order, with nothing decided here."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

_TOGETHER = 200  # analysed reports that are held in memory at a time


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


def analyse(article: Article, gazetteer: Gazetteer, *, recogniser: str = "") -> Analysis:
    """Parse a report and find its dates and its place names, which are not yet resolved.

    Parameters
    ----------
    recogniser
        Name or folder of an installed spaCy pipeline that finds names instead of the network that ships.
    """
    doc = language.analyse(for_analysis(article), recogniser=recogniser)
    dates = tuple(dating.find_dates(article.text, published=article.published))
    found = toponyms.recognise(doc, gazetteer, dates=dates)
    return Analysis(article=article, doc=doc, dates=dates, mentions=found)


def unresolved(known: Analysis) -> resolution.Unresolved:
    """Return the mentions of a report in the form in which they are resolved."""
    article = known.article
    return resolution.Unresolved(mentions=known.mentions, text=article.text, publisher=article.url or article.source)


def read_together(
    analyses: Sequence[Analysis], gazetteer: Gazetteer
) -> list[tuple[tuple[Toponym, ...], tuple[Claim, ...]]]:
    """Return the resolved mentions and the claims of each report; those of one publisher speak for each other."""
    resolved = resolution.resolve_together([unresolved(known) for known in analyses], gazetteer=gazetteer)
    return [
        (mentions, claims_of(known, mentions, gazetteer)) for known, mentions in zip(analyses, resolved, strict=True)
    ]


def claims_of(
    known: Analysis, mentions: Sequence[Toponym], gazetteer: Gazetteer, *, models: claims.Models | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a report whose names are resolved; by the models that ship unless others are given."""
    told = signed_claims_of(known, mentions, gazetteer, models=models)
    return tuple(claims.rated(claim, signs) for claim, signs in told)


def signed_claims_of(
    known: Analysis, mentions: Sequence[Toponym], gazetteer: Gazetteer, *, models: claims.Models | None = None
) -> list[tuple[Claim, Mapping[str, float]]]:
    """Return the claims of a report, each without a confidence but with the signs that it rests on."""
    article = known.article
    return claims.extract(
        article, known.doc, mentions, known.dates, gazetteer=gazetteer, dateline=dateline(article), models=models
    )


def _by_publisher(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield the reports of each publisher together, at most `_TOGETHER` of them, chosen whatever their order is."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(resolution.publisher_key(article.url or article.source), []).append(article)
    for publisher, group in groups.items():
        # Reports of nobody have nothing to say to each other, so none has to wait for the next.
        size = _TOGETHER if publisher else 1
        ordered = sorted(group, key=lambda article: article.id)
        yield from (ordered[first : first + size] for first in range(0, len(ordered), size))


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
    articles: Iterable[Article],
    *,
    progress: Progress | None = None,
    gazetteer: Gazetteer | None = None,
    recogniser: str = "",
) -> Reading:
    """Read reports and work out what happened, where and when.

    Parameters
    ----------
    articles
        The same report given twice is read once.
    gazetteer
        Where names are looked up; the embedded one unless given.
    recogniser
        As for `analyse`.

    Raises
    ------
    DataError
        If the data of the product, or the recogniser, are missing or broken.
    """
    places = gazetteer or Gazetteer()
    distinct = {article.id: article for article in articles}
    ordered = list(distinct.values())
    batches = list(_by_publisher(ordered))
    queue = list(itertools.chain.from_iterable(batches))
    waiting = iter(progress(queue) if progress else queue)
    found: dict[str, tuple[tuple[Toponym, ...], tuple[Claim, ...]]] = {}
    for batch in batches:
        group = itertools.islice(waiting, len(batch))
        analyses = [analyse(article, places, recogniser=recogniser) for article in group]
        for known, result in zip(analyses, read_together(analyses, places), strict=True):
            found[known.article.id] = result
    next(waiting, None)  # lets the progress bar end
    told = tuple(claim for article in ordered for claim in found[article.id][1])
    mentions = {article.id: found[article.id][0] for article in ordered}
    return Reading(articles=tuple(ordered), toponyms=mentions, claims=told, incidents=incidents_of(told))
