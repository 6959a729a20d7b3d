"""Who says what about the selected incident, and the words in the reports that it rests on."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.dashboard import explanations, plain, reports, review_panel, session
from geo.dashboard.desks import Desk
from geo.dashboard.disagreements import Told, contradictions, long_date, toll_by_day
from geo.dashboard.holdings import Holdings
from geo.dashboard.table_panel import toll_in_words
from geo.rules import in_words
from geo.symbols import GROUPS, TYPES

_TEXT_HEIGHT: Final = 300
_VALUES: Final = {
    "date": "the day",
    "place": "the place",
    "type": "the kind",
    "means": "the means",
    "actor1": "who did it,",
    "actor2": "to whom,",
}
_REVIEW: Final = {"auto": "not reviewed", "confirmed": "accepted", "rejected": "rejected", "edited": "edited"}
_LEVELS: Final = {
    "exact": "exact spot",
    "place": "known to the place",
    "admin2": "known to the district",
    "admin1": "known to the province",
    "country": "known to the country",
    "unknown": "place unknown",
}


def show(found: gpd.GeoDataFrame, desk: Desk, held: Holdings, *, country_names: Mapping[str, str]) -> None:
    """Draw the evidence of an incident.

    Parameters
    ----------
    found
        The incident as a table of one row; of none if it is not there, or was not known on the chosen day.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="evidence_head"):
        st.html('<h2 class="panel">Evidence</h2>')
        st.button("Close", on_click=session.select, args=(None,), icon=":material/close:", type="tertiary")
    if not len(found):
        st.caption("Nothing was known of this incident on the chosen day, or it is not among these reports.")
        return
    incident = found.iloc[0]
    claims: Sequence[Told] = list(incident["claims"])
    _head(incident)
    review_panel.show(incident, desk, held)
    st.html(plain.facts(_facts(incident, country_names)))
    _disagreements(claims)
    _tolls(claims)
    _side_by_side(claims)
    _quotes(claims)
    _texts(claims, held)
    with st.expander("Why this place", icon=":material/location_on:"):
        explanations.place(claims, held)
    with st.expander("Why these reports are one incident", icon=":material/merge:"):
        explanations.merging(claims, held)


def _head(incident: "pd.Series[Any]") -> None:
    symbol = TYPES[incident["type"]]
    colour = GROUPS[symbol.group].colour
    kind = f'<span class="dot" style="background:{colour}"></span>{escape(symbol.label)}'
    states = " · ".join((kind, escape(incident["status"]), escape(_REVIEW[incident["review"]])))
    st.html(f'<p class="kind">{states}</p><h3 class="incident" dir="auto">{escape(incident["title"])}</h3>')


def _facts(incident: "pd.Series[Any]", country_names: Mapping[str, str]) -> list[tuple[str, str]]:
    def number(name: str) -> str:
        return toll_in_words(incident[f"{name}_low"], incident[f"{name}_high"])

    has_toll = GROUPS[TYPES[incident["type"]].group].has_toll
    confidence = incident["confidence"]
    return [
        ("When", _when(incident)),
        ("Where", _where(incident, country_names)),
        ("Who", _who(incident)),
        ("Killed", number("killed") if has_toll or number("killed") != "unknown" else ""),
        ("Injured", number("injured") if has_toll or number("injured") != "unknown" else ""),
        ("Means", incident["means"] or ""),
        ("Border", _border(incident)),
        ("Confidence", "" if pd.isna(confidence) else f"{confidence:.0%}"),
        ("Note", _note(incident)),
    ]


def _when(incident: "pd.Series[Any]") -> str:
    first, last = incident["date_start"] or incident["date_end"], incident["date_end"] or incident["date_start"]
    if not first:
        return "date unknown"
    if incident["date_precision"] == "day" and first == last:
        return long_date(first)
    return f"{long_date(first)} to {long_date(last)} (known to the {incident['date_precision']})"


def _where(incident: "pd.Series[Any]", country_names: Mapping[str, str]) -> str:
    code = incident["country"] or ""
    parts = [incident["place_name"], incident["admin1"], country_names.get(code, code)]
    names = ", ".join(dict.fromkeys(plain.isolated(part) for part in parts if part)) or "place unknown"
    if incident["precision"] == "unknown":
        return names
    reach = incident["uncertainty_km"]
    within = "" if pd.isna(reach) else f", within {max(1, round(reach))} km"
    return f"{names} ({_LEVELS[incident['precision']]}{within})"


def _who(incident: "pd.Series[Any]") -> str:
    by, to = (plain.isolated(name or "") for name in (incident["actor1"], incident["actor2"]))
    return f"{by or 'unknown'} → {to}" if to else by or ""


def _border(incident: "pd.Series[Any]") -> str:
    parts = []
    if incident["border"]:
        distance = incident["border_km"]
        parts.append(incident["border"] if pd.isna(distance) else f"{distance:.0f} km from {incident['border']}")
    if incident["crossing"] and not pd.isna(incident["crossing_km"]):
        parts.append(f"{incident['crossing_km']:.0f} km from the crossing {incident['crossing']}")
    if not pd.isna(incident["cross_border"]) and incident["cross_border"]:
        parts.append("the actor came across it")
    return "; ".join(parts)


def _note(incident: "pd.Series[Any]") -> str:
    notes = []
    if not pd.isna(incident["from_caption"]) and incident["from_caption"]:
        notes.append("known from a picture’s caption only")
    if not pd.isna(incident["disputed"]) and incident["disputed"]:
        notes.append("in a disputed area")
    return "; ".join(notes)


def _disagreements(claims: Sequence[Told]) -> None:
    sentences = contradictions(claims)
    if sentences:
        items = "".join(f'<li dir="auto">{escape(sentence)}</li>' for sentence in sentences)
        st.html(f'<section class="disagree"><h4>The reports disagree</h4><ul>{items}</ul></section>')


def _tolls(claims: Sequence[Told]) -> None:
    told = toll_by_day(claims)
    if len({figure for _, figure, _ in told}) < 2:  # noqa: PLR2004 - one figure makes no history
        return
    dated = [(figure, long_date(day) if day else "undated", origin) for day, figure, origin in told]
    rows = "".join(
        f"<li><b>{escape(figure)}</b> <span>{escape(day)}, {escape(origin)}</span></li>"
        for figure, day, origin in dated
    )
    st.html(f'<section class="tolls"><h4>Killed, as reported day by day</h4><ol>{rows}</ol></section>')


def _side_by_side(claims: Sequence[Told]) -> None:
    """Show a column for each report, a row for each value that any of them states."""
    by_report: dict[str, list[Told]] = {}
    for claim in claims:
        by_report.setdefault(claim["report_id"], []).append(claim)
    if len(by_report) < 2:  # noqa: PLR2004 - one report has no side
        return
    values: dict[str, Callable[[Told], str]] = {
        "Killed": lambda claim: _stated_toll(claim, "killed"),
        "Injured": lambda claim: _stated_toll(claim, "injured"),
        "Day": lambda claim: _text(claim, "date_start"),
        "Place": lambda claim: _text(claim, "place_name"),
        "By": lambda claim: _text(claim, "actor1"),
        "Against": lambda claim: _text(claim, "actor2"),
        "Means": lambda claim: _text(claim, "means"),
        "Status": lambda claim: _text(claim, "status"),
    }
    rows = []
    for name, value in values.items():
        cells = ["; ".join(dict.fromkeys(filter(None, map(value, told)))) for told in by_report.values()]
        if any(cells):
            rows.append((name, [cell or "–" for cell in cells]))
    differing = [len({cell for cell in cells if cell != "–"}) > 1 for _, cells in rows]
    head = [f"{_text(told[0], 'source') or 'report'} {_text(told[0], 'published')}" for told in by_report.values()]
    st.html(f'<h4 class="part">Side by side</h4><div class="wide">{plain.table(head, rows, differing=differing)}</div>')


def _stated_toll(claim: Told, what: str) -> str:
    words = toll_in_words(claim.get(f"{what}_low"), claim.get(f"{what}_high"))
    return "" if words == "unknown" else words


def _quotes(claims: Sequence[Told]) -> None:
    cards = []
    for claim in claims:
        outlet = _text(claim, "source") or "report"
        speaker = f"{escape(_text(claim, 'speaker'))}, in " if _text(claim, "speaker") else ""
        published = f", {escape(_text(claim, 'published'))}" if _text(claim, "published") else ""
        foot = f"{speaker}{plain.link(_text(claim, 'url'), outlet)}{published}"
        quote = escape(_text(claim, "quote"))
        cards.append(f'<blockquote dir="auto">“{quote}”<footer>{foot}{_inferred(claim)}</footer></blockquote>')
    number = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    st.html(f'<h4 class="part">In their words: {number}</h4>{"".join(cards)}')


def _inferred(claim: Told) -> str:
    """Return what of a claim is not in its words, with the reason for it."""
    told = [
        f"{_VALUES[value]} {escape(claim_value)}: {escape(reason)}"
        for value, reason in in_words(_text(claim, "inferred")).items()
        if (claim_value := _value(claim, value))
    ]
    return "".join(f'<small class="inferred" dir="auto">Not in these words, {one}.</small>' for one in told)


def _value(claim: Told, value: str) -> str:
    if value == "date":
        return long_date(_text(claim, "date_start")) if _text(claim, "date_start") else ""
    if value == "type":
        return TYPES[claim["type"]].label.lower()
    if value == "place":
        return _text(claim, "place_name") or _text(claim, "country")
    return _text(claim, value)


def _texts(claims: Sequence[Told], held: Holdings) -> None:
    """Show one of the reports in full, the claims' words marked, the places underlined."""
    there = [one for one in dict.fromkeys(_text(claim, "report_id") for claim in claims) if one in held.articles]
    if not there:
        st.caption("The reports’ full texts are not here; the quotes above are what was kept of them.")
        return
    report = there[0]
    if len(there) > 1:
        report = st.selectbox(
            "Full report",
            there,
            format_func=lambda key: reports.label(held.articles[key]),
            key=f"report_of_{there[0]}_{len(there)}",
        )
    article = held.articles[report]
    spans = [(int(claim["start"]), int(claim["end"])) for claim in claims if claim.get("report_id") == report]
    mentions = [(one.start, one.end, one.kind) for one in held.toponyms.get(report, ())]
    label = plain.link(article.url, reports.label(article))
    with st.container(height=_TEXT_HEIGHT):
        body = plain.highlighted(article.text, spans, mentions=mentions)
        st.html(f'<p class="source" dir="auto">{label}</p><div class="report" dir="auto">{body}</div>')
    if mentions:
        st.html(_KEY)


_KEY: Final = (
    '<p class="key"><mark>told of this incident</mark> · places: <u class="literal">as a place</u> · '
    '<u class="demonym">its people</u> · <u class="metonym">its government</u> · '
    '<u class="embedded">part of a name</u></p>'
)


def _text(claim: Told, name: str) -> str:
    value = claim.get(name)
    return value if isinstance(value, str) else ""
