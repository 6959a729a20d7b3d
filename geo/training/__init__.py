"""Train the language model that ships in ``data/language`` again: ``python -m geo.training --help``.

The steps, each a module: `treebank` and `names` read the corpora, `newswire` cleans the labels of
one of them, `augmentation` varies the training texts, `syntax` and `recogniser` train the two halves
of the pipeline, `packing` joins and strips them, `scores` measures the result and `card` writes
down what is in it.
"""
