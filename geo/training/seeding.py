"""Random numbers that a seed fixes."""

from random import Random


def seeded(seed: int) -> Random:
    """Return a source of random numbers that a seed fixes."""
    return Random(seed)  # noqa: S311  no secret depends on it
