"""Turn the sources into the places of the index."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import isnan, nan, pi, sqrt

import numpy as np
import shapely

from geo.gazetteer import areas, sources
from geo.gazetteer.index import NameKind
from geo.gazetteer.names import DIRECTIONS, TYPE_WORDS, normalise
from geo.gazetteer.store import Feature
from geo.records import PlaceKind

_CITY_PER_KM2 = 4000  # people; a dense city, so that a town's radius stays small
_CITY_KM = 2.0  # least radius of a populated place
_AREA_KM = 5.0  # least radius of an area
_BEYOND_TOWNS_KM = 10.0  # an area without an outline reaches this far beyond its outermost town
_LATIN = re.compile("^[\x00-\u024f\u1e00-\u1eff\u2018\u2019\u02bb\u02bc]+$")
_LONGEST_CODE = 4  # capitals; "ZDV" and "PKCGI" are codes, not names, where the sources do not say otherwise

_MODIFIERS = re.compile("[\u02bb-\u02bf\u2018\u2019]")  # ayn, hamza and soft signs
# Letters of transliteration systems; those of living Latin alphabets (é, ü, ç) stay.
_TRANSLITERATION = re.compile("[āēīōūĀĒĪŌŪ\u02bb-\u02bf\u0315\u0327\u0331\u1e00-\u1eff]")
_PROVINCE_TYPES = ("province", "governorate", "state", "region")
_NAMES_FROM_POPULATION = 1500  # smaller places keep their usual name only, or the index would be too large
_TYPED = re.compile(
    r"^(?:(?:The )?(?:State|Province|Governorate|Republic|Autonomous Republic|Department|Region|District|County) of"
    r" (?P<after>.+)"
    r"|(?P<before>.+?) (?:Autonomous Region|Regional State|Province|Governorate|Oblast|State|Region|Department|Republic"
    r"|Prefecture|Territory|Krai|Voivodeship))$"
)
_FOREIGN_TYPE = re.compile(
    r",|(?:oblast.?|kray|okrug|respublika|sheng|zizhiqu|-gwangyeoksi|oblysy|voblasć)$", re.IGNORECASE
)


@dataclass(slots=True)
class Assembly:
    """The places collected so far, by number.

    Attributes
    ----------
    only
        ISO 3166-1 alpha-2 codes of the countries to take; empty for all.
    countries
        Number of each country by ISO 3166-1 alpha-2.
    shapes
        Outlines of countries and provinces, as far as Natural Earth has them.
    """

    only: frozenset[str] = frozenset()
    features: dict[int, Feature] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    shapes: dict[int, shapely.Geometry] = field(default_factory=dict)
    _by_kind: dict[str, list[Feature]] = field(default_factory=lambda: defaultdict(list))

    def add(self, feature: Feature) -> None:
        """Add a place; a number that is taken keeps its first place."""
        if feature.number not in self.features:
            self.features[feature.number] = feature
            self._by_kind[feature.kind].append(feature)

    def remove(self, numbers: AbstractSet[int]) -> None:
        """Take places out again; what lies in them moves up to the area above."""
        removed = {number: self.features.pop(number) for number in numbers}
        for kind, features in self._by_kind.items():
            self._by_kind[kind] = [feature for feature in features if feature.number not in numbers]
        for feature in self.features.values():
            while feature.parent in removed:
                feature.parent = removed[feature.parent].parent

    def named(self, name: str, kind: str, iso2: str) -> Feature | None:
        """Return the place of a kind in a country that has a name, the one with the most people first."""
        key = normalise(name)
        found = [f for f in self._by_kind[kind] if key in f.names and (not iso2 or self.country_of(f) == iso2)]
        return max(found, key=lambda f: (f.names[key] == "preferred", f.population, -f.number), default=None)

    def above(self, feature: Feature) -> list[Feature]:
        """Return the areas that a place lies in, the smallest first."""
        found = []
        while feature.parent:
            feature = self.features[feature.parent]
            found.append(feature)
        return found

    def country_of(self, feature: Feature) -> str:
        """Return the ISO 3166-1 alpha-2 code of the country that a place lies in, or nothing."""
        return [feature, *self.above(feature)][-1].iso2


def is_name(name: str, *, usual: str = "") -> bool:
    """Say whether an alternate name of a populated place can stand in a text.

    Numbers, airport codes and transliterations in lower-case Latin letters, which GeoNames adds for search
    engines, cannot.

    Examples
    --------
    >>> is_name("ZDV"), is_name("da wo si"), is_name("Davosa"), is_name("達沃斯"), is_name("X")
    (False, False, True, True, False)
    """
    if name == usual:
        return True
    if any(c.isdigit() for c in name) or not any(c.isalpha() for c in name):
        return False
    if not _LATIN.match(name):
        return True
    return len(name) > 1 and name != name.lower() and not (len(name) <= _LONGEST_CODE and name == name.upper())


def english_name(name: str, aliases: Iterable[str]) -> str:
    """Return the English name among the names of an area, without its type word; else the name itself.

    Examples
    --------
    >>> english_name("Sīstān va Balūchestān", ["Sistan and Baluchestan Province", "سیستان و بلوچستان"])
    'Sistan and Baluchestan'
    >>> english_name("Chāgai District", ["Chagai", "Chagai District"])
    'Chagai District'
    >>> english_name("California", ["Golden State", "State of California"])
    'California'
    """
    names = [name, *(alias for alias in aliases if alias.isascii())]
    typed = [match["after"] or match["before"] for alias in names if (match := _TYPED.match(alias))]
    known = {normalise(other) for other in names}
    typed = [base for base in typed if normalise(base) not in DIRECTIONS]  # "Eastern Province" keeps its type
    for base in typed:
        if normalise(base) in known:  # stands alone too, so it is no nickname as in "Golden State"
            return plain_spelling(base)
    foreign = not name.isascii() or _FOREIGN_TYPE.search(name)
    return typed[0] if typed and foreign else plain_spelling(name)


def plain_spelling(name: str) -> str:
    """Return a transliterated name without its signs, as English newspapers write it; any other name as it is.

    Examples
    --------
    >>> plain_spelling("Sarāvān"), plain_spelling("Zürich")
    ('Saravan', 'Zürich')
    """
    if not _TRANSLITERATION.search(name):
        return name
    decomposed = unicodedata.normalize("NFKD", _MODIFIERS.sub("", name))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def city_radius_km(population: int) -> float:
    """Return the radius of a populated place: that of a disc as densely settled as a city, at least 2 km.

    Examples
    --------
    >>> city_radius_km(0), city_radius_km(3_000_000)
    (2.0, 15.5)
    """
    return max(_CITY_KM, round(sqrt(population / _CITY_PER_KM2 / pi), 1))


def add_countries(assembly: Assembly, points: Mapping[int, tuple[float, float]]) -> None:
    """Add the countries with their names, short forms and adjectives."""
    profiles = sources.profiles()
    for country in sources.countries():
        profile = profiles.get(country.fips) or sources.Profile((), (), (), None)
        point = points.get(country.geonames_id) or profile.point
        if point is None or (assembly.only and country.iso2 not in assembly.only):
            continue
        feature = Feature(country.geonames_id, country.name, "country", *point, iso2=country.iso2)
        feature.population = country.population
        feature.add(normalise(country.name), "preferred")
        for name in (*country.aliases, *profile.names):
            capitals = len(name) <= _LONGEST_CODE + 2 and name == name.upper()
            feature.add(normalise(name), "abbreviation" if capitals else "alternate")
        for name in profile.abbreviations:
            feature.add(normalise(name), "abbreviation")
        for name in profile.demonyms:
            feature.add(normalise(name), "demonym")
        assembly.add(feature)
        assembly.countries[country.iso2] = country.geonames_id


def add_subdivisions(assembly: Assembly) -> None:
    """Add provinces and districts, without points yet."""
    rows = sources.subdivisions()
    by_code = {row.code: row.geonames_id for row in rows}
    for row in rows:
        iso2, _, rest = row.code.partition(".")
        if iso2 not in assembly.countries:
            continue
        kind: PlaceKind = "admin2" if "." in rest else "admin1"
        above = by_code.get(row.code.rpartition(".")[0]) if kind == "admin2" else None
        name = english_name(row.name, row.aliases)
        if normalise(name) in DIRECTIONS:  # "Northern" alone names nothing
            name = f"{name} {row.type_name or 'Region'}"
        feature = Feature(row.geonames_id, name, kind, 0.0, 0.0, parent=above or assembly.countries[iso2])
        for key, name_kind in area_names(name, row, kind):
            feature.add(key, name_kind)
        assembly.add(feature)


def area_names(name: str, row: sources.Subdivision, kind: PlaceKind) -> Iterable[tuple[str, NameKind]]:
    """Yield the keys of a province or district, with and without its type word.

    Parameters
    ----------
    name
        Its English name.
    """
    types = {*_PROVINCE_TYPES, normalise(row.type_name)} - {""} if kind == "admin1" else ()
    for spelling in dict.fromkeys((name, row.name)):
        key = normalise(spelling)
        base = _without_type(key)
        yield from ((short, "preferred") for short in (key, base) if short not in DIRECTIONS)
        yield from ((f"{base} {word}", "alternate") for word in types)
    for alias in row.aliases:
        if is_name(alias) or alias.isupper():
            key = normalise(alias)
            base = key if alias.endswith(" State") else _without_type(key)  # no "Golden" for the Golden State
            yield from ((short, "alternate") for short in (key, base) if short not in DIRECTIONS)


_TYPE_END = re.compile(rf" (?:{'|'.join(word for words in TYPE_WORDS.values() for word in words)})$")


def _without_type(key: str) -> str:
    return _TYPE_END.sub("", key)


def add_cities(assembly: Assembly) -> None:
    """Add the populated places, each below the smallest area that the sources give."""
    others = sources.alternate_names()
    for city in sources.cities(assembly.countries):
        known = [area for area in city.subdivisions if area in assembly.features]
        smallest = max(known, key=lambda area: assembly.features[area].kind == "admin2", default=0)
        names = [name for name in others.get(city.geonames_id, ()) if is_name(name, usual=city.name)]
        feature = Feature(city.geonames_id, plain_spelling(city.name), "city", city.lat, city.lon)
        feature.parent = smallest or assembly.countries[city.country]
        feature.population = city.population
        feature.uncertainty_km = city_radius_km(city.population)
        feature.add(normalise(city.name), "preferred")
        for name in names if city.population >= _NAMES_FROM_POPULATION else ():
            feature.add(normalise(name), "alternate")
        assembly.add(feature)


def place_areas(
    assembly: Assembly,
    points: Mapping[int, tuple[float, float]],
    *,
    countries: Sequence[areas.Outline],
    provinces: Sequence[areas.Outline],
) -> None:
    """Give every area its people, point and radius; drop provinces and districts that nothing places."""
    towns = _towns_by_area(assembly)
    cities = [f for f in assembly.features.values() if f.kind == "city"]
    lats, lons = (np.array([getattr(city, axis) for city in cities]) for axis in ("lat", "lon"))
    shapes = areas.shapes_by_area(provinces, lats, lons, [_province_of(assembly, city) for city in cities])
    for outline in countries:
        if outline.country in assembly.countries:
            shapes[assembly.countries[outline.country]] = outline.shape
    assembly.shapes = shapes
    for feature in [f for f in assembly.features.values() if f.kind in {"country", "admin1", "admin2"}]:
        _place_area(feature, towns.get(feature.number, []), shapes.get(feature.number), points.get(feature.number))
    assembly.remove({number for number, feature in assembly.features.items() if isnan(feature.lat)})


def _province_of(assembly: Assembly, city: Feature) -> int:
    return next((area.number for area in assembly.above(city) if area.kind == "admin1"), 0)


def _towns_by_area(assembly: Assembly) -> dict[int, list[Feature]]:
    towns: dict[int, list[Feature]] = defaultdict(list)
    for feature in assembly.features.values():
        for area in assembly.above(feature) if feature.kind == "city" else ():
            towns[area.number].append(feature)
    return towns


def _place_area(
    area: Feature, towns: list[Feature], shape: shapely.Geometry | None, point: tuple[float, float] | None
) -> None:
    if area.kind != "country":
        area.population = sum(town.population for town in towns)
    if point:
        area.lat, area.lon = point
    elif area.kind == "admin1" and shape is not None:
        area.lat, area.lon = areas.middle(shape)
    elif area.kind != "country" and towns:
        area.lat, area.lon = areas.weighted_middle((town.lat, town.lon, town.population) for town in towns)
    elif area.kind != "country":
        area.lat = nan
    radius = areas.radius_km(shape, area.lat, area.lon) if shape is not None else 0.0
    if not radius and towns:
        lats, lons = np.array([town.lat for town in towns]), np.array([town.lon for town in towns])
        radius = areas.farthest_km(area.lat, area.lon, lats, lons) + _BEYOND_TOWNS_KM
    area.uncertainty_km = max(_AREA_KM, round(radius, 1))
