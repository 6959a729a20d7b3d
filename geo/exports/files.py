"""Files that appear complete or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geo.errors import ExportError


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
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise ExportError(f"{str(path)!r} is a folder; give the name of a file in it")
    if not target.parent.is_dir():
        raise ExportError(f"there is no folder {str(path.parent)!r} to write {path.name!r} to; make it first")
    try:
        with tempfile.TemporaryDirectory(prefix=".incident-map-", dir=target.parent) as folder:
            temporary = Path(folder, target.name)
            yield temporary
            temporary.replace(target)
    except (OSError, pa.ArrowException, DataLayerError, DataSourceError, FeatureError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise ExportError(f"{str(path)!r} cannot be written: {reason}") from error
