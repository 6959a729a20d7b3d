"""The layers that incidents are related to: borders in somebody's view, crossings, and the user's own of both."""

import warnings
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import geopandas as gpd

from geo import crossings
from geo.borders import Borders
from geo.borders.own_file import read_areas
from geo.errors import IncidentMapWarning, OptionError
from geo.exports import Source
from geo.gazetteer import Gazetteer

_NO_COUNTRY: Final = frozenset({"", "-99", "-1", "--"})  # how files say that an area belongs to none
_MOST_NAMED: Final = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Layers:
    """Borders and crossings that incidents are related to.

    Attributes
    ----------
    crossings
        As `geo.crossings.load` returns them.
    sources
        The user's own data among them, to be named in what is made with them.
    """

    borders: Borders
    crossings: gpd.GeoDataFrame
    sources: tuple[Source, ...] = ()

    @cached_property
    def nearest_crossing(self) -> crossings.NearestCrossing:
        """The crossings, indexed for the search of the nearest one."""
        return crossings.NearestCrossing(self.crossings)


@cache
def shipped() -> Layers:
    """Return the layers of ``data/``, read once.

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    return Layers(borders=Borders.load(), crossings=crossings.load())


def open_layers(
    *,
    worldview: str | None = None,
    borders: str | Path | None = None,
    name_column: str | None = None,
    country_column: str | None = None,
    crs: str | None = None,
    layer: str | None = None,
    gates: str | Path | None = None,
) -> Layers:
    """Return the layers that ship, in a view, with the user's own.

    Parameters
    ----------
    worldview
        ISO 3166-1 alpha-2 code of the state whose view decides to whom disputed areas count; as administered if None.
    borders
        File of areas (`geo.borders.own_file.FORMS`). If ``country_column`` is given, or every name in
        ``name_column`` is a country, the areas are those of countries and replace them with their borders; otherwise
        their names replace those of provinces.
    name_column
        Column of the names of the areas; needed with ``borders``.
    country_column
        Column of ISO 3166-1 alpha-2 codes or English names of countries.
    crs, layer
        As in `geo.borders.own_file.read_areas`.
    gates
        File of crossings: ``.csv`` with the columns of `geo.crossings.COLUMNS`, or an extract of OpenStreetMap as
        ``.geojson`` or ``.json``.

    Raises
    ------
    DataError
        If a file cannot be used.
    OptionError
        If a view, a column or a country is not known, or an option is missing.

    Warns
    -----
    IncidentMapWarning
        For what the user's files made necessary, and which of them stand for what.
    """
    lines = Borders.load(worldview=worldview)
    sources: tuple[Source, ...] = ()
    if borders is not None:
        if name_column is None:
            raise OptionError(f"the borders {str(borders)!r} need the column that holds their names; name it")
        columns = tuple(dict.fromkeys(column for column in (name_column, country_column) if column))
        areas = read_areas(borders, columns=columns, crs=crs, layer=layer)
        lines = _with_areas(lines, areas, Path(borders), name_column=name_column, country_column=country_column)
        sources += (_own_source(Path(borders).name, "Borders"),)
    known = crossings.load()
    if gates is not None:
        own = _gates(Path(gates), lines)
        known = crossings.with_own(known, own)
        sources += _sources_of_gates(Path(gates).name, own)
    return Layers(borders=lines, crossings=known, sources=sources)


def _with_areas(
    borders: Borders, areas: gpd.GeoDataFrame, file: Path, *, name_column: str, country_column: str | None
) -> Borders:
    names = areas[name_column]
    told = areas[country_column] if country_column else names
    code_of = {name: _country_code(name, borders) for name in set(told)}
    unknown = sorted(name for name, code in code_of.items() if code is None)
    if unknown and country_column:
        raise OptionError(
            f"{str(file)!r}: {', '.join(map(repr, unknown[:_MOST_NAMED]))} in {country_column!r} is no country; "
            "use ISO 3166-1 alpha-2 codes or English names, and leave it empty where there is none"
        )
    if unknown:
        _say(f"{str(file)!r} gives names to provinces, for {unknown[0]!r} in {name_column!r} is no country")
        return borders.with_provinces(areas.assign(name=names))
    own = areas.assign(country=told.map(code_of), name=names if country_column not in {None, name_column} else "")
    replaced = borders.with_countries(own[["country", "name", "geometry"]])
    pairs = set(borders.lines["border"]) & {pair for pair in replaced.lines["border"] if _lies_in(pair, own)}
    _say(f"{str(file)!r} stands for {own['country'].nunique()} countries and {len(pairs)} of their borders")
    return replaced


def _lies_in(pair: str, own: gpd.GeoDataFrame) -> bool:
    return set(pair.split("-")) <= set(own["country"])


def _country_code(name: str, borders: Borders) -> str | None:
    """Return the code of a country by its code or name, nothing for no country, None for what is none."""
    if name in _NO_COUNTRY:
        return ""
    if borders.has_country(name.upper()):
        return name.upper()
    named = borders.provinces.loc[borders.provinces["country_name"] == name, "country"]
    if len(named):
        return str(named.iloc[0])
    with Gazetteer() as gazetteer:
        entries = gazetteer.lookup(name)
    countries = {
        entry.place.country for entry in entries if entry.place.kind == "country" and entry.name_kind != "demonym"
    }
    return next(iter(countries)) if len(countries) == 1 else None


def _gates(file: Path, borders: Borders) -> gpd.GeoDataFrame:
    suffix = file.suffix.lower()
    if suffix == ".csv":
        return crossings.load(file)
    if suffix in {".geojson", ".json"}:
        return crossings.read_openstreetmap(file, borders.border_near)
    raise OptionError(f"the crossings {str(file)!r} do not end in .csv, .geojson or .json; convert them")


def _sources_of_gates(name: str, own: gpd.GeoDataFrame) -> tuple[Source, ...]:
    terms = own[["source", "licence"]].drop_duplicates().itertuples(index=False)
    return tuple(
        Source(
            name=f"{source} ({name})",
            licence=str(licence),
            url="https://www.openstreetmap.org/copyright" if source == crossings.OPENSTREETMAP else "",
            attribution=f"Crossings of the user's own: {source}, {licence}",
        )
        for source, licence in terms
    )


def _own_source(name: str, what: str) -> Source:
    return Source(name=name, licence="as its owner says", url="", attribution=f"{what} of the user's own: {name}")


def _say(text: str) -> None:
    warnings.warn(text, IncidentMapWarning, stacklevel=4)
