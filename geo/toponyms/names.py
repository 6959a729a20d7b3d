"""The name that a mention carries, and what the gazetteer says of it."""

import re

from geo.gazetteer import Entry, Gazetteer

_DIRECTION = (
    r"(?:north|south|east|west|central|upper|lower|inner|outer|mainland|far|greater|metro|downtown"
    r"|northern|southern|eastern|western|(?:north|south)[- ]?(?:east|west)(?:ern)?"
    r"|neighbou?ring|occupied|rebel-held)"
)
_LEADING = re.compile(rf"(?:(?:the|{_DIRECTION})[\s-]+)+", re.IGNORECASE)
_TYPE_WORD = (
    r"province|provinces|district|districts|governorate|county|city|town|village|region|state|area|border|oblast"
    r"|prefecture|division|tehsil|valley|region's|airport|capital|port"
)
_TRAILING = re.compile(rf"(?:\s+(?:{_TYPE_WORD}|['’]s))+$", re.IGNORECASE)
_LEADING_TYPE = re.compile(
    r"(?:city|province|district|state|town|village|governorate|county|port|airport)\s+of\s+", re.IGNORECASE
)
WELL_KNOWN = 15_000
"""People of a city whose bare name, unseen by the recogniser, is more than a chance likeness."""

_COUNTRY_CODE = 3  # letters
_SMALLEST_REGION_KM = 10  # radius; airports and the like are regions, too, but no areas to write about


def core_name(surface: str, gazetteer: Gazetteer) -> str:
    """Return the part of a name that the gazetteer knows, or the bare name if it knows none.

    Directions ("northern Iraq") and type words ("Panjgur district") are taken off only where the name
    with them is unknown, so that "South Sudan" and "West Bank" stay whole.
    """
    name = surface.strip(" \t\n,.;:'’\"“”()")
    if len(name) == _COUNTRY_CODE and name.istitle() and _is_country_code(name.upper(), gazetteer):
        return name.upper()  # "Pak-Iran"
    if gazetteer.has(name):
        return name
    dotted = f"{name}."
    if dotted in surface and gazetteer.has(dotted):
        return dotted  # "Ga." is known, "Ga" is not
    for pattern in (_LEADING, _LEADING_TYPE):
        match = pattern.match(name)
        if match and gazetteer.has(name[match.end() :]):
            return name[match.end() :]
    bare = _TRAILING.sub("", name)
    if bare and gazetteer.has(bare):
        return bare
    match = _LEADING.match(bare)
    stripped = bare[match.end() :] if match else bare
    return stripped or name


def _is_country_code(name: str, gazetteer: Gazetteer) -> bool:
    return any(entry.name_kind == "abbreviation" and entry.place.kind == "country" for entry in gazetteer.lookup(name))


def is_demonym(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name can stand for the people of a place ("Iranian")."""
    return any(entry.name_kind == "demonym" for entry in gazetteer.lookup(name))


def is_area(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name can be that of a country, a province or a region itself."""
    return any(entry.name_kind != "demonym" and _is_wide(entry) for entry in gazetteer.lookup(name))


def _is_wide(entry: Entry) -> bool:
    place = entry.place
    return place.kind in {"country", "admin1"} or (
        place.kind == "region" and place.uncertainty_km >= _SMALLEST_REGION_KM
    )


def is_country(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name is the usual one of a country."""
    return any(entry.place.kind == "country" and entry.name_kind == "preferred" for entry in gazetteer.lookup(name))


def is_chance_capitals(name: str, gazetteer: Gazetteer) -> bool:
    """Say whether a few capitals such as "AKP" only happen to be spelt like a village."""
    if not name.isupper() or len(name) > _COUNTRY_CODE:
        return False
    return not any(_is_known_by_letters(entry) for entry in gazetteer.lookup(name))


def _is_known_by_letters(entry: Entry) -> bool:
    return entry.name_kind == "abbreviation" or _is_wide(entry)
