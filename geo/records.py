"""The values that the parts of Incident Map hand to each other.

All are frozen, hold no files and do no work. Positions are WGS 84 degrees with named
``lat`` and ``lon``; text offsets count characters, ``start`` inclusive and ``end`` exclusive.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

IncidentType = Literal[
    "air_strike",
    "shelling",
    "bombing",
    "armed_clash",
    "attack",
    "abduction",
    "incursion",
    "arrest",
    "protest",
    "border_closure",
    "border_opening",
    "talks",
    "agreement",
    "sanction",
    "statement",
    "military_movement",
    "displacement",
    "other",
]
"""What happened."""

Status = Literal["happened", "claimed", "denied", "planned", "threatened", "hypothetical"]
"""How real a report makes an event; only ``happened`` and ``claimed`` are drawn by default."""

DatePrecision = Literal["day", "week", "month", "year", "unknown"]
"""How exactly a date is known."""

PlacePrecision = Literal["exact", "place", "admin2", "admin1", "country", "unknown"]
"""At which level a place is known."""

PassageKind = Literal["headline", "byline", "caption", "summary", "body", "related", "boilerplate"]
"""What a passage of a report is; ``summary`` is a standfirst or its bullet points."""

MentionKind = Literal["literal", "demonym", "metonym", "embedded"]
"""How a name is used: as a place, for its people, for its government, or inside another name."""

PlaceKind = Literal["country", "admin1", "admin2", "city", "region", "crossing"]
"""What a place is; ``region`` is any area or line without a seat of its own (sea, valley, disputed area)."""

Mode = Literal["pedestrian", "vehicle", "cargo", "rail"]
"""A kind of traffic through a border crossing."""

Review = Literal["auto", "confirmed", "rejected", "edited"]
"""What a person said of an incident."""

INCIDENT_TYPES: tuple[IncidentType, ...] = get_args(IncidentType)
STATUSES: tuple[Status, ...] = get_args(Status)
MODES: tuple[Mode, ...] = get_args(Mode)
REAL_STATUSES: tuple[Status, ...] = ("happened", "claimed")
PLACE_PRECISIONS: tuple[PlacePrecision, ...] = get_args(PlacePrecision)
DATE_PRECISIONS: tuple[DatePrecision, ...] = get_args(DatePrecision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report's text that has one role, in characters."""

    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report: its text and where it comes from.

    Attributes
    ----------
    id
        Stable: made from the text and the source, never from where or when it was read.
    text
        The text that every offset of the product counts in.
    published
        Publication date at the publisher; None if unknown, and then relative dates stay unknown.
    passages
        In order, not overlapping; together they cover all of ``text`` but white space.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named point or area on the earth and where we learnt of it.

    Attributes
    ----------
    id
        Stable identifier with its gazetteer, for example ``"geonames:1163958"``.
    lat, lon
        WGS 84 degrees, -90..90 and -180..180.
    country
        ISO 3166-1 alpha-2, or empty for what lies in no single country.
    admin1, admin2
        English names of the province and the district, or empty.
    population
        0 if unknown.
    uncertainty_km
        Radius that is believed to hold every point of the place.

    Raises
    ------
    ValueError
        If ``lat`` or ``lon`` is out of range or not a number.

    Examples
    --------
    >>> Place(id="geonames:703448", name="Kyiv", kind="city", lat=150.4, lon=30.5)
    Traceback (most recent call last):
        ...
    ValueError: 'Kyiv': lat 150.4 is outside -90..90
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    uncertainty_km: float = 5.0

    def __post_init__(self) -> None:
        """Refuse a position that is not on the earth."""
        for axis, value, limit in (("lat", self.lat, 90), ("lon", self.lon, 180)):
            if not -limit <= value <= limit:  # also refuses NaN
                raise ValueError(f"{self.name!r}: {axis} {value} is outside -{limit}..{limit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name could mean, with what speaks for it.

    Attributes
    ----------
    score
        Comparable among the candidates of one name only; higher is better.
    reasons
        Short phrases in English, strongest first.
    """

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A mention: characters ``start:end`` of a report that name a place.

    Attributes
    ----------
    name
        What was looked up: the surface without type words and directions.
    candidates
        Best first; empty if the gazetteer has none, and then the mention stays unresolved.
    confidence
        0..1, how likely the first candidate is right.
    """

    start: int
    end: int
    surface: str
    name: str
    kind: MentionKind
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0

    @property
    def place(self) -> Place | None:
        """The best candidate's place, or None if the mention is unresolved."""
        return self.candidates[0].place if self.candidates else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSpan:
    """An expression of time in a report and the days it stands for.

    Attributes
    ----------
    first, last
        The days, both inclusive; both None where the expression cannot be resolved
        (a relative one without a publication date).
    offset_days
        For "two days after ...", the distance from another event that the words name: +2, and -2 for
        "two days before ..."; None for every other expression. Such a span has no days of its own.
    """

    start: int
    end: int
    surface: str
    first: date | None
    last: date | None
    precision: DatePrecision
    offset_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many people, as a closed range; None where a bound is unknown, which is not 0."""

    low: int | None = None
    high: int | None = None


LIKELIEST: Final = "likeliest"
"""Rule of `Claim.rules` that takes a day or a place from elsewhere in the report, and is mostly right."""

GUESSED: Final = "best guess"
"""The same where it is as often wrong: the value counts only for an event of which nothing else is known."""

ASSUMING_RULES: Final = frozenset({"at home", "victims' home", "on the spot", "setting", LIKELIEST, GUESSED})
"""Rules of `Claim.rules` that only suppose where or when an event happened of which no words say so themselves."""

AROUND: Final = "around:"
"""Opens the identifier of the area around a known place, in which a name lies that no gazetteer has."""

RELATIVE: Final = "relative:"
"""Opens the identifier of an area that a report gives by another place: "30 km north of Gao"."""

RELATIVE_RULES: Final = frozenset({"relative", "by road"})
"""Rules of `Claim.rules` by which such an area follows from the words of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an event is, at the level at which it is known.

    Attributes
    ----------
    lat, lon
        WGS 84 degrees of a representative point; None if unplaced.
    precision
        The level of the place; a ``country`` or ``admin1`` spot is an area, never a pin.
    uncertainty_km
        Radius around the point that is believed to hold the event.
    """

    name: str = ""
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
    uncertainty_km: float | None = None
    place_id: str = ""

    @property
    def unlisted(self) -> bool:
        """Whether no gazetteer has the name, so that the spot is at most the area around it."""
        return bool(self.name) and (self.lat is None or self.place_id.startswith(AROUND))

    @property
    def relative(self) -> bool:
        """Whether its name is how the report gives it by another place."""
        return self.place_id.startswith(RELATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report's statement that something happened, did not, or will.

    Attributes
    ----------
    quote
        The exact words ``start:end`` of the report.
    first, last
        The days of the event, inclusive; None if unknown.
    actor1, actor2
        Who did it and to whom, by name ("Iran", "Balochistan Liberation Army"); empty if unknown.
    actor1_country, actor2_country
        ISO 3166-1 alpha-2 of a state actor, else empty.
    speaker
        Who says so in the report; empty where the report itself does.
    crossing
        Names of the crossings that were shut or opened, joined by semicolons; empty if the claim names none.
    crossing_border
        The pair of countries, such as ``"IR-PK"``, all of whose crossings were, if no crossing is named; else empty.
    crossing_modes
        The kinds of traffic that this is about; empty for all of them.
    crossing_towards
        ISO 3166-1 alpha-2 of the country whose entry this is about; empty for both directions.
    crossing_exceptions
        What is excepted, in the report's own words; empty if nothing is.
    evidence
        For each value the characters it rests on: (name of the value, start, end). ``anaphor`` is the word by which
        a claim goes on with an event told before, ``another`` the one by which it starts one more.
    rules
        For each value that no words of its own state the rule that gives it: (name of the value, name of the rule);
        `geo.rules` says them in words.
    """

    id: str
    report_id: str
    type: IncidentType
    status: Status
    quote: str
    start: int
    end: int
    source: str = ""
    url: str = ""
    published: date | None = None
    first: date | None = None
    last: date | None = None
    date_precision: DatePrecision = "unknown"
    spot: Spot = field(default_factory=Spot)
    actor1: str = ""
    actor1_country: str = ""
    actor2: str = ""
    actor2_country: str = ""
    killed: Toll = field(default_factory=Toll)
    injured: Toll = field(default_factory=Toll)
    means: str = ""
    speaker: str = ""
    crossing: str = ""
    crossing_border: str = ""
    crossing_modes: tuple[Mode, ...] = ()
    crossing_towards: str = ""
    crossing_exceptions: str = ""
    from_caption: bool = False
    confidence: float = 0.5
    evidence: tuple[tuple[str, int, int], ...] = ()
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What the claims about one and the same event add up to.

    Border relations are added to the table of incidents later (`geo.borders`, `geo.crossings`);
    an ``Incident`` does not hold them.

    Attributes
    ----------
    claims
        Every claim it is derived from, by report time, then position.
    review
        What a person said of it.
    """

    id: str
    type: IncidentType
    status: Status
    title: str
    first: date | None
    last: date | None
    date_precision: DatePrecision
    spot: Spot
    actor1: str
    actor1_country: str
    actor2: str
    actor2_country: str
    killed: Toll
    injured: Toll
    means: str
    confidence: float
    from_caption: bool
    claims: tuple[Claim, ...]
    review: Review = "auto"
