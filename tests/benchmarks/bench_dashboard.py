"""How long a reader waits, and what is sent; by hand: ``pytest tests/benchmarks/bench_dashboard.py``.

In Chromium, with 20,000 incidents that the browser has one by one and with 1,000,000 that it has as counts.
Beside each time stands its ratio to a plain pandas filter of the same table, which tells a fast machine from a
fast program.
"""

import time
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import sync_playwright

from geo.dashboard.map_panel import MOST_IN_BROWSER
from tests import many
from tests.browser.conftest import CHROMIUM, FLAGS, running

APP = Path(__file__).parents[1] / "many_app.py"
STEPS = 60
CHANGES = 5


def pandas_filter(count: int) -> float:
    """Return the seconds in which pandas tests three columns of the table and takes what passes."""
    frame = many.incidents(count)
    start = time.perf_counter()
    _ = frame[
        frame["type"].isin(["talks"]) & frame["status"].isin(["happened", "claimed"]) & (frame["border_km"] < 900)
    ]
    return time.perf_counter() - start


class Watched:
    """A page with the number of bytes that it got, and the moments of its last click and of its map's drawing."""

    def __init__(self, page, address: str) -> None:
        self.page = page
        self.received = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        page.on("response", self._count_response)
        page.add_init_script("addEventListener('click', () => (window.clickedAt = Date.now()), true)")
        page.goto(address)
        element = page.wait_for_selector("iframe[title*=streamlit_folium]", timeout=300_000)
        self.frame = element.content_frame()
        self.frame.wait_for_function("() => window.incidentMap?.state?.digest", timeout=300_000)
        self.frame.evaluate("incidentMap.state.map.on('incidents:shown', () => (window.drawnAt = Date.now()))")
        page.wait_for_timeout(3000)

    def _count(self, payload) -> None:
        self.received += len(payload)

    def _count_response(self, response) -> None:
        self.received += int(response.headers.get("content-length", 0))

    def milliseconds_until_drawn(self, click, *, within_map: bool = False) -> tuple[float, float]:
        """Return milliseconds from a click to the map with its result, and kilobytes received for it."""
        self.frame.evaluate("window.drawnAt = 0")
        before = self.received
        click()
        self.frame.wait_for_function("window.drawnAt > 0", timeout=60_000)
        clicked = (self.frame if within_map else self.page).evaluate("window.clickedAt")
        took = self.frame.evaluate("window.drawnAt") - clicked
        self.page.wait_for_timeout(1000)
        return took, (self.received - before) / 1000

    def filter_changes(self) -> list[tuple[float, float]]:
        """Choose types one after the other, each joining those before it."""
        done = []
        for _ in range(CHANGES):
            self.page.get_by_label("Type").first.click()
            option = self.page.get_by_role("option").nth(1)  # those chosen before are in the list no more
            option.hover()
            done.append(self.milliseconds_until_drawn(option.click))
            self.page.keyboard.press("Escape")
        return done


def in_words(done: list[tuple[float, float]], baseline: float) -> str:
    times, sizes = zip(*done, strict=True)
    middle = median(times)
    return (
        f"median {middle:.0f} ms, longest {max(times):.0f} ms ({middle / 1000 / baseline:.1f} times pandas), "
        f"{max(sizes):.0f} kB"
    )


def frames_a_second(frame) -> float:
    return frame.evaluate(
        """async (steps) => {
          const { timeline } = incidentMap.state;
          const start = performance.now();
          for (let at = 0; at < steps; at++) {
            timeline.setSlots(at, at + 30);
            await new Promise((resume) => requestAnimationFrame(resume));
          }
          return (1000 * steps) / (performance.now() - start);
        }""",
        STEPS,
    )


def slider_steps(frame) -> list[float]:
    """Return milliseconds from a moved thumb to the picture after it, of some steps."""
    return frame.evaluate(
        """async () => {
          const { low } = incidentMap.state.timeline;
          const took = [];
          for (let at = 1; at <= 20; at++) {
            const start = performance.now();
            low.value = at * 10;
            low.dispatchEvent(new Event("input"));
            await new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
            took.push(performance.now() - start);
          }
          return took;
        }"""
    )


@pytest.mark.parametrize("count", [20_000, 1_000_000])
def test_a_reader_waits(count, say, tmp_path):
    baseline = pandas_filter(count)
    log = tmp_path / "log.txt"
    with running(APP, log, arguments=[str(count)]) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        start = time.perf_counter()
        watched = Watched(browser.new_page(viewport={"width": 1440, "height": 900}), address)
        say(f"{count} incidents: open after {time.perf_counter() - start:.1f} s, {watched.received / 1e6:.2f} MB")
        say(f"  filter by type: {in_words(watched.filter_changes(), baseline)}")
        reset = watched.page.get_by_role("button", name="Reset all filters")
        say(f"  reset: {in_words([watched.milliseconds_until_drawn(reset.click)], baseline)}")
        if count <= MOST_IN_BROWSER:
            say(f"  range of 31 days moved in the browser: {frames_a_second(watched.frame):.0f} frames/s")
            steps = slider_steps(watched.frame)
            say(f"  step of the slider to its picture: median {median(steps):.0f} ms, longest {max(steps):.0f} ms")
        else:
            zoom = watched.frame.get_by_role("button", name="Zoom in")
            took = watched.milliseconds_until_drawn(zoom.click, within_map=True)
            say(f"  zoom to new counts: {in_words([took], baseline)}")
        browser.close()


def test_two_sessions(say, tmp_path):
    """A session that opens a million incidents must not freeze another one for long."""
    log = tmp_path / "log.txt"
    with running(APP, log, arguments=["20000"]) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        watched = Watched(browser.new_page(viewport={"width": 1440, "height": 900}), address)
        alone = [took for took, _ in watched.filter_changes()]
        watched.page.get_by_role("button", name="Reset all filters").click()
        other = browser.new_page()
        other.goto(f"{address}?count=1000000", wait_until="commit")
        beside = [took for _ in range(2) for took, _ in watched.filter_changes()]
        say(f"filter at 20,000 while another session opens 1,000,000: longest {max(beside):.0f} ms of {len(beside)}, ")
        say(f"  alone {max(alone):.0f} ms")
        browser.close()
