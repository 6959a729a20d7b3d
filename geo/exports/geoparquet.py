"""GeoParquet 1.1 with a covering bounding box for each row."""

import io
import json
from pathlib import Path

import pyarrow.parquet as pq

from geo.exports.edition import Edition
from geo.tables import to_arrow


def write(edition: Edition, path: Path) -> None:
    """Write incidents to a GeoParquet file; claims are a list of structures, dates are days.

    The status of crossings is JSON text in the file's metadata, beside the licences: a file holds one table.
    """
    frame = edition.incidents
    # geopandas writes the geometry, its box and the metadata on them; the other columns have types of our own,
    # for a type guessed from the values would differ from file to file.
    buffer = io.BytesIO()
    frame[["geometry"]].to_parquet(buffer, index=False, write_covering_bbox=True, schema_version="1.1.0")
    located = pq.read_table(buffer)
    table = to_arrow(frame).drop_columns(["geometry"])
    for name in located.column_names:
        table = table.append_column(located.schema.field(name), located.column(name))
    notes = {
        b"geo": located.schema.metadata[b"geo"],
        b"generator": edition.generator,
        b"attribution": edition.attribution(),
        b"crossing_status": json.dumps(edition.crossing_status, ensure_ascii=False),
    }
    pq.write_table(table.replace_schema_metadata(notes), path, compression="zstd", write_page_index=True)
