"""What the benchmarks have in common."""

import sys

import pytest


@pytest.fixture
def say(capsys):
    """Return what prints a line past pytest's capture."""

    def writer(text):
        with capsys.disabled():
            sys.stdout.write(f"\n{text}")

    return writer
