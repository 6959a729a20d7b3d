"""The reliability diagrams of a benchmark as one SVG file, without a plotting library."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from geo.benchmark.measuring import Scores
from geo.errors import OptionError
from geo.exports.files import refuse_bad_target, replacing
from geo.scoring.calibration import Bin

SUFFIX: Final = ".svg"

_SIDE: Final = 240  # pixels of the square that a diagram is drawn in
_LEFT, _TOP, _BOTTOM, _GAP = 52, 44, 52, 28
_TICKS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STYLE: Final = (
    "text{font:12px system-ui,sans-serif;fill:#222} .title{font-weight:600} .count{font-size:8px;fill:#555}"
    " .bar{fill:#0072b2} .ideal{stroke:#d55e00;stroke-width:1.5;stroke-dasharray:4 3} .axis{stroke:#222;fill:none}"
    " .back{fill:#fff}"
)


@dataclass(frozen=True, slots=True)
class Diagram:
    """What one reliability diagram shows: answers by their confidence, and the error that sums them up."""

    title: str
    error: float
    bins: tuple[Bin, ...]


def diagram(scores: Scores) -> Diagram:
    """Return the diagram of the places of a corpus."""
    return Diagram(scores.corpus, scores.resolution["calibration error"].value, tuple(scores.bins))


def check_figure(path: Path) -> None:
    """Refuse a file that no figure can be written to.

    Raises
    ------
    OptionError
        If its name does not end in ``.svg``.
    ExportError
        If it is a folder, or its folder is missing or not writable.
    """
    if path.suffix.lower() != SUFFIX:
        raise OptionError(f"{path.name!r} is no name of a figure; end it in {SUFFIX}")
    refuse_bad_target(path)


def write_figure(diagrams: Sequence[Diagram], path: Path) -> None:
    """Draw reliability diagrams side by side.

    Raises
    ------
    ExportError
        If the file cannot be written.
    OptionError
        If its name does not end in ``.svg``.
    """
    check_figure(path)
    width, height = len(diagrams) * (_LEFT + _SIDE + _GAP), _TOP + _SIDE + _BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
        ' role="img" aria-label="Reliability diagrams: how often answers are right, by their confidence">',
        f'<style>{_STYLE}</style><rect class="back" width="{width}" height="{height}"/>',
    ]
    for number, of in enumerate(diagrams):
        left = number * (_LEFT + _SIDE + _GAP) + _LEFT
        parts += [f'<g transform="translate({left} {_TOP})">', *_diagram(of), "</g>"]
    with replacing(path) as temporary:
        temporary.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")


def _diagram(of: Diagram) -> Iterator[str]:
    yield f'<text class="title" y="-22">{escape(of.title)}</text>'
    yield f'<text y="-6">expected calibration error {of.error:.3f}</text>'
    for held in of.bins:
        if held.count:
            yield from _bar(held)
    yield f'<line class="ideal" x1="0" y1="{_SIDE}" x2="{_SIDE}" y2="0"/>'
    yield f'<path class="axis" d="M0 0V{_SIDE}H{_SIDE}"/>'
    for tick in _TICKS:
        yield f'<text x="{tick * _SIDE:g}" y="{_SIDE + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="-6" y="{(1 - tick) * _SIDE + 4:g}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{_SIDE / 2:g}" y="{_SIDE + 36}" text-anchor="middle">confidence</text>'
    yield f'<text transform="translate(-36 {_SIDE / 2:g}) rotate(-90)" text-anchor="middle">share right</text>'


def _bar(held: Bin) -> Iterator[str]:
    x, width, height = held.low * _SIDE + 1, (held.high - held.low) * _SIDE - 2, held.accuracy * _SIDE
    label = f"{held.count} answers of confidence {held.low:.1f} to {held.high:.1f}: {held.accuracy:.1%} right"
    yield (
        f'<rect class="bar" x="{x:.1f}" y="{_SIDE - height:.1f}" width="{width:.1f}" height="{height:.1f}">'
        f"<title>{label}</title></rect>"
    )
    yield (
        f'<text class="count" x="{x + width / 2:.1f}" y="{max(8.0, _SIDE - height - 3):.1f}" text-anchor="middle">'
        f"{held.count}</text>"
    )
