"""Train the language model again and write it with its scores and its card.

Nothing is fetched: every corpus is named on the command line. The same corpora, seed, threads and versions of
libraries give the same model.
"""

import argparse
import json
import logging
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
import torch

from geo.errors import DataError, IncidentMapError
from geo.language import load
from geo.language.encoding import Pieces
from geo.training import export, lemmas, scores
from geo.training.card import SCORES, WITHOUT_WORLDWIDE, card
from geo.training.corpora import Corpora, read_corpora
from geo.training.examples import Example, ExampleMaker, labels_of
from geo.training.fitting import fit
from geo.training.names import Line, joined
from geo.training.network import Sizes, load_encoder
from geo.training.treebank import paragraphs, read_sentences, split

_log = logging.getLogger("geo.training")
_SYNTAX_PER_NAMES = 3  # passes over the treebank, the smaller corpus, for each one over the names


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to train on, and for how long; see ``--help`` for the corpora."""

    treebank: Path
    encoder: Path
    worldwide: Path | None
    gmb: Path
    wikigold: Path
    layers: int
    passes: int
    rate: float
    seed: int


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m geo.training", description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder of UD English EWT (.conllu or .conllu.gz)")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (safetensors)")
    parser.add_argument(
        "--worldwide", type=Path, help="folder of Worldwide English Newswire; trained without it if left out"
    )
    parser.add_argument(
        "--without-worldwide", type=Path, help="folder of a model trained without it, for its scores on the card"
    )
    parser.add_argument("--gmb", type=Path, required=True, help="zipped CSV of names in the Groningen Meaning Bank")
    parser.add_argument("--wikigold", type=Path, required=True, help="wikigold.conll.txt")
    parser.add_argument(
        "--places", type=Path, nargs="*", default=[], help="corpora in JSON lines to score, never to train on"
    )
    parser.add_argument("--layers", type=int, default=4, help="of the encoder, from below (default: %(default)s)")
    parser.add_argument("--passes", type=int, default=2, help="passes over the names (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=2.5e-4, help="of learning, at its peak (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="of the processor (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default: %(default)s)")
    parser.add_argument("--score-only", action="store_true", help="measure and describe the model that is there")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write, such as data/language")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Train, write and score; return the exit status."""
    options = arguments(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    torch.set_num_threads(options.threads)
    plan = Plan(
        treebank=options.treebank,
        encoder=options.encoder,
        worldwide=options.worldwide,
        gmb=options.gmb,
        wikigold=options.wikigold,
        layers=options.layers,
        passes=options.passes,
        rate=options.rate,
        seed=options.seed,
    )
    try:
        corpora = read_corpora(worldwide=plan.worldwide, gmb=plan.gmb, wikigold=plan.wikigold, seed=plan.seed)
        if not options.score_only:
            train(plan, corpora, options.output)
        measured = measure(options.output, plan, held_out=corpora.held_out, places=options.places)
        if options.without_worldwide:
            _take_scores(options.without_worldwide, options.output)
        (options.output / SCORES).write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        (options.output / "CARD.md").write_text(card(options.output, measured, layers=plan.layers), encoding="utf-8")
    except IncidentMapError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    _log.info("written to %s", options.output)
    return 0


def _take_scores(other: Path, folder: Path) -> None:
    try:
        shutil.copyfile(other / SCORES, folder / WITHOUT_WORLDWIDE)
    except OSError as error:
        raise DataError(f"no scores in {str(other)!r}: {error}; train that model first, without --worldwide") from error


def train(plan: Plan, corpora: Corpora, folder: Path) -> None:
    """Train the network and write it to a folder."""
    treebank = list(read_sentences(split(plan.treebank, "train")))
    labels = labels_of(treebank)
    pieces = plan.encoder / "tokenizer.json"
    maker = ExampleMaker(spacy.blank("en"), Pieces(pieces), labels)
    sizes = Sizes(
        names=len(labels.names), tags=len(labels.tags), features=len(labels.features), relations=len(labels.relations)
    )
    torch.manual_seed(plan.seed)  # of the fresh weights and of dropout
    network = load_encoder(plan.encoder, sizes, layers=plan.layers)

    def examples(random: Random) -> list[Example]:
        named = list(maker.named(corpora, random))
        parsed = [example for _ in range(_SYNTAX_PER_NAMES) for example in maker.parsed(treebank, random)]
        _log.info("a pass of %d windows with names and %d with syntax", len(named), len(parsed))
        return named + parsed

    fit(network, [examples] * plan.passes, rate=plan.rate, seed=plan.seed)
    export.write(network, labels, pieces=pieces, lemmas=lemmas.tables(treebank), folder=folder)


def measure(model: Path, plan: Plan, *, held_out: list[list[Line]], places: list[Path]) -> dict[str, dict[str, float]]:
    """Score a written network on the parts of the corpora that it was not trained on."""
    pipeline = load(model)
    test = paragraphs(list(read_sentences(split(plan.treebank, "test"))))
    measured = {
        "UD English EWT test, raw text": scores.syntax(pipeline, test, gold_words=False),
        "UD English EWT test, given words and sentences": scores.syntax(pipeline, test, gold_words=True),
    }
    if held_out:
        measured["Worldwide, articles held out"] = scores.names(pipeline, held_out)
        texts = [joined(article, "\n").text for article in held_out]
        measured["speed"] = {"words per second": scores.words_per_second(pipeline, texts)}
    for corpus in places:
        measured[f"{corpus.stem}, places"] = scores.places(pipeline, corpus)
    return measured
