"""How names are compared: one key for every spelling that readers take for the same name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that Unicode does not decompose, written as English newspapers do.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŋ": "ng",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u201b\u02bb-\u02bf\u02c8\u2032]")
_DOT_OF_INITIAL = re.compile(r"(?<=\b\w)\.(?=\w\b|\W|$)")  # "U.S." is "us", but "W.Va." is "w va"
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACED_INITIALS = re.compile(r"\b([a-z]) (?=[a-z]\b)")
_WORDS = {
    word: re.compile(pattern)
    for word, pattern in {
        "saint": r"\bst(?= )",
        "sainte": r"\bste(?= )",
        "mount": r"\bmt(?= )",
        "fort": r"\bft(?= )",
        "mountains": r"(?<= )mtns$",
        "county": r"(?<= )co$",
        "township": r"(?<= )twp$",
        "north": r"^n(?= )",
        "south": r"^s(?= )",
        "east": r"^e(?= )",
        "west": r"^w(?= )",
    }.items()
}
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)

TYPE_WORDS = {
    "country": ("country", "republic", "kingdom"),
    "admin1": ("province", "governorate", "oblast", "state", "region", "territory", "prefecture", "department"),
    "admin2": ("district", "county", "parish", "raion", "tehsil", "division", "municipality", "borough", "subdivision"),
    "city": ("city", "town", "village", "township", "metropolis", "port"),
}
"""Words that say what kind of place a name stands for, by kind of place."""

_DIRECTIONS = (
    "north|south|east|west|northern|southern|eastern|western|central|upper|lower|greater|metropolitan|downtown|mainland|"
    "northeast|northwest|southeast|southwest|northeastern|northwestern|southeastern|southwestern|"
    "north east|north west|south east|south west|inner|outer|rural|coastal|far"
)
_DIRECTION = re.compile(rf"^(?:{_DIRECTIONS})\s+")
DIRECTIONS = frozenset(_DIRECTIONS.split("|"))
"""Words that name no place alone but a part of one."""

_TYPE_FIRST = {kind: re.compile(rf"^(?:{'|'.join(words)})\s+of\s+(?:the\s+)?") for kind, words in TYPE_WORDS.items()}
_TYPE_LAST = {kind: re.compile(rf"\s+(?:{'|'.join(words)})$") for kind, words in TYPE_WORDS.items()}


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """Return the key under which a name is filed.

    Case, diacritics, apostrophes, punctuation, dots of initials and a leading "the" do not count;
    "St", "Ste", "Mt", "Ft" and the points of the compass before another word, "Co" and "Twp" after one are
    written out.

    Examples
    --------
    >>> normalise("St. John’s"), normalise("U.S."), normalise("Bab-el-Mandeb"), normalise("Chāgai District")
    ('saint johns', 'us', 'bab el mandeb', 'chagai district')
    >>> normalise("W. Columbia"), normalise("Loudon Co."), normalise("N. Korea")
    ('west columbia', 'loudon county', 'north korea')
    """
    text = _APOSTROPHES.sub("", name.casefold()).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _NOT_LETTERS.sub(" ", _DOT_OF_INITIAL.sub("", text)).strip()
    text = _SPACED_INITIALS.sub(r"\1", text)
    for word, short in _WORDS.items():
        text = short.sub(word, text)
    return text.removeprefix("the ")


def without_possessive(name: str) -> str:
    """Return a name without a possessive ending.

    Examples
    --------
    >>> without_possessive("Iran’s"), without_possessive("the United States'")
    ('Iran', 'the United States')
    """
    return _POSSESSIVE.sub("", name)


_SORTS = """
academy airport army avenue bank base bay beach board bridge building camp campus castle cathedral center central centre
chamber chapel church city class club co college commission committee community council court creek crossing delta
department district division elementary embassy estate factory farm federal force fort foundation gardens general golf
grand great green hall harbor harbour head health high hill hills hospital hotel house institute international island
islands junior lake library lodge mall market media medical memorial middle military mill ministry mission mosque mount
mountain museum national naval new no office old palace park parliament path plant plaza point police pool port primary
prison red regional republic river road rocks royal rue school sea senate service shop society square stadium state
station street studio sun supreme temple theater theatre tower township trust twp union united university valley village
water world young
"""
_SORT_WORDS = frozenset(_SORTS.split())
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?=\w))*\.?")


def inner_names(name: str) -> Iterator[str]:
    """Yield the shorter names that stand inside a name, the longest first, then from the left.

    A facility, body or event is often named after its place. Words that say what it is, alone, name no place.

    Examples
    --------
    >>> list(inner_names("University of Alberta"))
    ['Alberta']
    >>> list(inner_names("New Quay Lifeboat Station"))[:3]
    ['New Quay Lifeboat', 'Quay Lifeboat Station', 'New Quay']
    """
    words = list(_WORD.finditer(name))
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            first, last = words[start], words[start + length - 1]
            if _may_begin(first.group()) and _may_begin(last.group()):
                part = name[first.start() : last.end()]
                if not set(normalise(without_possessive(part)).split()) <= _SORT_WORDS | DIRECTIONS:
                    yield part


def _may_begin(word: str) -> bool:
    """Say whether a word is written like a name, or in a script that does not tell."""
    return word != word.lower() or word == word.upper()


def bare_names(name: str) -> Iterator[tuple[str, str]]:
    """Yield shorter keys of a name with the kind of place that the dropped words say, nearest first.

    Yields
    ------
    key, kind
        ``kind`` is empty where the dropped words say none.

    Examples
    --------
    >>> list(bare_names("eastern Idlib province"))
    [('eastern idlib', 'admin1'), ('idlib province', ''), ('idlib', 'admin1')]
    """
    seen = {normalise(name)}
    waiting = [(normalise(name), "")]
    while waiting:
        key, kind = waiting.pop(0)
        for shorter, said in _shortened(key):
            if shorter not in seen:
                seen.add(shorter)
                waiting.append((shorter, said or kind))
                yield shorter, said or kind


def _shortened(key: str) -> Iterator[tuple[str, str]]:
    for kind in TYPE_WORDS:
        for pattern in (_TYPE_LAST[kind], _TYPE_FIRST[kind]):
            if shorter := pattern.sub("", key) if pattern.search(key) else "":
                yield shorter, kind
    if (match := _DIRECTION.match(key)) and match.end() < len(key):
        yield key[match.end() :], ""
