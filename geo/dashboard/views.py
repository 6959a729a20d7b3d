"""In whose view the borders of a page are: as administered, or as one of the states of ``worldviews.csv`` sees them."""

import json
import os
from functools import cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from geo.borders.worldview import worldviews
from geo.dashboard import served
from geo.dashboard.holdings import Holdings
from geo.mapping.sources import NOTE

if TYPE_CHECKING:
    from geo.relations import Layers

VARIABLE: Final = "INCIDENT_MAP_WORLDVIEW"
"""Names the environment variable with the view that a page opens in."""


class Drawn(NamedTuple):
    """What a map in a view shows: one sentence that is safe as HTML, and where its border lines are."""

    note: str
    borders: str


@cache
def offered() -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-2 codes of the states whose view is documented."""
    return tuple(sorted(set(worldviews()["worldview"])))


def known(code: str | None) -> str | None:
    """Return a code from outside if a view is documented for it, or None for borders as administered."""
    return code if code in offered() else None


def first() -> str | None:
    """Return the view that a page opens in."""
    return known(os.environ.get(VARIABLE))


@cache
def layers(view: str) -> "Layers":
    """Return borders and crossings in a view.

    Raises
    ------
    DataError
        If a file of the borders is missing or broken.
    """
    # Imported here: the border layers are of no use to a page in the view that its incidents are in already.
    from geo.relations import open_layers  # noqa: PLC0415

    return open_layers(worldview=view)


def seen(held: Holdings, view: str | None) -> Holdings:
    """Return what a desk holds with its incidents related to the borders of a view; worked out once."""
    if view is None:
        return held
    if view not in held.views:
        held.views[view] = held.related(layers(view))
    return held.views[view]


def drawn(view: str | None) -> Drawn | None:
    """Return how a map in a view differs, or None as administered."""
    if view is None:
        return None
    note, lines, digest = _lines(view)
    return Drawn(note=note, borders=served.data_url(lines, digest))


@cache
def _lines(view: str) -> tuple[str, str, str]:
    """Return the sentence, the lines as GeoJSON and what names them."""
    borders = layers(view).borders
    text = json.dumps(borders.drawn_lines())
    return f"{NOTE} {escape(borders.note())}", text, sha256(text.encode()).hexdigest()
