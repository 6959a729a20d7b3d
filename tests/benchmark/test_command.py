"""``incident-map benchmark``, from the file to the table."""

import json
import xml.etree.ElementTree as ET

import pytest

from geo import cli


def test_the_table_says_what_was_measured(corpus_path, capsys):
    assert cli.main(["benchmark", str(corpus_path)]) == 0
    shown = capsys.readouterr().out
    assert "small: 3 reports, 4 gold mentions, 4 with coordinates" in shown
    for measure in ("precision", "within 161 km", "AUC of log error", "calibration error", "End to end", "reports/s"):
        assert measure in shown


def test_json_holds_every_value_with_its_interval(corpus_path, capsys):
    assert cli.main(["benchmark", "--json", str(corpus_path), str(corpus_path)]) == 0
    first, second = json.loads(capsys.readouterr().out)["corpora"]
    accuracy = first["resolution"]["within 161 km"]
    assert accuracy["value"] == 0.75
    assert accuracy["low"] <= accuracy["value"] <= accuracy["high"]
    assert first["end_to_end"]["exact"]["F1"] == second["end_to_end"]["exact"]["F1"]
    assert first["use"] == {}
    assert len(first["reliability"]) == 10


def test_the_figure_is_drawn(corpus_path, tmp_path, capsys):
    figure = tmp_path / "reliability.svg"
    assert cli.main(["benchmark", "--json", str(corpus_path), "--plot", str(figure)]) == 0
    texts = [node.text for node in ET.parse(figure).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own
    assert "small" in texts
    assert "confidence" in texts
    capsys.readouterr()


@pytest.mark.parametrize("name", ["figure.png", "missing/figure.svg"])
def test_a_figure_that_cannot_be_written_is_refused_before_anything_is_read(corpus_path, tmp_path, capsys, name):
    assert cli.main(["benchmark", str(corpus_path), "--plot", str(tmp_path / name)]) != 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_one_bad_corpus_does_not_lose_the_others(corpus_path, tmp_path, capsys):
    assert cli.main(["benchmark", str(tmp_path / "gone.jsonl"), str(corpus_path)]) == 3
    captured = capsys.readouterr()
    assert "small: 3 reports" in captured.out
    assert "gone.jsonl" in captured.err
    assert cli.main(["benchmark", str(tmp_path / "gone.jsonl")]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_part_can_be_left_out(corpus_path, capsys):
    assert cli.main(["benchmark", "--json", "--without", "context", str(corpus_path)]) == 0
    assert json.loads(capsys.readouterr().out)["corpora"][0]["reports"] == 3
