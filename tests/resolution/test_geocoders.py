"""Every geocoder is asked the same way; only the offline one answers without a network."""

import inspect

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder

from geo.errors import OptionError
from geo.gazetteer import Gazetteer
from geo.resolution.geocoder import OfflineGeocoder

GEOCODERS: list[type[Geocoder]] = [OfflineGeocoder, Nominatim]


@pytest.mark.parametrize("geocoder", GEOCODERS)
def test_each_geocoder_takes_the_same_options(geocoder: type[Geocoder]) -> None:
    assert issubclass(geocoder, Geocoder)
    geocode = inspect.signature(geocoder.geocode).parameters
    assert list(geocode)[:2] == ["self", "query"]
    assert {"exactly_one", "limit", "country_codes", "timeout"} <= geocode.keys()
    reverse = inspect.signature(geocoder.reverse).parameters
    assert {"query", "exactly_one", "timeout"} <= reverse.keys()


@pytest.fixture
def offline(shipped: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(shipped)


def test_geocode_answers_as_geopy_does(offline: OfflineGeocoder) -> None:
    location = offline.geocode("Taftan, Pakistan")
    assert location.address == "Taftan, Chagai District, Balochistan, Pakistan"
    assert (location.latitude, location.longitude) == pytest.approx((28.947, 61.587), abs=0.01)
    assert location.raw == {
        "id": "geonames:9969716",
        "kind": "city",
        "country": "PK",
        "population": 18510,
        "uncertainty_km": 2.0,
    }


def test_geocode_returns_several_or_none(offline: OfflineGeocoder) -> None:
    assert len(offline.geocode("Springfield", exactly_one=False, limit=3)) == 3
    assert offline.geocode("Xyzzyville") is None
    assert offline.geocode("Xyzzyville", exactly_one=False) is None


def test_geocode_keeps_to_the_countries_asked_for(offline: OfflineGeocoder) -> None:
    assert offline.geocode("Tripoli", country_codes="lb").raw["country"] == "LB"
    assert offline.geocode("Tripoli", country_codes=["PK"]) is None


def test_geocode_refuses_a_limit_below_one(offline: OfflineGeocoder) -> None:
    with pytest.raises(OptionError, match="limit 0"):
        offline.geocode("Tripoli", exactly_one=False, limit=0)


@pytest.mark.parametrize("query", [(28.95, 61.58), "28.95, 61.58"])
def test_reverse_finds_the_nearest_city(offline: OfflineGeocoder, query: object) -> None:
    assert offline.reverse(query).address.startswith("Taftan")
    assert offline.reverse(query, exactly_one=False)[0].raw["kind"] == "city"
    assert offline.reverse((0, -30)) is None


def test_nothing_is_ever_sent(offline: OfflineGeocoder) -> None:
    with pytest.raises(GeocoderUnavailable, match="sends nothing"):
        offline.adapter.get_json("https://example.org", timeout=1, headers={})
