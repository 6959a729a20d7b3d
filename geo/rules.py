"""The rules by which a claim has a value that no words of its own state.

Every other value of a claim rests on characters of the report, which its ``evidence`` lists.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from geo.records import GUESSED, LIKELIEST, Claim

RULES: Final[Mapping[tuple[str, str], str]] = {
    ("date", LIKELIEST): "of the days that the report names elsewhere, this is the likeliest",
    ("place", LIKELIEST): "of the places that the report names elsewhere, this is the likeliest",
    ("date", GUESSED): "of the days that the report names elsewhere, this is the best guess, and no more",
    ("place", GUESSED): "of the places that the report names elsewhere, this is the best guess, and no more",
    ("place", "relative"): "the report gives it by another place, so it is the area that its words leave",
    (
        "place",
        "by road",
    ): "the report gives it by another place and the way by road, so it is nearer in a straight line",
    ("place", "crossing"): "what is shut or opened is at the crossing that the report names",
    ("place", "owner"): "somebody's positions, waters or villages are in their country",
    ("place", "at home"): "a state's own meeting, border or arrest is in that state",
    ("place", "victims' home"): "people who were struck are in their own country",
    ("place", "on the spot"): "a story goes on in the country of what it told last",
    ("place", "setting"): "what a report tells without a place is where most of its places lie, or where it was filed",
    ("actor1", "own deed"): "an army that tells of a strike on somebody else struck",
    ("actor1", "another one"): "another strike of a series is by whoever struck first",
    ("means", "another one"): "another strike of a series is with the same means",
    ("type", "another one"): "another strike of a series is of the same kind",
    ("actor2", "struck country"): "a state's strike in another country, at nothing that is named, is on that country",
}
"""In words, by the value and the name of the rule, as ``Claim.rules`` holds them."""


def inferred(claim: Claim) -> str:
    """Return which values no words of a claim state, each with its rule: ``"date: best guess; place: setting"``."""
    return "; ".join(f"{value}: {rule}" for value, rule in claim.rules)


def in_words(told: str) -> Mapping[str, str]:
    """Return the reason in words for each value that `inferred` names.

    Examples
    --------
    >>> in_words("place: owner")
    {'place': "somebody's positions, waters or villages are in their country"}
    """
    reasons: dict[str, str] = {}
    for value, _, rule in (part.partition(": ") for part in told.split("; ") if part):
        reason = RULES.get((value, rule), rule)
        reasons[value] = f"{reasons[value]}; {reason}" if value in reasons else reason
    return reasons


def by_rule(claim: Claim, rule: str, *values: str, **changes: Any) -> Claim:
    """Return a claim with values that a rule gives it, and say so.

    Parameters
    ----------
    values
        Those of ``RULES`` that the rule gives here.
    changes
        Fields of the claim.
    """
    told = {*claim.rules, *((value, rule) for value in values)}
    return dataclasses.replace(claim, rules=tuple(sorted(told)), **changes)
