"""Place names in a report: where they stand and how they are used.

`recognise` finds mentions and `given` takes one that is known; which place each one means is decided by
`geo.resolution`.
"""

from geo.toponyms.given import given
from geo.toponyms.recognition import recognise

__all__ = ["given", "recognise"]
