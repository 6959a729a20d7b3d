"""The map's files, served by Streamlit itself.

Streamlit serves the folder of any declared component, with the right media type, compressed and under whatever
base path it runs. Components without a frontend of their own are declared for the folders of Leaflet, of the
map's scripts, of the base map and of the incidents; the frame of streamlit-folium reaches them beside its own folder.
"""

import atexit
import secrets
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import streamlit as st
from streamlit.components.v1 import declare_component

from geo.mapping.sources import ASSETS, MapUrls, basemap_folder, leaflet_folder, served_from

_MOST_FILES: Final = 40  # of incidents; the oldest go, and a page that still needs one has it written again


@cache
def map_urls() -> MapUrls:
    """Return the map's files relative to the frame in which streamlit-folium shows it."""
    leaflet = declare_component("leaflet", path=str(leaflet_folder()))
    assets = declare_component("assets", path=str(ASSETS))
    basemap = declare_component("basemap", path=str(basemap_folder()))
    return served_from(leaflet=f"../{leaflet.name}", assets=f"../{assets.name}", basemap=f"../{basemap.name}")


@cache
def font_url() -> str:
    """Return the font of the page relative to that frame; empty if this Streamlit keeps it elsewhere."""
    folder = Path(st.__file__).parent / "static" / "static" / "media"
    found = sorted(folder.glob("SourceSansVF-Upright*.woff2"))
    return f"../../static/media/{found[0].name}" if found else ""


def data_url(text: str, digest: str) -> str:
    """Write incidents where a browser can fetch them, and return the address relative to the map's frame.

    Parameters
    ----------
    text
        JSON.
    digest
        Names the content. The address follows from it and a secret of this process, so that no other session
        can guess it.
    """
    component, folder, secret = _data_folder()
    path = folder / f"{sha256(f'{secret} {digest}'.encode()).hexdigest()[:32]}.json"
    if not path.exists():
        temporary = path.with_suffix(".part")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
        files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for old in files[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
    return f"../{component}/{path.name}"


def served_file(url: str) -> Path:
    """Return the file behind an address of `data_url`; it may have been removed since."""
    return _data_folder()[1] / url.rsplit("/", 1)[-1]


@cache
def _data_folder() -> tuple[str, Path, str]:
    folder = Path(mkdtemp(prefix="incident-map-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return declare_component("incidents", path=str(folder)).name, folder, secrets.token_hex(16)
