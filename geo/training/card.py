"""Write the card of the language model: what it is, what it learnt from, how good it is."""

from pathlib import Path

from geo.training.lemmas import wordnet_licence

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
    return _TEMPLATE.read_text(encoding="utf-8").format(
        size=sum(file.stat().st_size for file in files) / 1e6,
        layers=layers,
        wordnet=wordnet_licence(),
        scores="\n".join(_table(title, figures) for title, figures in scores.items()),
    )


def _table(title: str, figures: dict[str, float]) -> str:
    rows = "\n".join(f"| {name} | {figure:g} |" for name, figure in figures.items())
    return f"| {title} | |\n|---|---|\n{rows}\n"
