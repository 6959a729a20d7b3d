"""Which events a report places only by another place: "a convoy was hit 30 km north of Gao"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from geo.records import Toponym
from geo.resolution.relative import RelativePlace, at_home, described, find_relative

_MOST_KM: Final = 350.0  # a larger ring says no more than the country does


@dataclass(frozen=True, slots=True)
class Relatives:
    """The relative places of a report, by the first character of the name that each leans on.

    Attributes
    ----------
    places
        Those in which something can happen.
    only_describe
        Names that only say where another one lies: "in Taftan, 90 km from Zahedan".
    """

    places: dict[int, RelativePlace] = field(default_factory=dict)
    only_describe: frozenset[int] = frozenset()


def relatives(
    text: str, mentions: Sequence[Toponym], *, dateline: tuple[int, int] | None
) -> tuple[Relatives, tuple[Toponym, ...]]:
    """Return the relative places of a report, and its mentions with each unlisted name where a phrase describes it.

    Parameters
    ----------
    dateline
        Characters of the dateline's place, which is no sign of where anything is.
    """
    told = [one for one in mentions if not (dateline and dateline[0] <= one.start < dateline[1])]
    # What is only near a town is told by the town's own spot, with room around it.
    usable = [one for one in find_relative(text, told) if one.described is not None or not (one.near or one.states)]
    found = [one for one in at_home(usable) if one.area.country and _is_telling(one)]
    places = {one.anchor.start: one for one in found if one.described is None}
    describing = frozenset(one.anchor.start for one in found if one.described is not None and not one.near)
    return Relatives(places, describing), described(mentions, found)


def _is_telling(relative: RelativePlace) -> bool:
    place = relative.anchor.place
    along_a_border = place is not None and place.kind == "country"
    return along_a_border or relative.place.uncertainty_km <= _MOST_KM
