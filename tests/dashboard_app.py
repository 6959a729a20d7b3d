"""The dashboard over the tiny world of the tests, for AppTest and for a browser."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
from shapely import Point

sys.path.insert(0, str(Path(__file__).parent))
import world

from geo import tables
from geo.dashboard.page import main
from geo.records import Incident

# The second report comes two days later here, so that something was known before it; its texts are hostile, and the
# places of its claims are those of a rule.
LATE = replace(
    world.NOTES,
    published=date(2024, 1, 21),
    title=f"{world.HOSTILE}![x](http://evil.example/a.png)",
    url="javascript:alert(1)",
)


def _late(claim):
    if claim.report_id != LATE.id:
        return claim
    return replace(claim, published=LATE.published, url=LATE.url, rules=(("place", "setting"),))


# The world's hostile incident has neither place nor date; here it has both, so that it is drawn.
_HOSTILE = replace(
    world.INCIDENTS[7],
    actor1=f"![x](http://evil.example/b.png){world.HOSTILE}",
    first=date(2024, 1, 17),
    last=date(2024, 1, 17),
    date_precision="day",
    spot=replace(world.spot(world.ISLAMABAD, "place"), name=f"[click](javascript:alert(3)){world.HOSTILE}"),
)
CLAIMS = tuple(map(_late, world.CLAIMS))
INCIDENTS = tuple(
    replace(incident, claims=tuple(map(_late, incident.claims))) for incident in (*world.INCIDENTS[:7], _HOSTILE)
)


def read(articles):
    """Return the world's incidents, and one talk in Quetta's province for each other report that names it."""
    if any("unreadable" in article.text for article in articles):
        raise RuntimeError("a fault of the program")
    extra = [
        _talk(article) for article in articles if article not in (world.STRIKES, LATE) and "Balochistan" in article.text
    ]
    claims = [*CLAIMS, *(incident.claims[0] for incident in extra)]
    frame = tables.to_frame([*INCIDENTS, *extra])
    frame["border"], frame["border_km"] = "IR-PK", 40.0
    mentions = gpd.GeoDataFrame(
        {"surface": ["Panjgur"], "name": ["Panjgur"], "kind": ["literal"], "confidence": [0.9], "report_id": ["a1"]},
        geometry=[Point(world.PANJGUR.lon, world.PANJGUR.lat)],
        crs=tables.CRS,
    )
    toponyms = {article.id: () for article in articles}
    return SimpleNamespace(
        articles=tuple(articles), toponyms=toponyms, claims=claims, incidents=frame, mentions=lambda: mentions
    )


def _talk(article) -> Incident:
    claim = replace(
        world.CLAIMS[0],
        id=article.id,
        report_id=article.id,
        type="talks",
        quote=article.text[:40],
        start=0,
        end=40,
        first=article.published,
        last=article.published,
        spot=world.spot(world.TAFTAN, "place"),
    )
    return replace(
        world.INCIDENTS[0],
        id=article.id,
        type="talks",
        title="Talks in Taftan",
        claims=(claim,),
        first=claim.first,
        last=claim.last,
        spot=claim.spot,
    )


def example():
    return (world.STRIKES, LATE)


main(example=example, reader=read)
