"""Short titles of incidents, made from their values and never from a report's words."""

import re
from typing import Final

from geo.records import IncidentType, Spot, Toll
from geo.symbols import TYPES

_BY_ANOTHER: Final = re.compile(  # a place that is given by another has its own preposition
    r"^(?:near|along|close to|outside)\b|^(?:just )?(?:north|south|east|west)[\w-]* of\b"
    r"|(?:km|\bkilomet\w+|\bmet(?:re|er)s?|\bmiles?)\b.* (?:from|of|off|outside|inside) ",
    re.IGNORECASE,
)


def count_in_words(toll: Toll) -> str:
    """Return a toll as words.

    Examples
    --------
    >>> count_in_words(Toll(low=7, high=9)), count_in_words(Toll(low=10)), count_in_words(Toll())
    ('7 to 9', 'at least 10', '')
    """
    if toll.low is None:
        return f"up to {toll.high}" if toll.high is not None else ""
    if toll.high is None:
        return f"at least {toll.low}"
    return str(toll.low) if toll.low == toll.high else f"{toll.low} to {toll.high}"


def title_of(kind: IncidentType, *, spot: Spot, actor: str, killed: Toll, injured: Toll) -> str:
    """Return a title such as "Air strike in Balochistan by Iran: 2 killed, 3 injured".

    Examples
    --------
    >>> title_of("talks", spot=Spot(), actor="Iran", killed=Toll(), injured=Toll())
    'Talks by Iran'
    >>> title_of("bombing", spot=Spot(name="30 km north of Gao"), actor="", killed=Toll(), injured=Toll())
    'Bombing 30 km north of Gao'
    """
    title = TYPES[kind].label
    if spot.name:
        before = "" if _BY_ANOTHER.search(spot.name) else "at " if spot.precision == "exact" else "in "
        title += f" {before}{spot.name}"
    if actor:
        title += f" by {actor}"
    tolls = [
        f"{words} {what}"
        for toll, what in ((killed, "killed"), (injured, "injured"))
        if (words := count_in_words(toll))
    ]
    return f"{title}: {', '.join(tolls)}" if tolls else title
