"""Files that appear complete or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geo.errors import ExportError


def refuse_bad_target(path: Path) -> None:
    """Refuse a path that no file can be written to, before any work is done for it.

    Raises
    ------
    ExportError
        If it is a folder, or its folder is missing or not writable.
    """
    if path.is_dir():
        raise ExportError(f"{str(path)!r} is a folder; give the name of a file in it")
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        raise ExportError(f"there is no folder {str(path.parent)!r} to write {path.name!r} to; make it first")
    if not os.access(folder, os.W_OK):
        raise ExportError(f"the folder {str(path.parent)!r} is not writable, so {path.name!r} is not either")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the path of a file that takes another's place once the block is left without an error.

    It lies in a new folder beside the other, for a rename is only atomic on one file system. A link is
    followed: the file that it leads to is replaced.

    Raises
    ------
    ExportError
        If the file cannot be written; what was there before is unchanged then.
    """
    refuse_bad_target(path)
    target = Path(os.path.realpath(path))
    try:
        with tempfile.TemporaryDirectory(prefix=".incident-map-", dir=target.parent) as folder:
            temporary = Path(folder, target.name)
            yield temporary
            temporary.replace(target)
    except (OSError, pa.ArrowException, DataLayerError, DataSourceError, FeatureError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise ExportError(f"{str(path)!r} cannot be written: {reason}") from error
