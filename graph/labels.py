"""What things are called and what kind they are: for pages, pictures and lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph.numbers import number_facts, spoken
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms

MOST = 500  # things asked about at once
OPEN = "onbekend"  # the kind of a place that was not settled
# A paper that is a motion or a letter is shown as such, whatever its address says.
_BY_CLASS = {terms.MOTIE: "motie", terms.BRIEF: "brief", terms.TOEZEGGING: "toezegging"}


@dataclass(frozen=True, slots=True)
class Name:
    """``label`` is always there; ``titles`` as written, in order; ``kind`` is a word of ``iris.KINDS``."""

    iri: str
    kind: str
    label: str
    titles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def names(store: Store, addresses: Iterable[str]) -> dict[str, Name]:
    """Give the names of things by IRI; one that is not in the graph is called by its number or key."""
    wanted = sorted(set(addresses))
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for part in parts(wanted):
        for thing, prop, value in store.select(queries.store("names_of", store.base).bind(thing=part)):
            found[str(thing)][str(prop)].append(str(value))
    return {address: _name(address, found.get(address, {}), store.base) for address in wanted}


def kinds(store: Store, addresses: Iterable[str]) -> dict[str, str]:
    """Give what kind each thing is shown as. Only numbered papers are asked about: addresses tell the others."""
    found = {address: kind_of(address, (), store.base) for address in addresses}
    classes: dict[str, set[str]] = defaultdict(set)
    for part in parts(sorted(address for address, kind in found.items() if kind == "kamerstuk")):
        for thing, name in store.select(queries.store("classes_of", store.base).bind(thing=part)):
            classes[str(thing)].add(str(name))
    return found | {thing: kind_of(thing, sorted(names_), store.base) for thing, names_ in classes.items()}


def parts(things: list[str]) -> Iterator[list[str]]:
    """Give a list in pieces that one query can hold."""
    for start in range(0, len(things), MOST):
        yield things[start : start + MOST]


def kind_of(address: str, classes: Iterable[str], base: str) -> str:
    """Give the word for what kind a thing is shown as."""
    for name in classes:
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    ref = iris.ref(address, base)
    return ref.kind if ref is not None else ""


def _name(address: str, found: dict[str, list[str]], base: str) -> Name:
    classes = tuple(sorted(found.get(terms.TYPE, [])))
    titles = tuple(sorted(found.get(terms.TITLE, [])))
    label = min(found.get(terms.LABEL, []), default="")
    if not label:
        ref = iris.ref(address, base)
        numbered = ref is not None and bool(number_facts(ref, base))
        label = spoken(ref) if ref is not None and numbered else (titles[0] if titles else address.rsplit("/", 1)[-1])
    return Name(address, kind_of(address, classes, base), label, titles, classes)
