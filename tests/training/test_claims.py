"""The curve of the claims' confidence: it finds what decides, and the command says how well it holds."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from geo import paths
from geo.claims.confidence import SIGNS, curve
from geo.training.claim_curve import Judged, confidences, cross_validated, fit

DAY, PLACE = SIGNS.index("day in its own words"), SIGNS.index("place by a rule")
GOLD = Path(__file__).parents[1] / "gold" / "development"


def incident(number, *, right, **signs):
    row = [signs.get(sign.replace(" ", "_"), 0.0) for sign in SIGNS]
    row[0] = 1.0
    return Judged(number, np.array([row]), right)


@pytest.fixture(scope="module")
def learned():
    """Of incidents with a day of their own nine in ten are right, of the others half; a rule says nothing."""
    random = np.random.default_rng(5)
    days, rules = random.integers(0, 2, 600), random.integers(0, 2, 600)
    right = random.random(600) < np.where(days, 0.9, 0.5)
    return [
        incident(number, right=bool(hit), day_in_its_own_words=float(day), place_by_a_rule=float(rule))
        for number, (day, rule, hit) in enumerate(zip(days, rules, right, strict=True))
    ]


def test_the_curve_gives_the_shares_that_are_right(learned):
    table = fit(learned)
    assert table[DAY] > 1.5
    assert abs(table[PLACE]) < 0.4
    sure = confidences([incident(0, right=True, day_in_its_own_words=1.0), incident(0, right=True)], table)
    assert sure == pytest.approx([0.9, 0.5], abs=0.06)
    assert np.abs(cross_validated(learned) - confidences(learned, table)).max() < 0.1


def test_what_speaks_for_a_claim_never_lowers_its_confidence(learned):
    turned = [Judged(one.report, one.signs, not one.right) for one in learned]
    assert fit(turned)[DAY] == 0


def test_the_surest_claim_of_an_incident_counts():
    table = np.zeros(len(SIGNS))
    table[DAY] = 2.0
    vague = incident(0, right=True).signs
    both = Judged(0, np.concatenate([vague, incident(0, right=True, day_in_its_own_words=1.0).signs]), right=True)
    assert confidences([both], table) == pytest.approx([1 / (1 + np.exp(-2))])


def test_the_shipped_curve_is_complete():
    assert tuple(curve()) == SIGNS
    assert curve()["day in its own words"] > curve()["day carried on"]


@pytest.fixture
def command(monkeypatch):
    """Give the command with a training that takes seconds."""
    pytest.importorskip("torch")
    from geo.training import claims, events  # noqa: PLC0415 - it needs torch

    monkeypatch.setattr(events, "EPOCHS", 2)
    monkeypatch.setattr(events, "TOGETHER", 1)
    return claims.main


def test_the_command_scores_and_draws_and_prints_nothing_of_a_text(tmp_path, command, capsys):
    learned, tried = tmp_path / "learned", tmp_path / "tried"
    learned.mkdir()
    tried.mkdir()
    for name in ("a-enguri", "a-khurcha", "a-rudare", "b-torkham-gate", "c-nasib", "d-liboi"):
        for suffix in (".json", ".txt"):
            shutil.copy(GOLD / f"{name}{suffix}", learned)
    for name, day in (("one", "2024-01-16"), ("two", "2024-01-15")):
        (tried / f"{name}.txt").write_text(
            f"title: {name}\nsource: Post\npublished: 2024-01-19\n\nA bomb killed two people in Quetta on Tuesday.\n"
        )
        gold = {"article": f"{name}.txt", "published": "2024-01-19", "incidents": [
            {"id": "blast", "type": ["bombing"], "date": day, "country": "PK"}]}  # fmt: skip
        (tried / f"{name}.json").write_text(json.dumps(gold))
    before = paths.data("claims", "confidence.csv").read_bytes()
    plot = tmp_path / "plot.svg"
    assert command([str(learned), "--leave-out", "d-*", "--test", str(tried), "--plot", str(plot)]) == 0
    said = capsys.readouterr().out
    assert "test, fitted again: 2 incidents, 0.500 right" in said
    assert "Quetta" not in said + plot.read_text()
    assert paths.data("claims", "confidence.csv").read_bytes() == before


def test_a_folder_without_gold_is_one_sentence(tmp_path, command, capsys):
    assert command([str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
