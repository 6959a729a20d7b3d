"""Join the two halves of the pipeline and write them small, without any trace of the words they were trained on.

A pipeline keeps every word that it ever met as a string. Only the strings that stand for labels and features
are needed to run it; all others are left out, so that no text of a corpus is passed on. Weights and vectors
are stored in half precision, which changes no score by more than its noise.
"""

import json
import shutil
import tempfile
from pathlib import Path

from spacy.language import Language
from spacy.lookups import Lookups

from geo.errors import ExportError
from geo.language import convert_weights, widen

_META = {
    "name": "incident_map",
    "version": "1.0.0",
    "description": "Words, lemmas, dependencies and names of English news",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<4.0.0",
}


def join(syntax: Language, recogniser: Language, *, lookups: Lookups) -> Language:
    """Add the recogniser and the lemmatiser to the syntactic pipeline and return it.

    Both halves must have been trained with the same vectors.
    """
    syntax.add_pipe("dictionary_lemmatizer", name="lemmatizer").initialize(lookups=lookups)
    syntax.add_pipe("ner", source=recogniser)
    syntax.meta.update(_META)
    return syntax


def needed_strings(pipeline: Language) -> list[str]:
    """Collect, sorted, what the components write on documents: labels, and every part of the features."""
    strings = {"ROOT", "SPACE", "_SP", "dep"}
    for name, component in pipeline.pipeline:
        labels = [label for label in getattr(component, "labels", ()) if isinstance(label, str)]
        strings.update(labels)
        if name == "morphologizer":
            for label in labels:
                features = component.cfg["labels_morph"][label]
                strings.update((features, *features.replace("=", "|").split("|"), *features.split("|")))
    return sorted(strings)


def write(pipeline: Language, folder: Path) -> None:
    """Write a pipeline to a folder in place of the one that is there; other files in it stay.

    Raises
    ------
    ExportError
        If the folder cannot be written.
    """
    convert_weights(pipeline, "float16")
    pipeline.vocab.vectors.data = pipeline.vocab.vectors.data.astype("float16")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            fresh = Path(scratch) / "model"
            pipeline.to_disk(fresh)
            (fresh / "vocab" / "strings.json").write_text(json.dumps(needed_strings(pipeline)), encoding="utf-8")
            for part in sorted(fresh.iterdir()):
                target = folder / part.name
                if target.is_dir():
                    shutil.rmtree(target)
                part.replace(target)
    except OSError as error:
        raise ExportError(
            f"cannot write the language model to {str(folder)!r}: {error}; give a writable folder"
        ) from error
    finally:
        widen(pipeline)
