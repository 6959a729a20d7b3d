"""What the browser tests do with the map."""

from playwright.sync_api import Frame, Page


def map_of(page: Page) -> Frame:
    """Return the frame of the map once incidents and borders are on it."""
    frame = page.wait_for_selector("iframe[title*=streamlit_folium]", timeout=90_000).content_frame()
    frame.wait_for_function(
        "() => window.incidentMap?.state?.digest && incidentMap.state.base.borders.length > 0", timeout=90_000
    )
    return frame


def shown(frame: Frame) -> list[str]:
    """Return the identifiers of the incidents that the map shows."""
    return frame.evaluate("Array.from(incidentMap.state.layer.shown, (i) => incidentMap.state.layer.data.id[i])")


def choose_days(frame: Frame, since: str, until: str) -> None:
    """Set both thumbs of the timeline."""
    days = frame.evaluate("incidentMap.state.timeline.slots.map(incidentMap.isoDay)")
    frame.get_by_role("slider", name="Last day").fill(str(days.index(until)))
    frame.get_by_role("slider", name="First day").fill(str(days.index(since)))
