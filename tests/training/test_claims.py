"""The curve of the claims' confidence: it finds what decides, and the command says how well it holds."""

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


def test_the_command_fits_to_unseen_reports_and_prints_nothing_of_a_text(tmp_path, monkeypatch, capsys):
    pytest.importorskip("torch")
    from geo.training import claims, events  # noqa: PLC0415 - it needs torch

    learned, tried = tmp_path / "learned", tmp_path / "tried"
    for folder, names in (
        (learned, ("a-enguri", "a-khurcha", "a-rudare", "b-torkham-gate", "c-nasib", "d-liboi")),
        (tried, ("a-enguri",)),
    ):
        folder.mkdir()
        for name in names:
            for suffix in (".json", ".txt"):
                shutil.copy(GOLD / f"{name}{suffix}", folder)
    monkeypatch.setattr(events, "EPOCHS", 2)
    monkeypatch.setattr(events, "TOGETHER", 1)
    before = paths.data("claims", "confidence.csv").read_bytes()
    plot = tmp_path / "plot.svg"
    arguments = [str(learned), "--leave-out", "d-*", "--test", str(tried), "--plot", str(plot)]
    assert claims.main(arguments) == 0
    said = capsys.readouterr().out
    assert "test, fitted again: " in said
    assert "no place: " in said
    assert "Enguri" not in said + plot.read_text()
    assert paths.data("claims", "confidence.csv").read_bytes() == before
    assert claims.main([str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
