"""The places of an index that is there, as features, so that a larger one can be built upon it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from geo.gazetteer import blocks
from geo.gazetteer.index import NAME_KINDS, PLACE_KINDS, Gazetteer
from geo.gazetteer.store import Feature


def features(gazetteer: Gazetteer) -> Iterator[Feature]:
    """Yield every place of an index with all of its names; they are kept in memory meanwhile."""
    connection = sqlite3.connect(f"{Path(gazetteer.path).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        keys: list[str] = []
        numbers: list[int] = []
        for (block,) in connection.execute("SELECT block FROM name ORDER BY first"):
            for key, references in blocks.unpack_names(block):
                keys += [key] * len(references)
                numbers += references
        places = np.array(numbers, np.uint32) >> 2
        order = np.argsort(places, kind="stable")
        sorted_places = places[order]
        codes = {place: iso2 for iso2, place in connection.execute("SELECT iso2, place FROM country")}
        own_ids = {place: own_id for own_id, place in connection.execute("SELECT id, place FROM identifier")}
        for (block,) in connection.execute("SELECT block FROM place ORDER BY first"):
            for row in blocks.PlaceBlock.unpack(block).rows():
                first, last = np.searchsorted(sorted_places, (row.number, row.number + 1))
                feature = Feature(
                    number=row.number,
                    name=row.name,
                    kind=PLACE_KINDS[row.kind],
                    lat=row.lat / blocks.COORDINATE_SCALE,
                    lon=row.lon / blocks.COORDINATE_SCALE,
                    parent=row.parent,
                    population=row.population,
                    uncertainty_km=row.uncertainty / blocks.RADIUS_SCALE,
                    iso2=codes.get(row.number, ""),
                    own_id=own_ids.get(row.number, ""),
                )
                for position in order[first:last].tolist():
                    feature.add(keys[position], NAME_KINDS[numbers[position] & 3])
                yield feature
    finally:
        connection.close()
