"""What a rule for expressions of time is: a pattern and the days that its matches stand for."""

import re
from collections.abc import Callable
from typing import NamedTuple

from geo.dating.periods import Reading, Viewpoint

Resolver = Callable[[re.Match[str], Viewpoint], Reading | None]
"""Turns a match into days; None if the words are no expression of time after all."""


class Rule(NamedTuple):
    """A pattern, which starts at a word or a number of the expression, and what it means."""

    pattern: re.Pattern[str]
    resolve: Resolver


def rule(pattern: str, resolve: Resolver) -> Rule:
    """Return the rule of a pattern."""
    return Rule(re.compile(pattern), resolve)
