"""How long a reader waits, and what is sent; by hand: ``pytest tests/benchmarks/bench_dashboard.py``.

In Chromium, with 20,000 incidents that the browser has one by one and with 1,000,000 that it has as counts.
Beside each time stands its ratio to a plain pandas filter of the same table, which tells a fast machine from a
fast program.
"""

import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import many
from tests.browser.conftest import CHROMIUM, FLAGS, running

APP = Path(__file__).parents[1] / "many_app.py"
STEPS = 60


@pytest.fixture
def say(capsys):
    def writer(text):
        with capsys.disabled():
            sys.stdout.write(f"\n{text}")

    return writer


def pandas_filter(count: int) -> float:
    """Return the seconds in which pandas tests three columns of the table and takes what passes."""
    frame = many.incidents(count)
    start = time.perf_counter()
    _ = frame[
        frame["type"].isin(["talks"]) & frame["status"].isin(["happened", "claimed"]) & (frame["border_km"] < 900)
    ]
    return time.perf_counter() - start


class Watched:
    """A page with the number of bytes that it got, and the moments at which its map was drawn anew."""

    def __init__(self, page, address: str) -> None:
        self.page = page
        self.received = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        page.on("response", self._count_response)
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

    def milliseconds_until_drawn(self, action) -> tuple[float, float]:
        """Return milliseconds from an action to the map with its result, and kilobytes received for it."""
        self.frame.evaluate("window.drawnAt = 0")
        before, start = self.received, self.page.evaluate("Date.now()")
        action()
        self.frame.wait_for_function("window.drawnAt > 0", timeout=60_000)
        took = self.frame.evaluate("window.drawnAt") - start
        self.page.wait_for_timeout(2000)
        return took, (self.received - before) / 1000


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


@pytest.mark.parametrize("count", [20_000, 1_000_000])
def test_a_reader_waits(count, say, tmp_path):
    baseline = pandas_filter(count)
    log = tmp_path / "log.txt"
    with running(APP, log, arguments=[str(count)]) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        start = time.perf_counter()
        watched = Watched(browser.new_page(viewport={"width": 1440, "height": 900}), address)
        say(f"{count} incidents: open after {time.perf_counter() - start:.1f} s, {watched.received / 1e6:.2f} MB")
        watched.page.get_by_label("Type").first.click()
        option = watched.page.get_by_role("option").nth(1)
        took, sent = watched.milliseconds_until_drawn(option.click)
        say(f"  filter by type: {took:.0f} ms ({took / 1000 / baseline:.1f} times pandas), {sent:.0f} kB")
        if count <= 20_000:
            watched.page.keyboard.press("Escape")
            took, sent = watched.milliseconds_until_drawn(
                watched.page.get_by_role("button", name="Reset all filters").click
            )
            say(f"  reset: {took:.0f} ms ({took / 1000 / baseline:.1f} times pandas), {sent:.0f} kB")
            say(f"  range of 31 days moved in the browser: {frames_a_second(watched.frame):.0f} frames/s")
        else:
            zoom = watched.frame.get_by_role("button", name="Zoom in")
            took, sent = watched.milliseconds_until_drawn(zoom.click)
            say(f"  zoom to new counts: {took:.0f} ms ({took / 1000 / baseline:.1f} times pandas), {sent:.0f} kB")
        browser.close()


def test_two_sessions(say, tmp_path):
    """A session that opens a million incidents must not freeze another one for long."""
    log = tmp_path / "log.txt"
    with running(APP, log, arguments=["1000000"]) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        watched = Watched(browser.new_page(viewport={"width": 1440, "height": 900}), address)
        other = browser.new_page()
        other.goto(address)
        watched.page.get_by_label("Type").first.click()
        took, _ = watched.milliseconds_until_drawn(watched.page.get_by_role("option").nth(1).click)
        say(f"filter of a session while another one opens a million incidents: {took:.0f} ms")
        browser.close()
