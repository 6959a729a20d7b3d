"""Countries, provinces and international borders: where a point lies and how far the nearest border is."""

from geo.borders.relation import COAST_KM, Borders, is_cross_border
from geo.borders.worldview import worldviews

__all__ = ["COAST_KM", "Borders", "is_cross_border", "worldviews"]
