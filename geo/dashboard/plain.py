"""Text of reports and of addresses, made safe for a page.

Streamlit reads most texts as Markdown, in which a report could place a picture that is then fetched from
anywhere. Text from outside therefore goes through one of these two functions, or into a table.
"""

import re
from html import escape

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~&^=@\"'])")


def as_markdown(text: str) -> str:
    r"""Return Markdown that shows exactly this text.

    Examples
    --------
    >>> as_markdown("*Strike* at [1]")
    '\\*Strike\\* at \\[1\\]'
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def show(text: str, *, kind: str = "p", style: str = "") -> None:
    """Show a text as one HTML element.

    Parameters
    ----------
    kind, style
        Name and class of the element, from the program and never from outside.
    """
    st.html(f'<{kind} class="{style}" dir="auto">{escape(text)}</{kind}>')


def highlighted(text: str, spans: list[tuple[int, int]], *, margin: int = 1500, whole: int = 30_000) -> str:
    """Return a text as HTML with the characters ``start:end`` of each span marked.

    Parameters
    ----------
    spans
        May overlap and lie in any order; what lies outside the text is ignored.
    margin, whole
        Of texts with more than ``whole`` characters only ``margin`` characters around each span are kept.

    Examples
    --------
    >>> highlighted("a < b, c", [(4, 5)])
    'a &lt; <mark>b</mark>, c'
    """
    marks = _merged([(max(0, start), min(len(text), end)) for start, end in spans])
    kept = [(0, len(text))]
    if len(text) > whole:
        kept = _merged([(max(0, start - margin), min(len(text), end + margin)) for start, end in marks or [(0, 0)]])
    parts = []
    for first, last in kept:
        at = first
        parts.append("[…] " if first else "")
        for start, end in marks:
            if first <= start < last:
                parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
                at = end
        parts += [escape(text[at:last]), " […]" if last < len(text) else ""]
    return "".join(parts)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1] or span == (0, 0)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
