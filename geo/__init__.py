"""News reports about border conflicts in, a map you can defend out.

>>> import geo
>>> sorted(geo.__all__)
['Article', 'Claim', 'Incident', 'IncidentMapError', 'IncidentMapWarning', 'Place', 'read']
"""

from geo.errors import IncidentMapError, IncidentMapWarning
from geo.reading import read
from geo.records import Article, Claim, Incident, Place

__all__ = ["Article", "Claim", "Incident", "IncidentMapError", "IncidentMapWarning", "Place", "read"]
