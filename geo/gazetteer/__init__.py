"""Names to places, and places to names, without a network."""

from geo.gazetteer.candidates import address, candidates
from geo.gazetteer.fame import fame
from geo.gazetteer.geocoder import OfflineGeocoder
from geo.gazetteer.index import Entry, Gazetteer, NameKind
from geo.gazetteer.names import bare_names, normalise

__all__ = [
    "Entry",
    "Gazetteer",
    "NameKind",
    "OfflineGeocoder",
    "address",
    "bare_names",
    "candidates",
    "fame",
    "normalise",
]
