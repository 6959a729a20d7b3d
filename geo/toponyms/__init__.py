"""Place names in a report: where they stand and how they are used.

`recognise` finds mentions; which place each one means is decided by `geo.resolution`.
"""

from geo.toponyms.recognition import recognise

__all__ = ["recognise"]
