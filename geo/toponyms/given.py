"""A mention whose place in the text is known beforehand, from a person or a corpus."""

from geo.gazetteer import Gazetteer
from geo.records import Toponym
from geo.toponyms.names import core_name


def given(text: str, start: int, end: int, *, gazetteer: Gazetteer) -> Toponym:
    """Return characters ``start:end`` of a text as a mention that is not yet resolved.

    It counts as a demonym if the gazetteer knows the name as nothing else, and as literal otherwise.
    """
    surface = text[start:end]
    name = core_name(surface, gazetteer)
    known = gazetteer.lookup(name)
    is_demonym = bool(known) and all(entry.name_kind == "demonym" for entry in known)
    return Toponym(start=start, end=end, surface=surface, name=name, kind="demonym" if is_demonym else "literal")
