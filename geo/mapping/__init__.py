"""Incidents on a folium map with a timeline, without any request to the network."""

from geo.mapping.crossings import CrossingMark, crossing_marks
from geo.mapping.document import standalone_map, write_html
from geo.mapping.drawing import Command, base_map, command_group
from geo.mapping.payload import drawable, map_data, timeline_days, view_bounds

__all__ = [
    "Command",
    "CrossingMark",
    "base_map",
    "command_group",
    "crossing_marks",
    "drawable",
    "map_data",
    "standalone_map",
    "timeline_days",
    "view_bounds",
    "write_html",
]
