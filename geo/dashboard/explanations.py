"""Why an incident lies where it does, and why its reports are taken for reports of one event."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import streamlit as st

from geo.dashboard.holdings import Holdings
from geo.records import Candidate, Claim, Toponym
from geo.similarity import similarity

_KINDS: Final = {"admin1": "province", "admin2": "district"}
_MOST_CANDIDATES: Final = 4
_MOST_PAIRS: Final = 12


def place(claims: Sequence[Mapping[str, Any]], held: Holdings) -> None:
    """Draw for each name that placed the incident the candidates that it could mean, with reasons."""
    parts = []
    seen: set[str] = set()
    for claim in _records(claims, held):
        mention = _mention(claim, held)
        if mention is None or mention.name in seen:
            continue
        seen.add(mention.name)
        told = [_candidate(candidate, at == 0) for at, candidate in enumerate(mention.candidates[:_MOST_CANDIDATES])]
        rest = len(mention.candidates) - _MOST_CANDIDATES
        more = f'<p class="summary">and {rest} more places of that name</p>' if rest > 0 else ""
        said = f"“{mention.surface}” in {claim.source or 'a report'}, likely right: {mention.confidence:.0%}"
        head = f'<p class="why" dir="auto">{escape(said)}</p>'
        parts.append(f'{head}<ol class="candidates">{"".join(told)}</ol>{more}')
    if parts:
        st.html("".join(parts))
    elif any(claim.get("place_name") for claim in claims):
        st.caption("The candidates for its name are not kept in a project file. Read the report again to see them.")
    else:
        st.caption("No report says where it was in words that name a known place.")


def merging(claims: Sequence[Mapping[str, Any]], held: Holdings) -> None:
    """Draw for each report but the first what it agrees on with an earlier one."""
    told = _records(claims, held)
    if len({claim.report_id for claim in told}) < 2:  # noqa: PLR2004 - one report is merged with none
        st.caption("Only one report tells of it, so nothing was merged across reports.")
        return
    rows = []
    done: list[Claim] = []
    for claim in told:
        others = [other for other in done if other.report_id != claim.report_id]
        if others and claim.report_id not in {other.report_id for other in done}:
            rows.append(_agreement(claim, others))
        done.append(claim)
    st.html(f'<ul class="merging">{"".join(rows[:_MOST_PAIRS])}</ul>')
    st.caption(
        "Two claims are joined only if nothing in them contradicts, their days overlap, and enough agrees besides. "
        "Claims of one report join the one they fit best."
    )


def _agreement(claim: Claim, others: Sequence[Claim]) -> str:
    scored = [(similarity(claim, other), other) for other in others]
    best, other = max(scored, key=lambda pair: pair[0].score if pair[0].score is not None else -1.0)
    pair = f"<b>{escape(claim.source or 'A report')}</b> with {escape(other.source or 'a report')}"
    if best.score is None:
        return f"<li>{pair}: through other claims of the same reports</li>"
    reasons = ", ".join(reason.replace("_", " ") for reason in best.reasons)
    return f'<li dir="auto">{pair}: {escape(reasons)} (score {best.score:g})</li>'


def _records(claims: Sequence[Mapping[str, Any]], held: Holdings) -> list[Claim]:
    keys = [(claim["report_id"], claim["start"], claim["end"], claim["type"]) for claim in claims]
    return [held.claim_records[key] for key in keys if key in held.claim_records]


def _mention(claim: Claim, held: Holdings) -> Toponym | None:
    """Return the mention that the claim's place rests on."""
    if not claim.spot.place_id:
        return None
    spans = [(start, end) for name, start, end in claim.evidence if name == "place"]
    known = [one for one in held.toponyms.get(claim.report_id, ()) if one.place]
    # An area rests on the name that the report gives it by: "30 km north of Gao" on Gao.
    own = known if claim.spot.relative else [one for one in known if one.place and one.place.id == claim.spot.place_id]
    inside = [one for one in own if any(one.start < end and start < one.end for start, end in spans)]
    return next(iter(inside if claim.spot.relative else inside or own), None)


def _candidate(candidate: Candidate, is_chosen: bool) -> str:  # noqa: FBT001 - reads as "candidate, chosen"
    found = candidate.place
    where = ", ".join(dict.fromkeys(part for part in (found.name, found.admin2, found.admin1, found.country) if part))
    reasons = "; ".join(candidate.reasons) or "a place of that name"
    style = ' class="chosen"' if is_chosen else ""
    told = f"({_KINDS.get(found.kind, found.kind)}): {reasons}"
    return f'<li{style}><b dir="auto">{escape(where)}</b> <span dir="auto">{escape(told)}</span></li>'
