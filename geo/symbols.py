"""How each kind of thing looks on a map: label, group, colour, shape and inner mark.

Colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), which stay apart in the common
forms of colour blindness. A colour never stands alone: every group has a shape of its own and every
type within it an inner mark of its own, and all are drawn with a dark outline.
"""

from dataclasses import dataclass
from typing import Literal

from geo.records import IncidentType

Group = Literal["strikes", "clashes", "people", "border", "diplomacy", "movement", "civil"]
Shape = Literal["burst", "diamond", "square", "hexagon", "circle", "chevron", "pentagon", "gate", "ring"]
Mark = Literal["none", "dot", "bar", "plus", "slash"]

OUTLINE = "#101820"
"""Colour of every outline; at least 3:1 against each fill and against land and sea."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSymbol:
    """What the types of one group share.

    Attributes
    ----------
    label
        English, for legends.
    colour
        Fill as ``#rrggbb``.
    has_toll
        Whether people are commonly hurt; only then is an unknown toll worth a sign of its own.
    """

    label: str
    colour: str
    shape: Shape
    has_toll: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSymbol:
    """How one incident type is named and drawn; shape and colour come from its group."""

    label: str
    group: Group
    mark: Mark

    @property
    def colour(self) -> str:
        """Fill as ``#rrggbb``."""
        return GROUPS[self.group].colour

    @property
    def shape(self) -> Shape:
        """Outline that the group has in common."""
        return GROUPS[self.group].shape


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSymbol:
    """How a thing that is no incident is named and drawn.

    Attributes
    ----------
    half
        Whether its right half is white.
    """

    label: str
    colour: str
    shape: Shape
    mark: Mark = "none"
    half: bool = False


GROUPS: dict[Group, GroupSymbol] = {
    "strikes": GroupSymbol(label="Strikes and fire", colour="#D55E00", shape="burst", has_toll=True),
    "clashes": GroupSymbol(label="Clashes and attacks", colour="#CC79A7", shape="diamond", has_toll=True),
    "people": GroupSymbol(label="People taken", colour="#E69F00", shape="square", has_toll=False),
    "border": GroupSymbol(label="Border shut or opened", colour="#0072B2", shape="hexagon", has_toll=False),
    "diplomacy": GroupSymbol(label="Diplomacy", colour="#009E73", shape="circle", has_toll=False),
    "movement": GroupSymbol(label="Movement and displacement", colour="#56B4E9", shape="chevron", has_toll=False),
    "civil": GroupSymbol(label="Protest and other", colour="#F0E442", shape="pentagon", has_toll=False),
}

TYPES: dict[IncidentType, TypeSymbol] = {
    "air_strike": TypeSymbol(label="Air strike", group="strikes", mark="none"),
    "shelling": TypeSymbol(label="Shelling", group="strikes", mark="bar"),
    "bombing": TypeSymbol(label="Bombing", group="strikes", mark="dot"),
    "armed_clash": TypeSymbol(label="Armed clash", group="clashes", mark="slash"),
    "attack": TypeSymbol(label="Attack", group="clashes", mark="none"),
    "abduction": TypeSymbol(label="Abduction", group="people", mark="dot"),
    "incursion": TypeSymbol(label="Incursion", group="clashes", mark="plus"),
    "arrest": TypeSymbol(label="Arrest", group="people", mark="none"),
    "protest": TypeSymbol(label="Protest", group="civil", mark="none"),
    "border_closure": TypeSymbol(label="Border closure", group="border", mark="bar"),
    "border_opening": TypeSymbol(label="Border opening", group="border", mark="none"),
    "talks": TypeSymbol(label="Talks", group="diplomacy", mark="none"),
    "agreement": TypeSymbol(label="Agreement", group="diplomacy", mark="plus"),
    "sanction": TypeSymbol(label="Diplomatic sanction", group="diplomacy", mark="slash"),
    "statement": TypeSymbol(label="Statement", group="diplomacy", mark="dot"),
    "military_movement": TypeSymbol(label="Military movement", group="movement", mark="none"),
    "displacement": TypeSymbol(label="Displacement", group="movement", mark="dot"),
    "other": TypeSymbol(label="Other incident", group="civil", mark="dot"),
}

CROSSINGS: dict[str, LayerSymbol] = {
    "open": LayerSymbol(label="Crossing, reported open", colour="#FFFFFF", shape="gate"),
    "closed": LayerSymbol(label="Crossing, reported shut", colour="#1F2933", shape="gate"),
    "restricted": LayerSymbol(label="Crossing, open to some", colour="#1F2933", shape="gate", half=True),
    "conflicting": LayerSymbol(label="Crossing, reports disagree", colour="#F0E442", shape="gate", mark="slash"),
    "unknown": LayerSymbol(label="Crossing, no report", colour="#B8C0C8", shape="gate"),
}

MENTION = LayerSymbol(label="Place mentioned", colour="#FFFFFF", shape="ring")
