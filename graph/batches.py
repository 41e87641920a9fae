"""A store in batches that fit in memory, each with what stands about it: as much as a check looks at.

A batch is some letters by their graphs, or some shared things by their addresses. A letter with a number is a shared
thing too: what others say of it belongs to it with its letter, and only there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris

LETTERS, THINGS = 500, 1_500  # in a batch
_LINES = 30_000  # statements of letters looked at together


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters by the names of their graphs, or things by their addresses."""

    letters: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some nodes with all that is said of them, and about what they name.

    ``homes``: each statement about the nodes with the graphs it stands in; ``around``: statements about other nodes.
    """

    nodes: Set[str]
    homes: Mapping[str, Set[str]]
    around: Set[str]


def letter_batches(names: Iterable[str]) -> Iterator[Batch]:
    """Divide letters over batches."""
    held = list(names)
    for start in range(0, len(held), LETTERS):
        yield Batch(letters=tuple(held[start : start + LETTERS]))


def thing_batches(things: Iterable[str]) -> Iterator[Batch]:
    """Divide shared things over batches; those with one beginning, as a person's memberships, stay together."""
    batch: list[str] = []
    for _, alike in groupby(sorted(things), key=_beginning):
        batch += alike
        if len(batch) >= THINGS:
            yield Batch(things=tuple(batch))
            batch = []
    if batch:
        yield Batch(things=tuple(batch))


def subject(line: str) -> str:
    """Give the address that a statement is about."""
    return line[1 : line.index("> ")]


def objects(lines: Iterable[str], base: str) -> set[str]:
    """Give the things of ours that statements name, places in letters left out."""
    start = f"<{base}id/"
    found = set()
    for line in lines:
        thing = line.split(" ", 2)[2]
        if thing.startswith(start) and "#" not in thing:
            found.add(thing[1:-1])
    return found


def stretches(store: Store, letters: Iterable[list[str]], things: Iterable[str]) -> Iterator[Stretch]:
    """Give a batch in parts of a size that memory does not feel. ``letters``: the statements of each letter."""
    nodes: set[str] = set()
    count = 0
    for lines in letters:
        nodes.update(subject(line) for line in lines if line.startswith("<"))
        count += len(lines)
        if count >= _LINES:
            yield _stretch(store, nodes)
            nodes, count = set(), 0
    if nodes:
        yield _stretch(store, nodes)
    shared = set(things)
    if shared:
        yield _stretch(store, shared, letters_too=False)


def _beginning(thing: str) -> str:
    """Give an address up to the first dot in its last part: ``…/lidmaatschap/vic-voorbeeld``."""
    place, slash, key = thing.rpartition("/")
    return place + slash + key.partition(".")[0]


def _stretch(store: Store, nodes: set[str], *, letters_too: bool = True) -> Stretch:
    start = iris.letter_graph("", store.base)
    homes: dict[str, set[str]] = defaultdict(set)
    of_letters: set[str] = set()
    of_others: set[str] = set()
    for graph, line in store.about(sorted(nodes)):
        homes[line].add(graph)
        (of_letters if graph.startswith(start) else of_others).add(subject(line))
    if not letters_too:
        nodes -= of_letters
        homes = {line: graphs for line, graphs in homes.items() if subject(line) in nodes}
    shared = sorted(node for node in nodes & of_others if "#" not in node)
    around = {line for _, line in store.about(_evidence(store, shared))}
    # What the named things are: two steps, since a shape looks at the class of a neighbour's neighbour.
    known = set(nodes)
    new = objects(homes, store.base) | objects(around, store.base)
    for _ in range(2):
        new -= known
        found = {line for _, line in store.about(sorted(new))}
        around |= found
        known |= new
        new = objects(found, store.base)
    return Stretch(nodes, homes, around)


def _evidence(store: Store, things: list[str]) -> list[str]:
    """Give the mentions that say something of these things; nothing can speak of an address that is none of ours."""
    asked = [thing for thing in things if iris.ref(thing, store.base) is not None]
    if not asked:
        return []
    query = queries.store("mention_iris", store.base).bind(thing=asked)
    return sorted({str(row[0]) for row in store.select(query)})
