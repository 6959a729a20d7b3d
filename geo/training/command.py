"""Train the language model again and write it with its scores and its card.

Nothing is fetched: every corpus is named on the command line. Two processes train the two halves of the pipeline
at the same time; each uses one core. The same corpora, seed and versions of libraries give the same model.
"""

import argparse
import json
import logging
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.vocab import Vocab

from geo.errors import IncidentMapError
from geo.language import load
from geo.training import lemmas, packing, recogniser, scores, syntax
from geo.training.card import card
from geo.training.names import joined
from geo.training.treebank import paragraphs, read_sentences
from geo.training.vectors import add_vectors

_log = logging.getLogger("geo.training")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to train on, and for how long; see ``--help`` for the corpora."""

    treebank: Path
    words: Path
    worldwide: Path | None
    gmb: Path
    wikigold: Path
    syntax_passes: int
    name_passes: int
    seed: int


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m geo.training", description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder of UD English EWT (.conllu or .conllu.gz)")
    parser.add_argument("--words", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (safetensors)")
    parser.add_argument(
        "--worldwide", type=Path, help="folder of Worldwide English Newswire; trained without it if left out"
    )
    parser.add_argument("--gmb", type=Path, required=True, help="zipped CSV of names in the Groningen Meaning Bank")
    parser.add_argument("--wikigold", type=Path, required=True, help="wikigold.conll.txt")
    parser.add_argument(
        "--places", type=Path, nargs="*", default=[], help="corpora in JSON lines to score, never to train on"
    )
    parser.add_argument("--syntax-passes", type=int, default=12, help="passes over the treebank (default: %(default)s)")
    parser.add_argument("--name-passes", type=int, default=4, help="passes over the names (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default: %(default)s)")
    parser.add_argument("--score-only", action="store_true", help="measure and describe the model that is there")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write, such as data/language")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Train, write and score; return the exit status."""
    options = arguments(words)
    _start_log()
    plan = Plan(
        treebank=options.treebank,
        words=options.words,
        worldwide=options.worldwide,
        gmb=options.gmb,
        wikigold=options.wikigold,
        syntax_passes=options.syntax_passes,
        name_passes=options.name_passes,
        seed=options.seed,
    )
    try:
        if not options.score_only:
            packing.write(train(plan), options.output)
        measured = measure(options.output, plan, corpora=options.places)
        dimensions = load(options.output).vocab.vectors_length
        (options.output / "scores.json").write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        (options.output / "CARD.md").write_text(card(options.output, measured, dimensions=dimensions), encoding="utf-8")
    except IncidentMapError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    _log.info("written to %s", options.output)
    return 0


def train(plan: Plan) -> Language:
    """Train both halves of the pipeline side by side and join them."""
    # One thread a process: matrices of this size are slower on two.
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        folders = (Path(scratch) / "syntax", Path(scratch) / "names")
        with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn"), initializer=_start_log) as pool:
            halves = (pool.submit(_train_syntax, plan, folders[0]), pool.submit(_train_names, plan, folders[1]))
            for half in halves:
                half.result()
        trained = [spacy.load(folder) for folder in folders]
    treebank = read_sentences(syntax.split(plan.treebank, "train"))
    return packing.join(*trained, lookups=lemmas.tables(treebank))


def _train_syntax(plan: Plan, folder: Path) -> None:
    syntax.train(plan.treebank, vocab=_vocab(plan), passes=plan.syntax_passes, seed=plan.seed).to_disk(folder)


def _train_names(plan: Plan, folder: Path) -> None:
    recogniser.train(_corpora(plan), vocab=_vocab(plan), passes=plan.name_passes, seed=plan.seed).to_disk(folder)


def _corpora(plan: Plan) -> recogniser.Corpora:
    return recogniser.read_corpora(worldwide=plan.worldwide, gmb=plan.gmb, wikigold=plan.wikigold, seed=plan.seed)


def _vocab(plan: Plan) -> Vocab:
    vocab: Vocab = spacy.blank("en").vocab
    add_vectors(vocab, plan.words)
    return vocab


def measure(model: Path, plan: Plan, *, corpora: list[Path]) -> dict[str, dict[str, float]]:
    """Score a written pipeline on the parts of the corpora that it was not trained on."""
    pipeline = load(model)
    test = paragraphs(list(read_sentences(syntax.split(plan.treebank, "test"))))
    measured = {
        "UD English EWT test, raw text": scores.syntax(pipeline, test, gold_words=False),
        "UD English EWT test, given words and sentences": scores.syntax(pipeline, test, gold_words=True),
    }
    held_out = _corpora(plan).held_out
    if held_out:
        measured["Worldwide, articles held out"] = scores.names(pipeline, held_out)
        texts = [joined(article, "\n").text for article in held_out]
        measured["speed on one core"] = {"words per second": scores.words_per_second(pipeline, texts)}
    for corpus in corpora:
        measured[f"{corpus.stem}, places"] = scores.places(pipeline, corpus)
    return measured


def _start_log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", force=True)
    logging.getLogger("spacy").setLevel(logging.WARNING)
