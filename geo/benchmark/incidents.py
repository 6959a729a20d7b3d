"""Read folders of gold reports, and what the product makes of each, for the scores of `geo.scoring.incidents`."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas

from geo import exports, pipeline
from geo.articles import Skipped, open_reports
from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.records import Article


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A gold report: its name, what a person read in it (``tests/gold/README.md``) and its text."""

    name: str
    gold: dict[str, Any]
    report: Article


def cases(folder: Path) -> Iterator[Case]:
    """Yield every case of a folder, in the order of its names.

    Raises
    ------
    DataError
        If there is none, or a file is none.
    """
    found = sorted(folder.glob("*.json"))
    for path in found:
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            article, published = gold.get("article", ""), gold.get("published")
        except (OSError, ValueError, AttributeError) as error:
            raise DataError(f"{str(path)!r} is no gold report ({error})") from error
        if not article:
            continue
        day = date.fromisoformat(published) if published else None
        (report,) = open_reports([folder / article], published=day)
        if isinstance(report, Skipped):
            raise DataError(f"the report of {str(path)!r} cannot be read: {report.reason}")
        yield Case(path.stem, gold, report)
    if not found:
        raise DataError(f"there is no gold report in {str(folder)!r}; give a folder of .json files beside their texts")


def read(case: Case, gazetteer: Gazetteer) -> tuple[pipeline.Reading, list[dict[str, Any]]]:
    """Return what is read from a report, and its incidents as the features of the GeoJSON that users get."""
    reading = pipeline.read([case.report], gazetteer=gazetteer)
    return reading, features_of(reading.incidents)


def features_of(incidents: geopandas.GeoDataFrame) -> list[dict[str, Any]]:
    """Return incidents as the features of the GeoJSON that users get."""
    stream = io.StringIO()
    exports.write_geojson(incidents, stream)
    features: list[dict[str, Any]] = json.loads(stream.getvalue())["features"]
    return features
