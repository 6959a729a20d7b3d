from collections.abc import Iterator

import pytest

from geo.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def shipped() -> Iterator[Gazetteer]:
    with Gazetteer() as gazetteer:
        yield gazetteer
