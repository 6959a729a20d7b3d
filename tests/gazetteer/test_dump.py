"""GeoNames' dump files: read as they are, built into an index, and refused in one sentence."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError, IncidentMapWarning
from geo.gazetteer import Gazetteer
from geo.gazetteer.dump import Dump, parse
from geo.gazetteer.enlarge import enlarge
from geo.geodesy import distance_km
from tests.gazetteer import dumps


@pytest.fixture(scope="module")
def zedland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder = tmp_path_factory.mktemp("dump")
    output = folder / "zed.gaz"
    enlarge([dumps.written(folder / "ZZ.zip", dumps.land())], output, base=None)
    with Gazetteer(output) as gazetteer:
        yield gazetteer


def test_a_town_lies_in_its_district_province_and_country(zedland: Gazetteer) -> None:
    town = zedland.lookup("Town 2001205")[0].place
    assert (town.kind, town.country, town.admin1, town.admin2) == ("city", "ZZ", "Province Blpha", "Dee1 District")
    assert [area.name for area in zedland.parents(town)] == ["Dee1 District", "Province Blpha", "Republic of Zedland"]
    assert zedland.reverse(town.lat, town.lon) == town


def test_areas_have_the_people_and_the_reach_of_their_towns(zedland: Gazetteer) -> None:
    district = zedland.lookup("Dee1")[0].place
    assert (district.kind, district.population) == ("admin2", sum(10 * town for town in range(dumps.TOWNS)))
    farthest = distance_km(district.lat, district.lon, district.lat + 0.19, district.lon + 0.19)
    assert district.uncertainty_km == pytest.approx(float(farthest) + 10, abs=0.1)
    country = zedland.country("ZZ")
    assert country is not None
    assert country.population == dumps.PROVINCES * dumps.DISTRICTS * district.population
    assert country.uncertainty_km > 250


def test_names_in_every_script_are_found_and_transliterations_for_search_engines_are_not(zedland: Gazetteer) -> None:
    for name in ("Koh-e-Zed", "Zed Range", "کوه زد"):
        assert zedland.lookup(name)[0].place.id == "geonames:3000001"
    assert not zedland.has("kwh zd")
    assert zedland.lookup("زدلاند")[0].place.kind == "country"
    assert zedland.lookup("ZDL")[0].name_kind == "abbreviation"


def test_kinds_and_sizes_follow_the_feature_codes(zedland: Gazetteer) -> None:
    mountains, airport = zedland.lookup("Koh-e-Zed")[0].place, zedland.lookup("Zed Airport")[0].place
    assert (mountains.kind, mountains.uncertainty_km, mountains.country) == ("region", 150.0, "ZZ")
    assert (airport.kind, airport.uncertainty_km) == ("region", 3.0)
    assert not zedland.has("Zed Road")


def test_classes_choose_what_is_taken(tmp_path: Path) -> None:
    output = tmp_path / "roads.gaz"
    enlarge([dumps.written(tmp_path / "ZZ.txt", dumps.land())], output, base=None, classes="R")
    with Gazetteer(output) as gazetteer:
        assert gazetteer.has("Zed Road")
        assert not gazetteer.has("Zed Airport")
        assert gazetteer.has("Province Alpha")  # areas hold the rest and stay


def test_files_of_codes_stand_in_for_records_of_areas(tmp_path: Path) -> None:
    provinces, districts = dumps.codes()
    files = [
        dumps.written(tmp_path / "admin2Codes.txt", districts),
        dumps.written(tmp_path / "cities500.zip", dumps.land(areas=False)),
        dumps.written(tmp_path / "admin1CodesASCII.txt", provinces),
    ]
    output = tmp_path / "zed.gaz"
    enlarge(files, output, base=None)
    with Gazetteer(output) as gazetteer:
        town, district = gazetteer.lookup("Town 2001205")[0].place, gazetteer.lookup("Dee1")[0].place
        assert (town.admin1, town.admin2) == ("Province Blpha", "Dee1 District")
        people = sum(10 * n + 1 for n in range(dumps.TOWNS))
        middle = sum((10 * n + 1) * n / 100 for n in range(dumps.TOWNS)) / people
        assert district.lat % 1 == pytest.approx(middle, abs=1e-4)
        reach = float(distance_km(district.lat, district.lon, district.lat // 1, district.lon // 1))
        assert reach <= district.uncertainty_km


def test_a_dump_goes_on_top_of_another_index(tmp_path: Path, tiny: Gazetteer) -> None:
    newer = [
        dumps.line(101, "Gate", 10.61, 10.64, "P.PPL", others="Geit", country="NL", population=25_000),
        dumps.line(11, "Hill Province", 1, 1, "A.ADM1", others="Berg", country="NL", admin1="01"),
        dumps.line(104, "Hamlet", 10.7, 10.7, "P.PPL", country="NL", admin1="01"),
    ]
    output = tmp_path / "larger.gaz"
    enlarge([dumps.written(tmp_path / "NL.txt", newer)], output, base=tiny)
    with Gazetteer(output) as gazetteer:
        gate = gazetteer.lookup("Geit")[0].place
        assert (gate.id, gate.lat, gate.population) == ("geonames:101", 10.61, 25_000)  # the dump knows towns better
        assert [entry.place.id for entry in gazetteer.lookup("Gate")] == ["geonames:101", "geonames:102"]
        hill = gazetteer.lookup("Berg")[0].place
        assert (hill.lat, hill.uncertainty_km) == (10.5, 80)  # an area was measured on its outline
        assert [area.name for area in gazetteer.parents(gazetteer.lookup("Hamlet")[0].place)] == ["Hill", "Norland"]
        assert gazetteer.lookup("Norlander")[0].name_kind == "demonym"
        assert gazetteer.lookup("Grey Sea")[0].place.id == "region:grey-sea"
        assert gazetteer.meta["attribution"] == "made for tests"
        assert "NL.txt" in gazetteer.meta["version of the dump"]


def test_the_gazetteer_that_is_built_upon_is_not_overwritten(tmp_path: Path, zedland: Gazetteer) -> None:
    with pytest.raises(DataError, match="choose another file"):
        enlarge([dumps.written(tmp_path / "ZZ.txt", dumps.land())], zedland.path, base=zedland)


def test_broken_lines_are_counted_and_the_first_is_shown(tmp_path: Path) -> None:
    lines = list(dumps.land())
    lines[3:3] = ["no columns\n", dumps.line(7, "Nowhere", 99, 0, "P.PPL"), lines[5].replace("\t100\t", "\t")]
    with pytest.warns(IncidentMapWarning, match=r"ZZ\.txt: 3 lines were skipped; line 4: it has 1 columns"):
        enlarge([dumps.written(tmp_path / "ZZ.txt", lines)], tmp_path / "zed.gaz", base=None)


def faulty(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "empty.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("picture.png", b"")
    elif name == "prose.txt":
        path.write_text("Once upon a time\n")
    elif name == "codes.txt":
        path.write_text("".join(dumps.codes()[0]))
    elif name == "cut.zip":
        whole = dumps.written(folder / "ZZ.zip", dumps.land()).read_bytes()
        path.write_bytes(whole.replace(whole[200:260], bytes(60)))
    return path


@pytest.mark.parametrize("name", ["missing.zip", "empty.zip", "prose.txt", "codes.txt", "cut.zip"])
def test_what_is_no_dump_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    output = tmp_path / "zed.gaz"
    with pytest.raises(DataError) as refused:
        enlarge([faulty(tmp_path, name)], output, base=None)
    assert name in str(refused.value) or "allCountries.zip" in str(refused.value)
    assert not output.exists()
    assert not list(tmp_path.glob("zed.gaz*"))


@given(st.binary(max_size=200))
def test_a_line_is_a_record_or_a_value_error(line: bytes) -> None:
    try:
        parse(line)
    except ValueError:
        return
    assert line.count(b"\t") == 18


def test_the_progress_sees_every_byte(tmp_path: Path) -> None:
    path = dumps.written(tmp_path / "ZZ.zip", dumps.land())
    seen: dict[str, tuple[int, int]] = {}

    def progress(lines, what, size):
        read = 0
        for line in lines:
            read += len(line)
            yield line
        seen[what] = read, size

    list(Dump([path], progress=progress).records("reading"))
    assert [read for read, _ in seen.values()] == [size for _, size in seen.values()]
    assert list(seen) == ["reading: ZZ.zip"]
