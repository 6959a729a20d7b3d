"""From the scores of the network to the best answer that is sound: names without gaps, sentences as trees."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Heads = npt.NDArray[np.intp]

_IMPOSSIBLE = np.float32(-1e6)


class NameDecoder:
    """Finds the best sequence of labels in which every name begins with its ``B``.

    Parameters
    ----------
    labels
        ``O`` and pairs ``B-KIND``, ``I-KIND``, in the order of the scores.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = tuple(labels)
        follows = np.array([[_may_follow(before, label) for label in labels] for before in labels])
        self._allowed = follows
        self._steps = np.where(follows, np.float32(0), _IMPOSSIBLE).astype(np.float32)
        self._opens = np.array([not label.startswith("I-") for label in labels])

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
        return [self._labels[number] for number in self._viterbi(_log_softmax(scores))]

    def _viterbi(self, logs: Scores) -> list[int]:
        best = np.where(self._opens, logs[0], _IMPOSSIBLE)
        back = np.zeros(logs.shape, dtype=np.intp)
        for word in range(1, len(logs)):
            reached = best[:, None] + self._steps
            back[word] = reached.argmax(axis=0)
            best = reached.max(axis=0) + logs[word]
        path = [int(best.argmax())]
        for word in range(len(logs) - 1, 0, -1):
            path.append(int(back[word][path[-1]]))
        return path[::-1]


def _may_follow(before: str, label: str) -> bool:
    return not label.startswith("I-") or before[2:] == label[2:]


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32)


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
    Chu and Liu (1965), Edmonds (1967): take the best head of each word; where that makes a cycle, melt the
    cycle into one node and solve the smaller problem.

    Examples
    --------
    >>> best_tree(np.array([[1, 0, 5], [2, 9, 0]], dtype=np.float32)).tolist()
    [0, 1]
    """
    words = len(arcs)
    scores = np.full((words + 1, words + 1), -np.inf, dtype=np.float64)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    heads: Heads = scores[1:].argmax(axis=1)
    if (heads == 0).sum() == 1 and not _cycle(np.concatenate([[0], heads])):
        return heads
    # One more word at the root costs more than any tree can gain.
    scores[1:, 0] -= 1.0 + 2.0 * words * np.abs(arcs).max()
    return _arborescence(scores)[1:]


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
