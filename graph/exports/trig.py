"""TriG: all statements by graph, to read."""

from __future__ import annotations

from typing import BinaryIO

import pyoxigraph as ox

from kamergraaf.graph.exports.scope import Format, Scope, statements
from kamergraaf.graph.store import Store
from kamergraaf.queries.prefixes import prefixes


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write graph after graph under one head of prefixes."""
    known = {name: iri for name, iri in prefixes(store.base).items() if name != "kst"}
    out.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(known.items())).encode())
    for name, lines in statements(store, scope):
        text = "".join(f"{line} <{name}> .\n" for line in lines)
        quads = ox.parse(input=text, format=ox.RdfFormat.N_QUADS)
        out.write(body(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=known) or b""))


def body(made: bytes) -> bytes:
    """Give what stands below the prefixes."""
    lines = made.split(b"\n")
    first = next((place for place, line in enumerate(lines) if not line.startswith(b"@prefix ")), 0)
    return b"\n".join(lines[first:])


FORMAT = Format("trig", ".trig", "application/trig", write)
