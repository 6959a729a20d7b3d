"""Folium objects of the map: the map itself, and the commands that show incidents on it.

No folium object is made for a single incident: all go to the browser as columns in one command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import folium
from folium.template import Template

from geo.borders.worldview import ADMINISTERED
from geo.mapping.payload import script_json
from geo.mapping.sources import NOTE
from geo.symbols import CROSSINGS, GROUPS, MENTION, OUTLINE, TYPES

# The whole earth fits no reader's question; until the incidents arrive the map shows south-west Asia.
_START = (29.0, 62.0)
_START_ZOOM = 5
_MIN_ZOOM, _MAX_ZOOM = 2, 14
TILES_ATTRIBUTION = "Background © OpenStreetMap contributors."


class _Start(folium.MacroElement):  # type: ignore[misc]  # folium has no types
    """Starts the map's script; the JSON is made safe by `script_json`."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.incidentMap.start({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: str) -> None:
        super().__init__()
        self._name = "IncidentMapStart"
        self.config = config


class Command(folium.MacroElement):  # type: ignore[misc]  # folium has no types
    """Tells the map what to show.

    Parameters
    ----------
    content
        ``digest`` names the data; ``data`` is what `geo.mapping.payload.map_data` returns, or ``url`` where a
        browser can fetch it. For very many incidents the data holds none of them, and ``cells``, ``histogram``
        and ``count`` have their numbers (`geo.mapping.cells`).
    slots
        Days that the slider offers (`geo.mapping.payload.timeline_days`).
    bounds
        What the first view encloses, ``[[south, west], [north, east]]`` in degrees.
    mask
        Which incidents pass the filters but for the dates (`geo.mapping.payload.packed`); all if None.
    reports
        Days on which reports were published, each with the number of reports published by then; and in
        ``report_count`` the number of all reports. They make the axis "as known on".
    since, until
        Chosen days, both inclusive; both None for every date. They and ``known_at`` are applied when
        ``range_revision`` is higher than in the commands before, so that an echo of the reader's own move
        changes nothing.
    known_at
        As known on which day; None for now.
    selected
        Identifier of the incident to mark, applied in the same way by ``select_revision``.
    theme
        ``"light"`` or ``"dark"``; what the reader's system prefers if None.
    view
        In whose view the borders are: a sentence that is safe as HTML, and the address of their lines; those of the
        map itself if None.
    """

    _template = Template("{% macro script(this, kwargs) %}window.incidentMap.show({{ this.command }});{% endmacro %}")

    def __init__(
        self,
        content: Mapping[str, Any],
        *,
        slots: list[int],
        bounds: list[list[float]] | None,
        mask: str | None = None,
        reports: Sequence[tuple[int, int]] = (),
        report_count: int = 0,
        since: date | None = None,
        until: date | None = None,
        known_at: date | None = None,
        range_revision: int = 0,
        selected: str | None = None,
        select_revision: int = 0,
        theme: str | None = None,
        view: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._name = "IncidentMapCommand"
        rest = {
            "slots": slots,
            "bounds": bounds,
            "mask": mask,
            "reports": [list(pair) for pair in reports],
            "report_count": report_count,
            "range": _closed(since, until, slots),
            "known_at": known_at and known_at.isoformat(),
            "range_revision": range_revision,
            "selected": selected,
            "select_revision": select_revision,
            "theme": theme,
            "view": view and list(view),
        }
        self.command = script_json({**content, **rest})


def base_map(
    base_layers: Mapping[str, Mapping[str, Any]],
    *,
    scripts: tuple[str, ...] = (),
    styles: tuple[str, ...] = (),
    font: str = "",
    view: str = ADMINISTERED,
    tiles: str = "",
) -> folium.Map:
    """Return a map without incidents.

    Parameters
    ----------
    base_layers
        For each of `geo.mapping.sources.BASE_LAYERS` either ``{"url": ...}`` or ``{"data": GeoJSON}``.
    scripts, styles
        URLs to load; empty where the page holds them itself.
    font
        URL of the page's own font, if it has one.
    view
        One sentence on whose view the borders follow; it must be safe as HTML.
    tiles
        URL of pictures of the ground with ``{z}``, ``{x}`` and ``{y}``, which a reader may switch on; none if empty.
    """
    drawn = folium.Map(
        location=_START,  # latitude, longitude
        zoom_start=_START_ZOOM,
        tiles=None,
        height="100%",
        zoom_snap=0.5,
        world_copy_jump=False,
        max_bounds=[[-85.0, -240.0], [85.0, 240.0]],
    )
    # Folium's own lists name hosts on the network.
    drawn.default_js = [(f"script{at}", url) for at, url in enumerate(scripts)]
    drawn.default_css = [(f"style{at}", url) for at, url in enumerate(styles)]
    drawn.options |= {"min_zoom": _MIN_ZOOM, "max_zoom": _MAX_ZOOM, "wheel_px_per_zoom_level": 90}
    config = {**_config(base_layers), "note": f"{NOTE} {view}", "font": font}
    if tiles:
        config["tiles"] = {"url": tiles, "attribution": TILES_ATTRIBUTION}
    drawn.add_child(_Start(script_json(config)))
    return drawn


def command_group(command: Command) -> folium.FeatureGroup:
    """Return the command in the form that streamlit-folium sends to a map that is already shown."""
    group = folium.FeatureGroup(name="incidents")
    group.add_child(command)
    return group


def _config(base_layers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "types": {name: asdict(symbol) for name, symbol in TYPES.items()},
        "groups": {name: asdict(symbol) for name, symbol in GROUPS.items()},
        "crossings": {name: asdict(symbol) for name, symbol in CROSSINGS.items()},
        "mention": asdict(MENTION),
        "outline": OUTLINE,
        "base": base_layers,
    }


def _closed(since: date | None, until: date | None, slots: list[int]) -> list[str] | None:
    """Return both ends in ISO form; an open one is the first or last day of the slider."""
    if (since is None and until is None) or not slots:
        return None
    epoch = date(1970, 1, 1).toordinal()
    first = since or date.fromordinal(epoch + slots[0])
    last = until or date.fromordinal(epoch + slots[-1])
    return [min(first, last).isoformat(), max(first, last).isoformat()]
