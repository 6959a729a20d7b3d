"""KML 2.2: a folder for each type of incident, with the days as time spans."""

import html
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from geo.exports.edition import Edition
from geo.exports.values import plain_rows, positions
from geo.records import INCIDENT_TYPES, MODES

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
"""Namespace of KML 2.2."""

_LEFT_OUT: Final = frozenset({"title", "claims"})


def write(edition: Edition, path: Path) -> None:
    """Write incidents to a KML file; every text is escaped, and unplaced ones have no point.

    A last folder shows the crossings while their status is known.
    """
    frame = edition.incidents
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add(document, "name", "Incidents")
    _add(document, "description", f"{edition.generator}. {edition.attribution()}")
    rows = list(zip(plain_rows(frame), positions(frame), strict=True))
    for kind in INCIDENT_TYPES:
        chosen = [(row, place) for row, place in rows if row["type"] == kind]
        if chosen:
            folder = ET.SubElement(document, "Folder")
            _add(folder, "name", kind.replace("_", " ").capitalize())
            for row, place in chosen:
                _add_placemark(folder, row, place)
    if edition.crossing_status:
        folder = ET.SubElement(document, "Folder")
        _add(folder, "name", "Crossings")
        for period in edition.crossing_status:
            _add_crossing(folder, period)
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_placemark(folder: ET.Element, row: Mapping[str, Any], place: tuple[float, float] | None) -> None:
    """Add a placemark with its parts in the order that the schema of KML demands."""
    mark = ET.SubElement(folder, "Placemark")
    _add(mark, "name", row["title"] or "")
    _add(mark, "snippet", "")  # else a viewer shows the start of the description in its list
    _add(mark, "description", _as_html(row["claims"]))
    if row["date_start"] or row["date_end"]:
        span = ET.SubElement(mark, "TimeSpan")
        for name, day in (("begin", row["date_start"]), ("end", row["date_end"])):
            if day:
                _add(span, name, day)
    extended = ET.SubElement(mark, "ExtendedData")
    for name, value in row.items():
        if name not in _LEFT_OUT and value is not None:
            data = ET.SubElement(extended, "Data", name=name)
            _add(data, "value", str(value).lower() if isinstance(value, bool) else str(value))
    if place:
        lat, lon = place
        _add(ET.SubElement(mark, "Point"), "coordinates", f"{lon!r},{lat!r}")


def _add_crossing(folder: ET.Element, period: Mapping[str, Any]) -> None:
    mark = ET.SubElement(folder, "Placemark")
    _add(mark, "name", f"{period['crossing']}: {period['status']}")
    _add(mark, "snippet", "")
    _add(mark, "description", f"<p>{html.escape(period['reason'])}</p>{_as_html(period['claims'])}")
    span = ET.SubElement(mark, "TimeSpan")
    _add(span, "begin", period["first"])
    _add(span, "end", period["last"])
    extended = ET.SubElement(mark, "ExtendedData")
    for name in ("border", "status", *MODES, "exceptions"):
        if period[name] is not None:
            _add(ET.SubElement(extended, "Data", name=name), "value", period[name])
    _add(ET.SubElement(mark, "Point"), "coordinates", f"{period['lon']!r},{period['lat']!r}")


def _as_html(claims: Iterable[Mapping[str, Any]]) -> str:
    """Return the quotes with who published them, as HTML that holds their characters and no markup of theirs."""
    quotes = ET.Element("ul")
    for claim in claims:
        item = ET.SubElement(quotes, "li")
        _add(item, "q", claim["quote"])
        said = ", ".join(claim[name] for name in ("speaker", "source", "published", "url") if claim.get(name))
        if said:
            item[-1].tail = f" {said}"
    return ET.tostring(quotes, encoding="unicode", method="html")


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
