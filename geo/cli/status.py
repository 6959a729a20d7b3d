"""Exit statuses, the same for every command."""

from typing import Final

DONE: Final = 0
FAILED: Final = 1
"""Nothing could be done."""
WRONG_USAGE: Final = 2
SOME_SKIPPED: Final = 3
"""Done, but for some of the inputs, each of which was named."""
INTERRUPTED: Final = 130
