"""Border relations of incidents: whose side, which border, how far, which crossing."""

from geo.relations.layers import Layers, open_layers, shipped
from geo.relations.relating import COARSE, relate
from geo.relations.zones import SIDES, Side, distance_to_border, zone

__all__ = ["COARSE", "SIDES", "Layers", "Side", "distance_to_border", "open_layers", "relate", "shipped", "zone"]
