"""One self-contained HTML file with the map: it opens from a disk and asks no network for anything."""

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import folium
import geopandas as gpd
import shapely
from folium.template import Template

from geo.borders import Borders
from geo.borders.worldview import ADMINISTERED
from geo.errors import DataError, ExportError
from geo.mapping.crossings import CrossingMark, crossing_marks
from geo.mapping.drawing import Command, base_map
from geo.mapping.payload import drawable, map_data, timeline_days, view_bounds
from geo.mapping.sources import BASE_LAYERS, basemap_folder, inline_script, inline_style
from geo.records import Article

# Provinces farther than this from every incident are left out: they are most of the base map's size.
_PROVINCE_MARGIN_DEGREES = 8.0


class _Inline(folium.Element):  # type: ignore[misc]  # folium has no types
    """Text that goes into the page as it is; a folium element would read it as a template."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def standalone_map(
    frame: gpd.GeoDataFrame,
    *,
    mentions: gpd.GeoDataFrame | None = None,
    articles: Iterable[Article] = (),
    crossings: Iterable[CrossingMark] | None = None,
    borders: Borders | None = None,
    title: str = "Incident Map",
    quotes: int = 25,
) -> folium.Map:
    """Return a folium map that holds everything it needs, for a notebook or a file.

    Parameters
    ----------
    frame
        Incidents with the columns of an export (`geo.tables`).
    articles
        Reports whose titles stand below the quotes taken from them.
    mentions
        Every place mentioned (`geo.pipeline.Reading.mentions`), as a layer that starts hidden.
    crossings
        Border crossings; the shipped ones with what the incidents say of them if None.
    borders
        What the incidents were related to, for lines in another view than as administered; what ships if None.
    title
        Of the page; plain text.
    quotes
        How many claims an incident's popup quotes at most.

    Raises
    ------
    DataError
        If the base map or Leaflet is missing.
    """
    bounds = view_bounds(frame)
    layers = {name: {"data": _base_layer(name, bounds)} for name in BASE_LAYERS}
    if borders is not None:
        layers["borders"] = {"data": borders.drawn_lines()}
    drawn = base_map(layers, view=ADMINISTERED if borders is None else str(escape(borders.note())))
    marks = crossing_marks(frame) if crossings is None else crossings
    data = map_data(frame, mentions=mentions, crossings=marks, articles=articles, quotes=quotes)
    content = {"data": data, "digest": data["digest"]}
    drawn.add_child(Command(content, slots=timeline_days(drawable(frame)), bounds=bounds))
    figure = drawn.get_root()
    figure.title = escape(title)
    figure.header.add_child(_Inline(f"<style>{inline_style()}</style>"), name="map_style")
    figure.header.add_child(_Inline(f"<script>{inline_script()}</script>"), name="map_script")
    return drawn


def write_html(
    frame: gpd.GeoDataFrame,
    path: str | Path,
    *,
    mentions: gpd.GeoDataFrame | None = None,
    articles: Iterable[Article] = (),
    crossings: Iterable[CrossingMark] | None = None,
    borders: Borders | None = None,
    title: str = "Incident Map",
) -> Path:
    """Write one HTML file that shows the incidents on a map with its timeline, and return its path.

    Raises
    ------
    ExportError
        If the file cannot be written.
    DataError
        If the base map or Leaflet is missing.
    """
    target = Path(path)
    page = (
        standalone_map(frame, mentions=mentions, articles=articles, crossings=crossings, borders=borders, title=title)
        .get_root()
        .render()
    )
    try:
        with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, suffix=".html", delete=False) as file:
            file.write(page)
        Path(file.name).replace(target)
    except OSError as error:
        raise ExportError(f"the map cannot be written to {str(target)!r}: {error.strerror}") from error
    return target


def _base_layer(name: str, bounds: list[list[float]] | None) -> dict[str, Any]:
    path = basemap_folder() / f"{name}.geojson"
    try:
        layer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"the base map {path.name!r} cannot be read; install the package again") from error
    if name == "provinces":
        layer["features"] = [feature for feature in layer["features"] if _is_near(feature, bounds)]
    return layer


def _is_near(feature: dict[str, Any], bounds: list[list[float]] | None) -> bool:
    if bounds is None:
        return False
    (south, west), (north, east) = bounds
    left, bottom, right, top = shapely.bounds(shapely.geometry.shape(feature["geometry"]))
    margin = _PROVINCE_MARGIN_DEGREES
    return bool(left < east + margin and right > west - margin and bottom < north + margin and top > south - margin)
