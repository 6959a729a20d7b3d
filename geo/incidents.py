"""Claims into incidents: which claims are about one event, and what they add up to.

What speaks for two claims being one event, and what against it, is told by `geo.similarity`. Within a report a
claim without date or place ("the strike killed two") joins the event it fits best; across reports both must be
dated and something besides the date must agree.

The order in which claims come in does not matter: they are sorted first, and every tie is broken by their
identifiers. Each value of an incident follows from its claims by a rule that stands in its function below.
"""

import hashlib
import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geo.records import (
    DATE_PRECISIONS,
    PLACE_PRECISIONS,
    REAL_STATUSES,
    Claim,
    Incident,
    IncidentType,
    Spot,
    Status,
)
from geo.similarity import (
    FAMILIES,
    days_overlap,
    family_of,
    has_evidence,
    is_guessed,
    similarity,
    states_day,
    states_place,
)
from geo.titles import title_of
from geo.tolls import current_toll

CERTAIN: Final = 0.99
"""The most that an incident's confidence can be."""

_ANEW: Final = 3.0  # score that joins to others of its report a claim that says when or where, as if for the first time
_WITHIN_REPORT: Final = 1.9  # one that goes on with what was told ("the strike", "six were killed")
_BARE: Final = 1.0  # and one that says neither who, when nor where ("15 km from the blasts")
_ACROSS_REPORTS: Final = 4.0  # and of two reports, where nothing but agreement binds them
_RECENT_DAYS: Final = 3  # how old the news is that a report tells without a date


def _order(claim: Claim) -> tuple[date, str, int, str]:
    return claim.published or date.min, claim.report_id, claim.start, claim.id


def _definite(claim: Claim) -> int:
    return states_day(claim) + states_place(claim) + bool(claim.actor1)


def _enough(claim: Claim) -> float:
    """Return the score at which a claim joins others of its report."""
    if (states_day(claim) or states_place(claim)) and not has_evidence(claim, "anaphor"):
        return _ANEW
    return _WITHIN_REPORT if _definite(claim) else _BARE


def _is_one_more(claim: Claim, group: Sequence[Claim]) -> bool:
    """Say whether the report tells a claim as one more event beside a group, or one of the group beside the claim."""
    after = has_evidence(claim, "another") and all(other.start <= claim.start for other in group)
    before = any(has_evidence(other, "another") and claim.start < other.start for other in group)
    return after or before


def _fit(claim: Claim, group: Sequence[Claim]) -> float | None:
    """Return how well a claim fits a group: its best score, or None if it contradicts any member."""
    scores = [similarity(claim, other).score for other in group]
    if any(score is None for score in scores):
        return None
    return max(score for score in scores if score is not None)


def _within(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Group the claims of one report: the most definite ones found groups, the vague ones join them."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (-_definite(c), c.from_caption, *_order(c))):
        best: tuple[float, int] | None = None
        for number, group in enumerate(groups):
            if _is_one_more(claim, group):
                continue
            if claim.from_caption != group[0].from_caption and days_overlap(claim, group[0]) is not True:
                continue  # an old picture's caption and the news beside it are two stories
            score = _fit(claim, group)
            if score is None or score < _enough(claim):
                continue
            distance = min(abs(claim.start - other.start) for other in group)
            score += 0.09 / (1 + distance / 300)
            if best is None or score > best[0]:
                best = (score, number)
        if best is None:
            groups.append([claim])
        else:
            groups[best[1]].append(claim)
    return groups


def _dated(group: Sequence[Claim]) -> Sequence[Claim]:
    """Return the claims that say when, which speak for a group; all of them where none does."""
    return [claim for claim in group if states_day(claim)] or group


@dataclass(frozen=True, slots=True)
class _Outline:
    """What of a group says at once which others cannot be about its event, before anything dear is compared.

    Attributes
    ----------
    kinds
        Family of types, and whether it is told as real, of the claims that speak for the group.
    begins, ends
        The latest first and the earliest last day that they state; None where they state none.
    reports
        Identifiers of the reports that tell of it.
    """

    kinds: frozenset[tuple[frozenset[IncidentType], bool]]
    begins: date | None
    ends: date | None
    reports: frozenset[str]

    def may_join(self, other: "_Outline") -> bool:
        if self.kinds != other.kinds or len(self.kinds) != 1 or not self.reports.isdisjoint(other.reports):
            return False
        return not (self.is_before(other) or other.is_before(self))

    def is_before(self, other: "_Outline") -> bool:
        """Say whether a day that it states lies before one that another states, so that the two contradict."""
        return self.ends is not None and other.begins is not None and self.ends < other.begins


def _outline(group: Sequence[Claim]) -> _Outline:
    speaking = _dated(group)
    days = [(claim.first, claim.last) for claim in speaking if states_day(claim)]
    return _Outline(
        kinds=frozenset((family_of(claim.type), claim.status in REAL_STATUSES) for claim in speaking),
        begins=max((first for first, _ in days if first), default=None),
        ends=min((last for _, last in days if last), default=None),
        reports=frozenset(claim.report_id for claim in group),
    )


def _pairs(outlines: Mapping[int, _Outline]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of groups that may join; those of days far apart do not even meet."""
    alike: dict[frozenset[tuple[frozenset[IncidentType], bool]], list[int]] = {}
    for number, outline in outlines.items():
        alike.setdefault(outline.kinds, []).append(number)
    for numbers in alike.values():
        begun = sorted(numbers, key=lambda number: outlines[number].begins or date.min)
        for at, one in enumerate(begun):
            for other in itertools.islice(begun, at + 1, None):
                if outlines[one].is_before(outlines[other]):
                    break  # and before all that begin later
                if outlines[one].may_join(outlines[other]):
                    yield one, other


def _group_fit(a: Sequence[Claim], b: Sequence[Claim]) -> float | None:
    if not (any(days_overlap(one, other) for one in a for other in b) or _is_recent(a, b) or _is_recent(b, a)):
        return None
    best = 0.0
    for one, other in itertools.product(_dated(a), _dated(b)):
        score = similarity(one, other).score
        if score is None:
            return None
        best = max(best, score)
    return best


def _is_recent(undated: Sequence[Claim], dated: Sequence[Claim]) -> bool:
    """Say whether a group without any date may be the news of a few days ago that another report dates."""
    if any(states_day(claim) for claim in undated):
        return False
    days = [
        (claim.published - other.last).days
        for claim in undated
        for other in dated
        if claim.published is not None and other.last is not None
    ]
    return bool(days) and all(0 <= apart <= _RECENT_DAYS for apart in days)


def _across(groups: Sequence[list[Claim]]) -> list[list[Claim]]:
    """Join groups of different reports, best pair first, until no pair is good enough.

    A pair waits with its score and with how often each of the two had grown by then: once one grows, what waits for
    it is out of date, and only its own pairs are compared anew.
    """
    standing = {number: list(group) for number, group in enumerate(groups)}
    outlines = {number: _outline(group) for number, group in standing.items()}
    grown = dict.fromkeys(standing, 0)
    waiting: list[tuple[float, int, int, int, int]] = []

    def compare(one: int, other: int) -> None:
        i, j = sorted((one, other))
        score = _group_fit(standing[i], standing[j])
        if score is not None and score >= _ACROSS_REPORTS:
            heapq.heappush(waiting, (-score, i, j, grown[i], grown[j]))

    for i, j in _pairs(outlines):
        compare(i, j)
    while waiting:
        _, i, j, grown_i, grown_j = heapq.heappop(waiting)
        if i not in standing or j not in standing or (grown[i], grown[j]) != (grown_i, grown_j):
            continue
        standing[i] += standing.pop(j)
        outlines[i] = _outline(standing[i])
        grown[i] += 1
        for other in standing:
            if other != i and outlines[i].may_join(outlines[other]):
                compare(i, other)
    return list(standing.values())


def _type(claims: Sequence[Claim]) -> IncidentType:
    """Take the type that most claims state, the more definite claims counting more; family order breaks ties.

    That a strike violated an airspace says of what kind it was, not what it was.
    """
    votes: Counter[IncidentType] = Counter()
    blows = [claim for claim in claims if claim.type != "incursion"]
    for claim in blows or claims:
        votes[claim.type] += 1 + 2 * _definite(claim)
    order = [kind for family in FAMILIES for kind in family]
    return min(votes, key=lambda kind: (-votes[kind], order.index(kind) if kind in order else 0, kind))


def _status(claims: Sequence[Claim]) -> Status:
    """Take ``happened`` if any claim does, else the status of most claims, in the contract's order on a tie."""
    votes = Counter(claim.status for claim in claims)
    if votes["happened"]:
        return "happened"
    ranked: list[Status] = ["claimed", "denied", "planned", "threatened", "hypothetical"]
    return min(votes, key=lambda status: (-votes[status], ranked.index(status)))


def _when(claims: Sequence[Claim]) -> Claim | None:
    """Take the most precise date; among equals the one that most claims state, then the earliest told.

    What is only guessed counts where there is nothing else.
    """
    dated = [claim for claim in claims if claim.first is not None]
    dated = [claim for claim in dated if not is_guessed(claim, "date")] or dated
    votes = Counter((claim.first, claim.last) for claim in dated)
    return min(
        dated,
        key=lambda c: (DATE_PRECISIONS.index(c.date_precision), -votes[c.first, c.last], _order(c)),
        default=None,
    )


def _where(claims: Sequence[Claim]) -> Spot:
    """Take the finest place that words of a report state; among equals the one of most claims, then the first told.

    Claims with a date come before those without, which may tell of other times ("shells have landed there before").
    """
    known = [claim for claim in claims if claim.spot.precision != "unknown"]
    placed = [claim for claim in known if claim.first is not None] or known
    votes = Counter(claim.spot.place_id for claim in placed)
    best = min(
        placed,
        key=lambda c: (
            not states_place(c),
            PLACE_PRECISIONS.index(c.spot.precision),
            -votes[c.spot.place_id],
            _order(c),
        ),
        default=None,
    )
    return best.spot if best else Spot()


def _actor(claims: Sequence[Claim], side: str) -> tuple[str, str]:
    """Take the actor that most claims name; a named group or state counts more than "gunmen" or civilians."""
    votes: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        name, country = getattr(claim, side), getattr(claim, f"{side}_country")
        if name:
            votes[name, country] += 1 + 2 * (name[0].isupper() and not name.startswith("Civilians"))
    return min(votes, key=lambda key: (-votes[key], key), default=("", ""))


def _means(claims: Sequence[Claim]) -> str:
    votes = Counter(claim.means for claim in claims if claim.means)
    return min(votes, key=lambda means: (-votes[means], means), default="")


def derive(claims: Iterable[Claim]) -> Incident:
    """Make the incident that claims about one event add up to.

    Raises
    ------
    ValueError
        If there is no claim.
    """
    told = sorted(claims, key=_order)
    if not told:
        raise ValueError("an incident needs at least one claim")
    when, spot = _when(told), _where(told)
    actor1, country1 = _actor(told, "actor1")
    actor2, country2 = _actor([claim for claim in told if claim.actor2 != actor1], "actor2")
    killed, injured = current_toll(told, "killed"), current_toll(told, "injured")
    kind = _type(told)
    doubt = 1.0
    for report in {claim.report_id for claim in told}:
        doubt *= 1 - max(claim.confidence for claim in told if claim.report_id == report)
    return Incident(
        id=hashlib.sha256("\n".join(sorted(claim.id for claim in told)).encode()).hexdigest()[:16],
        type=kind,
        status=_status(told),
        title=title_of(kind, spot=spot, actor=actor1, killed=killed, injured=injured),
        first=when.first if when else None,
        last=when.last if when else None,
        date_precision=when.date_precision if when else "unknown",
        spot=spot,
        actor1=actor1,
        actor1_country=country1,
        actor2=actor2,
        actor2_country=country2,
        killed=killed,
        injured=injured,
        means=_means(told),
        confidence=round(min(CERTAIN, 1 - doubt), 3),
        from_caption=all(claim.from_caption for claim in told),
        claims=tuple(told),
    )


def merge(claims: Iterable[Claim]) -> list[Incident]:
    """Group claims by the event that they are about, and derive the incidents.

    Parameters
    ----------
    claims
        Of any number of reports, in any order; a claim given twice counts once.

    Returns
    -------
    list of Incident
        By date (undated last), then identifier.
    """
    distinct = sorted({claim.id: claim for claim in claims}.values(), key=_order)
    reports: dict[str, list[Claim]] = {}
    for claim in distinct:
        reports.setdefault(claim.report_id, []).append(claim)
    groups = _across([group for told in reports.values() for group in _within(told)])
    return sorted((derive(group) for group in groups), key=lambda i: (i.first is None, i.first or date.min, i.id))


def history(claims: Iterable[Claim]) -> list[tuple[date, Incident]]:
    """Return what was known of one event after each day on which a report of it appeared, oldest first.

    Each is derived from the claims whose report was published by then, and has the identifier that the event
    has today: which claims belong together is today's knowledge. Claims of reports without a publication date
    are in none of them.

    Raises
    ------
    ValueError
        If there is no claim.
    """
    told = list(claims)
    identifier = derive(told).id
    days = sorted({claim.published for claim in told if claim.published})
    known = [[claim for claim in told if claim.published and claim.published <= day] for day in days]
    return [(day, replace(derive(part), id=identifier)) for day, part in zip(days, known, strict=True)]
