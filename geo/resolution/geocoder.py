"""The gazetteer behind geopy's interface, so that code written for an online geocoder works offline."""

from collections.abc import Sequence
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.errors import OptionError
from geo.gazetteer import Gazetteer, address
from geo.records import Place
from geo.resolution.candidates import candidates

_REVERSE_KM = 50.0


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """The adapter that geopy demands of every geocoder; this one has nobody to ask."""

    def get_json(self, url: str, *, timeout: float | None, headers: dict[str, str]) -> Any:
        return self.get_text(url, timeout=timeout, headers=headers)

    def get_text(self, url: str, *, timeout: float | None, headers: dict[str, str]) -> str:  # noqa: ARG002
        raise GeocoderUnavailable(f"the offline geocoder sends nothing, and {url!r} was asked for")


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocode names and points from the embedded gazetteer; nothing is ever sent anywhere.

    Parameters
    ----------
    gazetteer
        Where to look; by default the gazetteer that ships with the package.

    Examples
    --------
    >>> location = OfflineGeocoder().geocode("Taftan, Pakistan")
    >>> location.address
    'Taftan, Chagai District, Balochistan, Pakistan'
    >>> location.raw["kind"], location.raw["uncertainty_km"]
    ('city', 2.0)
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(timeout=None, adapter_factory=_NoNetwork)
        self.gazetteer = gazetteer or Gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface; nothing here waits
    ) -> Location | list[Location] | None:
        """Return the place or places that a name means, best first; None if there is none.

        Parameters
        ----------
        query
            A name, or a name and what contains it: ``"Springfield, Illinois"``.
        exactly_one
            Return the best only.
        limit
            At most so many, where several are asked for.
        country_codes
            ISO 3166-1 alpha-2 codes; only places there are returned.
        timeout
            Not used.

        Raises
        ------
        OptionError
            If ``limit`` is not positive.
        """
        if limit is not None and limit < 1:
            raise OptionError(f"limit {limit!r} is not positive; leave it out to have all")
        codes = [country_codes] if isinstance(country_codes, str) else country_codes or []
        wanted = {code.upper() for code in codes}
        places = [
            candidate.place
            for candidate in candidates(query, gazetteer=self.gazetteer)
            if not wanted or candidate.place.country in wanted
        ]
        if not places:
            return None
        return self._location(places[0]) if exactly_one else [self._location(place) for place in places[:limit]]

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - part of geopy's interface; nothing here waits
    ) -> Location | list[Location] | None:
        """Return the city nearest to a point, within 50 km; None if there is none.

        Parameters
        ----------
        query
            A :class:`geopy.Point`, a ``(latitude, longitude)`` pair in WGS 84 degrees, or such a text.
        exactly_one
            Return it alone, not in a list.
        timeout
            Not used.
        """
        point = query if isinstance(query, Point) else Point(query)
        place = self.gazetteer.reverse(point.latitude, point.longitude, within_km=_REVERSE_KM)
        if place is None:
            return None
        location = self._location(place)
        return location if exactly_one else [location]

    def _location(self, place: Place) -> Location:
        raw: dict[str, Any] = {
            "id": place.id,
            "kind": place.kind,
            "country": place.country,
            "population": place.population,
            "uncertainty_km": place.uncertainty_km,
        }
        return Location(address(place, self.gazetteer), (place.lat, place.lon), raw)
