"""How well the incidents read from a report agree with what a person read in it.

An incident is found if its type, its day and its place all agree with the gold. Attributes are asked of what is
found. Gold is exhaustive for the types of `STRICT` only: any other incident that gold does not know is no error.

A gold report is a JSON object with the members ``incidents``, ``not_happened``, ``optional`` and ``forbidden``, each
a list; ``tests/gold/README.md`` describes their rows. Incidents are features of GeoJSON as `geo.exports` writes them.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from geo.records import REAL_STATUSES

Feature = Mapping[str, Any]
Gold = Mapping[str, Any]
Row = Mapping[str, Any]

CONFLICT: Final = frozenset({"air_strike", "shelling", "bombing", "armed_clash", "attack", "abduction", "incursion"})
STRICT: Final = CONFLICT | {"border_closure", "border_opening"}
"""The types of which gold names every incident of a report."""

_SPHERE_KM: Final = 6371.0
_WHOLE_DAY: Final = len("2024-01-16")
_NO_LIMIT: Final = 10**9
_PROVINCE_LETTERS: Final = 8  # of a province's name are compared, since the rest differs by spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was asked of one or several reports, and what was right.

    Attributes
    ----------
    gold, found, extra
        Incidents in the gold; those of them that were read; those of a `STRICT` type that gold does not know.
    asked, right
        Attributes that gold states of the found ones: tolls, actors, precision, crossing of a border.
    unreal, kept
        What only was planned, threatened or denied; how much of it was read as such.
    rules, forbidden
        Findings that gold rules out; how many of them were made.
    aspects
        Right and asked by what is looked at: ``"type air_strike"``, ``"date"``, ``"place"``, ``"status"`` ...
    confidences
        Of every incident of a `STRICT` type: its confidence, and whether gold knows it.
    known
        The same by the identifier of the incident, of one report.
    notes
        What went wrong, in words.
    """

    gold: int = 0
    found: int = 0
    extra: int = 0
    asked: int = 0
    right: int = 0
    unreal: int = 0
    kept: int = 0
    rules: int = 0
    forbidden: int = 0
    aspects: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    confidences: tuple[tuple[float, bool], ...] = ()
    known: Mapping[str, bool] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Found over gold; 0 if there is no gold."""
        return self.found / max(1, self.gold)

    @property
    def precision(self) -> float:
        """Found over found and extra."""
        return self.found / max(1, self.found + self.extra)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def total(scores: Iterable[Score]) -> Score:
    """Return the sums over several reports.

    Examples
    --------
    >>> total([Score(gold=2, found=1), Score(gold=1, found=1, extra=1)]).f1.__round__(3)
    0.667
    """
    every = list(scores)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in every:
        for aspect, (good, of) in one.aspects.items():
            right[aspect] += good
            asked[aspect] += of
    names = ("gold", "found", "extra", "asked", "right", "unreal", "kept", "rules", "forbidden")
    return Score(
        **{name: sum(getattr(one, name) for one in every) for name in names},
        aspects={aspect: (right[aspect], asked[aspect]) for aspect in sorted(asked)},
        confidences=tuple(pair for one in every for pair in one.confidences),
        notes=tuple(note for one in every for note in one.notes),
    )


def summary(scores: Collection[Score]) -> str:
    """Return the line that says how well several reports were read."""
    every = total(scores)
    return (
        f"{len(scores)} reports: precision {every.precision:.3f} recall {every.recall:.3f} f1 {every.f1:.3f} "
        f"attributes {every.right}/{every.asked} not-happened {every.kept}/{every.unreal} "
        f"forbidden {every.forbidden} of {every.rules} rules"
    )


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points in WGS 84 degrees on a sphere of 6371 km.

    Gold allows tens of kilometres, so the ellipsoid of `geo.geodesy` would change nothing here.

    Examples
    --------
    >>> round(great_circle_km(0, 179.5, 0, -179.5), 1)
    111.2
    """
    north1, north2 = math.radians(lat1), math.radians(lat2)
    east = math.radians(lon2 - lon1)
    half = math.sin((north2 - north1) / 2) ** 2 + math.cos(north1) * math.cos(north2) * math.sin(east / 2) ** 2
    return 2 * _SPHERE_KM * math.asin(math.sqrt(half))


def score(features: Iterable[Feature], gold: Gold) -> Score:
    """Compare the incidents read from one report with its gold.

    Each gold row, in order, takes the first incident that fits it and that no row before took.

    Parameters
    ----------
    features
        GeoJSON features with the properties of an exported incident.
    gold
        One gold report.
    """
    everything = list(features)
    left = [feature for feature in everything if _real(feature)]
    unreal = [feature for feature in everything if not _real(feature)]
    tally = _Tally()
    taken: list[Feature] = []
    missed: list[Row] = []
    for row in gold["incidents"]:
        match = next((feature for feature in left if fits(feature, row)), None)
        if match is None:
            missed.append(row)
            continue
        left.remove(match)
        taken.append(match)
        tally.found(match, row)
    for row in missed:
        tally.missed(row, left, unreal)
    optional = gold.get("optional", [])
    strict = [feature for feature in left if feature["properties"].get("type") in STRICT]
    extra = [feature for feature in strict if not any(fits(feature, row) for row in optional)]
    for feature in extra:
        tally.surplus(feature)
    wanted = [row for row in gold.get("not_happened", []) if not row.get("optional")]
    for row in wanted:
        tally.unreal(row, unreal, everything)
    rules = [rule for rule in gold.get("forbidden", []) if "mention" not in rule]
    for rule in rules:
        tally.rule(rule, everything)
    known = [f for f in taken if f["properties"].get("type") in STRICT]
    known += [feature for feature in strict if feature not in extra]
    return tally.score(
        gold=len(gold["incidents"]),
        found=len(taken),
        extra=len(extra),
        unreal=len(wanted),
        rules=len(rules),
        known={
            feature["properties"].get("id", ""): right
            for group, right in ((known, True), (extra, False))
            for feature in group
        },
        confidences=tuple(
            (float(feature["properties"].get("confidence") or 0.0), right)
            for group, right in ((known, True), (extra, False))
            for feature in group
        ),
    )


class _Tally:
    """Right and wrong of one report, counted while its gold is gone through."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._attributes = 0
        self._attributes_right = 0
        self._kept = 0
        self._forbidden = 0
        self._notes: list[str] = []

    def _count(self, aspect: str, *, right: bool) -> None:
        self._asked[aspect] += 1
        self._right[aspect] += right

    def found(self, feature: Feature, row: Row) -> None:
        for aspect in ("type", "date", "place", "status", f"type {row['type'][0]}" if row.get("type") else "type any"):
            self._count(aspect, right=True)
        for name, right in attributes(feature, row):
            self._attributes += 1
            self._attributes_right += right
            self._count(name, right=right)
            if not right:
                self._notes.append(f"{row['id']}: wrong {name} {_told(feature, name)}")

    def missed(self, row: Row, left: Sequence[Feature], unreal: Sequence[Feature]) -> None:
        self._count(f"type {row['type'][0]}" if row.get("type") else "type any", right=False)
        if any(fits(feature, row) for feature in unreal):
            self._count("status", right=False)
            self._notes.append(f"missed {row['id']}: told as not happened")
            return
        for aspect, members in _ASPECTS:
            looser = {name: value for name, value in row.items() if name not in members}
            near = next((feature for feature in left if fits(feature, looser)), None)
            if near is not None:
                self._count(aspect, right=False)
                self._notes.append(f"missed {row['id']}: wrong {aspect}, {_brief(near)}")
                return
        self._notes.append(f"missed {row['id']}")

    def surplus(self, feature: Feature) -> None:
        self._count(f"extra {feature['properties'].get('type')}", right=False)
        self._notes.append(f"extra {_brief(feature)}")

    def unreal(self, row: Row, unreal: Sequence[Feature], everything: Sequence[Feature]) -> None:
        kept = any(fits(feature, row) for feature in unreal)
        self._kept += kept
        self._count("not happened", right=kept)
        if not kept:
            looser = {name: value for name, value in row.items() if name != "status"}
            as_real = next((f for f in everything if _real(f) and looser.get("type") and fits(f, looser)), None)
            found = f": told as {as_real['properties'].get('status')}" if as_real else ""
            self._notes.append(f"not kept apart {row['id']}{found}")

    def rule(self, rule: Row, everything: Sequence[Feature]) -> None:
        culprit = next((feature for feature in everything if broken(feature, rule)), None)
        if culprit is not None:
            self._forbidden += 1
            self._notes.append(f"forbidden: {rule['why']}, {_brief(culprit)}")

    def score(self, **counts: Any) -> Score:
        return Score(
            **counts,
            asked=self._attributes,
            right=self._attributes_right,
            kept=self._kept,
            forbidden=self._forbidden,
            aspects={aspect: (self._right[aspect], asked) for aspect, asked in sorted(self._asked.items())},
            notes=tuple(self._notes),
        )


_PLACE: Final = ("place", "country", "country_any", "admin1")
_ASPECTS: Final = (("date", ("date",)), ("place", _PLACE), ("type", ("type",)))


def _real(feature: Feature) -> bool:
    return feature["properties"].get("status") in REAL_STATUSES


def _brief(feature: Feature) -> str:
    values = feature["properties"]
    return f"{values.get('type')} {values.get('date_start')} {values.get('place_name') or values.get('country')}"


def _told(feature: Feature, name: str) -> str:
    values = feature["properties"]
    if name in {"killed", "injured"}:
        return f"{values.get(f'{name}_low')}..{values.get(f'{name}_high')}"
    return repr(values.get(name))


def fits(feature: Feature, row: Row) -> bool:
    """Say whether an incident has the type, the day, the status and the place that a gold row states."""
    values = feature["properties"]
    return (
        ("type" not in row or values.get("type") in row["type"])
        and ("date" not in row or date_fits(values.get("date_start"), values.get("date_end"), row["date"]))
        and ("status" not in row or values.get("status") in row["status"])
        and place_fits(feature, row)
    )


def date_fits(first: str | None, last: str | None, wanted: str) -> bool:
    """Say whether the days of an incident agree with a gold day, month or year.

    Parameters
    ----------
    first, last
        ISO 8601 days, inclusive; None if unknown.
    wanted
        ``"2024-01-16"``, ``"2024-01"`` or ``"2024"``.

    Examples
    --------
    >>> date_fits("2024-01-15", "2024-01-17", "2024-01-16"), date_fits("2024-01-15", None, "2024-01-16")
    (True, False)
    >>> date_fits("2020-05-01", "2020-05-31", "2020-05"), date_fits(None, None, "2020")
    (True, False)
    """
    if not first:
        return False
    end = last or first
    if first.startswith(wanted) or first <= wanted <= end:
        return True
    return len(wanted) < _WHOLE_DAY and first[: len(wanted)] <= wanted <= end[: len(wanted)]


def near(feature: Feature, spot: Mapping[str, float]) -> bool:
    """Say whether an incident is drawn within ``km`` of ``lat``, ``lon`` (WGS 84 degrees)."""
    geometry = feature.get("geometry")
    if not geometry:
        return False
    position: Any = geometry["coordinates"]
    while isinstance(position[0], Sequence):
        position = position[0]
    return great_circle_km(position[1], position[0], spot["lat"], spot["lon"]) <= spot["km"]


def place_fits(feature: Feature, row: Row) -> bool:
    """Say whether an incident lies where a gold row says, by all that the row says of it."""
    values = feature["properties"]
    return (
        ("place" not in row or near(feature, row["place"]))
        and ("country" not in row or values.get("country") == row["country"])
        and ("country_any" not in row or values.get("country") in row["country_any"])
        and ("admin1" not in row or _letters(values.get("admin1") or "") == _letters(row["admin1"]))
    )


def _letters(name: str) -> str:
    """Make "Baluchestan" and "Balochistan" alike."""
    return name.lower().replace("u", "o")[:_PROVINCE_LETTERS]


def attributes(feature: Feature, row: Row) -> Iterator[tuple[str, bool]]:
    """Yield the name of each attribute that a gold row states, and whether the incident has it.

    A toll is right if one of the numbers in the gold lies within its range; ``actor1`` and ``actor2`` are
    regular expressions.
    """
    values = feature["properties"]
    for what in ("killed", "injured"):
        for key in (what, f"{what}_any"):
            if key in row:
                wanted = row[key] if isinstance(row[key], list) else [row[key]]
                low, high = values.get(f"{what}_low"), values.get(f"{what}_high")
                upper = _NO_LIMIT if high is None else high
                yield what, low is not None and any(low <= number <= upper for number in wanted)
    for side in ("actor1", "actor2"):
        if side in row:
            yield side, bool(re.search(row[side], values.get(side) or "", re.IGNORECASE))
    for name in ("precision", "cross_border"):
        if name in row:
            yield name, values.get(name) == row[name]


def broken(feature: Feature, rule: Row) -> bool:
    """Say whether an incident is one that gold rules out: all that the rule states must hold of it."""
    values = feature["properties"]
    if not _real(feature) or "mention" in rule:
        return False
    if rule.get("any_conflict"):
        return values.get("type") in CONFLICT
    return (
        ("type" not in rule or values.get("type") in rule["type"])
        and ("near" not in rule or near(feature, rule["near"]))
        and ("country" not in rule or values.get("country") == rule["country"])
        and ("date" not in rule or date_fits(values.get("date_start"), values.get("date_end"), rule["date"]))
        and ("date_from" not in rule or (values.get("date_start") or "") >= rule["date_from"])
    )
