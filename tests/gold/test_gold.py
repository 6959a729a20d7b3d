"""The gold reports: complete, of the right form, wide enough, and the test half unchanged."""

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geo.articles import open_reports
from geo.benchmark.incidents import Case
from geo.benchmark.mentions import marked
from geo.records import INCIDENT_TYPES, STATUSES

HERE = Path(__file__).parent
HALVES = ("development", "test")
CASES = [path for half in HALVES for path in sorted((HERE / half).glob("*.json"))]
PLACED = {"place", "country", "country_any", "admin1", "precision", "cross_border"}
ROWS = {"id", "type", "status", "date", "killed", "injured", "actor1", "actor2", "optional"} | PLACED
RULES = frozenset({"why", "type", "near", "country", "date", "date_from", "any_conflict"})
MEMBERS = {"article", "published", "incidents", "not_happened", "optional", "forbidden", "mentions"}
MARKS = {"of", "word", "in", "type", "status", "again", "date", "place"}


def gold_of(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_gold_has_the_form_that_the_scorer_reads(path):
    gold = gold_of(path)
    assert set(gold) <= MEMBERS
    (report,) = open_reports([path.parent / gold["article"]])
    assert report.title
    assert report.source
    assert report.published == date.fromisoformat(gold["published"])
    rows = [row for member in ("incidents", "not_happened", "optional") for row in gold.get(member, [])]
    names = [row["id"] for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        assert set(row) <= ROWS, row["id"]
        assert set(row["type"]) <= set(INCIDENT_TYPES), row["id"]
        assert set(row.get("status", [])) <= set(STATUSES), row["id"]
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row.get("date", "2024")), row["id"]
        for side in ("actor1", "actor2"):
            re.compile(row.get(side, ""))
    assert all(row.get("date", "") <= gold["published"] for row in gold["incidents"])
    for rule in gold.get("forbidden", []):
        assert set(rule) <= RULES
        assert rule["why"]
        assert len(rule) > 1
    for spot in [row[key] for row in (*rows, *gold.get("forbidden", [])) for key in ("place", "near") if key in row]:
        assert -90 <= spot["lat"] <= 90
        assert -180 <= spot["lon"] <= 180
        assert spot["km"] > 0
        assert (spot["lat"], spot["lon"]) != (0, 0)


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.parent.name == "development"], ids=lambda path: path.stem
)
def test_every_mark_stands_in_its_report_and_every_event_has_one(path):
    gold = gold_of(path)
    (report,) = open_reports([path.parent / gold["article"]], published=date.fromisoformat(gold["published"]))
    found = marked(Case(path.stem, gold, report))
    assert len({mark.at for mark in found}) == len(found)
    everything = f"{report.title}\n{report.text}"
    rows = {row["id"]: row for kind in ("incidents", "not_happened", "optional") for row in gold.get(kind, [])}
    for mark in gold["mentions"]:
        assert set(mark) <= MARKS
        assert mark["type"] in INCIDENT_TYPES
        assert mark.get("status", "happened") in STATUSES
        assert mark["of"] is None or mark["of"] in rows
        assert all(not mark.get(key) or mark[key] in everything for key in ("date", "place")), mark
    assert {row["id"] for row in gold["incidents"]} <= {mark["of"] for mark in gold["mentions"]}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_and_has_every_type(half):
    cases = [gold_of(path) for path in CASES if path.parent.name == half]
    assert len(cases) >= 30
    types = Counter(kind for gold in cases for row in gold["incidents"] for kind in row["type"][:1])
    assert set(types) >= set(INCIDENT_TYPES) - {"other"}
    statuses = {status for gold in cases for row in gold.get("not_happened", []) for status in row["status"]}
    assert statuses >= {"denied", "planned", "threatened", "hypothetical"}
    assert sum(not gold["incidents"] for gold in cases) >= 3


def test_no_report_is_in_both_halves():
    names = [path.stem for path in CASES]
    assert len(names) == len(set(names))


def test_the_test_half_is_what_was_locked():
    listed = dict(reversed(line.split(maxsplit=1)) for line in (HERE / "test.sha256").read_text().splitlines())
    found = {f"test/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in (HERE / "test").glob("*.*")}
    assert found == listed, "the test half changed; tests/gold/README.md says what to do"
