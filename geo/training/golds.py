"""Reports in which people have said where names lie: corpora with labelled toponyms, and folders of gold reports.

A corpus says where each name is; a gold report (``tests/gold/README.md``) says of the places of its events in which
country they lie, and of some where.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo import geodesy, pipeline, resolution, toponyms
from geo.benchmark import Corpus, incidents, read_corpus
from geo.benchmark.corpora import GoldMention
from geo.benchmark.mentions import marked
from geo.gazetteer import Gazetteer
from geo.records import Place
from geo.scoring.distances import NEAR_KM

_NEAREST_TOWN_KM: Final = 200.0
_WHERE: Final = frozenset({"country", "country_any", "place"})


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Where a name lies.

    Attributes
    ----------
    report, mention
        Positions of the report, and of the mention among those of the report.
    countries
        ISO 3166-1 alpha-2 codes of those that are right; of a corpus the country of the nearest town.
    lat, lon
        WGS 84 degrees; None if only the country is known.
    within_km
        How far from there a place may lie and be right.
    geonames_id
        Empty if unknown.
    """

    report: int
    mention: int
    countries: frozenset[str]
    lat: float | None
    lon: float | None
    within_km: float = NEAR_KM
    geonames_id: str = ""

    def has(self, place: Place) -> bool:
        """Say whether a place is near enough; one that lies in no single country only needs to be near."""
        if self.lat is None or self.lon is None:
            return not place.country or place.country in self.countries
        return bool(geodesy.distance_km(self.lat, self.lon, place.lat, place.lon) <= self.within_km)


@dataclass(frozen=True, slots=True, eq=False)
class Gold:
    """Reports with their mentions, ready to be resolved again and again, and where some of these lie."""

    name: str
    unresolved: Sequence[resolution.Unresolved]
    places: Sequence[GoldPlace]


def read_golds(sources: Sequence[Path], gazetteer: Gazetteer) -> list[Gold]:
    """Read corpora (``.jsonl``) and folders of gold reports.

    Raises
    ------
    DataError
        If a corpus or a folder cannot be read.
    """
    return [
        of_folder(source, gazetteer) if source.is_dir() else of_corpus(read_corpus(source), gazetteer)
        for source in sources
    ]


def of_corpus(corpus: Corpus, gazetteer: Gazetteer) -> Gold:
    """Take the gold mentions of a corpus as given."""
    unresolved = [
        resolution.Unresolved(
            mentions=tuple(
                toponyms.given(report.article.text, gold.start, gold.end, gazetteer=gazetteer)
                for gold in report.mentions
            ),
            text=report.article.text,
            publisher=report.article.source,
        )
        for report in corpus.reports
    ]
    places = [
        _of_mention(number, position, mention, gazetteer)
        for number, report in enumerate(corpus.reports)
        for position, mention in enumerate(report.mentions)
        if mention.lat is not None
    ]
    return Gold(corpus.name, unresolved, places)


def _of_mention(report: int, position: int, mention: GoldMention, gazetteer: Gazetteer) -> GoldPlace:
    lat, lon = mention.lat or 0.0, mention.lon or 0.0
    return GoldPlace(report, position, _country(lat, lon, gazetteer), lat, lon, geonames_id=mention.geonames_id)


def of_folder(folder: Path, gazetteer: Gazetteer) -> Gold:
    """Take the places of events as recognised in gold reports, each name once."""
    unresolved = []
    places: list[GoldPlace] = []
    for number, case in enumerate(case for case in incidents.cases(folder) if "mentions" in case.gold):
        # The outlets are made up: that one of them has more reports than one says nothing.
        report = dataclasses.replace(pipeline.unresolved(pipeline.analyse(case.report, gazetteer)), publisher="")
        unresolved.append(report)
        places += _of_case(number, case, report, gazetteer)
    return Gold(folder.name, unresolved, places)


def _of_case(
    number: int, case: incidents.Case, report: resolution.Unresolved, gazetteer: Gazetteer
) -> Iterator[GoldPlace]:
    known: set[str] = set()
    for mark in sorted(marked(case), key=lambda mark: mark.at):
        position = next((i for i, m in enumerate(report.mentions) if m.surface == mark.place), None)
        if position is not None and mark.place not in known and _WHERE & set(mark.row):
            known.add(mark.place)
            yield _of_row(number, position, mark.row, gazetteer)


def _of_row(report: int, position: int, row: Mapping[str, Any], gazetteer: Gazetteer) -> GoldPlace:
    spot = row.get("place")
    countries = frozenset(row.get("country_any", ())) | ({row["country"]} if "country" in row else set())
    if spot is None:
        return GoldPlace(report, position, countries, None, None)
    countries = countries or _country(spot["lat"], spot["lon"], gazetteer)
    return GoldPlace(report, position, countries, spot["lat"], spot["lon"], max(NEAR_KM, spot["km"]))


def _country(lat: float, lon: float, gazetteer: Gazetteer) -> frozenset[str]:
    town = gazetteer.reverse(lat, lon, within_km=_NEAREST_TOWN_KM)
    return frozenset({town.country} if town else ())
