"""Who made an exported file, from what data, under which licences."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Data or texts that an export rests on, and the terms under which it does."""

    name: str
    licence: str
    url: str
    attribution: str


SOURCES: Final = (
    Source(
        name="GeoNames",
        licence="CC BY 4.0",
        url="https://www.geonames.org/",
        attribution="Place names and positions: GeoNames (geonames.org), CC BY 4.0",
    ),
    Source(
        name="Natural Earth",
        licence="public domain",
        url="https://www.naturalearthdata.com/",
        attribution="Borders: Natural Earth (naturalearthdata.com), public domain",
    ),
    Source(
        name="Reports",
        licence="quotations, all rights with the publishers",
        url="",
        attribution="Quotes: the publishers named in each claim",
    ),
)
"""Every export names these."""

DISCLAIMER: Final = "Boundaries and names do not imply endorsement; coarse places are areas, not exact points."


def product_version() -> str:
    """Return the version of Incident Map that is installed, or ``unknown`` where it only lies in a folder."""
    try:
        return version("incident-map")
    except PackageNotFoundError:
        return "unknown"


GENERATOR: Final = f"Incident Map {product_version()}"
"""Who an export says has made it."""


def as_values(sources: Iterable[Source]) -> list[Mapping[str, Any]]:
    """Return sources as plain dictionaries, what is unknown as None."""
    return [{key: value or None for key, value in asdict(source).items()} for source in sources]
