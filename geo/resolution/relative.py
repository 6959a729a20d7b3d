"""Places that a report gives by another: "90 km north of Panjgur", "near the border with Iran".

`find_relative` reads such phrases and turns each into an area. A phrase leans on mentions that are resolved; the area
is what its parts allow together: a ring or a sector around the mention, a strip along a border, a province or country
that is named as what holds it.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo.borders import Borders
from geo.records import AROUND, RELATIVE, Candidate, Place, Toponym
from geo.resolution import areas
from geo.resolution.areas import Area
from geo.resolution.inference import is_inferred

_NUMBER: Final = r"(?P<number>\d{1,3}(?:[,\s]\d{3})+|\d+(?:\.\d+)?)"
_UNITS: Final = {"km": 1.0, "mile": 1.609344, "m": 0.001}
_UNIT: Final = r"(?P<unit>km|kms|kilomet(?:re|er)s?|miles?|mi|met(?:re|er)s?|m)\b\.?"
_CONVERTED: Final = r"(?:\s*\([^()\n]{1,30}\))?"  # "56 miles (90 kilometres)"
_DIRECTION: Final = r"(?P<direction>(?:(?:north|south)[- ]?)?(?:east|west)|north|south)(?:ern|wards?)?"
_BEARINGS: Final = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_LINK: Final = r"(?:away\s+)?(?:from|of|off|outside|inside|short\s+of)"
_THE: Final = (
    r"(?:the\s+)?(?:(?:port|border|southern|northern|eastern|western|nearby)\s+)?(?:(?:city|town|village)\s+of\s+)?"
)
_DISTANCE: Final = re.compile(
    rf"{_NUMBER}[\s-]?{_UNIT}{_CONVERTED}(?P<road>\s+(?:by\s+road|drive))?(?:\s+(?:to\s+the\s+)?{_DIRECTION})?\s+"
    rf"(?:by\s+road\s+)?{_LINK}\s+{_THE}$",
    re.IGNORECASE,
)
_DIRECTION_OF: Final = re.compile(rf"\b(?:just\s+)?{_DIRECTION}\s+of\s+{_THE}$", re.IGNORECASE)
_NEAR: Final = re.compile(
    rf"\b(?P<near>near|close\s+to|outside|on\s+the\s+outskirts\s+of|around|in\s+the\s+vicinity\s+of)\s+{_THE}$",
    re.IGNORECASE,
)
_BY_ROAD_AFTER: Final = re.compile(r"\s*,?\s*(?:by\s+(?:road|car)|drive)\b", re.IGNORECASE)
_BORDER_WITH: Final = re.compile(
    r"\b(?:near|along|at|on|close\s+to|by)\s+(?:the|its|their)\s+(?:\w+\s+)?(?:border|frontier)\s+(?:with|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BORDER_OF: Final = re.compile(r"\b(?:near|along|at|on|close\s+to|by)\s+(?:the\s+)?$", re.IGNORECASE)
_BORDER_AFTER: Final = re.compile(r"(?:['’]s)?\s+(?:border|frontier)\b", re.IGNORECASE)
_BORDER_BETWEEN: Final = re.compile(r"\s*[-–/]\s*|\s+and\s+")
_BORDER_PLACE: Final = re.compile(
    # "The border town of Spin Boldak" is that town.
    r"(?<!\bthe\s)\bborder\s+(?:(?:village|area|region|district|post)s?\s+of|(?:village|town|area|post)s?\s+in)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_FAR: Final = re.compile(  # "two hundred miles north of", "three hours west of" say no distance that is read here
    r"\b(?:hundreds?|thousands?|hours?|minutes?|days?)\b[\w\s-]{0,20}$", re.IGNORECASE
)
_PART: Final = re.compile(r"(?<!\bto)\s+the\s+(?:\w+\s+)?$", re.IGNORECASE)  # "in the far east of Bolivia" is inside it
_SAID_OF: Final = re.compile(  # what stands between a name and a phrase that describes it
    r"\s*[,(–-]?\s*(?:(?:a|an|the)\s+(?:[\w-]+\s+){0,2}(?:village|town|hamlet|settlement|area|place|camp|post)\s+)?"
    r"(?:(?:which|that)\s+)?(?P<verb>(?:lies|lying|is|was|sits|stands|located|situated)\s+)*"
    r"(?:(?:some|about|around|roughly|nearly|almost|just|only|approximately|barely)\s+)*",
    re.IGNORECASE,
)
_LIES: Final = re.compile(
    r"\b(?:lies|lay|is|are|was|were|sits|stands)\s+(?:(?:located|situated|some|about|around|roughly|nearly|almost|just|only)\s+)*$",
    re.IGNORECASE,
)
_LEAST_SPOT_KM: Final = 30.0  # of a region that a distance can be measured from
_SIDE_REACH: Final = 250  # characters to a name that tells on which side of a border the report is
_REACH: Final = 90  # characters before a mention in which a phrase begins
_CONTAINER_GAP: Final = 45
_HOLDER: Final = re.compile(r"[\s(]*(?:,|\(|\bin\b)(?:[\s\w'’-]{0,30})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)  # without slots, which leave no room for what is worked out once
class RelativePlace:
    """A phrase that gives a place by another, and the area that it leaves.

    Attributes
    ----------
    start, end
        Characters of the report: the phrase with the name that it leans on.
    anchor
        The mention that it leans on.
    area
        What it leaves, with a point, a radius and reasons.
    by_road
        Whether the distance is one by road, so that the place lies nearer as the crow flies.
    near
        Whether no more is said than that it is near the name.
    described
        The name that it describes ("Shamsar, 90 km from Panjgur"), if any.
    states
        Whether a sentence only states it of something ("the town lies 90 km from Panjgur").
    """

    start: int
    end: int
    surface: str
    anchor: Toponym
    area: Area
    by_road: bool = False
    near: bool = False
    described: Toponym | None = None
    states: bool = False

    @cached_property
    def place(self) -> Place:
        """The area as a place, which is a region and has the words of the report as its name."""
        return self.area.place(" ".join(self.surface.split()))


def find_relative(
    text: str, mentions: Sequence[Toponym], *, borders: Borders | None = None
) -> tuple[RelativePlace, ...]:
    """Find the relative places of a report.

    Parameters
    ----------
    mentions
        Resolved mentions of the report, in order.
    borders
        Those that ship unless given; read only if a phrase names a border, a province or a country.

    Returns
    -------
    tuple of RelativePlace
        In order of the text; a phrase about a name that is not resolved is left out.
    """
    reader = _Reader(text, mentions, areas.Outlines(borders))
    found = (reader.before(i) for i in range(len(mentions)))
    return tuple(sorted((place for place in found if place), key=lambda place: (place.start, place.end)))


def at_home(places: Sequence[RelativePlace], *, borders: Borders | None = None) -> tuple[RelativePlace, ...]:
    """Return relative places without what lies across a border, for what is told by a town is mostly in its country."""
    outlines = areas.Outlines(borders)
    return tuple(dataclasses.replace(place, area=outlines.at_home(place.area)) for place in places)


def described(mentions: Sequence[Toponym], relative: Sequence[RelativePlace]) -> tuple[Toponym, ...]:
    """Return the mentions, those of a name that no gazetteer has in the area in which a phrase describes it.

    A name that the gazetteer knows keeps its own place, and one that is better known otherwise what is known of it.
    """
    areas_of = {place.described.name.lower(): place.area for place in reversed(relative) if place.described}
    return tuple(
        dataclasses.replace(mention, candidates=(_as_described(mention, area),))
        if (area := areas_of.get(mention.name.lower())) and _is_narrower(area, mention.place)
        else mention
        for mention in mentions
    )


def _is_narrower(area: Area, place: Place | None) -> bool:
    """Say whether an area tells more of a name than what is known of it, and contradicts no gazetteer."""
    return place is None or (is_inferred(place) and area.radius_km() < place.uncertainty_km)


def _as_described(mention: Toponym, area: Area) -> Candidate:
    place = area.place(mention.name)
    reasons = (*area.reasons, "in no gazetteer, so only the area that the report describes is known")
    return Candidate(place=dataclasses.replace(place, id=f"{AROUND}{place.id}"), score=0.0, reasons=reasons)


def is_relative(place: Place) -> bool:
    """Say whether a place is an area that a report gives by another, named by the phrase or by an unlisted name."""
    return place.id.startswith((RELATIVE, f"{AROUND}{RELATIVE}"))


def _bearing(direction: str) -> float:
    return _BEARINGS[re.sub(r"[- ]", "", direction.lower())]


def _is_spot(place: Place) -> bool:
    """Say whether a place is small enough to lean on."""
    return place.kind in {"city", "crossing"} or place.uncertainty_km <= _LEAST_SPOT_KM


def _is_elsewhere(before: str) -> bool:
    """Say whether words in front of a direction make it a part of the place, or tell of a long way."""
    return bool(_PART.search(before) or _FAR.search(before))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A report that is read for phrases in front of its names."""

    text: str
    mentions: Sequence[Toponym]
    outlines: areas.Outlines

    def before(self, i: int) -> RelativePlace | None:
        """Return the relative place that the words in front of a mention make of it, if they do."""
        mention = self.mentions[i]
        if mention.place is None or mention.kind == "embedded":
            return None
        first = max(0, mention.start - _REACH, self.mentions[i - 1].end if i else 0)
        words = self.text[first : mention.start]
        if border := self._border(i, mention.place, words, first):
            return border
        # "30 km from Sudan" is from its border, and "east of Bolivia" may be in it.
        return self._away(i, mention.place, words, first) if _is_spot(mention.place) else None

    def _away(self, i: int, place: Place, words: str, first: int) -> RelativePlace | None:
        """Read "90 km from Panjgur", "north of Gao" and "near Gao"."""
        if phrase := _DISTANCE.search(words):
            return self._distance(i, place, phrase, first)
        if (phrase := _DIRECTION_OF.search(words)) and not _is_elsewhere(words[: phrase.start()]):
            area = areas.towards(place, _bearing(phrase["direction"]))
            return self._made(area, first + phrase.start(), i)
        if (phrase := _NEAR.search(words)) and place.kind in {"city", "crossing"}:
            return self._made(areas.around(place), first + phrase.start(), i, near=True)
        return None

    def _distance(self, i: int, place: Place, phrase: re.Match[str], first: int) -> RelativePlace:
        written = re.sub(r"[,\s]", "", phrase["number"])
        unit = phrase["unit"].lower()
        factor = _UNITS["km" if unit.startswith("k") else "mile" if unit.startswith("mi") else "m"]
        step = factor * 10 ** (len(written) - len(written.rstrip("0"))) if "." not in written else factor / 10
        after = _BY_ROAD_AFTER.match(self.text, self.mentions[i].end)
        by_road = bool(phrase["road"] or "by road" in phrase[0].lower() or after)
        area = areas.ring(
            place,
            float(written) * factor,
            tolerance_km=step / 2,
            bearing=_bearing(phrase["direction"]) if phrase["direction"] else None,
            by_road=by_road,
        )
        end = after.end() if after else None
        return self._made(area, first + phrase.start(), i, end=end, by_road=by_road)

    def _border(self, i: int, place: Place, words: str, first: int) -> RelativePlace | None:
        """Read "near the border with Iran", "near the Iranian border" and "a border village of Saravan county"."""
        if not place.country:
            return None
        if phrase := _BORDER_PLACE.search(words):
            area = self.outlines.border_of(place)
            return self._made(area, first + phrase.start(), i) if area else None
        last, other = self._pair(i)
        after = _BORDER_AFTER.match(self.text, self.mentions[last].end)
        phrase = _BORDER_WITH.search(words) or (_BORDER_OF.search(words) if after else None)
        if not phrase or place.kind != "country":
            return None
        if other is not None:
            area = self.outlines.between(place, other)
        else:
            # "Pakistan fired at a village near Iran's border" may tell of either side, whoever is named beside it.
            side = self._side(i, place) if _BORDER_WITH.search(words) else ""
            area = self.outlines.near_border(place, side)
        if area is None:
            return None
        return self._made(area, first + phrase.start(), last, end=after.end() if after else None)

    def _pair(self, i: int) -> tuple[int, Place | None]:
        """Return the second country of "the Pakistan-Iran border" and its position, or this one's and None."""
        following = self.mentions[i + 1] if i + 1 < len(self.mentions) else None
        if following is None or following.place is None or following.place.kind != "country":
            return i, None
        joined = _BORDER_BETWEEN.fullmatch(self.text[self.mentions[i].end : following.start])
        if joined and _BORDER_AFTER.match(self.text, following.end):
            return i + 1, following.place
        return i, None

    def _side(self, i: int, neighbour: Place) -> str:
        """Return the country that has "the border with" a neighbour: that of the nearest place in one; or empty.

        Who acts says nothing of where that is.
        """
        own = self.mentions[i]
        others = sorted(
            (abs(other.start - own.start), other.place.country)
            for other in self.mentions
            if other.place is not None
            and other.kind == "literal"
            and other.place.country not in {"", neighbour.country}
        )
        near = (code for gap, code in others if gap <= _SIDE_REACH)
        return next((code for code in near if self.outlines.share_border(code, neighbour.country)), "")

    def _made(
        self, area: Area, start: int, i: int, *, end: int | None = None, by_road: bool = False, near: bool = False
    ) -> RelativePlace:
        stop = self.mentions[i].end if end is None else end
        holder = self._holder(i, stop)
        if holder is not None:
            area = self.outlines.within(area, holder)
        start += len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
        return RelativePlace(
            start=start,
            end=stop,
            surface=self.text[start:stop],
            anchor=self.mentions[i],
            area=area,
            by_road=by_road,
            near=near,
            described=self._described(i, start),
            states=bool(_LIES.search(self.text[max(0, start - _REACH) : start])),
        )

    def _described(self, i: int, start: int) -> Toponym | None:
        """Return the name in front of a phrase that describes where it lies."""
        before = [other for other in self.mentions[:i] if other.kind != "embedded" and other.end <= start]
        if before and _SAID_OF.fullmatch(self.text[before[-1].end : start]):
            return before[-1]
        return None

    def _holder(self, i: int, end: int) -> Place | None:
        """Return the province or country that is named right after a phrase ("..., in Balochistan")."""
        following = self.mentions[i + 1] if i + 1 < len(self.mentions) else None
        if following is None or following.place is None or following.place.kind not in {"country", "admin1"}:
            return None
        gap = self.text[end : following.start]
        return following.place if len(gap) <= _CONTAINER_GAP and _HOLDER.fullmatch(gap) else None
