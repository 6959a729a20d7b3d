"""Read who does what to whom off a dependency tree (Universal Dependencies)."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from geo.claims import order
from geo.toponyms.usage import case_of

_CLAUSE = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "csubj", "appos", "punct", "cc", "conj"})
_ACTIVE = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubj:pass", "csubj:pass"})
_QUANTITIES = frozenset(
    {"group", "number", "score", "dozen", "hundred", "thousand", "million", "couple", "pair", "handful", "series"}
    | {"crowd", "column", "lot", "all", "many", "some", "most", "several", "both", "two", "volley", "barrage", "wave"}
)
_SHARED_SUBJECT = frozenset({"conj", "xcomp", "advcl", "advcl:relcl"})


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a word and the words joined to it ("Mand" and "Gwadar")."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def phrase(token: Token) -> list[Token]:
    """Return the words of a noun phrase, in order, without its clauses and what is joined to its head."""
    words = [token]
    for child in token.children:
        if child.dep_ not in _CLAUSE:
            words += _inner(child)
    return sorted(words, key=lambda word: word.i)


def _inner(token: Token) -> list[Token]:
    """Return the words below a modifier, conjuncts included ("of Guyana and Venezuela")."""
    words = [token]
    for child in token.children:
        if child.dep_ not in _CLAUSE or child.dep_ in {"conj", "cc"}:
            words += _inner(child)
    return words


def counted(heads: Iterable[Token]) -> list[Token]:
    """Return heads of noun phrases, and what they count where they are quantities ("a group of women").

    Examples
    --------
    >>> import spacy
    >>> words, deps = ["dozens", "of", "rockets"], ["ROOT", "case", "nmod"]
    >>> vocab, lemmas = spacy.blank("en").vocab, ["dozen", "of", "rocket"]
    >>> doc = spacy.tokens.Doc(vocab, words, lemmas=lemmas, heads=[0, 2, 0], deps=deps)
    >>> [token.text for token in counted([doc[0]])]
    ['dozens', 'rockets']
    """
    found = []
    for head in heads:
        found.append(head)
        if head.lemma_.lower() in _QUANTITIES or head.pos_ == "NUM":
            found += obliques(head, "of")
    return found


def chain(token: Token) -> Iterator[Token]:
    """Yield a word and the words above it, up to the root of its sentence."""
    yield token
    while token.head != token:
        token = token.head
        yield token


def tree_distance(a: Token, b: Token) -> int:
    """Return the number of edges between two words of a sentence; words of two sentences are far apart.

    Examples
    --------
    >>> import spacy
    >>> words, deps = ["they", "fought", "hard"], ["nsubj", "ROOT", "advmod"]
    >>> doc = spacy.tokens.Doc(spacy.blank("en").vocab, words, heads=[1, 1, 1], deps=deps)
    >>> tree_distance(doc[0], doc[2])
    2
    """
    above = {token.i: steps for steps, token in enumerate(chain(a))}
    for steps, token in enumerate(chain(b)):
        if token.i in above:
            return above[token.i] + steps
    return 1_000


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive ("were killed", "injured in the raid")."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in verb.children):
        return not has_perfect(verb) or order.is_passive_group(verb)
    reduced = verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not has_perfect(verb)
    return (reduced and not order.is_hidden_verb(verb)) or order.is_passive_group(verb)


def is_finite(verb: Token) -> bool:
    """Say whether a verb or one of its auxiliaries has a tense ("closed", "were reported")."""
    helpers = (child.tag_ for child in verb.children if child.dep_ in {"aux", "aux:pass", "cop"})
    return bool({verb.tag_, *helpers} & {"VBD", "VBZ", "VBP", "MD"})


def has_perfect(verb: Token) -> bool:
    """Say whether a verb stands with a form of "have"."""
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _before(verb: Token, relation: frozenset[str]) -> list[Token]:
    """Return what stands before a verb as its subject, by the tree and, where that fails, by word order.

    A subject that the tree finds in an aside ("20 soldiers, among them a colonel, were killed") is none.
    """
    skipped = order.aside(verb)
    own = [
        word
        for child in verb.children
        if child.dep_ in relation and not (skipped and skipped[0] < child.i < skipped[1])
        for word in conjuncts(child)
    ]
    reduced = verb.tag_ == "VBN" and verb.dep_ in {"acl", "acl:relcl", "amod"} and not order.is_hidden_verb(verb)
    if own or reduced or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return [_antecedent(word) for word in own]
    found = order.subject(verb)
    if found is not None:
        return list(conjuncts(found))
    other = order.coordinated_with(verb)
    return _before(other, relation) if other is not None else []


def subjects(verb: Token) -> list[Token]:
    """Return those who act: active subjects, also shared ones, or the "by" phrase of a passive."""
    if is_passive(verb):
        return by_agents(verb)
    open_clause = verb.dep_ in _SHARED_SUBJECT or (verb.dep_ == "ccomp" and _is_nonfinite(verb))
    shared = open_clause and verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}
    own = [word for child in verb.children if child.dep_ in _ACTIVE for word in conjuncts(child)]
    if shared and not own:
        return subjects(verb.head) if not is_passive(verb.head) else patients(verb.head)
    found = _before(verb, _ACTIVE)
    if not found and verb.dep_ in {"acl", "acl:relcl"} and verb.tag_ == "VBG":
        return [verb.head]
    return found


def _is_nonfinite(verb: Token) -> bool:
    """Say whether a verb form has no subject of its own: "denied shelling", "denied having shelled"."""
    return verb.tag_ in {"VBG", "VB"} or any(child.lower_ == "having" for child in verb.children)


def _antecedent(word: Token) -> Token:
    """Return what a relative pronoun stands for, else the word itself."""
    if word.tag_ in {"WDT", "WP"} or (word.lower_ == "that" and word.pos_ == "PRON"):
        verb = word.head
        if verb.dep_ in {"acl:relcl", "acl"}:
            return verb.head
    return word


def by_agents(verb: Token) -> list[Token]:
    """Return the words of a passive's "by" phrase."""
    return [
        word
        for child in verb.children
        if child.dep_ == "obl:agent" or (child.dep_ == "obl" and case_of(child) == "by")
        for word in conjuncts(child)
    ]


def described(adjective: Token) -> list[Token]:
    """Return what a predicate adjective is about ("the crossing was shut")."""
    own = [word for child in adjective.children if child.dep_.startswith("nsubj") for word in conjuncts(child)]
    if not own and adjective.dep_ == "xcomp":  # "the gate stays shut"
        return subjects(adjective.head)
    found = order.subject(adjective) if not own else None
    return own or ([found] if found is not None else [])


def patients(verb: Token) -> list[Token]:
    """Return those acted on: the object of an active verb, the subject of a passive one."""
    if not is_passive(verb):
        found = [_antecedent(w) for child in verb.children if child.dep_ == "obj" for w in conjuncts(child)]
        after = order.object_of(verb) if not found else None
        return found or (list(conjuncts(after)) if after is not None else [])
    if verb.dep_ in {"acl", "amod", "acl:relcl"} and not _own_subject(verb):
        return [verb.head]
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head) and not _own_subject(verb):
        return patients(verb.head)
    found = _before(verb, _PASSIVE)
    if not found and verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        return subjects(verb.head)  # "rockets continue to be launched"
    return found


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in _ACTIVE | _PASSIVE for child in verb.children)


def obliques(word: Token, *cases: str) -> list[Token]:
    """Return the words that hang on a verb or noun by one of the given prepositions."""
    return [
        found
        for child in word.children
        if child.dep_ in {"obl", "nmod", "obl:agent"} and case_of(child) in cases
        for found in conjuncts(child)
    ]


def modifiers(noun: Token) -> list[Token]:
    """Return the words before a noun that say which one: adjectives, compounds, owners."""
    return [child for child in noun.children if child.dep_ in {"amod", "compound", "nmod:poss", "nmod", "nummod"}]


def owners(noun: Token) -> list[Token]:
    """Return possessors and names put before a noun ("Iran's strike", "Iranian strike", "NSC meeting")."""
    return [
        word
        for child in noun.children
        if child.dep_ in {"nmod:poss", "compound", "amod"}
        for word in conjuncts(child)
        if child.i < noun.i
    ]


def is_negated(word: Token) -> bool:
    """Say whether a word is denied by its own negation ("did not strike", "no clash")."""
    return any(
        (child.dep_ in {"advmod", "neg"} and child.i < word.i and child.lower_ in {"not", "n't", "n’t", "never"})
        or (child.dep_ == "det" and child.lower_ in {"no", "neither"})
        for child in word.children
    )


def sentence_numbers(doc: Doc) -> list[int]:
    """Return the number of the sentence of each word, white space aside."""
    numbers: list[int] = []
    for sentence in doc.sents:
        last = numbers[-1] if numbers else -1
        numbers += [last + (not sentence.text.isspace())] * len(sentence)
    return numbers
