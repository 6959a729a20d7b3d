"""The distinct names of a report, each with what it can mean and what the text says beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from geo.gazetteer import Gazetteer, normalise
from geo.records import PlaceKind, Toponym
from geo.resolution import surroundings
from geo.resolution.options import Options, options
from geo.resolution.surroundings import Support


@dataclass(slots=True, eq=False)
class Name:
    """Mentions of one report that have one sense: the same name, unless the text says two containers or kinds.

    Attributes
    ----------
    key
        The normalised name; names of one key do not vote for each other.
    surface
        The words of its first mention.
    inside, holding
        Which places lie in a container that the text names, and which hold a name beside them; with the
        words that say so. None where the text says neither.
    """

    key: str
    surface: str
    mentions: list[int]
    options: Options
    wanted: tuple[PlaceKind, ...]
    demonym: bool
    inside: Support | None = None
    holding: Support | None = None


@dataclass(slots=True, eq=False)
class Report:
    """The names of one report, and the pairs of them that stand beside each other."""

    names: list[Name]
    of_mention: list[Name]
    beside: list[tuple[int, int]] = field(default_factory=list)


def gather(mentions: Sequence[Toponym], text: str, gazetteer: Gazetteer) -> Report:
    """Group the mentions of a report into names."""
    known = [options(mention, gazetteer) for mention in mentions]
    found = surroundings.containers(mentions, known, text, gazetteer)
    inside, holding = found.inside, found.holding
    names: list[Name] = []
    of_mention: list[Name | None] = [None] * len(mentions)
    # Those that the text places come first, so that the bare ones can join them.
    for i in sorted(range(len(mentions)), key=lambda i: (i not in inside, i)):
        mention = mentions[i]
        wanted = surroundings.wanted_kinds(mention, text)
        if known[i].said:
            wanted = _said_first(cast("PlaceKind", known[i].said), wanted)
        key, demonym = normalise(mention.name), mention.kind == "demonym"
        own = inside.get(i)
        same = (name for name in names if (name.key, name.wanted, name.demonym) == (key, wanted, demonym))
        name = next((name for name in same if own is None or _agree(name.inside, own)), None)
        if name is None:
            name = Name(key, mention.surface, [], known[i], wanted, demonym, inside=own)
            names.append(name)
        name.mentions.append(i)
        name.holding = name.holding or holding.get(i)
        of_mention[i] = name
    _share_containers(names)
    names.sort(key=lambda name: min(name.mentions))
    number = {id(name): position for position, name in enumerate(names)}
    filled = [name for name in of_mention if name is not None]
    pairs = {(number[id(filled[i])], number[id(filled[j])]) for i, j in surroundings.beside(mentions, text)}
    return Report(names, filled, sorted(pairs))


def _said_first(said: PlaceKind, wanted: Iterable[PlaceKind]) -> tuple[PlaceKind, ...]:
    return tuple(dict.fromkeys([said, *wanted]))


def _agree(a: Support | None, b: Support) -> bool:
    return a is not None and bool((a[0] & b[0]).any())


def _share_containers(names: Sequence[Name]) -> None:
    """Give a name that is placed nowhere ("Hyderabad district") the container of its other senses."""
    for name in names:
        if name.inside is None:
            name.inside = next(
                (other.inside for other in names if other.key == name.key and other.inside and other is not name), None
            )
            if name.inside and len(name.inside[0]) != len(name.options.entries):
                name.inside = None
