"""Adding reports by paste or upload."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from geo.articles import Skipped
from geo.dashboard import plain, reports, session
from geo.errors import IncidentMapError
from geo.records import Article

_TYPES = ["txt", "md", "html", "htm", "jsonl"]
_MAX_PASTED = 200_000
_MAX_UPLOAD_MB = 5


def show(known: Iterable[str]) -> None:
    """Draw the form; ``known`` are the identifiers of the reports that are there."""
    with st.form("add_report", border=False, clear_on_submit=False):
        text = st.text_area("Text of a report", height=150, max_chars=_MAX_PASTED, key="pasted")
        left, right = st.columns(2)
        source = left.text_input("Outlet", max_chars=120, key="pasted_source")
        published = right.date_input(
            "Published on",
            value=None,
            min_value=date(1900, 1, 1),
            format="YYYY-MM-DD",
            key="pasted_day",
            help=_DATE_HELP,
        )
        files = st.file_uploader(
            "or files", type=_TYPES, accept_multiple_files=True, max_upload_size=_MAX_UPLOAD_MB, key="uploaded"
        )
        given = st.form_submit_button("Read", type="primary", width="stretch")
    if given:
        _take(text, source, published, [(file.name, file.getvalue()) for file in files], known)
    for kind, note in st.session_state.get("added_notes", []):
        (st.success if kind == "done" else st.warning)(plain.as_markdown(note))


_DATE_HELP = "Needed for words such as “Thursday” or “two days ago”; without it they stay unknown."


def _take(text: str, source: str, published: date | None, files: list[tuple[str, bytes]], known: Iterable[str]) -> None:
    known = set(known)
    found = _found(text, source, published, files)
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


def _found(text: str, source: str, published: date | None, files: list[tuple[str, bytes]]) -> list[Article | Skipped]:
    found: list[Article | Skipped] = []
    if text.strip():
        try:
            found.append(reports.from_text(text, title="", source=source, url="", published=published))
        except IncidentMapError as error:
            found.append(Skipped(name="the pasted text", reason=str(error)))
    for name, content in files:
        found += reports.from_file(name, content, published=published)
    return found
