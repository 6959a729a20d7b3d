"""Sentences into claims: what happened, who did it, where, when, with which toll, and who says so.

The analysis is general: a lexicon of event words (`geo.reference`) whose frames must be filled by the
syntax around them (Universal Dependencies, from `geo.language`), never a list of one text's phrases.
"""

from geo.claims.confidence import rated
from geo.claims.extraction import extract
from geo.claims.models import Models

__all__ = ["Models", "extract", "rated"]
