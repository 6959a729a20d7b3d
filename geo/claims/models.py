"""What is learned from gold reports and decides within claims, in one value, so that others can be tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geo.claims import linking
from geo.claims.eventwords import EventWords, event_words


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """The network over words, and the weights by which events find their day and their place.

    Attributes
    ----------
    days, places
        Weight of each sign of a candidate (`geo.claims.linking`).
    """

    words: EventWords
    days: Mapping[str, float]
    places: Mapping[str, float]


@cache
def shipped() -> Models:
    """Return those that ship.

    Raises
    ------
    DataError
        If a file of them is missing or damaged.
    """
    return Models(event_words(), linking.weights("dates.csv"), linking.weights("places.csv"))
