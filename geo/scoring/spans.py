"""Compare found spans of a text with gold ones, one to one."""

from collections.abc import Sequence

Span = tuple[int, int]
"""Characters ``start`` (inclusive) and ``end`` (exclusive)."""


def exact_pairs(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the positions (in ``gold``, in ``found``) of equal spans; a span that stands twice pairs twice.

    Examples
    --------
    >>> exact_pairs([(0, 6), (9, 14)], [(9, 14), (20, 22)])
    [(1, 0)]
    """
    waiting: dict[Span, list[int]] = {}
    for position in reversed(range(len(gold))):
        waiting.setdefault(gold[position], []).append(position)
    return [(waiting[span].pop(), position) for position, span in enumerate(found) if waiting.get(span)]


def overlapping_pairs(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the positions of spans that share a character, equal ones first, then from left to right.

    Every span is in one pair at most: one long name does not answer two gold mentions.

    Examples
    --------
    >>> overlapping_pairs([(0, 6), (7, 15)], [(0, 15)])
    [(0, 0)]
    """
    pairs = exact_pairs(gold, found)
    used_gold, used_found = {i for i, _ in pairs}, {j for _, j in pairs}
    free = sorted((i for i in range(len(gold)) if i not in used_gold), key=gold.__getitem__)
    for j in sorted((j for j in range(len(found)) if j not in used_found), key=found.__getitem__):
        start, end = found[j]
        match = next((i for i in free if gold[i][0] < end and start < gold[i][1]), None)
        if match is not None:
            free.remove(match)
            pairs.append((match, j))
    return pairs


def f1(correct: float, *, found: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall, 0..1; 0 if nothing is right.

    Examples
    --------
    >>> f1(8, found=10, gold=10)
    0.8
    """
    return 2 * correct / (found + gold) if correct else 0.0
