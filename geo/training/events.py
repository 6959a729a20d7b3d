"""Train the network that tells which words of a report tell of events, on the marks of gold reports.

Run ``python -m geo.training.events tests/gold/development``; it says how good the network is on reports that it did
not see, in three folds. Without ``--write`` nothing is changed.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from geo import paths
from geo.claims.actors import gate_words, mentions_by_word
from geo.claims.events import seen
from geo.claims.eventwords import LABELS, MODES, EventWords, Floats, Likely, signs, standard
from geo.claims.genre import genre_of
from geo.gazetteer import Gazetteer
from geo.records import Status
from geo.reference import lexicon
from geo.training.invocation import parser_of_folders, status_of
from geo.training.marks import MarkedReport, folds, marked_reports
from geo.training.tables import write_arrays

WIDTH: Final = 128
EPOCHS: Final = 12
DROPPED: Final = 0.3
RATE: Final = 1e-3
DECAY: Final = 0.1
BATCH: Final = 256
TOGETHER: Final = 3  # networks whose numbers are averaged: side by side in one hidden layer
_MODE: Final[dict[Status, int]] = {
    "happened": 0,
    "claimed": 0,
    "denied": 1,
    "planned": 2,
    "threatened": 2,
    "hypothetical": 3,
}
_NOT_ASKED: Final = -100
HALF: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a report: signs of shape (words, signs), and what each is; `fine` are the types that are right."""

    values: Floats
    types: NDArray[np.int64]
    modes: NDArray[np.int64]
    again: NDArray[np.float32]
    framed: NDArray[np.int64]
    fine: tuple[frozenset[str], ...]
    lost: int


def words_of(report: MarkedReport) -> Words:
    """Return the words of a report that may tell of events, with their signs and what gold says of them."""
    doc, words, marks = report.analysis.doc, lexicon(), report.marks
    gates = gate_words(mentions_by_word(doc, report.mentions))
    genre = genre_of(doc, words)
    every = seen(doc, words, genre, gates=gates)
    told = [marks.get(doc[i].idx) for i in every]
    return Words(
        values=signs(doc, {i: one.known for i, one in every.items()}, words, genre, gates=gates),
        types=np.array([LABELS.index(mark.type) if mark else 0 for mark in told]),
        modes=np.array([_MODE[mark.status] if mark else _NOT_ASKED for mark in told]),
        again=np.array([float(mark.again) if mark else _NOT_ASKED for mark in told], np.float32),
        framed=np.array([LABELS.index(one.known.framed or "") for one in every.values()]),
        fine=tuple(frozenset([mark.type, *mark.row.get("type", ())]) if mark else frozenset() for mark in told),
        lost=len(marks) - sum(mark is not None for mark in told),
    )


def train(reports: Sequence[Words], *, seed: int) -> EventWords:
    """Train one network."""
    torch.manual_seed(seed)
    values = np.concatenate([one.values for one in reports])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 0.03
    given = torch.tensor(standard(values, mean, spread))
    types, modes, again = (
        torch.tensor(np.concatenate([getattr(one, name) for one in reports])) for name in ("types", "modes", "again")
    )
    hidden = nn.Linear(given.shape[1], WIDTH)
    out = nn.Linear(WIDTH, len(LABELS) + len(MODES) + 1)
    network = nn.Sequential(nn.Dropout(DROPPED), hidden, nn.ReLU(), nn.Dropout(DROPPED), out)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for rows in torch.randperm(len(given)).split(BATCH):
            loss = _loss(network(given[rows]), types[rows], modes[rows], again[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    numbers = [part.detach().numpy() for part in (hidden.weight.T, hidden.bias, out.weight.T, out.bias)]
    return EventWords(mean.astype(np.float32), spread.astype(np.float32), *(n.astype(np.float32) for n in numbers))


def _loss(scores: torch.Tensor, types: torch.Tensor, modes: torch.Tensor, again: torch.Tensor) -> torch.Tensor:
    split = len(LABELS) + len(MODES)
    loss: torch.Tensor = nn.functional.cross_entropy(scores[:, : len(LABELS)], types)
    asked = modes != _NOT_ASKED
    if asked.any():
        loss = loss + 0.1 * nn.functional.cross_entropy(scores[asked, len(LABELS) : split], modes[asked])
        loss = loss + 0.1 * nn.functional.binary_cross_entropy_with_logits(scores[asked, split], again[asked])
    return loss


def joined(networks: Sequence[EventWords]) -> EventWords:
    """Return one network whose scores are the mean of several with the same mean and spread."""
    first = networks[0]
    return EventWords(
        mean=first.mean,
        spread=first.spread,
        hidden=np.concatenate([one.hidden for one in networks], axis=1),
        hidden_bias=np.concatenate([one.hidden_bias for one in networks]),
        out=np.asarray(np.concatenate([one.out for one in networks]) / len(networks), np.float32),
        out_bias=np.asarray(np.mean([one.out_bias for one in networks], axis=0), np.float32),
    )


def fit(reports: Sequence[Words]) -> EventWords:
    """Train several networks that start from different numbers and join them."""
    return joined([train(reports, seed=seed) for seed in range(TOGETHER)])


def unseen(reports: Sequence[Words]) -> list[list[Likely]]:
    """Return what networks say of reports that they were not trained on."""
    found: list[list[Likely]] = [[] for _ in reports]
    for learned, tried in folds(len(reports)):
        network = fit([reports[number] for number in learned])
        for number in tried:
            found[number] = network.likely(reports[number].values)
    return found


def told(reports: Sequence[Words], likely: Sequence[Sequence[Likely]]) -> list[str]:
    """Return lines that say how much was found and how much of it is right."""
    lines = [f"{len(reports)} reports, {sum((one.types > 0).sum() + one.lost for one in reports)} words tell of events"]
    lines.append(_line("frames alone", reports, [one.framed for one in reports]))
    for least in (0.3, 0.4, 0.5):
        picked = [
            np.array([1 + int(word.types[1:].argmax()) if word.event >= least else 0 for word in words])
            for words in likely
        ]
        lines.append(_line(f"at least {least}", reports, picked))
    return [*lines, *_manners(reports, likely)]


def _manners(reports: Sequence[Words], likely: Sequence[Sequence[Likely]]) -> list[str]:
    """Return lines on how events are told: as real, denied, planned, possible, and as told before."""
    words = [word for own in likely for word in own]
    modes = np.concatenate([one.modes for one in reports])
    again = np.concatenate([one.again for one in reports]) == 1
    asked = modes != _NOT_ASKED
    said = np.array([int(word.modes.argmax()) for word in words])
    repeated = np.array([word.again >= HALF for word in words])
    lines = [
        f"    {mode:14} {(asked & (said == number) & (modes == number)).sum()} right of "
        f"{(asked & (said == number)).sum()} said, {(modes == number).sum()} asked"
        for number, mode in enumerate(MODES)
    ]
    right = (repeated & again).sum()
    return [*lines, f"    {'again':14} {right} right of {(asked & repeated).sum()} said, {again.sum()} asked"]


def _line(name: str, reports: Sequence[Words], picked: Sequence[NDArray[np.int64]]) -> str:
    said = found = typed = 0
    asked = sum((one.types > 0).sum() + one.lost for one in reports)
    for one, own in zip(reports, picked, strict=True):
        said += int((own > 0).sum())
        found += int(((own > 0) & (one.types > 0)).sum())
        typed += sum(LABELS[kind] in fine for kind, fine in zip(own, one.fine, strict=True) if kind)
    of = max(said, 1)
    return (
        f"{name:14} precision {found / of:.3f} recall {found / asked:.3f} F1 {2 * found / (said + asked):.3f}, "
        f"of the right type: precision {typed / of:.3f} recall {typed / asked:.3f}"
    )


def main() -> int:
    """Train, say how good it is, and write the network if asked."""
    parser = parser_of_folders(__doc__)
    parser.add_argument("--write", action="store_true", help="write data/claims/events.npz")
    options = parser.parse_args()
    return status_of(lambda: _run(options.folders, write=options.write))


def _run(folders: Sequence[Path], *, write: bool) -> None:
    reports = [words_of(report) for report in marked_reports(folders, Gazetteer())]
    sys.stdout.writelines(f"{line}\n" for line in told(reports, unseen(reports)))
    if write:
        network = fit(reports)
        numbers = {name: getattr(network, name).astype(np.float16) for name in EventWords.__slots__}
        write_arrays(paths.data("claims") / "events.npz", **numbers)


if __name__ == "__main__":
    sys.exit(main())
