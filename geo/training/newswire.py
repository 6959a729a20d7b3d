"""Clean the labels of the Groningen Meaning Bank with the help of a corpus labelled by hand.

Its labels were made by programs and then corrected in part. Two faults would teach the recogniser wrong
things: ``gpe`` holds nationalities, as it should, but also thousands of countries, and the name of a person
includes the title ("President Bush"). A name that the hand-labelled corpus mostly calls a place becomes one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from geo.training.names import Line, Name

_MOSTLY = 0.8
_OFTEN = 5
_TITLES = frozenset(
    {
        "ambassador",
        "attorney",
        "ayatollah",
        "captain",
        "chancellor",
        "chief",
        "col.",
        "colonel",
        "defense",
        "deputy",
        "dr",
        "dr.",
        "foreign",
        "former",
        "gen.",
        "general",
        "gov",
        "gov.",
        "governor",
        "interior",
        "judge",
        "justice",
        "king",
        "leader",
        "minister",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "pope",
        "president",
        "prime",
        "prince",
        "princess",
        "queen",
        "rep",
        "rep.",
        "representative",
        "secretary",
        "sen",
        "sen.",
        "senator",
        "sheikh",
        "spokesman",
        "spokeswoman",
        "state",
        "vice",
    }
)

Counts: TypeAlias = dict[str, Counter[str]]


def label_counts(lines: Iterable[Line]) -> Counts:
    """Count the labels of every name, by its words."""
    counts: Counts = defaultdict(Counter)
    for line in lines:
        for name in line.names:
            counts[line.surface(name)][name.label] += 1
    return counts


def clean(lines: list[Line], *, trusted: Counts) -> list[Line]:
    """Return the lines with the labels of places and the extent of people's names repaired."""
    counts = label_counts(lines)
    places = {surface for surface in counts if _is_place(trusted.get(surface), counts[surface])}
    groups = {
        surface
        for surface, labels in trusted.items()
        if labels["NORP"] + labels["ORG"] >= _MOSTLY * labels.total() and labels["PLACE"] == 0
    }
    return [
        Line(
            line.words,
            tuple(
                _repaired(line, name, places=places, trusted=trusted, groups=groups)
                for name in line.names
                if not _only_title(line, name)
            ),
        )
        for line in lines
    ]


def _is_place(trusted: Counter[str] | None, own: Counter[str]) -> bool:
    if trusted:
        return trusted["PLACE"] >= _MOSTLY * trusted.total()
    return own["PLACE"] >= _OFTEN and own["PLACE"] >= own.total() / 2


def _only_title(line: Line, name: Name) -> bool:
    return name.label == "PERSON" and all(word.lower() in _TITLES for word in line.words[name.first : name.last])


def _repaired(line: Line, name: Name, *, places: set[str], trusted: Counts, groups: set[str]) -> Name:
    surface = line.surface(name)
    if surface in places and name.label in {"NORP", "ORG", "MISC"}:
        return Name(name.first, name.last, "PLACE")
    if surface in groups and name.label == "PLACE":
        return Name(name.first, name.last, trusted[surface].most_common(1)[0][0])
    first = name.first
    while name.label == "PERSON" and line.words[first].lower() in _TITLES:
        first += 1
    return Name(first, name.last, name.label)


def nationalities(lines: list[Line], *, trusted: Counts) -> list[Line]:
    """Return the lines with MISC turned into NORP where the trusted corpus mostly says so."""
    known = {surface for surface, labels in trusted.items() if labels["NORP"] > labels.total() / 2}
    return [
        Line(
            line.words,
            tuple(
                Name(name.first, name.last, "NORP") if name.label == "MISC" and line.surface(name) in known else name
                for name in line.names
            ),
        )
        for line in lines
    ]
