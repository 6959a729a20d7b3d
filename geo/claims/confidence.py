"""How likely what a claim states is right: a logistic curve over a few things that are known of the claim.

Its numbers, ``data/claims/confidence.csv``, are fitted by `geo.training.claims` so that of the incidents with
confidence 0.8 eight in ten are right in type, day and place.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from geo import paths
from geo.curves import probability, read_curve
from geo.records import RELATIVE_RULES, Claim, Toponym

SIGNS: Final = (
    "any",
    "day in its own words",
    "day carried on",
    "place in its own words",
    "confidence of the place",
    "place by a rule",
    "actor",
    "toll or means",
    "caption",
)
"""What the curve rests on; all are 1 or 0 but the confidence of the place."""


@cache
def curve() -> Mapping[str, float]:
    """Read the numbers, once.

    Raises
    ------
    DataError
        If the table is missing or of another version.
    """
    return read_curve(paths.data("claims", "confidence.csv"), SIGNS)


def signs(claim: Claim, mentions: Sequence[Toponym]) -> dict[str, float]:
    """Return the signs of a claim.

    Parameters
    ----------
    mentions
        The resolved mentions of its report.
    """
    spans = {name: (start, end) for name, start, end in claim.evidence}
    dated = claim.first is not None and "date" in spans
    own = dated and claim.start <= spans["date"][0] < claim.end
    first, last = spans.get("place", (0, 0))
    named = [m for m in mentions if first <= m.start and m.end <= last]  # "30 km north of Gao" rests on Gao
    place = named[-1] if named else None
    return {
        "any": 1.0,
        "day in its own words": float(own),
        "day carried on": float(dated and not own),
        "place in its own words": float(place is not None and claim.spot.lat is not None),
        "confidence of the place": place.confidence if place is not None else 0.0,
        "place by a rule": float(any(value == "place" and rule not in RELATIVE_RULES for value, rule in claim.rules)),
        "actor": float(bool(claim.actor1)),
        "toll or means": float(bool({"killed", "injured", "means"} & set(spans))),
        "caption": float(claim.from_caption),
    }


def rated(claim: Claim, mentions: Sequence[Toponym]) -> Claim:
    """Return a claim with its confidence, 0..1."""
    return dataclasses.replace(claim, confidence=probability(curve(), signs(claim, mentions)))
