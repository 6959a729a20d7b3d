"""How many reports a second are read, everything included; by hand: ``pytest tests/benchmarks/bench_reading.py``.

In a process of its own, on one core, warm: the same reports were read once before. Each part stands beside the whole,
and the whole as a multiple of the network alone, which nothing can do without.
"""

import subprocess
import sys
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold" / "development"
REPORTS = 60

READ = """
import os, sys, time
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
from pathlib import Path
from geo import language, pipeline
from geo.articles import for_analysis, open_reports
from geo.gazetteer import Gazetteer

reports, gazetteer = list(open_reports([Path(name) for name in sys.argv[1:]])), Gazetteer()
texts = [for_analysis(report) for report in reports]

def timed(work):
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done

pipeline.read(reports, gazetteer=gazetteer)
network, _ = timed(lambda: [language.analyse(text) for text in texts])
analysing, known = timed(lambda: [pipeline.analyse(report, gazetteer) for report in reports])
telling, told = timed(lambda: [pipeline.read_together([one], gazetteer) for one in known])
claims = [claim for (_, own), in told for claim in own]
adding, _ = timed(lambda: pipeline.incidents_of(claims))
whole, _ = timed(lambda: pipeline.read(reports, gazetteer=gazetteer))
print(sum(len(text.split()) for text in texts), network, analysing - network, telling, adding, whole)
"""
PARTS = ("network", "names and dates", "places and claims", "incidents and borders")


def test_reading(say):
    paths = sorted(str(path) for path in GOLD.glob("*.txt"))[::7][:REPORTS]
    done = subprocess.run([sys.executable, "-c", READ, *paths], check=True, capture_output=True, text=True)
    words, *parts, whole = map(float, done.stdout.split())
    say(f"{len(paths)} reports of {words / len(paths):.0f} words: {len(paths) / whole:.1f} a second, ")
    say(f"  that is {words / 300 / whole:.1f} of 300 words; {whole / parts[0]:.1f} times the network alone")
    say(
        "  milliseconds a report: "
        + ", ".join(f"{name} {1000 * part / len(paths):.0f}" for name, part in zip(PARTS, parts, strict=True))
    )
