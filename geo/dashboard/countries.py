"""What countries are called on the page."""

import json
from functools import cache

from geo import paths


@cache
def names() -> dict[str, str]:
    """Return the English name of each country by its ISO 3166-1 alpha-2 code, as the base map has them."""
    layer = json.loads(paths.data("basemap", "countries.geojson").read_text(encoding="utf-8"))
    named = (feature["properties"] for feature in layer["features"])
    return {values["country"]: values["name"] for values in named}
