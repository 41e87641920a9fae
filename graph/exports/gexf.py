"""GEXF, for Gephi."""

from __future__ import annotations

from typing import BinaryIO

from networkx.readwrite.gexf import GEXFWriter

from kamergraaf.graph.exports.drawn import drawn
from kamergraaf.graph.exports.scope import Format, Scope
from kamergraaf.graph.store import Store


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write nodes and edges with their attributes, without the day of writing that networkx adds."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    writer.add_graph(drawn(store, scope))
    writer.write(out)


FORMAT = Format("gexf", ".gexf", "application/gexf+xml", write)
