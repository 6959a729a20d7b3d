"""How many were killed or injured in one event, as reports told it one after another.

Every report has a say; none is forgotten. `toll_history` keeps them all with their sources, `current_toll` follows
from them by a rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.records import Claim, Toll

Kind = Literal["killed", "injured"]


@dataclass(frozen=True, slots=True)
class TollEntry:
    """What one report gives as the number of dead or injured of an incident."""

    published: date | None
    source: str
    speaker: str
    toll: Toll
    claim_ids: tuple[str, ...]


def toll_history(claims: Iterable[Claim], what: Kind) -> list[TollEntry]:
    """Return who gave which toll of one event, oldest report first; of one day the lower toll first.

    Reports carry a day and no hour, and tolls rise as the dead are found.
    """
    reports: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.id)):
        if getattr(claim, what) != Toll():
            reports.setdefault(claim.report_id, []).append(claim)
    found = [
        TollEntry(
            published=told[0].published,
            source=told[0].source,
            speaker=next((claim.speaker for claim in told if claim.speaker), ""),
            toll=_together([getattr(claim, what) for claim in told]),
            claim_ids=tuple(claim.id for claim in told),
        )
        for told in reports.values()
    ]
    return sorted(found, key=lambda e: (e.published or date.min, e.toll.low or 0, e.toll.high is None, e.claim_ids))


def _together(tolls: Sequence[Toll]) -> Toll:
    """Return what fits several tolls of one report ("a number of", "at least seven": at least seven).

    If nothing does, the range that holds them all ("three", "four": three to four).
    """
    lows = [toll.low for toll in tolls if toll.low is not None]
    highs = [toll.high for toll in tolls if toll.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is None or high is None or low <= high:
        return Toll(low=low, high=high)
    return Toll(low=min(lows), high=max(highs) if len(highs) == len(tolls) else None)


def _fits(inner: Toll, outer: Toll) -> bool:
    """Say whether a toll is a closer statement of another ("nine" of "several")."""
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return low and high and inner != outer


def current_toll(claims: Iterable[Claim], what: Kind) -> Toll:
    """Take the toll of the newest report that states one; an older one that fits it and says more keeps its say.

    "At least ten" replaces "nine"; "several", "dozens" or "at least seven" do not.
    """
    entries = toll_history(claims, what)
    if not entries:
        return Toll()
    newest = entries[-1].toll
    return next((entry.toll for entry in reversed(entries[:-1]) if _fits(entry.toll, newest)), newest)
