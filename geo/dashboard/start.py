"""Streamlit with the page's libraries already on their way: ``python -m geo.dashboard.start run PAGE ...``.

Streamlit runs a page once a browser has come, and only then would its libraries be imported. Here they are imported
while the server starts and the browser fetches its scripts, which saves a reader about a second.
"""

import logging
import threading


def main() -> None:
    """Run Streamlit's command line with this process's arguments."""
    threading.Thread(target=_import_libraries, name="import-libraries", daemon=True).start()
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415

    streamlit(prog_name="streamlit")


def _import_libraries() -> None:
    # Not the page itself: what declares a component of Streamlit must be imported when its server is there.
    try:
        import geo.mapping  # noqa: PLC0415
        import geo.project  # noqa: F401, PLC0415
    except Exception:  # the page imports them again, and says what is wrong where a reader sees it
        logging.getLogger(__name__).debug("the page's libraries could not be imported early", exc_info=True)


if __name__ == "__main__":
    main()
