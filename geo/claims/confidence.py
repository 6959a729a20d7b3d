"""How likely what a claim states is right: a logistic curve over a few things that are known of the claim.

Its numbers, ``data/claims/confidence.csv``, are fitted by `geo.training.claims` so that of the incidents with
confidence 0.8 eight in ten are right in type, day and place, in reports of which nothing was learned.
"""

import dataclasses
import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from geo import paths
from geo.claims.events import Event
from geo.claims.eventwords import MODES
from geo.curves import probability, read_curve
from geo.records import RELATIVE_RULES, Claim, Status, Toponym

SIGNS: Final = (
    "any",
    "event",
    "type",
    "status",
    "day in its own words",
    "day carried on",
    "confidence of the place",
    "place by a rule",
    "country only",
    "no place",
    "toll",
)
"""What the curve rests on. ``event``, ``type`` and ``status`` are what the network over words says: the logarithm of
the odds that the word tells of an event, that of its type if so, and the probability that it is told as the claim has
it: as a fact, as denied, or as not come to pass. The confidence of the place is 0..1; all others are 1 or 0."""

_FACT, _NOT_YET = ("real",), ("planned", "hypothetical")
_MODES_OF: Final[Mapping[Status, tuple[str, ...]]] = MappingProxyType(
    {
        "happened": _FACT,
        "claimed": _FACT,
        "denied": ("denied",),
        "planned": _NOT_YET,
        "threatened": _NOT_YET,
        "hypothetical": _NOT_YET,
    }
)
_LEAST_ODDS: Final = 0.001  # no probability is taken for nearer to 0 or 1


@cache
def curve() -> Mapping[str, float]:
    """Read the numbers, once.

    Raises
    ------
    DataError
        If the table is missing or of another version.
    """
    return read_curve(paths.data("claims", "confidence.csv"), SIGNS)


def signs(claim: Claim, event: Event, mentions: Sequence[Toponym], *, chosen: Collection[str]) -> dict[str, float]:
    """Return the signs of a claim.

    Parameters
    ----------
    event
        What the claim was made of.
    mentions
        The resolved mentions of its report.
    chosen
        Which of ``"date"`` and ``"place"`` were chosen among all that the report names, for no rule finds them.
    """
    spans = {name: (start, end) for name, start, end in claim.evidence}
    dated = claim.first is not None and "date" in spans and "date" not in chosen
    own = dated and claim.start <= spans["date"][0] < claim.end
    first, last = spans.get("place", (0, 0))
    named = [m for m in mentions if first <= m.start and m.end <= last]  # "30 km north of Gao" rests on Gao
    by_rule = any(value == "place" and rule not in RELATIVE_RULES for value, rule in claim.rules)
    return {
        "any": 1.0,
        **_of_word(event, claim.status),
        "day in its own words": float(own),
        "day carried on": float(dated and not own),
        "confidence of the place": named[-1].confidence if named else 0.0,
        "place by a rule": float(by_rule),
        "country only": float(claim.spot.precision == "country"),
        "no place": float(claim.spot.lat is None),
        "toll": float(bool({"killed", "injured"} & set(spans))),
    }


def _of_word(event: Event, status: Status) -> dict[str, float]:
    """Return what the network says of an event's word; as even odds where it was not asked."""
    likely = event.likely
    if likely is None:
        return {"event": 0.0, "type": 0.0, "status": 0.5}
    return {
        "event": _log_odds(likely.event),
        "type": _log_odds(float(likely.types[1:].max()) / max(likely.event, _LEAST_ODDS)),
        "status": float(sum(likely.modes[MODES.index(mode)] for mode in _MODES_OF[status])),
    }


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _LEAST_ODDS), 1 - _LEAST_ODDS)
    return math.log(kept / (1 - kept))


def rated(claim: Claim, signs: Mapping[str, float]) -> Claim:
    """Return a claim with its confidence, 0..1, by its signs."""
    return dataclasses.replace(claim, confidence=probability(curve(), signs))
