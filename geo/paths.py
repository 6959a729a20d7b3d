"""Where the data that the product needs lie, in a checkout and in an installed wheel."""

from pathlib import Path

from geo.errors import DataError

_PACKAGE = Path(__file__).parent
# A wheel carries data/ and seeds/ inside the package; a checkout has them beside it.
_ROOTS = (_PACKAGE / "_shipped", _PACKAGE.parent)


def _folder(name: str) -> Path:
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise DataError(f"the folder {name!r} of Incident Map is missing; install the package again")


def data(*parts: str) -> Path:
    """Return the path of a file or folder of ``data/``.

    Raises
    ------
    DataError
        If it does not exist.
    """
    path = _folder("data").joinpath(*parts)
    if not path.exists():
        raise DataError(f"the data file {'/'.join(parts)!r} of Incident Map is missing; install the package again")
    return path


def seeds() -> Path:
    """Return the folder with the reports of the worked example."""
    return _folder("seeds")
