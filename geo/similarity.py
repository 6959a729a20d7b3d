"""How well two claims are about one event, with reasons in words.

Two claims may be one event only if nothing speaks against it: their types belong together, their days
overlap, their places can hold each other, their actors agree. What then speaks for it is scored.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from geo.geodesy import distance_km
from geo.records import ASSUMING_RULES, GUESSED, LIKELIEST, REAL_STATUSES, Claim, IncidentType, Spot

FAMILIES: Final[tuple[tuple[IncidentType, ...], ...]] = (
    ("air_strike", "shelling", "bombing", "armed_clash", "attack", "incursion"),
    ("agreement", "talks"),
)
"""Types that can be told of one event; the more telling first."""
_CLOSE_KM: Final = 15.0  # two places of one event may be named a little apart


@dataclass(frozen=True, slots=True)
class Similarity:
    """How well two claims, or groups of them, are about one event; None means that they cannot be."""

    score: float | None
    reasons: tuple[str, ...]


_IMPOSSIBLE: Final = Similarity(None, ())


@cache
def family_of(kind: IncidentType) -> frozenset[IncidentType]:
    """Return the types that can be told of one event with a type, itself included."""
    return next((frozenset(family) for family in FAMILIES if kind in family), frozenset({kind}))


def days_overlap(a: Claim, b: Claim) -> bool | None:
    """Say whether the days of two claims overlap; None where either has none, or no more than a guess."""
    if is_guessed(a, "date") or is_guessed(b, "date"):
        return None
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return a.first <= b.last and b.first <= a.last


def _days_agree(a: Claim, b: Claim) -> bool | None:
    """Return None where either is undated, or only supposed days differ."""
    agree = days_overlap(a, b)
    stated = states_day(a) and states_day(b)
    return None if agree is False and not stated and not _supposed_for_each(a, b) else agree


def _stated_places_agree(a: Claim, b: Claim) -> bool | None:
    """Return None where either owes its place to a rule: that neither binds nor parts."""
    if is_guessed(a, "place") or is_guessed(b, "place"):
        return None
    each = _supposed_for_each(a, b)
    if _is_one_name(a, b):
        return True
    if not (states_place(a, chosen=each) and states_place(b, chosen=each)):
        return None
    if _other_names(a, b) or _apart_in_a_report(a, b):
        return False
    return _places_agree(a.spot, b.spot)


def _supposed_for_each(a: Claim, b: Claim) -> bool:
    """Say whether what is supposed of two claims parts them: in one report, if both state a day or a place."""
    return a.report_id == b.report_id and all(states_day(one) or states_place(one) for one in (a, b))


def _is_local(spot: Spot) -> bool:
    """Say whether a spot is named after something smaller than a province."""
    return spot.unlisted or spot.precision in {"exact", "place", "admin2"}


def _is_one_name(a: Claim, b: Claim) -> bool:
    """Say whether one report gives both a name that no gazetteer has, wherever rules suppose it to be."""
    unlisted = a.spot.unlisted and b.spot.unlisted
    return unlisted and a.report_id == b.report_id and a.spot.name.lower() == b.spot.name.lower()


def _other_names(a: Claim, b: Claim) -> bool:
    """Say whether one report states two places of which no gazetteer has one, so that nothing makes them one."""
    unlisted = (a.spot.unlisted or b.spot.unlisted) and states_place(a) and states_place(b)
    local = _is_local(a.spot) and _is_local(b.spot)
    return a.report_id == b.report_id and unlisted and local and a.spot.name.lower() != b.spot.name.lower()


def _apart_in_a_report(a: Claim, b: Claim) -> bool:
    """Say whether one report names two towns or districts of which neither holds the other."""
    one, other = a.spot, b.spot
    if a.report_id != b.report_id or one.name == other.name or not (_is_local(one) and _is_local(other)):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    radius = max(one.uncertainty_km or 0, other.uncertainty_km or 0)
    holds = _CLOSE_KM if one.precision == other.precision else radius
    return float(distance_km(one.lat, one.lon, other.lat, other.lon)) > holds


def _places_agree(a: Spot, b: Spot) -> bool | None:
    """Return None where either is unplaced; a province holds its towns, a country its provinces."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if a.country and b.country and a.country != b.country:
        return False
    if "country" in (a.precision, b.precision):
        return True
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return False
    if a.admin1 and a.admin1 == b.admin1 and "admin1" in (a.precision, b.precision):
        return True
    apart = float(distance_km(a.lat, a.lon, b.lat, b.lon))
    return apart <= (a.uncertainty_km or 0) + (b.uncertainty_km or 0) + _CLOSE_KM


def _actor_words(name: str) -> frozenset[str]:
    return frozenset(name.replace("(", " ").replace(")", " ").lower().split()) - {"and", "the", "of", "civilians"}


def _actors_agree(a: Claim, b: Claim) -> bool | None:
    """Return whether those who acted agree; sides of a clash or of talks may come in either order."""
    if not a.actor1 or not b.actor1:
        return None
    nameless = a.actor1.islower(), b.actor1.islower()
    if any(nameless):
        return True if all(nameless) else None  # "gunmen" may be "attackers", and any group
    if a.type in {"armed_clash", "talks", "agreement"} or b.type in {"armed_clash", "talks", "agreement"}:
        sides = _actor_words(f"{a.actor1} {a.actor2}"), _actor_words(f"{b.actor1} {b.actor2}")
        return bool(sides[0] & sides[1])
    return bool(_actor_words(a.actor1) & _actor_words(b.actor1))


def similarity(a: Claim, b: Claim) -> Similarity:
    """Score how well two claims are about one event.

    Returns
    -------
    Similarity
        ``score`` None where the two contradict each other; else the sum of what agrees, with reasons.
    """
    if b.type not in family_of(a.type) or (a.status in REAL_STATUSES) != (b.status in REAL_STATUSES):
        return _IMPOSSIBLE
    days = _days_agree(a, b)
    if days is False:  # before the distance of places, which takes longest
        return _IMPOSSIBLE
    places = _stated_places_agree(a, b)
    if places is False:
        return _IMPOSSIBLE
    actors = _actors_agree(a, b)
    resumed = has_evidence(a, "anaphor") or has_evidence(b, "anaphor")
    entered = (a.type == "incursion") != (b.type == "incursion")  # who enters need not be who shoots
    told_at_once = a.report_id == b.report_id and a.start == b.start
    if a.type != b.type and "talks" in (a.type, b.type) and not told_at_once:
        return _IMPOSSIBLE  # a truce is signed on the day of many talks
    if (entered and not resumed and actors is not True) or (actors is False and a.type not in {"talks", "agreement"}):
        return _IMPOSSIBLE
    if a.type == b.type:
        score, reasons = 2.0, [f"both tell of {a.type}"]
    else:  # "the attack" may be any of them
        score, reasons = 1.9 if resumed else 1.0, [f"{a.type} and {b.type} go together"]
    wide = "country" in (a.spot.precision, b.spot.precision)
    for agrees, weight, reason in (
        (days, 2.0, "the days agree"),
        (places, 1.0 if wide else 2.0, "the places agree"),
        (actors, 1.5, "the actors agree"),
        (bool(_actor_words(a.actor2) & _actor_words(b.actor2)), 0.5, "those acted on agree"),
        (bool(a.means) and a.means == b.means, 0.5, "the means agree"),
        (told_at_once, 2.0 if "talks" in (a.type, b.type) else 1.0, "one sentence tells both"),
        (a.killed.low is not None and a.killed.low == b.killed.low, 1.0, "the dead agree"),
    ):
        if agrees:
            score += weight
            reasons.append(reason)
    if actors is False:
        score -= 1.0
    return Similarity(score, tuple(reasons))


def has_evidence(claim: Claim, evidence: str) -> bool:
    """Say whether a claim has evidence of a name, such as ``anaphor``."""
    return any(name == evidence for name, _, _ in claim.evidence)


def is_guessed(claim: Claim, value: str) -> bool:
    """Say whether a claim's ``"date"`` or ``"place"`` is no more than a guess."""
    return (value, GUESSED) in claim.rules


def states_day(claim: Claim) -> bool:
    """Say whether words of its own give a claim its day, and not the likeliest of others."""
    assumed = any(value == "date" and rule in ASSUMING_RULES for value, rule in claim.rules)
    return claim.first is not None and not assumed


def states_place(claim: Claim, *, chosen: bool = False) -> bool:
    """Say whether a claim states its place itself, and does not owe it to a rule.

    Parameters
    ----------
    chosen
        Whether the likeliest of the places that a report names elsewhere counts as stated.
    """
    if claim.spot.precision == "unknown":
        return False
    rules = ASSUMING_RULES - {LIKELIEST} if chosen else ASSUMING_RULES
    assumed = any(value == "place" and rule in rules for value, rule in claim.rules)
    return not assumed or has_evidence(claim, "place")
