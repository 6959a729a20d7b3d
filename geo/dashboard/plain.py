"""Text of reports and of addresses, made safe for a page.

Streamlit reads most texts as Markdown, in which a report could place a picture that is then fetched from
anywhere. Text from outside therefore goes through one of these two functions, or into a table.
"""

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

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


def table(head: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], *, differing: Sequence[bool] = ()) -> str:
    """Return texts as an HTML table with a head of columns and one of rows.

    Parameters
    ----------
    differing
        Which rows are marked as such.
    """
    parts = [
        '<table class="side"><thead><tr><td></td>',
        *(f'<th scope="col" dir="auto">{escape(text)}</th>' for text in head),
    ]
    parts.append("</tr></thead><tbody>")
    for at, (name, cells) in enumerate(rows):
        style = ' class="differs"' if at < len(differing) and differing[at] else ""
        parts.append(f'<tr{style}><th scope="row">{escape(name)}</th>')
        parts += [f'<td dir="auto">{escape(cell)}</td>' for cell in cells]
        parts.append("</tr>")
    return "".join([*parts, "</tbody></table>"])


def facts(rows: Sequence[tuple[str, str]]) -> str:
    """Return names and values as an HTML list; those without a value are left out.

    Its words are English, from left to right, even where a value begins with a name that is not (`isolated`).
    """
    told = (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return f'<dl class="facts">{"".join(told)}</dl>'


def isolated(name: str) -> str:
    """Return a name so that, if it runs from right to left, it does not turn the words around it.

    Between two such names "a → b" would read as "b → a".

    Examples
    --------
    >>> isolated("Quetta"), isolated("إيران") == "\N{FIRST STRONG ISOLATE}إيران\N{POP DIRECTIONAL ISOLATE}"
    ('Quetta', True)
    """
    if not any(unicodedata.bidirectional(character) in {"R", "AL"} for character in name):
        return name
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"


def web_address(url: str) -> str | None:
    """Return an http or https address, or None: other schemes could run in the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def link(url: str, words: str) -> str:
    """Return a link as HTML, or the words alone where the address is none of the web."""
    address = web_address(url)
    if address is None:
        return escape(words)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'


def highlighted(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    mentions: Sequence[tuple[int, int, str]] = (),
    margin: int = 1500,
    whole: int = 30_000,
) -> str:
    """Return a text as HTML with the characters ``start:end`` of each span marked.

    Parameters
    ----------
    spans
        May overlap and lie in any order; what lies outside the text is ignored.
    mentions
        Start, end and class of spans that are underlined; the class comes from the program, never from outside.
    margin, whole
        Of texts with more than ``whole`` characters only ``margin`` characters around each span are kept.

    Examples
    --------
    >>> highlighted("a < b, c", [(4, 5)])
    'a &lt; <mark>b</mark>, c'
    >>> highlighted("at Taftan", [(0, 9)], mentions=[(3, 9, "literal")])
    '<mark>at </mark><mark><u class="literal">Taftan</u></mark>'
    """
    marks = _merged([(max(0, start), min(len(text), end)) for start, end in spans])
    kept = [(0, len(text))]
    if len(text) > whole:
        kept = _merged([(max(0, start - margin), min(len(text), end + margin)) for start, end in marks or [(0, 0)]])
    cuts = {edge for span in (*marks, *((start, end) for start, end, _ in mentions)) for edge in span}
    parts = []
    for first, last in kept:
        edges = [first, *sorted(cut for cut in cuts if first < cut < last), last]
        parts.append("[…] " if first else "")
        parts += [_piece(text, start, end, marks, mentions) for start, end in pairwise(edges)]
        parts.append(" […]" if last < len(text) else "")
    return "".join(parts)


def _piece(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]]
) -> str:
    """Return one stretch within which neither a mark nor a mention begins or ends."""
    piece = escape(text[start:end])
    kind = next((kind for first, last, kind in mentions if first <= start and end <= last), "")
    if kind:
        piece = f'<u class="{kind}">{piece}</u>'
    return f"<mark>{piece}</mark>" if any(first <= start and end <= last for first, last in marks) else piece


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1] or span == (0, 0)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
