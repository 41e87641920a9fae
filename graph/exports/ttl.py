"""Turtle: all statements together, without the graphs that say them."""

from __future__ import annotations

from typing import BinaryIO

import pyoxigraph as ox

from kamergraaf.graph.exports.scope import Format, Scope, statements
from kamergraaf.graph.exports.trig import body
from kamergraaf.graph.store import Store
from kamergraaf.queries.prefixes import prefixes


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write graph after graph under one head of prefixes; a thing comes back where another graph says more of it."""
    known = {name: iri for name, iri in prefixes(store.base).items() if name != "kst"}
    out.write("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(known.items())).encode())
    for _, lines in statements(store, scope):
        triples = ox.parse(input="".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES)
        made = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=known)
        out.write(body(made or b""))


FORMAT = Format("ttl", ".ttl", "text/turtle", write)
