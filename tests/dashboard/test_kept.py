"""What was read out of the example, kept from one start to the next."""

import pytest

from geo.dashboard import kept
from geo.dashboard.holdings import Holdings
from tests import world


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "incident-map"


def holdings() -> Holdings:
    frame = world.frame()
    mentions = frame.iloc[:0][["geometry"]].assign(surface="", name="", kind="", confidence=0.0, report_id="")
    return Holdings(articles=world.ARTICLES, incidents=frame, claims=world.CLAIMS, mentions=mentions, toponyms={})


def test_what_was_kept_comes_back():
    held = holdings()
    assert kept.load(world.ARTICLES) is None
    kept.save(world.ARTICLES, held)
    again = kept.load(world.ARTICLES)
    assert again.articles == held.articles
    assert again.claims == held.claims
    assert again.states.equals(held.states)


def test_other_reports_are_read_anew_and_only_the_latest_are_kept(folder):
    kept.save(world.ARTICLES, holdings())
    assert kept.load(world.ARTICLES[:1]) is None
    kept.save(world.ARTICLES[:1], holdings())
    assert len(list(folder.iterdir())) == 1


def test_another_gazetteer_reads_anew(monkeypatch, tmp_path):
    kept.save(world.ARTICLES, holdings())
    places = tmp_path / "own.csv"
    places.write_text("name,lat,lon\n")
    monkeypatch.setenv("INCIDENT_MAP_PLACES", str(places))
    assert kept.load(world.ARTICLES) is None


@pytest.mark.parametrize("content", [b"", b"no pickle", b"cgeo.nowhere\nNothing\n.", b"N."])
def test_a_broken_file_is_as_good_as_none(folder, content):
    kept.save(world.ARTICLES, holdings())
    next(folder.iterdir()).write_bytes(content)
    assert kept.load(world.ARTICLES) is None


def test_a_disk_that_takes_nothing_is_no_fault(folder):
    folder.parent.joinpath("incident-map").write_text("a file in the place of the folder")
    kept.save(world.ARTICLES, holdings())
    assert kept.load(world.ARTICLES) is None
