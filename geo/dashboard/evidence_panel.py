"""Who says what about the selected incident, and the words in the reports that it rests on."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.dashboard import plain, reports
from geo.dashboard.table_panel import toll_in_words
from geo.records import Article

_TEXT_HEIGHT = 330


def show(frame: gpd.GeoDataFrame, selected: str | None, articles: Mapping[str, Article]) -> None:
    """Draw the evidence of the incident with the identifier ``selected``."""
    st.html('<h2 class="panel">Evidence</h2>')
    found = frame[frame["id"] == selected] if selected else frame.iloc[:0]
    if not len(found):
        st.caption("Click an incident on the map, or select a row of a table, to see who says so and in which words.")
        return
    incident = found.iloc[0]
    claims: Sequence[Mapping[str, Any]] = list(incident["claims"])
    plain.show(incident["title"], kind="h3", style="incident")
    plain.show(_summary(incident, claims), style="summary")
    st.dataframe(
        _claim_rows(claims),
        hide_index=True,
        key="claims",
        height=min(250, 36 + 35 * len(claims)),
        column_config={
            "Quote": st.column_config.TextColumn(width="large"),
            "Link": st.column_config.LinkColumn(display_text="open", width="small"),
        },
    )
    _texts(claims, articles)


def _summary(incident: "pd.Series[Any]", claims: Sequence[Mapping[str, Any]]) -> str:
    number = 0 if pd.isna(incident["sources"]) else int(incident["sources"])
    told = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    held = "1 report" if number == 1 else f"{number} reports"
    parts = [f"{told} in {held}", f"review: {incident['review']}"]
    if not pd.isna(incident["crossing"]) and not pd.isna(incident["crossing_km"]):
        parts.append(f"nearest crossing {incident['crossing']}, {incident['crossing_km']:.0f} km")
    if not pd.isna(incident["from_caption"]) and incident["from_caption"]:
        parts.append("known from a picture’s caption only")
    if not pd.isna(incident["disputed"]) and incident["disputed"]:
        parts.append("in a disputed area")
    return " · ".join(parts)


def _claim_rows(claims: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the claims side by side, one a row."""
    return pd.DataFrame(
        {
            "Source": [_text(claim, "source") or "report" for claim in claims],
            "Says so": [_text(claim, "speaker") or "the report" for claim in claims],
            "Killed": [toll_in_words(claim.get("killed_low"), claim.get("killed_high")) for claim in claims],
            "Injured": [toll_in_words(claim.get("injured_low"), claim.get("injured_high")) for claim in claims],
            "Published": [_text(claim, "published") for claim in claims],
            "Status": [_text(claim, "status") for claim in claims],
            "Date": [_text(claim, "date_start") for claim in claims],
            "Place": [_text(claim, "place_name") for claim in claims],
            "Actor": [_text(claim, "actor1") for claim in claims],
            "Quote": [_text(claim, "quote") for claim in claims],
            "Link": [_web_address(_text(claim, "url")) for claim in claims],
        }
    )


def _texts(claims: Sequence[Mapping[str, Any]], articles: Mapping[str, Article]) -> None:
    """Show one of the reports in full, the claims' words marked."""
    held = [report for report in dict.fromkeys(_text(claim, "report_id") for claim in claims) if report in articles]
    if not held:
        st.caption("The reports’ full texts are not here; the quotes above are what was kept of them.")
        return
    report = held[0]
    if len(held) > 1:
        report = st.selectbox(
            "Report", held, format_func=lambda key: reports.label(articles[key]), key=f"report_of_{held[0]}_{len(held)}"
        )
    article = articles[report]
    spans = [(int(claim["start"]), int(claim["end"])) for claim in claims if claim.get("report_id") == report]
    head = f'<p class="source" dir="auto">{escape(reports.label(article))}{_link(article.url)}</p>'
    with st.container(height=_TEXT_HEIGHT):
        st.html(f'{head}<div class="report" dir="auto">{plain.highlighted(article.text, spans)}</div>')


def _link(url: str) -> str:
    address = _web_address(url)
    if address is None:
        return ""
    return f' · <a href="{escape(address)}" target="_blank" rel="noopener noreferrer">source</a>'


def _web_address(url: str) -> str | None:
    """Return an http or https address, or None: other schemes could run in the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _text(claim: Mapping[str, Any], name: str) -> str:
    value = claim.get(name)
    return value if isinstance(value, str) else ""
