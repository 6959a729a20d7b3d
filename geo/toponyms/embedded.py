"""Place names inside other names: the county in a county's jail, the country in an airline."""

from collections.abc import Iterator

from spacy.tokens import Span

from geo.gazetteer import Entry, Gazetteer
from geo.reference import Lexicon
from geo.toponyms.names import WELL_KNOWN

_LONGEST = 5  # tokens
_SHORT = 3  # letters of a code


def known_parts(span: Span, gazetteer: Gazetteer, words: Lexicon, *, cities: bool) -> Iterator[Span]:
    """Yield the longest capitalised stretches that the gazetteer knows as areas or, if asked, as cities.

    Words that names are made of ("County", "State", "Union") are no places by themselves.
    """
    capitals = [token.text[:1].isupper() for token in span]
    i = 0
    while i < len(capitals):
        lengths = range(min(_LONGEST, len(capitals) - i), 0, -1) if capitals[i] else ()
        for length in lengths:
            if capitals[i + length - 1] and _is_known(span[i : i + length], gazetteer, words, cities=cities):
                yield span[i : i + length]
                i += length
                break
        else:
            i += 1


def _is_known(part: Span, gazetteer: Gazetteer, words: Lexicon, *, cities: bool) -> bool:
    if len(part) == 1 and (part[0].pos_ not in {"PROPN", "ADJ", "NOUN"} or words.noun_is(part.text, "name part")):
        return False
    return any(_counts(entry, part, cities=cities) for entry in gazetteer.lookup(part.text))


def _counts(entry: Entry, part: Span, *, cities: bool) -> bool:
    place = entry.place
    if place.kind in {"country", "region"}:
        return entry.name_kind != "alternate" or len(part.text) > _SHORT
    if part[0].pos_ != "PROPN" or entry.name_kind not in {"preferred", "abbreviation"}:
        return False
    if place.kind == "admin1":
        return True
    if place.kind == "admin2":
        return cities and len(part) > 1
    return cities and place.kind == "city" and place.population >= WELL_KNOWN
