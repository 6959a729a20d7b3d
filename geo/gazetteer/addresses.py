"""A place and what it lies in, as one line."""

from geo.gazetteer.index import Gazetteer
from geo.gazetteer.names import normalise
from geo.records import Place


def address(place: Place, gazetteer: Gazetteer) -> str:
    """Return a place and what it lies in as one line.

    Examples
    --------
    >>> with Gazetteer() as gazetteer:
    ...     address(gazetteer.lookup("Taftan")[0].place, gazetteer)
    'Taftan, Chagai District, Balochistan, Pakistan'
    """
    names = [place.name, *(parent.name for parent in gazetteer.parents(place))]
    return ", ".join(
        name for name, before in zip(names, ["", *names], strict=False) if normalise(name) != normalise(before)
    )
