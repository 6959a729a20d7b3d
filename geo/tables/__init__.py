"""Incidents as a table that every form of the result shares."""

from geo.tables.checking import check
from geo.tables.columns import CLAIM_FIELDS, COLUMNS, CRS, DATE_COLUMNS, claim_fields, conform, to_frame
from geo.tables.typed import claims_to_arrow, to_arrow

__all__ = [
    "CLAIM_FIELDS",
    "COLUMNS",
    "CRS",
    "DATE_COLUMNS",
    "check",
    "claim_fields",
    "claims_to_arrow",
    "conform",
    "to_arrow",
    "to_frame",
]
