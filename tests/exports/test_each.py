"""What every form of export promises."""

from pathlib import Path

import pytest

from geo import exports
from geo.errors import ExportError, OptionError
from geo.tables import to_frame
from tests import world


@pytest.fixture(params=exports.SUFFIXES)
def target(request, tmp_path) -> Path:
    return tmp_path / f"incidents{request.param}"


def test_the_same_table_gives_the_same_bytes(target):
    first = exports.write(world.frame(), target).read_bytes()
    changed_order = world.frame().set_index(world.frame()["id"], drop=False)
    again = exports.write(changed_order, target.with_name("again" + target.suffix))
    assert again.read_bytes() == first


def test_it_says_who_made_it_and_from_what(target):
    content = exports.write(world.frame(), target, generator="A test 1.0").read_bytes()
    if target.suffix == ".csv":  # a plain table has no place for it
        return
    assert b"A test 1.0" in content
    assert b"CC BY 4.0" in content
    assert b"Natural Earth" in content


def test_a_table_without_incidents_is_a_file_without_incidents(target):
    exports.write(to_frame([]), target)
    assert target.stat().st_size > 0


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(target):
    target.write_text("before")
    exports.write(world.frame(), target)
    assert target.read_bytes()[:6] != b"before"
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_leaves_the_old_file_and_nothing_else(target, monkeypatch):
    def break_off(_edition, path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exports._WRITERS, target.suffix, break_off)
    target.write_text("before")
    with pytest.raises(ExportError, match=r"cannot be written: No space left on device"):
        exports.write(world.frame(), target)
    assert target.read_text() == "before"
    assert list(target.parent.iterdir()) == [target]


def test_a_link_is_followed(target):
    link = target.with_name("link" + target.suffix)
    link.symlink_to(target)
    exports.write(world.frame(), link)
    assert link.is_symlink()
    assert target.is_file()


def test_paths_that_cannot_be_written_are_named(target):
    with pytest.raises(ExportError, match=f"no folder .*missing.*'incidents{target.suffix}'"):
        exports.write(world.frame(), target.parent / "missing" / target.name)
    target.mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        exports.write(world.frame(), target)


def test_a_table_that_breaks_the_contract_is_not_written(target):
    with pytest.raises(OptionError, match="a type other than"):
        exports.write(world.frame().assign(type="ufo"), target)
    assert not target.exists()


def test_an_unknown_suffix_lists_the_choices(tmp_path):
    with pytest.raises(OptionError, match=r"\.geojson, \.csv, \.gpkg, \.parquet, \.kml"):
        exports.write(world.frame(), tmp_path / "incidents.shp")
    assert exports.check_target("map.HTML", others=(".html",)) == ".html"


def test_every_source_has_terms_and_an_attribution():
    for source in exports.SOURCES:
        assert source.name
        assert source.licence
        assert source.attribution
        assert source.url.startswith("https://") or source.name == "Reports"
