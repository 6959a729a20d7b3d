"""The files that a browser needs for the map, and where they lie on this machine.

Leaflet comes from the distribution ``django-leaflet``, the one maintained wheel that carries it. Its Python
code is never imported (that would need Django); only its folder is looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from geo import paths
from geo.errors import DataError

ASSETS = Path(__file__).parent / "assets"
# Later scripts use what earlier ones define.
SCRIPTS = (
    "canvas.js",
    "basemap.js",
    "tiles.js",
    "spreading.js",
    "arrows.js",
    "hatching.js",
    "cells.js",
    "names.js",
    "incidents.js",
    "popup.js",
    "legend.js",
    "plot.js",
    "timeline.js",
    "known.js",
    "list.js",
    "main.js",
)
STYLES = ("map.css",)
LEAFLET_SCRIPT = "leaflet.js"
LEAFLET_STYLE = "leaflet.css"
BASE_LAYERS = ("countries", "borders", "provinces")

NOTE = "Natural Earth. Boundaries and names shown do not imply endorsement."
"""Shown on every map, with whose view its borders follow. Plain text: the map sets it as HTML."""


def leaflet_folder() -> Path:
    """Return the folder that holds ``leaflet.js`` and ``leaflet.css``.

    Raises
    ------
    DataError
        If the distribution ``django-leaflet`` is not installed, or no longer carries them.
    """
    spec = find_spec("leaflet")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root) / "static" / "leaflet"
        if (folder / LEAFLET_SCRIPT).is_file() and (folder / LEAFLET_STYLE).is_file():
            return folder
    raise DataError("Leaflet's files were not found; install the package 'django-leaflet' again")


def basemap_folder() -> Path:
    """Return the folder with the GeoJSON files of `BASE_LAYERS`."""
    return paths.data("basemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapUrls:
    """Where a page finds the files of the map.

    Attributes
    ----------
    scripts, styles
        In the order in which they are loaded.
    base_layers
        URL for each of `BASE_LAYERS`.
    """

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    base_layers: dict[str, str]


def served_from(*, leaflet: str, assets: str, basemap: str) -> MapUrls:
    """Return the URLs when a server offers the three folders under the given ones.

    Each carries a fingerprint of its file, so that a browser may keep it and still never uses an old one.
    """

    def stamped(folder: Path, base: str, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{base}/{name}?v={_fingerprint(folder / name)}" for name in names)

    layers = stamped(basemap_folder(), basemap, [f"{name}.geojson" for name in BASE_LAYERS])
    return MapUrls(
        scripts=stamped(leaflet_folder(), leaflet, [LEAFLET_SCRIPT]) + stamped(ASSETS, assets, SCRIPTS),
        styles=stamped(leaflet_folder(), leaflet, [LEAFLET_STYLE]) + stamped(ASSETS, assets, STYLES),
        base_layers=dict(zip(BASE_LAYERS, layers, strict=True)),
    )


def inline_script() -> str:
    """Return Leaflet and the map's scripts as one text that is safe inside a ``<script>`` element."""
    files = [leaflet_folder() / LEAFLET_SCRIPT, *(ASSETS / name for name in SCRIPTS)]
    # The comment that names Leaflet's source map would make browsers look for a file that is not there.
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def inline_style() -> str:
    """Return Leaflet's and the map's styles as one text; nothing in it is loaded from elsewhere."""
    files = [leaflet_folder() / LEAFLET_STYLE, *(ASSETS / name for name in STYLES)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    # Pictures of markers and the layer button, which this map does not use.
    return "\n".join(line for line in text.splitlines() if "url(images/" not in line)


def _fingerprint(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise DataError(f"the map's file {path.name!r} cannot be read; install the package again") from error
