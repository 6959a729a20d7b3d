"""Which incidents to show: a filter, and the arrays that let it answer for a million rows at once."""

from geo.filters.chosen import IncidentFilter
from geo.filters.columns import Columns, days
from geo.filters.query import MAX_ACTOR_CHARACTERS, MAX_BORDER_KM, MAX_VALUES, MAX_WORDS_CHARACTERS

__all__ = [
    "MAX_ACTOR_CHARACTERS",
    "MAX_BORDER_KM",
    "MAX_VALUES",
    "MAX_WORDS_CHARACTERS",
    "Columns",
    "IncidentFilter",
    "days",
]
