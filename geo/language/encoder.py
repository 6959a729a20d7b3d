"""Run the trained network on windows of words: one ONNX file, no library that it was trained with.

Each window is run alone. The weights are stored as eight-bit numbers and the scale of what flows through them
follows the content of a run, so that windows run together would change each other's results.
"""

import itertools
import json
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as runtime

from geo.arrays import shares
from geo.errors import DataError
from geo.language.decoding import NameDecoder, Scores, best_tree
from geo.language.encoding import Window, batch
from geo.language.sentences import INSIDE, LINE_START

NETWORK, RELATIONS, LABEL_SETS = "network.onnx", "relations.npz", "labels.json"
"""Names of the files of a trained network."""

_MOST_THREADS = 4  # more do not pay for windows of this size
_ROOT = "ROOT"
_RUNTIME_ERRORS = (  # they have no base class of their own
    runtime.Fail,
    runtime.InvalidArgument,
    runtime.InvalidGraph,
    runtime.InvalidProtobuf,
    runtime.NotImplemented,
    runtime.RuntimeException,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each head of the network, in the order of their numbers.

    ``features`` joins the universal part of speech and the features: ``VERB|Tense=Past``.
    """

    names: tuple[str, ...]
    tags: tuple[str, ...]
    features: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the words of a window.

    Attributes
    ----------
    names
        ``O``, ``B-KIND`` or ``I-KIND`` of each word.
    tags, features, relations
        Number of each word's label in `Labels`.
    heads
        Position of each word's head in the window; a root has its own.
    states
        All that the network knows of each word in its sentence, of shape (words, width).
    places
        Probability of each word to be of a place's name, of shape (words,).
    """

    names: list[str]
    tags: npt.NDArray[np.intp]
    features: npt.NDArray[np.intp]
    relations: npt.NDArray[np.intp]
    heads: npt.NDArray[np.intp]
    states: Scores
    places: Scores


class Encoder:
    """The trained network.

    Parameters
    ----------
    folder
        Holds the files that `geo.training.export` writes.

    Raises
    ------
    DataError
        If one of them is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            stored = json.loads((folder / LABEL_SETS).read_text(encoding="utf-8"))
            self.labels = Labels(**{kind: tuple(labels) for kind, labels in stored.items()})
            with np.load(BytesIO((folder / RELATIONS).read_bytes())) as weights:
                self._relation_weight = weights["weight"].astype(np.float32)
                self._relation_bias = weights["bias"].astype(np.float32)
            self._session = onnxruntime.InferenceSession(
                (folder / NETWORK).read_bytes(), _options(), providers=["CPUExecutionProvider"]
            )
            self._outputs = [output.name for output in self._session.get_outputs()]
            self._root = self.labels.relations.index(_ROOT)
        except (OSError, ValueError, KeyError, TypeError, BadZipFile, *_RUNTIME_ERRORS) as error:
            raise DataError(
                f"the language model in {str(folder)!r} is damaged or made for another version ({error}); "
                "install the package again, or train it with python -m geo.training"
            ) from error
        self._names = NameDecoder(self.labels.names)
        self._of_places = [label.endswith("-PLACE") for label in self.labels.names]

    def read(self, window: Window) -> Reading:
        """Read one window."""
        raw = self._session.run(self._outputs, batch([window]))
        scores = {name: values[0] for name, values in zip(self._outputs, raw, strict=True)}
        heads = _heads(scores["arcs"], _sentence_limits(window, scores["starts"]))
        return Reading(
            names=self._names.best(scores["names"]),
            tags=scores["tags"].argmax(axis=1),
            features=scores["features"].argmax(axis=1),
            relations=self._relations(scores["dependents"], scores["governors"], heads),
            heads=np.where(heads == 0, np.arange(len(heads)), heads - 1),
            states=scores["states"],
            places=shares(scores["names"])[:, self._of_places].sum(axis=1),
        )

    def _relations(self, dependents: Scores, governors: Scores, heads: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        pairs = np.maximum(dependents + governors[heads], 0)
        scores = pairs @ self._relation_weight.T + self._relation_bias
        scores[:, self._root] = -np.inf
        return np.where(heads == 0, self._root, scores.argmax(axis=1))


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    options.intra_op_num_threads = min(_MOST_THREADS, cores)
    options.inter_op_num_threads = 1
    # Threads that wait actively take the cores from everything else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _sentence_limits(window: Window, starts: Scores) -> list[int]:
    """Return the first word of each sentence and, last, the number of words."""
    rules = np.array(window.starts)
    begun = (rules == LINE_START) | ((rules != INSIDE) & (starts > 0))
    begun[0] = True
    return [*np.flatnonzero(begun).tolist(), len(rules)]


def _heads(arcs: Scores, limits: list[int]) -> npt.NDArray[np.intp]:
    """Return the heads of all words, one tree a sentence: 0 for a root, else 1 + its position in the window."""
    heads = np.zeros(len(arcs), dtype=np.intp)
    for first, last in itertools.pairwise(limits):
        own = best_tree(arcs[first:last, [0, *range(first + 1, last + 1)]])
        heads[first:last] = np.where(own == 0, 0, own + first)
    return heads
