"""GeoParquet 1.1 with a covering bounding box for each row."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from geo.exports.credits import attribution
from geo.tables import to_arrow

if TYPE_CHECKING:
    import geopandas as gpd


def write(frame: "gpd.GeoDataFrame", path: Path, generator: str) -> None:
    """Write prepared incidents to a GeoParquet file; claims are a list of structures, dates are days."""
    # geopandas writes the geometry, its box and the metadata on them; the other columns have types of our own,
    # for a type guessed from the values would differ from file to file.
    buffer = io.BytesIO()
    frame[["geometry"]].to_parquet(buffer, index=False, write_covering_bbox=True, schema_version="1.1.0")
    located = pq.read_table(buffer)
    table = to_arrow(frame).drop_columns(["geometry"])
    for name in located.column_names:
        table = table.append_column(located.schema.field(name), located.column(name))
    notes = {b"geo": located.schema.metadata[b"geo"], b"generator": generator, b"attribution": attribution()}
    pq.write_table(table.replace_schema_metadata(notes), path, compression="zstd", write_page_index=True)
