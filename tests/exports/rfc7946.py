"""What RFC 7946 asks of a FeatureCollection of points, section by section."""

import math
from typing import Any

_GEOMETRIES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}


def violations(document: Any) -> list[str]:
    """Return what a parsed document does that the standard forbids; an empty list if nothing."""
    found: list[str] = []
    if document.get("type") != "FeatureCollection" or not isinstance(document.get("features"), list):
        return ["3.3: not a FeatureCollection with features"]
    if "crs" in document:
        found.append("4: a crs member")
    if {"coordinates", "geometry", "geometries", "properties"} & set(document):
        found.append("7.1: a member of another object on the collection")
    if "bbox" in document:
        found += _box(document["bbox"])
    identifiers = [feature.get("id") for feature in document["features"]]
    if len(set(identifiers)) != len(identifiers):
        found.append("3.2: an id twice")
    for feature in document["features"]:
        found += _feature(feature)
    return found


def _feature(feature: Any) -> list[str]:
    if feature.get("type") != "Feature" or not {"geometry", "properties"} <= set(feature):
        return [f"3.2: {feature.get('id')} is no Feature with geometry and properties"]
    found = []
    if not isinstance(feature["id"], (str, int)):
        found.append("3.2: an id that is no string or number")
    if not (feature["properties"] is None or isinstance(feature["properties"], dict)):
        found.append("3.2: properties that are no object")
    if {"coordinates", "geometries", "features", "crs"} & set(feature):
        found.append("7.1: a member of another object on a feature")
    if feature["geometry"] is not None:
        found += _geometry(feature["geometry"])
    return found


def _geometry(geometry: Any) -> list[str]:
    if geometry.get("type") not in _GEOMETRIES:
        return ["3.1: an unknown type of geometry"]
    if geometry["type"] != "Point":
        return ["the product writes points only"]
    place = geometry["coordinates"]
    found = _position(place)
    if len(place) != 2:
        found.append("3.1.1: no altitude is known")
    if any(round(degrees, 7) != degrees for degrees in place):
        found.append("11.2: more than 7 decimals")
    return found


def _position(place: Any) -> list[str]:
    if not all(isinstance(degrees, (int, float)) and math.isfinite(degrees) for degrees in place):
        return ["3.1.1: a coordinate that is no number"]
    lon, lat = place[:2]
    return [] if -180 <= lon <= 180 and -90 <= lat <= 90 else ["4: not longitude, latitude in degrees"]


def _box(box: Any) -> list[str]:
    if len(box) != 4:
        return ["5: a bbox without four numbers"]
    found = _position(box[:2]) + _position(box[2:])
    if box[1] > box[3]:
        found.append("5: south greater than north")
    return found
