"""Accuracy of the places in reports, measured on corpora that people have labelled.

A corpus is read by `geo.benchmark.corpora`, the product reads its texts in `geo.benchmark.running`, and
`geo.benchmark.measuring` compares the two with the measures of `geo.scoring`.
"""

from geo.benchmark.corpora import Corpus, read_corpus
from geo.benchmark.measuring import Scores, measure
from geo.benchmark.running import answer, recognise

__all__ = ["Corpus", "Scores", "answer", "measure", "read_corpus", "recognise"]
