"""Places of the user's own: read from CSV and GeoJSON, and first under each of their names."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.gazetteer import Gazetteer
from geo.gazetteer.index import PATH_VARIABLE, PLACES_VARIABLE
from geo.gazetteer.names import normalise
from geo.gazetteer.own import read_places

HEAD = "name,lat,lon,aliases\n"


def file(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_place_wins_under_its_name_and_aliases(tiny_path: Path, tmp_path: Path) -> None:
    places = file(tmp_path, HEAD + "Gate,10.62,10.66,Checkpoint Nine;CP-9\n")
    with Gazetteer(tiny_path, places=places) as gazetteer:
        [entry] = gazetteer.lookup("Gate")
        assert (entry.place.id, entry.place.lat, entry.name_kind) == ("own:gate", 10.62, "preferred")
        assert gazetteer.lookup("checkpoint nine")[0].name_kind == "alternate"
        assert gazetteer.get("own:gate") == entry.place
        assert gazetteer.has("CP-9")
        assert [found.place.id for found in gazetteer.lookup("Hill")] == ["geonames:103", "geonames:11"]


def test_the_nearest_town_says_in_which_country_an_own_place_lies(tiny_path: Path, tmp_path: Path) -> None:
    text = "name,lat,lon,country\nNear,10.61,10.66,\nFar,-60,0,\nClaimed,10.61,10.66,sd\n"
    with Gazetteer(tiny_path, places=file(tmp_path, text)) as gazetteer:
        near, far, claimed = (gazetteer.lookup(name)[0].place for name in ("Near", "Far", "Claimed"))
        assert (near.country, near.admin1, near.admin2) == ("NL", "Hill", "Upper Hill District")
        assert [area.name for area in gazetteer.parents(near)] == ["Hill", "Norland"]
        assert (far.country, gazetteer.parents(far)) == ("", ())
        assert (claimed.country, claimed.admin1) == ("SD", "")


def test_geojson_points_and_areas(tmp_path: Path) -> None:
    square = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]
    features = [
        {"properties": {"name": "Post", "aliases": ["Posten"]}, "geometry": {"type": "Point", "coordinates": [7, 50]}},
        {"properties": {"Name": "Zone", "kind": "region"}, "geometry": {"type": "Polygon", "coordinates": square}},
    ]
    document = {"type": "FeatureCollection", "features": [{"type": "Feature", **feature} for feature in features]}
    post, zone = read_places(file(tmp_path, json.dumps(document), "own.geojson"))
    assert (post.lat, post.lon, post.aliases, post.uncertainty_km) == (50, 7, ("Posten",), 2.0)
    assert (zone.kind, zone.lat, zone.lon) == ("region", 1, 1)
    assert 155 < zone.uncertainty_km < 160


def test_two_places_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    text = "Name,Latitude,LNG\nPost,1,1\nPost,2,2\n"
    assert [place.id for place in read_places(file(tmp_path, text))] == ["own:post", "own:post-2"]


NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(normalise)


@given(st.lists(st.tuples(NAMES, st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=5))
def test_a_csv_file_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, rows) -> None:
    path = tmp_path_factory.getbasetemp() / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("name", "lat", "lon"), *rows])
    assert [(place.name, place.lat, place.lon) for place in read_places(path)] == [
        (name.strip(), lat, lon) for name, lat, lon in rows
    ]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("own.csv", HEAD, "holds no places"),
        ("own.csv", HEAD + "Post,north,1,\n", "line 2: 'north' is no number for 'lat'"),
        ("own.csv", HEAD + "Post,91,1,\n", "line 2: 91.0, 1.0 is no latitude and longitude"),
        ("own.csv", HEAD + "Post,1,nan,\n", "no number for 'lon'"),
        ("own.csv", HEAD + "Post,1,1,\n…,1,1,\n", "line 3 has no name"),
        ("own.csv", "town,lat,lon\nPost,1,1\n", "line 2 has no name"),
        ("own.csv", "name,lat,lon,kind\nPost,1,1,castle\n", "'castle' is no kind of place"),
        ("own.geojson", "{", "cannot be read"),
        ("own.geojson", "[]", "no FeatureCollection"),
        ("own.geojson", '{"features": [{"properties": {"name": "Post"}}]}', "feature 1 has no geometry"),
        ("own.geojson", '{"features": ["Post"]}', "feature 1 has no geometry"),
        ("own.xlsx", "PK", "no .csv and no .geojson"),
    ],
)
def test_a_file_with_a_fault_is_one_sentence(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    path = file(tmp_path, text, name)
    with pytest.raises(DataError, match=r"own\.(csv|geojson|xlsx)") as refused:
        read_places(path)
    assert complaint in str(refused.value)


def test_the_environment_names_the_files_where_no_option_does(
    tiny_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(tiny_path))
    monkeypatch.setenv(PLACES_VARIABLE, str(file(tmp_path, HEAD + "Post,1,1,\n")))
    with Gazetteer() as gazetteer:
        assert gazetteer.path == tiny_path
        assert gazetteer.has("Post")
