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

IMPACT = parsed("""
Shells shell NOUN NNS 2 nsubj
fell fall VERB VBD 0 root
on on ADP IN 4 case
Goris Goris PROPN NNP 2 obl PLACE
and and CCONJ CC 6 cc
Sotk Sotk PROPN NNP 4 conj PLACE
. . PUNCT . 2 punct
""")

PRICES = parsed("""
Prices price NOUN NNS 2 nsubj
fell fall VERB VBD 0 root
in in ADP IN 4 case
Goris Goris PROPN NNP 2 obl PLACE
. . PUNCT . 2 punct
""")

FIRED_ON = parsed("""
Gunmen gunman NOUN NNS 2 nsubj
fired fire VERB VBD 0 root
on on ADP IN 5 case
the the DET DT 5 det
boats boat NOUN NNS 2 obl
. . PUNCT . 2 punct
""")

QUESTIONS = parsed("""
Reporters reporter NOUN NNS 2 nsubj
bombarded bombard VERB VBD 0 root
the the DET DT 4 det
minister minister NOUN NN 2 obj
with with ADP IN 6 case
questions question NOUN NNS 2 obl
. . PUNCT . 2 punct
""")

TRADED = parsed("""
Candidates candidate NOUN NNS 2 nsubj
traded trade VERB VBD 0 root
fire fire NOUN NN 2 obj
over over ADP IN 5 case
schools school NOUN NNS 2 obl
. . PUNCT . 2 punct
""")

CARRIED = parsed("""
Raiders raider NOUN NNS 2 nsubj
carried carry VERB VBD 0 root
off off ADP RP 2 compound:prt
a a DET DT 5 det
group group NOUN NN 2 obj
of of ADP IN 7 case
women woman NOUN NNS 5 nmod
. . PUNCT . 2 punct
""")

ENTERED = parsed("""
Soldiers soldier NOUN NNS 2 nsubj
entered enter VERB VBD 0 root
Guyana Guyana PROPN NNP 5 nmod:poss PLACE
's 's PART POS 3 case
waters water NOUN NNS 2 obj
. . PUNCT . 2 punct
""")

MARCHED = parsed("""
Villagers villager NOUN NNS 2 nsubj
clashed clash VERB VBD 0 root
with with ADP IN 4 case
police police NOUN NN 2 obl
. . PUNCT . 2 punct
""")

STAYS_SHUT = parsed("""
The the DET DT 2 det
crossing crossing NOUN NN 3 nsubj
stays stay VERB VBZ 0 root
shut shut ADJ JJ 3 xcomp
. . PUNCT . 3 punct
""")

NO_ORDER = parsed("""
No no DET DT 2 det
order order NOUN NN 8 nsubj:pass
to to PART TO 4 mark
open open VERB VB 2 acl
fire fire NOUN NN 4 obj
had have AUX VBD 8 aux
been be AUX VBN 8 aux:pass
given give VERB VBN 0 root
. . PUNCT . 8 punct
""")

RUMOUR = parsed("""
A a DET DT 2 det
rumour rumour NOUN NN 10 nsubj:pass
that that SCONJ IN 8 mark
a a DET DT 5 det
drone drone NOUN NN 8 nsubj:pass
had have AUX VBD 8 aux
been be AUX VBN 8 aux:pass
shelled shell VERB VBN 2 acl
was be AUX VBD 10 aux:pass
denied deny VERB VBN 0 root
. . PUNCT . 10 punct
""")

AGED = parsed("""
A a DET DT 2 det
man man NOUN NN 5 nsubj
of of ADP IN 4 case
62 62 NUM CD 2 nmod
died die VERB VBD 0 root
. . PUNCT . 5 punct
""")

RISEN = parsed("""
The the DET DT 2 det
number number NOUN NN 6 nsubj
of of ADP IN 4 case
killed killed ADJ JJ 2 nmod
has have AUX VBZ 6 aux
risen rise VERB VBN 0 root
from from ADP IN 8 case
seven seven NUM CD 6 obl
to to ADP IN 10 case
nine nine NUM CD 6 obl
. . PUNCT . 6 punct
""")

MATCH = parsed("""
The the DET DT 2 det
striker striker NOUN NN 3 nsubj
shot shoot VERB VBD 0 root
past past ADP IN 6 case
the the DET DT 6 det
keeper keeper NOUN NN 3 obl
and and CCONJ CC 8 cc
scored score VERB VBD 3 conj
a a DET DT 10 det
goal goal NOUN NN 8 obj
for for ADP IN 13 case
his his PRON PRP$ 13 nmod:poss
team team NOUN NN 10 nmod
. . PUNCT . 3 punct
""")

STORY = parsed("""
Jets jet NOUN NNS 2 nsubj
bombed bomb VERB VBD 0 root
a a DET DT 4 det
camp camp NOUN NN 2 obj
on on ADP IN 6 case
Monday Monday PROPN NNP 2 obl
. . PUNCT . 2 punct
A a DET DT 9 det
rocket rocket NOUN NN 10 nsubj
hit hit VERB VBD 0 root
a a DET DT 12 det
school school NOUN NN 10 obj
. . PUNCT . 10 punct
It it PRON PRP 16 nsubj
had have AUX VBD 16 aux
shelled shell VERB VBN 0 root
a a DET DT 18 det
town town NOUN NN 16 obj
. . PUNCT . 16 punct
""")

AFTER = parsed("""
Pakistan Pakistan PROPN NNP 2 nsubj
closed close VERB VBD 0 root
its its PRON PRP$ 4 nmod:poss
border border NOUN NN 2 obj
on on ADP IN 6 case
Sunday Sunday PROPN NNP 2 obl
after after ADP IN 8 case
deaths death NOUN NNS 10 obl
were be AUX VBD 10 aux:pass
reported report VERB VBN 2 advcl
in in ADP IN 12 case
Qom Qom PROPN NNP 10 obl
. . PUNCT . 2 punct
""")

HIDDEN = parsed("""
A a DET DT 2 det
salvo salvo NOUN NN 0 root
on on ADP IN 5 case
the the DET DT 5 det
night night NOUN NN 7 compound
hit hit VERB VBN 7 amod
positions position NOUN NNS 2 nmod
. . PUNCT . 2 punct
""")
