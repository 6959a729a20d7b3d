"""The measures of known answers."""

import dataclasses
import json
import math

import pytest

from geo.benchmark import measure, read_corpus
from geo.benchmark.convention import READINGS, convention
from geo.benchmark.running import Answers, answer
from geo.records import Candidate, Place, Toponym
from tests.benchmark.conftest import IRAN, QUETTA, TAFTAN, marked


@pytest.fixture
def corpus(corpus_path):
    return read_corpus(corpus_path)


def answers_of(corpus, places, *, kind="literal", confidence=1.0):
    """Return answers that find every gold mention and put it where ``places`` says, by surface."""
    found = []
    for report in corpus.reports:
        mentions = []
        for gold in report.mentions:
            surface = report.article.text[gold.start : gold.end]
            point = places.get(surface)
            candidates = ()
            if point:
                place = Place(id="geonames:1", name=surface, kind="city", lat=point[0], lon=point[1])
                candidates = (Candidate(place=place, score=1.0),)
            mentions.append(
                Toponym(
                    start=gold.start,
                    end=gold.end,
                    surface=surface,
                    name=surface,
                    kind=kind,
                    candidates=candidates,
                    confidence=confidence,
                )
            )
        found.append(tuple(mentions))
    return Answers(given=tuple(found), found=tuple(found), seconds=2.0, words=100)


def test_right_answers_are_right_in_every_measure(corpus, gazetteer):
    places = {"Quetta": QUETTA, "Iran": IRAN, "Taftan": TAFTAN, "Nowhereville": (1.0, 2.0)}
    scores = measure(corpus, answers_of(corpus, places), gazetteer=gazetteer)
    assert scores.recognition["exact", "places"]["F1"].value == 1
    assert scores.end_to_end["F1, exact"].value == 1
    assert scores.resolution["within 161 km"].value == 1
    assert scores.resolution["mean km"].value == 0
    assert scores.resolution["AUC of log error"].value == 0
    assert scores.resolution["calibration error"].value == 0
    assert scores.reports_per_second == 1.5


def test_a_mention_without_an_answer_counts_as_half_the_way_around_the_earth(corpus, gazetteer):
    scores = measure(corpus, answers_of(corpus, {}), gazetteer=gazetteer)
    assert scores.resolution["mean km"].value == 20_038
    assert scores.resolution["within 161 km"].value == 0
    assert scores.resolution["answered"].value == 0
    assert scores.recognition["exact", "places"]["F1"].value == 1
    assert scores.end_to_end["F1, exact"].value == 0


def test_a_wrong_place_is_found_but_not_right(corpus, gazetteer):
    places = {"Quetta": QUETTA, "Iran": IRAN, "Taftan": (0.0, 0.0), "Nowhereville": (1.0, 2.0)}
    scores = measure(corpus, answers_of(corpus, places), gazetteer=gazetteer)
    assert scores.end_to_end["precision, exact"].value == scores.end_to_end["recall, exact"].value == 0.75
    assert scores.resolution["calibration error"].value == 0.25
    assert scores.resolution["resolvable"].value == 0.75


def test_kinds_that_the_corpus_does_not_mark_are_no_errors(corpus, gazetteer):
    answers = answers_of(corpus, {"Quetta": QUETTA})
    extra = Toponym(start=0, end=1, surface="A", name="A", kind="embedded")
    answers = dataclasses.replace(answers, found=tuple((extra, *mentions) for mentions in answers.found))
    scores = measure(corpus, answers, gazetteer=gazetteer)
    assert scores.recognition["exact", "places"]["precision"].value == 1
    assert scores.recognition["exact", "places + embedded"]["precision"].value == pytest.approx(4 / 7)


def test_gold_without_coordinates_asks_for_a_span_only(tmp_path, gazetteer):
    corpus = read_corpus(_write(tmp_path, marked("From Quetta to Taftan.", ("Quetta", None), ("Taftan", TAFTAN))))
    scores = measure(corpus, answers_of(corpus, {"Quetta": (0.0, 0.0), "Taftan": TAFTAN}), gazetteer=gazetteer)
    assert scores.located == 1
    assert scores.end_to_end["F1, exact"].value == 1
    assert scores.recognition["exact", "places"]["recall"].value == 1


def test_a_corpus_without_any_label_has_only_what_can_be_measured(tmp_path, gazetteer):
    corpus = read_corpus(_write(tmp_path, {"text": "Nothing is marked in Kyiv."}))
    scores = measure(corpus, answer(corpus, gazetteer=gazetteer), gazetteer=gazetteer)
    assert scores.mentions == scores.located == 0
    assert math.isnan(scores.resolution["within 161 km"].value)
    assert scores.recognition["exact", "places"]["precision"].value == 0


@pytest.mark.parametrize(
    ("text", "names", "reading"),
    [
        ("Quetta is calm.", ["Quetta"], 0),
        ("Iranian troops left.", ["Iranian"], 1),
        ("He works at Quetta Hospital.", ["Quetta"], 2),
        ("Iranian troops left Quetta Hospital.", ["Iranian", "Quetta"], 3),
    ],
)
def test_the_convention_follows_the_gold(tmp_path, gazetteer, text, names, reading):
    corpus = read_corpus(_write(tmp_path, marked(text, *((name, None) for name in names))))
    assert convention(corpus, gazetteer).kinds == READINGS[reading]


def _write(folder, *records):
    path = folder / "c.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path
