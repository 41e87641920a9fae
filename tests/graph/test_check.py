"""A whole store passes; each planted fault is found where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kamergraaf.graph.check import check
from kamergraaf.graph.load import load
from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.store import MEMORY, META, Change, Store, open_store
from kamergraaf.ontology import iris, terms
from kamergraaf.tests.graph import letters

LETTER = letters.letter()
GRAPH = iris.letter_graph(LETTER.key)
MOTION = f"{iris.BASE}id/kamerstuk/99001-7"
VIC = f"{iris.BASE}id/persoon/vic-voorbeeld"
PLACE = f"{iris.BASE}id/brief/{LETTER.key}#char=204,213"
RULES = letters.rules()


def _store() -> Store:
    store = open_store(MEMORY)
    prepare(store, letters.register(), RULES)
    load(store, LETTER, letters.register())
    return store


def test_a_whole_store_passes() -> None:
    """Register, vocabulary and a letter with everything in it: nothing is wrong."""
    assert [*check(_store())] == []


@dataclass(frozen=True)
class Fault:
    """A change that spoils a store, what finds it, and where."""

    name: str
    spoil: Callable[[Store], None]
    kind: str
    at: str


def _swap(store: Store, graph: str, start: str, end: str) -> None:
    """Put another value in place of the one of a statement."""
    (line,) = (line for line in store.graph(graph) if line.startswith(start))
    store.apply(Change({graph: [line]}, {graph: [start + end]}))


def _drop(store: Store, graph: str, *parts: str) -> None:
    lines = [line for line in store.graph(graph) if all(part in line for part in parts)]
    assert lines
    store.apply(Change({graph: lines}))


FEITEN, REGISTER, META_GRAPH = (iris.graph(name) for name in ("feiten", "register", "meta"))
FAULTS = [
    Fault("another quote", lambda s: _swap(s, GRAPH, f"<{PLACE}> <{terms.EXACT}> ", '"Iemand"'), "quote", PLACE),
    Fault(
        "another text",
        lambda s: _swap(s, GRAPH, f"<{iris.BASE}id/brief/{LETTER.key}#text> <{terms.SHA256}> ", '"00"'),
        "text",
        f"{iris.BASE}id/brief/{LETTER.key}#text",
    ),
    Fault("a person without name", lambda s: _drop(s, REGISTER, f"<{VIC}> <{terms.LABEL}>"), "dangling", VIC),
    Fault(
        "a statement that stands twice",
        lambda s: s.apply(
            Change({}, {REGISTER: [f"<{iris.BASE}id/kamerstuk/99001-7> <{terms.PROPOSED_BY}> <{VIC}>"]})
        ),
        "doubled",
        MOTION,
    ),
    Fault(
        "a change that was broken off",
        lambda s: s.apply(Change({}, {META_GRAPH: [f'<{GRAPH}> <{META}loading> "x"']})),
        "half written",
        GRAPH,
    ),
    Fault("no resolution", lambda s: _drop(s, GRAPH, f"<{PLACE}> <{terms.RESOLUTION}>"), "shape resolution", PLACE),
    Fault(
        "a proven edge that is gone",
        lambda s: _drop(s, FEITEN, f"99001-7> <{terms.PROPOSED_BY}>"),
        "shape edge",
        PLACE,
    ),
    Fault(
        "an edge that no place proves",
        lambda s: _drop(s, GRAPH, f"<{PLACE}> "),
        "shape zaakbewijs",
        MOTION,
    ),
    Fault(
        "a membership that ends before it begins",
        lambda s: _swap(
            s,
            REGISTER,
            f"<{iris.BASE}id/lidmaatschap/vic-voorbeeld.proefballon.2017-01-01> <{terms.UNTIL}> ",
            '"2016-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        ),
        "shape volgorde",
        f"{iris.BASE}id/lidmaatschap/vic-voorbeeld.proefballon.2017-01-01",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_found(fault: Fault) -> None:
    """The fault is found by what is meant for it, at the thing that it is about."""
    store = _store()
    fault.spoil(store)

    assert (fault.kind, fault.at) in {(finding.kind, finding.at) for finding in check(store)}


def test_without_shapes_it_is_quick() -> None:
    """The shapes can be left out; the rest is still looked at."""
    store = _store()
    _drop(store, GRAPH, f"<{PLACE}> <{terms.RESOLUTION}>")

    assert [*check(store, shapes=False)] == []


def test_prepared_once() -> None:
    """Vocabulary and register are written once for each version of them."""
    store = open_store(MEMORY)

    assert prepare(store, letters.register(), RULES)
    version = store.version()
    assert not prepare(store, letters.register(), RULES)
    assert version == store.version()
    assert prepare(store, letters.register(), RULES[:-1])
