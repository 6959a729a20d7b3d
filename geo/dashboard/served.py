"""The map's files, served by Streamlit itself.

Streamlit serves the folder of any declared component, with the right media type, compressed and under whatever
base path it runs. Components without a frontend of their own are declared for the folders of Leaflet, of the
map's scripts and of the base map; the frame of streamlit-folium reaches them beside its own folder.
"""

from functools import cache

from streamlit.components.v1 import declare_component

from geo.mapping.sources import ASSETS, MapUrls, basemap_folder, leaflet_folder, served_from


@cache
def map_urls() -> MapUrls:
    """Return the map's files relative to the frame in which streamlit-folium shows it."""
    leaflet = declare_component("leaflet", path=str(leaflet_folder()))
    assets = declare_component("assets", path=str(ASSETS))
    basemap = declare_component("basemap", path=str(basemap_folder()))
    return served_from(leaflet=f"../{leaflet.name}", assets=f"../{assets.name}", basemap=f"../{basemap.name}")
