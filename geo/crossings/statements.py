"""What reports state about crossings: which ones were shut or open, when, and for what traffic."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import geopandas as gpd
import pandas as pd

from geo.crossings.table import load
from geo.records import MODES, Mode
from geo.reference import lexicon

Effect = Literal["open", "closed"]

EFFECTS: Final[Mapping[str, Effect]] = {"border_closure": "closed", "border_opening": "open"}
"""What an incident of a type makes of a crossing."""

_AT_THE_PLACE_KM: Final = 10.0  # a closure that names no crossing is taken for the one at its place
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim of one report that crossings were shut or open.

    Attributes
    ----------
    effect
        What the claim says that they were.
    status
        How real the report makes it (`geo.records.Status`).
    first, last
        The days of the closure or opening, inclusive; None if unknown.
    is_period
        Whether it lasted from ``first`` to ``last``; otherwise it began on one of these days.
    crossings
        Identifiers of the crossings meant.
    names_crossing
        Whether the claim names them, rather than meaning all between two countries.
    modes
        The kinds of traffic meant; empty for all.
    excepted
        The kinds of traffic that are excepted as a whole, to which the opposite applies.
    towards
        ISO 3166-1 alpha-2 of the country whose entry is meant; empty for both directions.
    exceptions
        What is excepted, in the report's words.
    """

    effect: Effect
    status: str
    first: date | None
    last: date | None
    is_period: bool
    crossings: frozenset[str]
    names_crossing: bool
    modes: tuple[Mode, ...]
    excepted: tuple[Mode, ...]
    towards: str
    exceptions: str
    report_id: str
    source: str
    speaker: str
    published: date | None
    quote: str
    from_caption: bool

    def effect_on(self, mode: Mode, towards: str) -> Effect | None:
        """Return what it says of one kind of traffic in one direction; None if nothing."""
        if self.towards not in {"", towards}:
            return None
        if mode in self.excepted:
            return "open" if self.effect == "closed" else "closed"
        return self.effect if not self.modes or mode in self.modes else None


def statements(incidents: gpd.GeoDataFrame, *, table: gpd.GeoDataFrame | None = None) -> list[Statement]:
    """Return what the claims of incidents state about crossings.

    A claim is about the crossings that it names; or about all those of the pair of countries that it tells of; or,
    where it tells neither, about the crossing whose name its place has, or that lies within 10 km of it. Incidents
    that a person has rejected state nothing; where one has edited type, status or days, the edited values hold.

    Parameters
    ----------
    incidents
        With the columns of `geo.tables.COLUMNS`, borders joined.
    table
        Crossings as `geo.crossings.load` returns them; the shipped ones if None.
    """
    known = load() if table is None else table
    names = CrossingNames(known)
    told = incidents[incidents["review"] != "rejected"]
    columns = ["type", "status", "date_start", "date_end", "date_precision", "review", "precision"]
    rows = told[[*columns, "place_name", "crossing", "crossing_km", "claims"]].to_dict("records")
    found = [_statement(claim, row, names) for row in rows for claim in row["claims"]]
    return [statement for statement in found if statement is not None]


class CrossingNames:
    """The names of crossings, for look-up without regard to case and dashes.

    Parameters
    ----------
    table
        As `geo.crossings.load` returns it. A name or alias that two crossings share means none.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        columns = (table[name].astype(str) for name in ("id", "name", "aliases"))
        pairs = {
            (_key(name), key)
            for key, usual, aliases in zip(*columns, strict=True)
            for name in (key, usual, *aliases.split(";"))
        }
        shared = Counter(name for name, _ in pairs)
        self._identifier: dict[str, str] = {name: key for name, key in pairs if name and shared[name] == 1}
        self._usual: dict[str, str] = dict(zip(table["id"].astype(str), table["name"].astype(str), strict=True))
        self._border: dict[str, str] = dict(
            zip(table["id"].astype(str), table["country_a"] + "-" + table["country_b"], strict=True)
        )
        self._longest = max((len(name.split()) for name in self._identifier), default=0)

    def identifier(self, name: object) -> str:
        """Return the crossing that a name means; empty if none or not one alone."""
        return self._identifier.get(_key(name), "")

    def usual(self, identifier: str) -> str:
        """Return the name of a crossing in the table."""
        return self._usual[identifier]

    def between(self, border: str) -> frozenset[str]:
        """Return the crossings between a pair of countries such as ``"IR-PK"``."""
        return frozenset(crossing for crossing, pair in self._border.items() if pair == border)

    def identifiers(self, names: object) -> frozenset[str]:
        """Return the crossings that names joined by semicolons mean."""
        texts = names.split(";") if isinstance(names, str) else []
        return frozenset(found for text in texts if (found := self.identifier(text)))

    def mentioned(self, text: str) -> Iterator[str]:
        """Yield the crossings whose names stand in a text as whole words, in order, the longest name first."""
        words = _key(text).split()
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._longest), start, -1):
                found = self.identifier(" ".join(words[start:end]).strip(".,;:()"))
                if found:
                    yield found
                    start = end
                    break
            else:
                start += 1


def modes_in(text: str) -> tuple[Mode, ...]:
    """Return the kinds of traffic that a text names, in the order of `geo.records.MODES`.

    Examples
    --------
    >>> modes_in("trucks and pedestrians"), modes_in("returning nationals")
    (('pedestrian', 'cargo'), ())
    """
    named = frozenset(itertools.chain.from_iterable(_traffic(text)))
    return tuple(mode for mode in MODES if mode in named)


def _traffic(text: str) -> Iterator[frozenset[str]]:
    words = lexicon().traffic
    for word in _WORD.findall(text.casefold()):
        yield words.get(word) or words.get(word.removesuffix("s"), frozenset())


def _excepted(exceptions: str) -> tuple[Mode, ...]:
    """Return the kinds of traffic excepted as a whole: none if only some of the travellers are."""
    some = any("some" in traffic for traffic in _traffic(exceptions))
    return () if some else modes_in(exceptions)


def _statement(claim: Mapping[str, Any], row: Mapping[str, Any], names: CrossingNames) -> Statement | None:
    told = {**claim, **_edited(row)}
    effect = EFFECTS.get(str(told["type"]))
    if effect is None:
        return None
    exceptions = str(claim.get("crossing_exceptions") or "")
    named = _named(claim, row, names)
    meant = named or names.between(str(claim.get("crossing_border") or "")) - frozenset(names.mentioned(exceptions))
    first, last = _day(told["date_start"]), _day(told["date_end"])
    modes = str(claim.get("crossing_modes") or "").split(";")
    return Statement(
        effect=effect,
        status=str(told["status"]),
        first=first or last,
        last=last or first,
        is_period=told["date_precision"] == "day" and first != last,
        crossings=meant,
        names_crossing=bool(named),
        modes=tuple(mode for mode in MODES if mode in modes),
        excepted=_excepted(exceptions),
        towards=str(claim.get("crossing_towards") or ""),
        exceptions=exceptions,
        report_id=str(claim["report_id"]),
        source=str(claim.get("source") or ""),
        speaker=str(claim.get("speaker") or ""),
        published=_day(claim.get("published")),
        quote=str(claim.get("quote") or ""),
        from_caption=bool(claim.get("from_caption")),
    )


def _edited(row: Mapping[str, Any]) -> Mapping[str, Any]:
    columns = ("type", "status", "date_start", "date_end", "date_precision")
    return {name: row[name] for name in columns} if row["review"] == "edited" else {}


def _named(claim: Mapping[str, Any], row: Mapping[str, Any], names: CrossingNames) -> frozenset[str]:
    """Return the crossings that a claim names or lies at; empty for a claim about a whole border."""
    named = names.identifiers(claim.get("crossing"))
    if named or claim.get("crossing_border") or claim.get("precision") not in {"exact", "place"}:
        return named
    at_place = names.identifier(claim.get("place_name"))
    is_near = row["place_name"] == claim.get("place_name") and not pd.isna(row["crossing_km"])
    if not at_place and is_near and row["crossing_km"] <= _AT_THE_PLACE_KM:
        at_place = names.identifier(row["crossing"])
    return frozenset({at_place} - {""})


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _key(name: object) -> str:
    return " ".join(name.casefold().replace("–", "-").split()) if isinstance(name, str) else ""
