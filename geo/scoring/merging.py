"""How well claims are grouped into incidents: the B-cubed measure.

See Bagga, Baldwin (1998), "Entity-based cross-document coreferencing using the vector space model", and Amigó and
others (2009), "A comparison of extrinsic clustering evaluation metrics based on formal constraints".
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from geo.errors import OptionError


@dataclass(frozen=True, slots=True)
class BCubed:
    """Agreement of two groupings of the same things, each 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> BCubed:
    """Compare two groupings.

    For each thing, precision is the share of its found group that belongs to its gold group, and recall the share of
    its gold group that is in its found group; both are averaged over the things.

    Parameters
    ----------
    found, gold
        The group of each thing, in the same order of things. Of no things, all are grouped right.

    Raises
    ------
    OptionError
        If the groupings are of different length.

    Examples
    --------
    >>> split = b_cubed(["a", "a", "b"], ["a", "a", "a"])
    >>> split.precision, round(split.recall, 3)
    (1.0, 0.556)
    """
    if len(found) != len(gold):
        raise OptionError(f"{len(found)} found groups cannot be compared with {len(gold)} gold ones: give both of each")
    if not found:
        return BCubed(1.0, 1.0)
    together = Counter(zip(found, gold, strict=True))
    sizes_found, sizes_gold = Counter(found), Counter(gold)
    precision = sum(count * count / sizes_found[group] for (group, _), count in together.items())
    recall = sum(count * count / sizes_gold[group] for (_, group), count in together.items())
    return BCubed(precision / len(found), recall / len(found))
