"""Adding reports by paste or upload."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import streamlit as st

from geo.articles import Skipped
from geo.dashboard import plain, reports, session
from geo.dashboard.uploads import MAX_FILE_BYTES, MAX_ZIP_BYTES, MAX_ZIP_FILES, UPLOAD_TYPES, reports_in
from geo.errors import IncidentMapError
from geo.records import Article

_MAX_PASTED: Final = 200_000
_MAX_NAME: Final = 200
_MAX_ADDRESS: Final = 2000
_MOST_NOTES: Final = 12
_BOXES: Final = {"done": st.success, "nothing": st.info, "problem": st.warning}
"""How a note is shown: of a report that told of something, of one that told of nothing, and of none that was read."""


def show(known: Mapping[str, Article]) -> None:
    """Draw the form; ``known`` are the reports that are there, by identifier."""
    with st.form("add_report", border=False, clear_on_submit=False):
        text = st.text_area("Text of a report", height=140, max_chars=_MAX_PASTED, key="pasted")
        left, right = st.columns(2)
        title = left.text_input("Title", max_chars=_MAX_NAME, key="pasted_title")
        source = right.text_input("Outlet", max_chars=_MAX_NAME, key="pasted_source")
        url = left.text_input("Web address", max_chars=_MAX_ADDRESS, key="pasted_url", placeholder="https://")
        published = right.date_input(
            "Published on",
            value=None,
            min_value=date(1900, 1, 1),
            format="YYYY-MM-DD",
            key="pasted_day",
            help=_DATE_HELP,
        )
        files = st.file_uploader(
            "or files, or a folder as a zip",
            type=UPLOAD_TYPES,
            accept_multiple_files=True,
            max_upload_size=MAX_ZIP_BYTES // 1_000_000,
            key="uploaded",
            help=_FILES_HELP,
        )
        given = st.form_submit_button("Read", type="primary", width="stretch")
    if given:
        found = _pasted(text, title=title, source=source, url=url, published=published)
        for file in files:
            found += reports_in(file.name, file.getvalue(), published=published)
        _take(found, known)
    _notes()


_DATE_HELP: Final = (
    "Needed for words such as “Thursday” or “two days ago”; without it they stay unknown. "
    "It counts for the pasted text and for every file given with it."
)
_FILES_HELP: Final = (
    f"Texts, saved web pages and JSON lines, up to {MAX_FILE_BYTES / 1e6:g} MB each. A zip may hold up to "
    f"{MAX_ZIP_FILES} of them. A text may begin with lines such as “published: 2024-01-18” and an empty line."
)


def _pasted(text: str, *, title: str, source: str, url: str, published: date | None) -> list[Article | Skipped]:
    if not text.strip():
        return []
    try:
        return [reports.from_text(text, title=title, source=source, url=url, published=published)]
    except IncidentMapError as error:
        return [Skipped(name="the pasted text", reason=str(error))]


def _take(found: list[Article | Skipped], known: Mapping[str, Article]) -> None:
    if not found:
        st.session_state.added_notes = [("problem", "Paste a text or choose a file first.")]
        return
    held = session.added_reports()
    added = reports.sorted_out(found, known, room=reports.MAX_ADDED - len(held))
    st.session_state.added_notes = [("problem", note) for note in added.notes]
    if added.taken:
        held.update({article.id: article for article in added.taken})
        st.session_state.just_added = [article.id for article in added.taken]
        st.rerun()


def _notes() -> None:
    notes: list[tuple[str, str]] = st.session_state.get("added_notes", [])
    for kind, note in notes[:_MOST_NOTES]:
        _BOXES[kind](plain.as_markdown(note))
    if len(notes) > _MOST_NOTES:
        st.caption(f"and {len(notes) - _MOST_NOTES} more notes of this kind")
