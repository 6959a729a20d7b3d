"""The reports that the proofs are made on: the worked example and every eighth gold text for development, read once."""

import json
from datetime import date
from pathlib import Path

import pytest

from geo import paths, pipeline
from geo.articles import open_reports

GOLD = Path(__file__).parents[1] / "gold" / "development"


@pytest.fixture(scope="session")
def reports():
    found = list(open_reports([paths.seeds()]))
    for path in sorted(GOLD.glob("*.json"))[::8]:
        case = json.loads(path.read_text(encoding="utf-8"))
        found += open_reports([path.parent / case["article"]], published=date.fromisoformat(case["published"]))
    return found


@pytest.fixture(scope="session")
def reading(reports):
    return pipeline.read(reports)
