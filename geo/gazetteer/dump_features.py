"""Records of a GeoNames dump as places of an index: their kind, their names, what they lie in, how large they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.gazetteer.assembly import area_names, city_radius_km, english_name, is_name, plain_spelling
from geo.gazetteer.dump import Dump, Record
from geo.gazetteer.names import normalise
from geo.gazetteer.namesakes import spherical_km
from geo.gazetteer.sources import Subdivision
from geo.gazetteer.store import Feature
from geo.records import PlaceKind

CLASSES = "AHLPST"
"""Feature classes taken unless told otherwise: areas, waters, parks and regions, settlements, sites, mountains."""

_LEAST_KM = 5.0  # radius of an area
_BEYOND_KM = 10.0  # an area reaches this far beyond its outermost place
_COUNTRIES = ("PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL", "TERR")  # of several for one country, the first
_AREA_KINDS: dict[str, PlaceKind] = {"ADM1": "admin1", "ADM2": "admin2"}
_SMALLER_AREAS = frozenset({"ADM3", "ADM4", "ADM5", "ADMD"})

# GeoNames gives no sizes. These radii in km hold most places of a kind; estimates, rounded up.
_RADIUS_OF_CLASS = {"A": 15.0, "H": 10.0, "L": 15.0, "R": 10.0, "S": 1.0, "T": 5.0, "U": 50.0, "V": 10.0}
_RADIUS_OF_CODE = (
    {"OCN": 4000.0, "CONT": 3000.0, "SEA": 500.0, "GULF": 200.0, "STRT": 60.0, "BAY": 30.0, "STM": 60.0, "LK": 10.0}
    | {"RGN": 150.0, "DSRT": 250.0, "MTS": 150.0, "PEN": 150.0, "ISLS": 100.0, "PLN": 80.0, "ISL": 20.0, "VAL": 20.0}
    | {"AIRP": 3.0, "AIRB": 3.0, "PRK": 20.0, "RESN": 20.0}
)


@dataclass(slots=True)
class _Area:
    """A country, province or district, with what has been seen of it."""

    feature: Feature
    placed: bool
    people: int = 0
    reach_km: float = 0.0
    weight: float = 0.0

    def take(self, record: Record) -> None:
        """Count a settlement to the area; one without a point of its own moves to the middle of its people."""
        feature = self.feature
        if not self.placed:
            if not self.weight:
                feature.lat, feature.lon = record.lat, record.lon
            self.weight += record.population + 1
            share = (record.population + 1) / self.weight
            before = feature.lat, feature.lon
            feature.lat += (record.lat - feature.lat) * share
            feature.lon += ((record.lon - feature.lon + 180) % 360 - 180) * share
            feature.lon = (feature.lon + 180) % 360 - 180
            self.reach_km += spherical_km(*before, feature.lat, feature.lon)  # still holds all that it held
        self.reach_km = max(self.reach_km, spherical_km(feature.lat, feature.lon, record.lat, record.lon))
        self.people += record.population

    def finish(self) -> Feature:
        """Return the area with its people and its radius."""
        feature = self.feature
        feature.lat, feature.lon = round(feature.lat, 5), round(feature.lon, 5)
        feature.population = feature.population or self.people
        feature.uncertainty_km = max(_LEAST_KM, round(self.reach_km + _BEYOND_KM, 1))
        return feature


def features(dump: Dump, *, classes: str = CLASSES) -> Iterator[Feature]:
    """Yield the places of a dump, then the areas that they add up to.

    The files are read twice, for the areas first; only these are kept in memory.

    Parameters
    ----------
    classes
        Letters of GeoNames' feature classes.
    """
    areas = _areas(dump)
    numbers = {area.feature.number for area in areas.values()}
    for record in dump.records("reading places"):
        if record.number in numbers:
            continue
        found = [areas[code] for code in record.area_codes if code in areas]
        if record.feature_class == "P":
            for area in found:
                area.take(record)
        if record.feature_class in classes:
            yield _feature(record, found[-1].feature.number if found else 0)
    for area in areas.values():
        if area.placed or area.weight:
            yield area.finish()


def _areas(dump: Dump) -> dict[str, _Area]:
    """Return the countries, provinces and districts by GeoNames' code, the larger before the smaller."""
    countries: dict[str, Record] = {}
    subdivisions: dict[str, Record] = {}
    for record in dump.records("finding areas", feature_class="A"):
        if record.code in _COUNTRIES:
            other = countries.get(record.country, record)
            countries[record.country] = min(other, record, key=lambda found: _COUNTRIES.index(found.code))
        elif record.code in _AREA_KINDS:
            subdivisions.setdefault(record.area_codes[2 if record.code == "ADM2" else 1], record)
    areas = {iso2: _Area(_country(record), placed=True) for iso2, record in countries.items() if iso2}
    coded = {area.code: area for area in dump.coded_areas()}
    for code in sorted({*subdivisions, *coded}, key=lambda code: (code.count("."), code)):
        above = areas.get(code.rpartition(".")[0]) or areas.get(code.partition(".")[0])
        parent = above.feature.number if above else 0
        if code in subdivisions:
            areas[code] = _Area(_subdivision(subdivisions[code], code, parent), placed=True)
        else:
            row = Subdivision(coded[code].number, coded[code].name, code, "", ())
            areas[code] = _Area(_named_area(row, 0.0, 0.0, parent), placed=False)
    return areas


def _country(record: Record) -> Feature:
    feature = Feature(record.number, record.name, "country", record.lat, record.lon, iso2=record.country)
    feature.population = record.population
    feature.add(normalise(record.name), "preferred")
    for name in record.others:
        if is_name(name) or name.isupper():
            feature.add(normalise(name), "abbreviation" if name.isupper() else "alternate")
    return feature


def _subdivision(record: Record, code: str, parent: int) -> Feature:
    row = Subdivision(record.number, record.name, code, "", tuple(name for name in record.others if is_name(name)))
    feature = _named_area(row, record.lat, record.lon, parent)
    feature.population = record.population
    return feature


def _named_area(row: Subdivision, lat: float, lon: float, parent: int) -> Feature:
    kind = _AREA_KINDS[f"ADM{row.code.count('.')}"]
    name = english_name(row.name, row.aliases)
    feature = Feature(row.geonames_id, name, kind, lat, lon, parent=parent)
    for key, name_kind in area_names(name, row, kind):
        feature.add(key, name_kind)
    return feature


def _feature(record: Record, parent: int) -> Feature:
    kind: PlaceKind = "city" if record.feature_class == "P" else "region"
    if record.code in _SMALLER_AREAS:
        kind = "admin2"
    feature = Feature(record.number, plain_spelling(record.name), kind, record.lat, record.lon, parent=parent)
    feature.population = record.population
    if kind == "city":
        feature.uncertainty_km = city_radius_km(record.population)
    else:
        feature.uncertainty_km = _RADIUS_OF_CODE.get(record.code) or _RADIUS_OF_CLASS.get(
            record.feature_class, _LEAST_KM
        )
    feature.add(normalise(record.name), "preferred")
    for name in record.others:
        if is_name(name, usual=record.name):
            feature.add(normalise(name), "alternate")
    return feature
