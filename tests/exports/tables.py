"""Tables for the round trips: the tiny world, and any values that reports may hold."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
from hypothesis import strategies as st

from geo.records import PLACE_PRECISIONS, Incident, Spot, Toll
from geo.tables import to_frame
from tests import world

# Every code point, the halves of surrogate pairs and the control characters among them.
ANY_TEXT = st.text(st.characters(codec=None), max_size=30)
DEGREES = {"allow_nan": False, "allow_infinity": False}
COUNTS = st.none() | st.integers(0, 10**6)


@st.composite
def incidents(draw: st.DrawFn, number: int = 0) -> Incident:
    lead = replace(world.CLAIMS[0], quote=draw(ANY_TEXT), source=draw(ANY_TEXT), speaker=draw(ANY_TEXT))
    is_placed = draw(st.booleans())
    days = sorted((draw(st.dates()), draw(st.dates())))
    low, high = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    spot = Spot(
        name=draw(ANY_TEXT),
        country=draw(st.sampled_from(["", "PK", "IR"])),
        lat=draw(st.floats(-90, 90, **DEGREES)) if is_placed else None,
        lon=draw(st.floats(-180, 180, **DEGREES)) if is_placed else None,
        precision=draw(st.sampled_from(PLACE_PRECISIONS)),
        uncertainty_km=draw(st.none() | st.floats(0, 2000, **DEGREES)),
    )
    return replace(
        world.INCIDENTS[0],
        id=f"{number:016x}",
        title=draw(ANY_TEXT),
        actor1=draw(ANY_TEXT),
        spot=spot,
        first=draw(st.sampled_from([None, days[0]])),
        last=draw(st.sampled_from([None, days[1]])),
        killed=Toll(low=draw(st.sampled_from([None, low])), high=draw(st.sampled_from([None, high]))),
        confidence=draw(st.floats(0, 1, **DEGREES)),
        claims=(lead,),
    )


@st.composite
def frames(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Draw a table of up to four incidents with any text and any place."""
    return to_frame([draw(incidents(number)) for number in range(draw(st.integers(0, 4)))])


def day(text: str | None) -> date | None:
    """Return an ISO day as a date."""
    return date.fromisoformat(text) if text else None
