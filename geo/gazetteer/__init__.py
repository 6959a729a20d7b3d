"""Names to places, and places to names, without a network."""

from geo.gazetteer.addresses import address
from geo.gazetteer.fame import fame
from geo.gazetteer.index import Entry, Gazetteer, NameKind
from geo.gazetteer.names import bare_names, normalise

__all__ = [
    "Entry",
    "Gazetteer",
    "NameKind",
    "address",
    "bare_names",
    "fame",
    "normalise",
]
