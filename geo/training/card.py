"""Write the card of the language model: what it is, what it learnt from, how good it is."""

import json
from pathlib import Path
from typing import Final

from geo.training.lemmas import wordnet_licence

SCORES: Final = "scores.json"
WITHOUT_WORLDWIDE: Final = "scores_without_worldwide.json"
"""Figures of the same network trained without the one corpus that has no licence, kept beside its own."""

_TEMPLATE = Path(__file__).with_name("card.template.md")


def card(folder: Path, scores: dict[str, dict[str, float]], *, layers: int) -> str:
    """Return the text of the card, in Markdown.

    Parameters
    ----------
    folder
        The model that it describes.
    scores
        Figures by test set.
    layers
        Of the encoder.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    other = folder / WITHOUT_WORLDWIDE
    without = json.loads(other.read_text(encoding="utf-8")) if other.is_file() else {}
    return _TEMPLATE.read_text(encoding="utf-8").format(
        size=sum(file.stat().st_size for file in files) / 1e6,
        layers=layers,
        wordnet=wordnet_licence(),
        scores="\n".join(_table(title, figures, without.get(title)) for title, figures in scores.items()),
    )


def _table(title: str, figures: dict[str, float], without: dict[str, float] | None) -> str:
    if without is None:
        rows = "\n".join(f"| {name} | {figure:g} |" for name, figure in figures.items())
        return f"| {title} | |\n|---|---|\n{rows}\n"
    rows = "\n".join(f"| {name} | {figure:g} | {without[name]:g} |" for name, figure in figures.items())
    return f"| {title} | | without Worldwide |\n|---|---|---|\n{rows}\n"
