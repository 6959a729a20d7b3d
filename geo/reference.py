"""The lexicon of `data/lexicon`: which words report events, who acts, and how sure a clause is.

Tables, so that a reader can see and change what the extraction knows:

``events.csv``
    ``lemma, pos, type, frame, means, source``: words that report an event of a type. The frame names
    what the clause must also hold before the word counts (see `geo.claims.frames`).
``nouns.csv``
    ``lemma, class``: nouns by what they stand for (armed, victim, target, border, envoy ...).
``kinds.csv``
    ``lemma, class``: people, vehicles, buildings and the like, from WordNet (see `geo.wordnet`).
``cues.csv``
    ``lemma, cue``: words that say who speaks, what is planned, denied, threatened or only possible.
``traffic.csv``
    ``lemma, traffic``: words for the kinds of traffic through a border crossing (`geo.records.MODES`), and those
    that restrict it to ``some`` of it.
``groups.csv``
    ``name, aliases, source``: armed groups that are no state's, with other forms of their names after semicolons.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geo import paths
from geo.errors import DataError
from geo.records import INCIDENT_TYPES, MODES, IncidentType

_NOUN_TABLES = ("nouns.csv", "kinds.csv")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event of a type when its frame is filled.

    Attributes
    ----------
    pos
        ``VERB``, ``NOUN`` or ``ADJ`` (a participle used as an adjective).
    means
        What the event is done with, if the word itself says so; else empty.
    """

    lemma: str
    pos: str
    type: IncidentType
    frame: str
    means: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, keyed for look-up by lower-case lemma."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    nouns: Mapping[str, frozenset[str]]
    cues: Mapping[str, frozenset[str]]
    traffic: Mapping[str, frozenset[str]]
    groups: Mapping[str, str]

    def noun_is(self, lemma: str, *classes: str) -> bool:
        """Say whether a noun belongs to any of the classes."""
        return not self.nouns.get(lemma.lower(), frozenset()).isdisjoint(classes)

    def cue_is(self, lemma: str, *cues: str) -> bool:
        """Say whether a word is any of the cues."""
        return not self.cues.get(lemma.lower(), frozenset()).isdisjoint(cues)

    def traffic_is(self, lemma: str) -> bool:
        """Say whether a noun stands for traffic through a crossing, of any kind."""
        return not self.traffic.get(lemma.lower(), frozenset()).isdisjoint(MODES)


def _rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    path = paths.data("lexicon", name)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise DataError(f"{name}: the columns {sorted(missing)} are missing; install the package again")
        return list(reader)


def _grouped(rows: list[dict[str, str]], column: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["lemma"].lower(), set()).add(row[column])
    return MappingProxyType({lemma: frozenset(values) for lemma, values in found.items()})


def _groups() -> Mapping[str, str]:
    """Return the usual name of each group by each form of it, in lower case."""
    found = {}
    for row in _rows("groups.csv", ("name", "aliases")):
        for form in (row["name"], *filter(None, row["aliases"].split(";"))):
            found[form.lower()] = row["name"]
    return MappingProxyType(found)


@cache
def lexicon() -> Lexicon:
    """Read the lexicon, once.

    Raises
    ------
    DataError
        If a table is missing, lacks a column or names an unknown incident type.

    Examples
    --------
    >>> [trigger.type for trigger in lexicon().triggers["ambush", "NOUN"]]
    ['attack']
    """
    triggers: dict[tuple[str, str], list[Trigger]] = {}
    for row in _rows("events.csv", ("lemma", "pos", "type", "frame", "means")):
        if row["type"] not in INCIDENT_TYPES:
            raise DataError(f"events.csv: {row['type']!r} of {row['lemma']!r} is no incident type")
        trigger = Trigger(row["lemma"], row["pos"], row["type"], row["frame"], row["means"])
        triggers.setdefault((row["lemma"], row["pos"]), []).append(trigger)
    return Lexicon(
        triggers=MappingProxyType({key: tuple(values) for key, values in triggers.items()}),
        nouns=_grouped([row for name in _NOUN_TABLES for row in _rows(name, ("lemma", "class"))], "class"),
        cues=_grouped(_rows("cues.csv", ("lemma", "cue")), "cue"),
        groups=_groups(),
        traffic=_grouped(_rows("traffic.csv", ("lemma", "traffic")), "traffic"),
    )
