"""In which country a name lies that no gazetteer has.

News of a border names towns of both sides, so that the nearest known town is often over the line. Each country that
the report names gets a score: signs that a person can check in the report, and how much the name is spelt like
those of the country, each times its weight in ``data/resolution/homelands.csv``.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from geo import paths
from geo.curves import read_curve
from geo.gazetteer import Entry
from geo.records import Place, Toponym
from geo.resolution.spelling import spelling

SIGNS: Final = (
    "nearness of a town",
    "towns around",
    "town in its sentence",
    "town in its paragraph",
    "province in its sentence",
    "country in its sentence",
    "speaker in its sentence",
    "nearness of any name",
    "container",
    "share of the places",
    "share of the speakers",
    "first place",
    "named after a place",
    "spelling",
)
"""What speaks for a country: all from 0 to 1, but for the towns around (a logarithm) and the spelling (log odds)."""

_LOCAL: Final = frozenset({"city", "admin2", "crossing", "region"})
FADES: Final = 500.0
"""Characters over which a town's say falls off by e."""

_FADES_FAST: Final = 100.0
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’]?\s|\n")
_LINK: Final = re.compile(r"[\s(]*(?:,|\(|\bin\b|\bof\b|\bnear\b)\s*(?:the\s+)?(?:[\w-]+\s+){0,2}$", re.IGNORECASE)

Signs = Mapping[str, float]
Located = tuple[Toponym, Place]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text, from the first to before the last."""

    start: int
    end: int

    def holds(self, mention: Toponym) -> bool:
        """Say whether a mention begins in it."""
        return self.start <= mention.start < self.end


@cache
def weights() -> Signs:
    """Read the weights, once.

    Raises
    ------
    DataError
        If the table is missing, damaged or of another version.
    """
    return read_curve(paths.data("resolution", "homelands.csv"), SIGNS)


def chances(signs: Mapping[str, Signs], weights: Signs) -> dict[str, float]:
    """Return how likely each country is the name's, the likeliest first; equal ones by their code.

    Examples
    --------
    >>> chances({"TD": {"first place": 1.0}, "CM": {"first place": 0.0}}, {"first place": 0.0})
    {'CM': 0.5, 'TD': 0.5}
    """
    scores = {country: sum(weights[sign] * value for sign, value in of.items()) for country, of in signs.items()}
    top = max(scores.values(), default=0.0)
    powers = {country: math.exp(score - top) for country, score in scores.items()}
    whole = sum(powers.values())
    return {country: powers[country] / whole for country in sorted(powers, key=lambda one: (-powers[one], one))}


def signs_of_countries(
    mentions: Sequence[Toponym], resolved: Sequence[Toponym], text: str, inner: Sequence[Entry]
) -> dict[str, dict[str, float]]:
    """Return what speaks for each country that a report names.

    Parameters
    ----------
    mentions
        Those of the unknown name; what speaks the strongest for any of them counts.
    resolved
        The mentions of the report whose places are known, in order.
    inner
        The places of the known names inside the unknown one.
    """
    others = [(m, m.place) for m in resolved if m.place and m.place.country and m.surface != mentions[0].surface]
    found: dict[str, dict[str, float]] = {
        country: dict.fromkeys(SIGNS, 0.0) for country in sorted({place.country for _, place in others})
    }
    for mention in mentions:
        for country, signs in _of_mention(mention, others, text).items():
            found[country] |= {sign: max(found[country][sign], value) for sign, value in signs.items()}
    _of_the_report(found, others)
    likeness = spelling().likeness(mentions[0].name, found)
    after = {entry.place.country for entry in inner if entry.name_kind == "preferred"}
    for country, signs in found.items():
        signs["spelling"] = likeness[country]
        signs["named after a place"] = float(country in after)
    return found


def _of_mention(mention: Toponym, others: Sequence[Located], text: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    sentence, paragraph = sentence_around(text, mention), _paragraph(text, mention)
    for other, place in others:
        signs = found.setdefault(place.country, dict.fromkeys(SIGNS, 0.0))
        away = gap(mention, other)
        _raise(signs, "nearness of any name", math.exp(-away / _FADES_FAST))
        inside = float(sentence.holds(other))
        if other.kind != "literal":
            _raise(signs, "speaker in its sentence", inside)
        elif place.kind in _LOCAL:
            near = other.confidence * math.exp(-away / FADES)
            _raise(signs, "nearness of a town", near)
            signs["towns around"] += near
            _raise(signs, "town in its sentence", inside)
            _raise(signs, "town in its paragraph", float(paragraph.holds(other)))
        else:
            kind = "province" if place.kind == "admin1" else "country"
            _raise(signs, f"{kind} in its sentence", inside)
    for signs in found.values():
        signs["towns around"] = math.log1p(signs["towns around"])
    holder = container(mention, [other for other, _ in others if other.kind == "literal"], text)
    if holder and holder.place:
        found[holder.place.country]["container"] = 1.0
    return found


def _of_the_report(found: Mapping[str, dict[str, float]], others: Sequence[Located]) -> None:
    literal = [(place.country, other.confidence) for other, place in others if other.kind == "literal"]
    speakers = [place.country for other, place in others if other.kind != "literal"]
    sure = sum(confidence for _, confidence in literal)
    for country, confidence in literal if sure else ():
        found[country]["share of the places"] += confidence / sure
    for country in speakers:
        found[country]["share of the speakers"] += 1 / len(speakers)
    if literal:
        found[literal[0][0]]["first place"] = 1.0


def _raise(signs: dict[str, float], sign: str, value: float) -> None:
    signs[sign] = max(signs[sign], value)


def gap(mention: Toponym, other: Toponym) -> int:
    """Return the characters between two mentions."""
    return max(other.start - mention.end, mention.start - other.end, 0)


def container(mention: Toponym, others: Sequence[Toponym], text: str) -> Toponym | None:
    """Return the mention that the text names as what holds another ("Qqhaqabad, in Balochistan")."""
    for other in others:
        if other.start >= mention.end:
            linked = other.place is not None and _LINK.fullmatch(text[mention.end : other.start])
            return other if linked else None
    return None


def sentence_around(text: str, mention: Toponym) -> Stretch:
    """Return the sentence that a mention stands in, by its full stops."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if found.start() >= mention.end:
            return Stretch(start, found.start())
        if found.end() <= mention.start:
            start = found.end()
    return Stretch(start, len(text))


def _paragraph(text: str, mention: Toponym) -> Stretch:
    end = text.find("\n", mention.end)
    return Stretch(text.rfind("\n", 0, mention.start) + 1, end if end >= 0 else len(text))
