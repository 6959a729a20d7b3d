"""All that claims learn, learned from some gold reports and tried on the others."""

import shutil
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")

from geo.training import events, unseen

GOLD = Path(__file__).parents[1] / "gold" / "development"


def test_each_report_is_read_by_models_of_the_others(tmp_path, monkeypatch, capsys):
    for name in ("a-enguri", "a-khurcha", "a-rudare", "b-torkham-gate", "c-nasib", "d-liboi"):
        for suffix in (".json", ".txt"):
            shutil.copy(GOLD / f"{name}{suffix}", tmp_path)
    monkeypatch.setattr(events, "EPOCHS", 2)
    monkeypatch.setattr(events, "TOGETHER", 1)
    monkeypatch.setattr(sys, "argv", ["unseen", str(tmp_path), "--notes"])
    assert unseen.main() == 0
    *notes, figures = capsys.readouterr().out.splitlines()
    assert figures.startswith("6 reports: precision ")
    assert any(note.startswith("c-nasib: missed ") for note in notes)


def test_a_folder_without_gold_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["unseen", str(tmp_path)])
    assert unseen.main() == 1
    assert str(tmp_path) in capsys.readouterr().err
