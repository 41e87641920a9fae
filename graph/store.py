"""What a store can do, whichever engine keeps it. Code outside this room never names an engine.

Statements cross as N-Triples text without the full stop (``<s> <p> <o>``), in canonical form (``literals.py``).
Terms in answers are those of ``terms.py``. Design: engines.md, section 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from kamergraaf.graph.terms import Rows, Triple
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import UsageError

MEMORY = "memory:"
META = iris.DEF + "store/"  # terms of the store's own book-keeping, in graph meta, never exported


@dataclass(frozen=True, slots=True)
class Change:
    """Triples to take away and to add, by graph name: one transaction."""

    delete: Mapping[str, Iterable[str]] = field(default_factory=dict)
    insert: Mapping[str, Iterable[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees by the protocol's own parameters, in place of the union of all."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any is named."""
        return bool(self.default or self.named)


@runtime_checkable
class Store(Protocol):
    """Named graphs of triples, asked in SPARQL 1.1. A query without FROM or GRAPH sees the union of all graphs.

    ``base``: what the addresses of things begin with, recorded in the store itself. Every method raises
    ``StoreError`` when the store does not answer.
    """

    base: str

    def select(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> Rows:
        """Ask for rows. ``deadline`` in seconds; ``UsageError`` for a query that cannot be read."""
        ...

    def ask(self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None) -> bool:
        """Ask yes or no."""
        ...

    def construct(
        self, query: str, *, dataset: Dataset | None = None, deadline: float | None = None
    ) -> Iterator[Triple]:
        """Ask for triples (CONSTRUCT, DESCRIBE), each once."""
        ...

    def about(self, subjects: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give every statement about these subjects (IRIs), as graph name and triple text."""
        ...

    def graph(self, name: str) -> list[str]:
        """Give a graph's triples in order of line; empty for a graph that is not there."""
        ...

    def graphs(self, prefix: str = "") -> list[str]:
        """Give the names of the graphs that hold something, in order."""
        ...

    def apply(self, change: Change) -> None:
        """Make one change: readers see all of it or nothing; the version changes with it."""
        ...

    def replace(self, name: str, triples: Iterable[str]) -> bool:
        """Make a graph hold exactly these triples; False, and no write, when it does already."""
        ...

    def drop(self, name: str) -> bool:
        """Take a graph away; False when it was not there."""
        ...

    def bulk(self, shards: Iterable[Path]) -> None:
        """Load N-Quads files (plain, .gz, .zst). Again stores nothing more."""
        ...

    def version(self) -> str:
        """Give text that changes with each write."""
        ...

    def size(self) -> int:
        """Give the number of quads, the book-keeping left out."""
        ...

    def backup(self, to: Path) -> None:
        """Write a consistent copy into a new folder."""
        ...

    def optimize(self) -> None:
        """Put the store in order after a bulk load."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


def open_store(address: str, *, read_only: bool = False, base: str | None = None) -> Store:
    """Open a store: a folder, ``memory:``, or ``http(s)://…`` of any SPARQL 1.1 server.

    ``base`` is recorded in a new store; for one that has things it must be the same. Raises ``StoreError`` when
    the store is in use, damaged, absent (``read_only``) or does not answer, ``UsageError`` for a bad address.
    """
    if base is not None and not (base.startswith(("http://", "https://")) and base.endswith("/")):
        raise UsageError(f"The base {base!r} must begin with http:// or https:// and end with a slash.")
    if address.startswith(("http://", "https://")):
        from kamergraaf.graph.remote import RemoteStore

        return RemoteStore.open(address, read_only=read_only, base=base)
    from kamergraaf.graph.embedded import EmbeddedStore

    if address == MEMORY:
        return EmbeddedStore.in_memory(base=base)
    if "://" in address or not address:
        raise UsageError(f"{address!r} is no store. Give a folder, {MEMORY} or an http(s) address.")
    return EmbeddedStore.open(Path(address), read_only=read_only, base=base)
