from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer
from geo.gazetteer.index import OWN_IDS
from geo.gazetteer.store import Feature, write


def tiny_features() -> list[Feature]:
    """Two made countries with a border town of the same name on each side."""
    return [
        Feature(1, "Norland", "country", 10.0, 10.0, population=5_000_000, uncertainty_km=300, iso2="NL", names={
            "norland": "preferred", "nl": "abbreviation", "norlander": "demonym"}),
        Feature(2, "Sudland", "country", 5.0, 10.0, population=900_000, uncertainty_km=200, iso2="SD", names={
            "sudland": "preferred"}),
        Feature(11, "Hill", "admin1", 10.5, 10.5, parent=1, population=60_000, uncertainty_km=80, names={
            "hill": "preferred", "hill province": "alternate"}),
        Feature(12, "Upper Hill District", "admin2", 10.6, 10.6, parent=11, uncertainty_km=20, names={
            "upper hill district": "preferred", "upper hill": "preferred"}),
        Feature(101, "Gate", "city", 10.6, 10.65, parent=12, population=20_000, uncertainty_km=2, names={
            "gate": "preferred", "بوابة": "alternate"}),
        Feature(102, "Gate", "city", 5.2, 179.9, parent=2, population=700, uncertainty_km=2, names={
            "gate": "preferred"}),
        Feature(103, "Hill", "city", 10.5, 10.5, parent=11, population=50_000, names={"hill": "preferred"}),
        Feature(OWN_IDS, "Grey Sea", "region", 8.0, 12.0, uncertainty_km=400, own_id="region:grey-sea", names={
            "grey sea": "preferred"}),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "tiny.sqlite"
    write(path, tiny_features(), {"attribution": "made for tests"})
    return path


@pytest.fixture
def tiny(tiny_path: Path) -> Iterator[Gazetteer]:
    with Gazetteer(tiny_path) as gazetteer:
        yield gazetteer
