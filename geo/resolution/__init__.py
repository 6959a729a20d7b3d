"""Mentions to places: which place each name of a report means, with runner-ups, reasons and a confidence."""

from geo.resolution.candidates import candidates
from geo.resolution.options import possible_places
from geo.resolution.publishers import publisher_key
from geo.resolution.ranking import Unresolved, resolve, resolve_together

__all__ = ["Unresolved", "candidates", "possible_places", "publisher_key", "resolve", "resolve_together"]
