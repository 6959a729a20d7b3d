"""What can go wrong, in one tree.

::

    IncidentMapError
    ├── ReportError          a report cannot be read, or holds no text
    ├── DataError            a file of data/ (or one that replaces it) is missing or broken
    ├── OptionError          an option or argument has a value that cannot be used
    └── ExportError          a result cannot be written

    IncidentMapWarning       the work went on, but its result says less than it could

Every message is one sentence that names the input and says what to do about it.
"""


class IncidentMapError(Exception):
    """Root of every error that Incident Map raises on purpose."""


class ReportError(IncidentMapError, ValueError):
    """A report cannot be read or holds nothing to read."""


class DataError(IncidentMapError, RuntimeError):
    """A data file is missing, damaged or made by another version."""


class OptionError(IncidentMapError, ValueError):
    """An option or argument has a value that cannot be used."""


class ExportError(IncidentMapError, OSError):
    """A result cannot be written."""


class IncidentMapWarning(UserWarning):
    """The work went on, but its result says less than it could."""
