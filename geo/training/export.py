"""Write a trained network small, in the form that `geo.language` runs.

The graph goes to ONNX (https://onnx.ai) with eight-bit weights, scaled channel by channel; what flows through it
is scaled as it comes. The weights of relations stay apart, since the pairs that they score are known only
after the trees are found.
"""

import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.lookups import Lookups

from geo.errors import ExportError
from geo.language.encoder import LABEL_SETS, NETWORK, RELATIONS, Labels
from geo.language.encoding import PIECES
from geo.language.lemmas import LEMMAS
from geo.training.network import Network, Readings

_OPSET = 17
_INPUTS = ("pieces", "casings", "mask", "first")


def write(network: Network, labels: Labels, *, pieces: Path, lemmas: Lookups, folder: Path) -> None:
    """Write a network to a folder in place of the one that is there; other files in it stay.

    Parameters
    ----------
    pieces
        The ``tokenizer.json`` of the published encoder.
    lemmas
        Tables of `geo.training.lemmas`.

    Raises
    ------
    ExportError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as name:
            scratch = Path(name)
            _write_graph(network, scratch / "whole.onnx")
            quantize_dynamic(
                scratch / "whole.onnx",
                scratch / NETWORK,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,  # seven bits: sums of eight overflow on processors without VNNI
            )
            np.savez(
                scratch / RELATIONS,
                weight=network.relations.weight.detach().numpy(),
                bias=network.relations.bias.detach().numpy(),
            )
            (scratch / LABEL_SETS).write_text(json.dumps(asdict(labels), indent=0), encoding="utf-8")
            (scratch / LEMMAS).write_bytes(lemmas.to_bytes())
            shutil.copyfile(pieces, scratch / PIECES)
            for part in (NETWORK, RELATIONS, LABEL_SETS, LEMMAS, PIECES):
                (scratch / part).replace(folder / part)
    except OSError as error:
        raise ExportError(
            f"cannot write the language model to {str(folder)!r}: {error}; give a writable folder"
        ) from error


def _write_graph(network: Network, path: Path) -> None:
    network.eval()
    sample = {name: torch.ones((2, 7), dtype=torch.long) for name in _INPUTS}
    axes = {name: {0: "windows", 1: "pieces"} for name in _INPUTS} | {"first": {0: "windows", 1: "words"}}
    axes |= {name: {0: "windows", 1: "words"} for name in Readings._fields}
    axes["arcs"] = {0: "windows", 1: "words", 2: "governors"}
    axes["governors"] = {0: "windows", 1: "governors"}
    with warnings.catch_warnings():
        # The newer exporter needs two more packages and writes the same graph.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            network,
            tuple(sample[name] for name in _INPUTS),
            str(path),
            input_names=list(_INPUTS),
            output_names=list(Readings._fields),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
