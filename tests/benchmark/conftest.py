"""A corpus of three short reports, made for the tests."""

import json
from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer

QUETTA, TAFTAN, IRAN = (30.18414, 67.00141), (28.94707, 61.58721), (32.0, 53.0)


def marked(text: str, *names: tuple[str, tuple[float, float] | None], **more: object) -> dict[str, object]:
    """Return a record in which each name is marked at its first place in the text."""
    toponyms = [
        {"start": text.index(name), "end": text.index(name) + len(name), "surface": name}
        | ({"lat": point[0], "lon": point[1]} if point else {})
        for name, point in names
    ]
    return {"text": text, "toponyms": toponyms, **more}


RECORDS = [
    marked("A bomb killed two people in Quetta on Tuesday.", ("Quetta", QUETTA)),
    marked("Iran shut the border at Taftan.", ("Iran", IRAN), ("Taftan", TAFTAN)),
    marked("Rain is expected in Nowhereville.", ("Nowhereville", (1.0, 2.0))),
]


@pytest.fixture
def corpus_path(tmp_path: Path) -> Path:
    path = tmp_path / "small.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def gazetteer():
    with Gazetteer() as opened:
        yield opened
