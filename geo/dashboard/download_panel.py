"""Downloads of what is shown, in every form of export."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo import exports

_FORMS = (
    ("GeoJSON", ".geojson", "application/geo+json"),
    ("Web page with the map", ".html", "text/html"),
    ("CSV table", ".csv", "text/csv"),
    ("GeoPackage for QGIS", ".gpkg", "application/geopackage+sqlite3"),
    ("GeoParquet", ".parquet", "application/vnd.apache.parquet"),
    ("KML", ".kml", "application/vnd.google-earth.kml+xml"),
)


def show(
    shown: gpd.GeoDataFrame,
    outside: gpd.GeoDataFrame,
    *,
    write_page: Callable[[gpd.GeoDataFrame, Path], object],
) -> None:
    """Draw a button for each form.

    Parameters
    ----------
    shown
        The incidents on the map, which the files hold.
    outside
        The undated or unplaced ones, which they hold on request.
    write_page
        Writes a table of incidents as a web page.
    """
    with_tray = len(outside) > 0 and st.checkbox(
        f"Add the {len(outside)} undated or unplaced", key="download_outside", help="They pass the other filters."
    )
    frame = gpd.GeoDataFrame(pd.concat([shown, outside])) if with_tray else shown
    st.caption(f"Each file holds {len(frame)} {'incident' if len(frame) == 1 else 'incidents'}.")
    for label, suffix, media_type in _FORMS:
        st.download_button(
            label,
            data=_maker(frame, suffix, write_page),
            file_name=f"incidents{suffix}",
            mime=media_type,
            key=f"download{suffix}",
            on_click="ignore",
            width="stretch",
            type="primary" if suffix == ".geojson" else "secondary",
            disabled=not len(frame),
        )


def _maker(
    frame: gpd.GeoDataFrame, suffix: str, write_page: Callable[[gpd.GeoDataFrame, Path], object]
) -> Callable[[], bytes]:
    """Return a function that makes the file when its button is pressed, and not before."""

    def make() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder, f"incidents{suffix}")
            if suffix == ".html":
                write_page(frame, path)
            else:
                exports.write(frame, path)
            return path.read_bytes()

    return make
