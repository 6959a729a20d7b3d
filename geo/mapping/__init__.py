"""Incidents on a folium map with a timeline, without any request to the network."""

from geo.mapping.cells import Grid, Viewport
from geo.mapping.crossings import CrossingMark, crossing_marks
from geo.mapping.document import standalone_map, write_html
from geo.mapping.drawing import Command, base_map, command_group
from geo.mapping.payload import (
    drawable,
    is_drawable,
    map_data,
    offered_days,
    packed,
    timeline_days,
    view_bounds,
)

__all__ = [
    "Command",
    "CrossingMark",
    "Grid",
    "Viewport",
    "base_map",
    "command_group",
    "crossing_marks",
    "drawable",
    "is_drawable",
    "map_data",
    "offered_days",
    "packed",
    "standalone_map",
    "timeline_days",
    "view_bounds",
    "write_html",
]
