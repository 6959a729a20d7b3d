"""Places whose names the recogniser takes for others': "Jermuk was shelled", "Kigali denied it", "KHAR - A bomb"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span

from geo.gazetteer import Entry, Gazetteer
from geo.language import place_chances
from geo.toponyms.names import core_name

_LABELS: Final = frozenset({"PERSON", "MISC"})
_LEAST: Final = 0.08
"""Mean probability of a name in a report to be a place's, from which it may be one.

Of .05, .08 and .12 the one at which nine in ten of what is gained are right in reports about borders; in American local
news (LGL), whose towns and people share their names, it is half.
"""
_LEAST_OF_UNMISTAKABLE: Final = 0.005
"""The same for "Phnom Penh" and "Kigali": hardly anybody is called like a large city or, in full, like a place."""

_LARGE: Final = 200_000  # people


def mark_mistaken(doc: Doc, gazetteer: Gazetteer) -> None:
    """Make places of the names of people and works, and of datelines taken for bodies, that are probably places.

    The network must half doubt itself, the gazetteer must know the name in a country that the report speaks of, and
    the report must name nobody in full who is called so.
    """
    chances = place_chances(doc)
    if chances is None:
        return
    people = {token.text for one in doc.ents if one.label_ == "PERSON" and len(one) > 1 for token in one}
    asked = [one for one in doc.ents if (one.label_ in _LABELS or _is_dateline(one)) and one.text not in people]
    if not asked:
        return
    by_text = defaultdict(list)
    for one in doc.ents:
        by_text[one.text].append(float(chances[one.start : one.end].mean()))
    countries = frozenset(_countries(doc.ents, gazetteer))
    mistaken = {
        one.start for one in asked if _is_place(by_text[one.text], _known(one, countries, gazetteer), words=len(one))
    }
    doc.ents = [Span(doc, one.start, one.end, label="PLACE") if one.start in mistaken else one for one in doc.ents]


def _is_place(chances: Sequence[float], known: Sequence[Entry], *, words: int) -> bool:
    """Say whether a name is a place's, by its probability at each of its mentions and the places that it may mean."""
    if not known:
        return False
    least = _LEAST_OF_UNMISTAKABLE if words > 1 or _is_large_city(known) else _LEAST
    return sum(chances) >= least * len(chances)


def _is_dateline(name: Span) -> bool:
    """Say whether a name is in capitals and opens a line: "KHAR - Helicopters fired"."""
    opens = name.start == 0 or str(name.doc[name.start - 1]).endswith("\n")
    return opens and name.label_ == "ORG" and str(name).isupper()


def _countries(names: Sequence[Span], gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the countries of the best known places and peoples that are named."""
    for name in names:
        entries = gazetteer.lookup(core_name(name.text, gazetteer)) if name.label_ in {"PLACE", "NORP"} else ()
        if entries and entries[0].place.country:
            yield entries[0].place.country


def _known(name: Span, countries: frozenset[str], gazetteer: Gazetteer) -> list[Entry]:
    """Return the places of a name in some countries; a single word must be their usual name."""
    return [
        entry
        for entry in gazetteer.lookup(core_name(name.text, gazetteer))
        if entry.place.country in countries
        and (entry.name_kind == "preferred" or (len(name) > 1 and entry.name_kind != "demonym"))
    ]


def _is_large_city(known: Sequence[Entry]) -> bool:
    largest = max((entry.place for entry in known), key=lambda place: place.population)
    return largest.kind == "city" and largest.population >= _LARGE
