"""A store ready to write into: what every store holds before its first letter."""

from __future__ import annotations

from kamergraaf.graph.prepare import prepare
from kamergraaf.graph.store import Store, open_store
from kamergraaf.pipeline import registers


def opened(address: str, *, base: str | None = None) -> Store:
    """Open a store with the vocabulary of this version and its register in it; a new one gets the bundled register.

    Raises ``StoreError`` as ``open_store`` does.
    """
    store = open_store(address, base=base)
    prepare(store, registers.of(store))
    return store
