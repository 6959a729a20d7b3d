"""Sentences with their dependency trees written out, so that tests do not hang on a model's guesses."""

import spacy
from spacy.tokens import Doc, Span

_VOCAB = spacy.blank("en").vocab


def parsed(table: str) -> Doc:
    """Make a Doc from lines ``form lemma POS TAG head relation [NAME]``; heads count from 1, 0 is the root."""
    rows = [line.split() for line in table.strip().splitlines()]
    doc = Doc(
        _VOCAB,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        heads=[int(row[4]) - 1 if row[4] != "0" else i for i, row in enumerate(rows)],
        deps=["ROOT" if row[4] == "0" else row[5] for row in rows],
    )
    doc.ents = [Span(doc, i, i + 1, label=row[6]) for i, row in enumerate(rows) if len(row) > 6]
    return doc


STRIKE = parsed("""
Iran Iran PROPN NNP 2 nsubj PLACE
launched launch VERB VBD 0 root
a a DET DT 4 det
strike strike NOUN NN 2 obj
on on ADP IN 7 case
a a DET DT 7 det
village village NOUN NN 4 nmod
, , PUNCT , 10 punct
, , PUNCT , 10 punct
killing kill VERB VBG 2 advcl
two two NUM CD 12 nummod
children child NOUN NNS 10 obj
and and CCONJ CC 15 cc
a a DET DT 15 det
woman woman NOUN NN 12 conj
""")

NOTE = parsed("""
The the DET DT 2 det
minister minister NOUN NN 3 nsubj
struck strike VERB VBD 0 root
an a DET DT 6 det
upbeat upbeat ADJ JJ 6 amod
note note NOUN NN 3 obj
""")

WALKOUT = parsed("""
Teachers teacher NOUN NNS 2 nsubj
began begin VERB VBD 0 root
a a DET DT 4 det
strike strike NOUN NN 2 obj
""")

EXCHANGE = parsed("""
The the DET DT 3 det
stock stock NOUN NN 3 compound
exchange exchange NOUN NN 4 nsubj
bombed bomb VERB VBD 0 root
""")

GATE = parsed("""
Officials official NOUN NNS 2 nsubj
closed close VERB VBD 0 root
the the DET DT 5 det
border border NOUN NN 5 compound
gate gate NOUN NN 2 obj
""")

RUPEE = parsed("""
The the DET DT 2 det
rupee rupee NOUN NN 3 nsubj
closed close VERB VBD 0 root
higher higher ADV RBR 3 advmod
""")

DENIAL = parsed("""
Ankara Ankara PROPN NNP 2 nsubj PLACE
denied deny VERB VBD 0 root
that that SCONJ IN 6 mark
its its PRON PRP$ 5 nmod:poss
troops troop NOUN NNS 6 nsubj
attacked attack VERB VBD 2 ccomp
the the DET DT 8 det
village village NOUN NN 6 obj
""")

THREAT = parsed("""
Ankara Ankara PROPN NNP 2 nsubj PLACE
threatened threaten VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 xcomp
the the DET DT 6 det
village village NOUN NN 4 obj
""")

FUTURE = parsed("""
The the DET DT 2 det
ministers minister NOUN NNS 4 nsubj
will will AUX MD 4 aux
meet meet VERB VB 0 root
in in ADP IN 6 case
Doha Doha PROPN NNP 4 obl PLACE
""")

NOTHING = parsed("""
The the DET DT 2 det
army army NOUN NN 5 nsubj
did do AUX VBD 5 aux
not not PART RB 5 advmod
attack attack VERB VB 0 root
the the DET DT 7 det
village village NOUN NN 5 obj
""")

SAID = parsed("""
Rebels rebel NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
a a DET DT 4 det
post post NOUN NN 2 obj
, , PUNCT , 8 punct
the the DET DT 7 det
army army NOUN NN 8 nsubj
said say VERB VBD 2 parataxis
""")
