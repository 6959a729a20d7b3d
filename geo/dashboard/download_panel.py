"""Downloads of what is shown, in every form of export."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import streamlit as st

from geo import exports
from geo.dashboard.map_panel import MOST_IN_BROWSER
from geo.dashboard.selection import Selection
from geo.filters.columns import Mask

_FORMS = (
    ("GeoJSON", ".geojson", "application/geo+json"),
    ("Web page with the map", ".html", "text/html"),
    ("CSV table", ".csv", "text/csv"),
    ("GeoPackage for QGIS", ".gpkg", "application/geopackage+sqlite3"),
    ("GeoParquet", ".parquet", "application/vnd.apache.parquet"),
    ("KML", ".kml", "application/vnd.google-earth.kml+xml"),
)
_MOST_IN_PAGE = MOST_IN_BROWSER
_TOO_MANY = f"A page holds at most {MOST_IN_BROWSER:,} incidents; narrow the filters, or take another form."


def show(selection: Selection, *, write_page: Callable[[gpd.GeoDataFrame, Path], object]) -> None:
    """Draw a button for each form; the files hold the incidents on the map.

    Parameters
    ----------
    write_page
        Writes a table of incidents as a web page.
    """
    outside = int(selection.outside.sum())
    with_tray = outside > 0 and st.checkbox(
        f"Add the {outside:,} undated or unplaced", key="download_outside", help="They pass the other filters."
    )
    mask = selection.shown | selection.outside if with_tray else selection.shown
    number = int(mask.sum())
    st.caption(f"Each file holds {number:,} {'incident' if number == 1 else 'incidents'}.")
    for label, suffix, media_type in _FORMS:
        st.download_button(
            label,
            data=_maker(selection, mask, suffix, write_page),
            file_name=f"incidents{suffix}",
            mime=media_type,
            key=f"download{suffix}",
            on_click="ignore",
            width="stretch",
            type="primary" if suffix == ".geojson" else "secondary",
            disabled=not number or (suffix == ".html" and number > _MOST_IN_PAGE),
            help=_TOO_MANY if suffix == ".html" and number > _MOST_IN_PAGE else None,
        )


def _maker(
    selection: Selection, mask: Mask, suffix: str, write_page: Callable[[gpd.GeoDataFrame, Path], object]
) -> Callable[[], bytes]:
    """Return a function that makes the file when its button is pressed, and not before."""

    def make() -> bytes:
        frame = selection.rows(mask)
        with TemporaryDirectory() as folder:
            path = Path(folder, f"incidents{suffix}")
            if suffix == ".html":
                write_page(frame, path)
            else:
                exports.write(frame, path)
            return path.read_bytes()

    return make
