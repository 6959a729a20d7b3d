"""Names to places, and places to names, without a network."""

from geo.gazetteer.index import Entry, Gazetteer, NameKind
from geo.gazetteer.names import normalise

__all__ = ["Entry", "Gazetteer", "NameKind", "normalise"]
