"""N-Quads: all statements with the graph that says them, in order; the form to keep, compare and load again."""

from __future__ import annotations

from typing import BinaryIO

from kamergraaf.graph.exports.scope import Format, Scope, statements
from kamergraaf.graph.store import Store


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write graph after graph, each in order of line."""
    for name, lines in statements(store, scope):
        out.write("".join(f"{line} <{name}> .\n" for line in lines).encode())


FORMAT = Format("nq", ".nq", "application/n-quads", write)
