"""From the scores of the network to the best answer that is sound: names without gaps, sentences as trees."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.intp]


class NameDecoder:
    """Finds the best sequence of labels in which every name begins with its ``B``.

    Parameters
    ----------
    labels
        ``O`` and pairs ``B-KIND``, ``I-KIND``, in the order of the scores.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = tuple(labels)
        self._allowed = np.array([[_may_follow(before, label) for label in labels] for before in labels])
        self._opens = np.array([not label.startswith("I-") for label in labels])
        # The labels that each one goes on from, or nothing where it may follow any.
        self._before = [
            () if opens else tuple(np.flatnonzero(allowed).tolist())
            for opens, allowed in zip(self._opens, self._allowed.T, strict=True)
        ]

    def best(self, scores: Scores) -> list[str]:
        """Return a label for each word.

        Parameters
        ----------
        scores
            Shape (words, labels).

        Examples
        --------
        >>> decoder = NameDecoder(["O", "B-PLACE", "I-PLACE"])
        >>> decoder.best(np.array([[0, 1, 2], [0, 0, 9]], dtype=np.float32))
        ['B-PLACE', 'I-PLACE']
        """
        if not len(scores):
            return []
        greedy = scores.argmax(axis=1)
        # Nearly every stretch is sound as it is; then nothing can be better.
        if self._opens[greedy[0]] and self._allowed[greedy[:-1], greedy[1:]].all():
            return [self._labels[number] for number in greedy]
        return [self._labels[number] for number in self._viterbi(scores.tolist())]

    def _viterbi(self, scores: list[list[float]]) -> list[int]:
        # Plain numbers: a step has too few of them for arrays to pay.
        numbers = range(len(self._labels))
        best = [score if opens else -math.inf for score, opens in zip(scores[0], self._opens, strict=True)]
        back: list[list[int]] = []
        for row in scores[1:]:
            top = max(numbers, key=best.__getitem__)
            steps = [max(before, key=best.__getitem__) if before else top for before in self._before]
            best = [best[step] + score for step, score in zip(steps, row, strict=True)]
            back.append(steps)
        path = [max(numbers, key=best.__getitem__)]
        for steps in reversed(back):
            path.append(steps[path[-1]])
        return path[::-1]


def _may_follow(before: str, label: str) -> bool:
    return not label.startswith("I-") or before[2:] == label[2:]


def best_tree(arcs: Scores) -> Heads:
    """Return the heads of the best tree in which one word hangs from the root.

    Parameters
    ----------
    arcs
        Shape (words, 1 + words): the score of every head of every word, the root first.

    Returns
    -------
    Array of shape (words,): 0 for the root, else 1 + the index of the head.

    Notes
    -----
    If the best heads of all words make a tree, it is the best one. Otherwise the words are tried as the root, the
    most promising first: if each other word took its best head, no tree from this root could be better, so the search
    ends when what is left cannot reach the best tree found. The best tree from a root is that of Chu and Liu (1965)
    and Edmonds (1967): take the best head of each word; where that makes a cycle, melt the cycle into one node and
    solve the smaller problem.

    Examples
    --------
    >>> best_tree(np.array([[1, 0, 5], [2, 9, 0]], dtype=np.float32)).tolist()
    [0, 1]
    """
    scores = arcs.astype(np.float64)
    own = scores[:, 1:]
    np.fill_diagonal(own, -np.inf)
    heads: Heads = scores.argmax(axis=1)
    if np.count_nonzero(heads == 0) == 1 and _is_tree(heads):
        return heads
    return _best_over_roots(scores[:, 0], own)


def _is_tree(heads: Heads) -> bool:
    """Tell whether every word reaches the root; heads count from 1, and 0 is the root."""
    above = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        above = above[above]  # twice as far up as before
    return not above.any()


def _best_over_roots(root_scores: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> Heads:
    """Return the heads of the best tree, given the scores of words as the root and as heads of each other."""
    greedy = scores.argmax(axis=1)
    reached = scores.max(axis=1)
    bounds = reached.sum() - reached + root_scores
    best: Heads = greedy + 1
    value = -np.inf
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= value:
            break
        heads = greedy + 1
        heads[root] = 0
        total = bounds[root]
        if not _is_tree(heads):
            heads = _from_root(root, scores)
            others = np.arange(len(heads)) != root
            total = root_scores[root] + scores[others, heads[others] - 1].sum()
        if total > value:
            best, value = heads, total
    return best


def _from_root(root: int, scores: npt.NDArray[np.float64]) -> Heads:
    """Return the heads of the best tree from a root."""
    order = np.array([root, *range(root), *range(root + 1, len(scores))])
    heads = np.empty(len(scores), dtype=np.intp)
    heads[order] = order[_arborescence(scores[np.ix_(order, order)])] + 1
    heads[root] = 0
    return heads


def _cycle(heads: Heads) -> list[int]:
    """Return the nodes of a cycle, or nothing; node 0 is the root."""
    state = np.zeros(len(heads), dtype=np.int8)  # 0 unseen, 1 on the present path, 2 known to reach the root
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def _arborescence(scores: npt.NDArray[np.float64]) -> Heads:
    """Return the head of every node in the best tree from node 0; ``scores[word, head]``."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)  # holds the root first
    members = np.array(cycle)
    # What a head outside gains when it takes over the member that it suits best.
    gains = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    taken_over = gains.argmax(axis=0)
    suited = scores[np.ix_(outside, members)].argmax(axis=1)  # the member that suits a word outside best as its head
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = gains.max(axis=0)
    smaller[:-1, -1] = scores[outside, members[suited]]
    smaller[0] = -np.inf
    solved = _arborescence(smaller)
    for place, node in enumerate(outside[1:], start=1):
        head = solved[place]
        heads[node] = members[suited[place]] if head == len(outside) else outside[head]
    entrance = solved[-1]
    heads[members[taken_over[entrance]]] = outside[entrance]
    return heads
