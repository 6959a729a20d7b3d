"""What was read out of the worked example, kept on the disk of this user from one start to the next.

The file is a pickle in the user's own cache folder, readable by nobody else: it is trusted as far as the compiled
modules that Python keeps beside the program, and no other file is ever read in this way. Its name follows from the
reports, the program, its data and the libraries, so that a change in any of them reads the example anew.
"""

import os
import pickle
import platform
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from geo import paths
from geo.dashboard.holdings import Holdings
from geo.gazetteer.index import PATH_VARIABLE, PLACES_VARIABLE
from geo.records import Article

_LIBRARIES: Final = ("geopandas", "numpy", "pandas", "pyarrow", "shapely")
# Whatever a broken or foreign file makes of the attempt to read it.
_UNREADABLE: Final = (
    OSError,
    EOFError,
    pickle.UnpicklingError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)


def load(articles: Sequence[Article]) -> Holdings | None:
    """Return what these reports said at an earlier start, or None."""
    try:
        with _path(articles).open("rb") as file:
            held = pickle.load(file)  # noqa: S301 - written by `save` in a folder that is this user's alone
    except _UNREADABLE:
        return None
    return held if isinstance(held, Holdings) else None


def save(articles: Sequence[Article], held: Holdings) -> None:
    """Keep what these reports say; a disk that takes nothing only costs the next start its time."""
    try:
        path = _path(articles)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=path.parent, suffix=".part", delete=False) as file:
            pickle.dump(held, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
        for old in path.parent.glob("example-*.pickle"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return


def _path(articles: Sequence[Article]) -> Path:
    told = [platform.python_version(), *(f"{name} {version(name)}" for name in _LIBRARIES)]
    told += [f"{name} {os.environ.get(name, '')}" for name in (PATH_VARIABLE, PLACES_VARIABLE)]
    told += [article.id for article in articles]
    told += [f"{file} {status.st_size} {status.st_mtime_ns}" for file, status in _stamps()]
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "incident-map"
    return folder / f"example-{sha256(chr(10).join(told).encode()).hexdigest()[:24]}.pickle"


def _stamps() -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file of the program and its data with its size and time."""
    own = [os.environ.get(name) for name in (PATH_VARIABLE, PLACES_VARIABLE)]
    yield from ((name, Path(name).stat()) for name in own if name)
    for root in (Path(paths.__file__).parent, paths.data()):
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith(("_", ".")))
            for name in sorted(files):
                yield f"{folder}/{name}", (Path(folder) / name).stat()
