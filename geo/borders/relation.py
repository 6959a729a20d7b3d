"""Country, province and nearest international border of points."""

import json
from collections.abc import Set as AbstractSet
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo import paths
from geo.borders.areas import Areas
from geo.borders.basemap import lines_in_view
from geo.borders.nearest import NearestLine
from geo.borders.own import on_grid, with_countries, with_lines
from geo.borders.topology import joined
from geo.borders.worldview import check_worldview, lines_after, reassigned, view_note, worldviews
from geo.errors import DataError, OptionError
from geo.geodesy import Floats, coordinates

COAST_KM = 20.0
"""A point at sea counts to the nearest country up to this distance from its coast."""


class Borders:
    """Provinces, countries and international border lines in one view (``data/borders/README.md``).

    Attributes
    ----------
    provinces
        EPSG:4326; columns country (ISO 3166-1 alpha-2, or empty), country_name, name, geometry.
    lines
        EPSG:4326; columns border (``"IR-PK"``, codes sorted), disputed, geometry.
    disputed
        EPSG:4326; columns area, administered_by, claimed_by (codes joined by semicolons), note, geometry.
    worldview
        ISO 3166-1 alpha-2 code of the state as which they are seen; None for borders as administered.
    changes
        Columns area, country and geometry: what counts to another country than as administered.
    administered
        The same borders as administered.
    own_countries
        Codes of the countries whose areas are the user's own.
    own_provinces
        Columns name and geometry: areas of the user's own whose names stand in place of those of provinces.
    """

    def __init__(
        self,
        provinces: gpd.GeoDataFrame,
        lines: gpd.GeoDataFrame,
        disputed: gpd.GeoDataFrame,
        *,
        worldview: str | None = None,
        changes: gpd.GeoDataFrame | None = None,
        administered: "Borders | None" = None,
        own_countries: AbstractSet[str] = frozenset(),
        own_provinces: gpd.GeoDataFrame | None = None,
    ) -> None:
        self.provinces = provinces
        self.lines = lines
        self.disputed = disputed
        self.worldview = worldview
        self.changes = disputed.iloc[:0].assign(country="")[["area", "country", "geometry"]]
        if changes is not None:
            self.changes = changes
        self.administered = administered or self
        self.own_countries = frozenset(own_countries)
        self.own_provinces = own_provinces

    @staticmethod
    def load(path: Path | None = None, *, worldview: str | None = None) -> "Borders":
        """Return the borders of a folder, read once.

        Parameters
        ----------
        path
            Folder with provinces.parquet, lines.parquet and disputed.parquet; the shipped one if None.
        worldview
            ISO 3166-1 alpha-2 code of the state whose view decides to whom disputed areas count; as administered
            if None.

        Raises
        ------
        DataError
            If a file is missing or cannot be read.
        OptionError
            If no view of that state is documented.
        """
        return _load(path or paths.data("borders"), worldview)

    def seen_by(self, worldview: str) -> "Borders":
        """Return these borders, as administered, in the view of a state.

        Raises
        ------
        OptionError
            If no view of that state is documented.
        """
        check_worldview(worldview, self.disputed)
        view = worldviews()
        owner = view[view["worldview"] == worldview].set_index("area")["country"]
        changes = self.disputed[self.disputed["area"].isin(owner.index)][["area", "geometry"]]
        changes = changes.assign(country=changes["area"].map(owner))[["area", "country", "geometry"]]
        provinces = reassigned(self.provinces, changes)
        lines = lines_after(self.lines, self.provinces, provinces, self.disputed)
        return Borders(
            provinces, lines, self.disputed, worldview=worldview, changes=changes, administered=self.administered
        )

    def with_countries(self, own: gpd.GeoDataFrame) -> "Borders":
        """Return these borders with countries of the user's own in place of those that ship.

        Parameters
        ----------
        own
            Columns country (ISO 3166-1 alpha-2, empty for no country), name (of a province, or empty) and geometry,
            EPSG:4326. The border of two of these countries is the edge that their areas share; where they share
            none, and towards all others, the lines that ship stay.
        """
        areas = on_grid(own)
        codes = set(areas["country"]) - {""}
        base = None if self.administered is self else self.administered.with_countries(own)
        return Borders(
            with_countries(self.provinces, areas),
            with_lines(self.lines, areas, self.disputed),
            self.disputed,
            worldview=self.worldview,
            changes=self.changes,
            administered=base,
            own_countries=self.own_countries | codes,
            own_provinces=self.own_provinces,
        )

    def with_provinces(self, own: gpd.GeoDataFrame) -> "Borders":
        """Return these borders with areas of the user's own whose names stand in place of those of provinces.

        Parameters
        ----------
        own
            Columns name and geometry, EPSG:4326. Countries and lines stay as they are.
        """
        base = None if self.administered is self else self.administered.with_provinces(own)
        return Borders(
            self.provinces,
            self.lines,
            self.disputed,
            worldview=self.worldview,
            changes=self.changes,
            administered=base,
            own_countries=self.own_countries,
            own_provinces=own[["name", "geometry"]].reset_index(drop=True),
        )

    def drawn_lines(self) -> dict[str, Any]:
        """Return the border lines as the base map draws them: GeoJSON with the properties border and disputed.

        Raises
        ------
        DataError
            If the base map is missing or broken.
        """
        path = paths.data("basemap", "borders.geojson")
        try:
            layer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataError(f"the base map {path.name!r} cannot be read; install the package again") from error
        shipped = Borders.load()
        return layer if self.lines is shipped.lines else lines_in_view(layer, self.lines, shipped.lines)

    def note(self) -> str:
        """Return one sentence for a map: in whose view its borders are."""
        named = self.provinces.loc[self.provinces["country"] == self.worldview, "country_name"]
        return view_note(self.worldview, next(iter(named), ""), list(self.changes["area"]))

    def relate(self, points: gpd.GeoSeries) -> pd.DataFrame:
        """Return how each point lies to countries and borders.

        Parameters
        ----------
        points
            Points in EPSG:4326; a missing or empty one gives missing values.

        Returns
        -------
        DataFrame
            With the index of ``points``: country (ISO 3166-1 alpha-2), admin1 (English name),
            border (nearest international border line, ``"IR-PK"``), border_km (geodesic kilometres to it),
            border_bearing (direction of its nearest point, degrees clockwise from true north; missing on the
            line itself) and disputed (the point lies in a disputed area; a nullable boolean). A point at sea
            has the country and province of the coast within ``COAST_KM``, farther out none.

        Raises
        ------
        OptionError
            If the points are in another reference system, or one is not a point.

        Examples
        --------
        >>> import geopandas as gpd
        >>> zahedan = gpd.GeoSeries.from_xy([60.8629], [29.4963], crs=4326)
        >>> Borders.load().relate(zahedan).drop(columns="admin1").round(0).loc[0].to_dict()
        {'country': 'IR', 'border': 'IR-PK', 'border_km': 25.0, 'border_bearing': 50.0, 'disputed': False}
        """
        lat, lon, known = coordinates(points)
        province, line, area = (np.full(len(points), -1, np.int64) for _ in range(3))
        km, direction = np.full(len(points), np.nan), np.full(len(points), np.nan)
        province[known] = self._areas.query(lat[known], lon[known], within_km=COAST_KM)
        nearest = self._nearest.query(lat[known], lon[known])
        line[known], km[known], direction[known] = nearest.line, nearest.km, nearest.bearing
        area[known] = self._disputed_areas.holding(lat[known], lon[known])
        names = _taken(self.provinces["name"], province)
        if self.own_provinces is not None:
            own = np.full(len(points), -1, np.int64)
            own[known] = self._own_areas.holding(lat[known], lon[known])
            names = _taken(self.own_provinces["name"], own).where(own >= 0, names)
        table = pd.DataFrame(
            {
                "country": _taken(self.provinces["country"].replace("", None), province),
                "admin1": names,
                "border": _taken(self.lines["border"], line),
                "border_km": km,
                "border_bearing": direction,
                "disputed": pd.Series(area >= 0, dtype="boolean").where(known),
            }
        )
        return table.set_axis(points.index)

    def km(self, lat: Floats, lon: Floats, *, border: str | None = None) -> Floats:
        """Return the geodesic kilometres from finite WGS 84 degrees to the nearest border line.

        Parameters
        ----------
        border
            Only this border, as in `distance_to`; every international one if None.

        Raises
        ------
        OptionError
            If there is no such border.
        """
        return (self._nearest if border is None else self._one_border(border)).query(lat, lon).km

    def border_near(self, lat: Floats, lon: Floats) -> tuple[NDArray[np.object_], Floats]:
        """Return the international border nearest to each of finite WGS 84 degrees, and the kilometres to it."""
        nearest = self._nearest.query(lat, lon)
        return self.lines["border"].to_numpy(object)[nearest.line], nearest.km

    def distance_to(self, border: str, points: gpd.GeoSeries) -> "pd.Series[float]":
        """Return the geodesic kilometres from each point to one border, NaN for a missing point.

        Parameters
        ----------
        border
            Two ISO 3166-1 alpha-2 codes, sorted: ``"IR-PK"``.
        points
            Points in EPSG:4326.

        Raises
        ------
        OptionError
            If the two countries share no border on land, or the points are in another reference system.
        """
        lat, lon, known = coordinates(points)
        km = np.full(len(points), np.nan)
        km[known] = self.km(lat[known], lon[known], border=border)
        return pd.Series(km, index=points.index, name=border)

    def has_country(self, country: str) -> bool:
        """Tell whether the data have a country, by its ISO 3166-1 alpha-2 code."""
        return country != "" and bool((self.provinces["country"] == country).any())

    def country_polygon(self, country: str, *, tolerance: float = 0.0) -> BaseGeometry:
        """Return a country's area in longitude and latitude (EPSG:4326).

        Parameters
        ----------
        country
            ISO 3166-1 alpha-2.
        tolerance
            Degrees by which the outline may be off, for drawing; 0 keeps every corner.

        Raises
        ------
        OptionError
            If the data do not have the country.
        """
        if not self.has_country(country):
            raise OptionError(f"no country {country!r} is known; give an ISO 3166-1 alpha-2 code such as 'PK'")
        if country not in self._outlines:
            self._outlines[country] = self._joined(self.provinces["country"] == country)
        return _simplified(self._outlines[country], tolerance)

    def province_polygon(self, country: str, name: str, *, tolerance: float = 0.0) -> BaseGeometry:
        """Return a province's area in longitude and latitude (EPSG:4326).

        Parameters
        ----------
        country
            ISO 3166-1 alpha-2.
        name
            English name, as `relate` gives it.
        tolerance
            As in `country_polygon`.

        Raises
        ------
        OptionError
            If the country has no province of that name.
        """
        chosen = (self.provinces["country"] == country) & (self.provinces["name"] == name)
        if not chosen.any():
            raise OptionError(f"no province {name!r} is known in country {country!r}")
        return _simplified(self._joined(chosen), tolerance)

    def _joined(self, chosen: "pd.Series[bool]") -> BaseGeometry:
        return joined(self.provinces.geometry[chosen].to_numpy())

    @cached_property
    def _outlines(self) -> dict[str, BaseGeometry]:
        return {}

    def _one_border(self, border: str) -> NearestLine:
        if border not in self._by_border:
            chosen = self.lines[self.lines["border"] == border]
            if chosen.empty:
                raise OptionError(f"no border {border!r} is known; give two sorted ISO 3166-1 codes such as 'IR-PK'")
            self._by_border[border] = NearestLine(chosen.geometry.to_numpy())
        return self._by_border[border]

    @cached_property
    def _by_border(self) -> dict[str, NearestLine]:
        return {}

    @cached_property
    def _areas(self) -> Areas:
        return Areas(self.provinces.geometry.to_numpy())

    @cached_property
    def _own_areas(self) -> Areas:
        return Areas(self.own_provinces.geometry.to_numpy() if self.own_provinces is not None else np.empty(0, object))

    @cached_property
    def _disputed_areas(self) -> Areas:
        return Areas(self.disputed.geometry.to_numpy())

    @cached_property
    def _nearest(self) -> NearestLine:
        return NearestLine(self.lines.geometry.to_numpy())


def _simplified(shape: BaseGeometry, tolerance: float) -> BaseGeometry:
    return shapely.simplify(shape, tolerance) if tolerance else shape


def is_cross_border(actor_country: str, place_country: str) -> bool:
    """Tell whether an actor's state is not the state of the place; False if either is unknown.

    Examples
    --------
    >>> is_cross_border("IR", "PK"), is_cross_border("IR", "IR"), is_cross_border("", "PK")
    (True, False, False)
    """
    return bool(actor_country and place_country) and actor_country != place_country


@cache
def _load(folder: Path, worldview: str | None) -> Borders:
    if worldview is not None:
        return _load(folder, None).seen_by(worldview)
    frames = []
    for name in ("provinces.parquet", "lines.parquet", "disputed.parquet"):
        try:
            frames.append(gpd.read_parquet(folder / name))
        except (OSError, ValueError) as error:
            raise DataError(f"the border file {str(folder / name)!r} cannot be read; build it again") from error
    return Borders(*frames)


def _taken(values: "pd.Series[Any]", index: Any) -> "pd.Series[Any]":
    """Return the value at each index, missing where the index is -1."""
    return values.reindex(index).reset_index(drop=True)
