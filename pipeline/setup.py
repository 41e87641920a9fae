"""What every store holds before its first letter: the vocabulary with the rules, and the register."""

from __future__ import annotations

from kamergraaf.graph.store import Store, open_store
from kamergraaf.ontology import files, iris
from kamergraaf.pipeline import registers


def opened(address: str, *, base: str | None = None) -> Store:
    """Open a store to write into, with vocabulary and register in it."""
    store = open_store(address, base=base)
    prepare(store)
    return store


def prepare(store: Store) -> None:
    """Bring the vocabulary of this version, and the register where the store has none yet."""
    store.replace(iris.graph("ontologie", store.base), vocabulary())
    if not store.graphs(iris.graph("register", store.base)):
        registers.use(store, registers.of(store))


def vocabulary() -> list[str]:
    """Give terms, lists, shapes and rules of extraction, as N-Triples without the full stop."""
    lines = files.ontology_triples(files.rules()).decode().splitlines()
    return [line.removesuffix(" .") for line in lines]
