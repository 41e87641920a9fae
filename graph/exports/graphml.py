"""GraphML, for yEd, Cytoscape, igraph and networkx itself."""

from __future__ import annotations

from typing import BinaryIO

import networkx as nx

from kamergraaf.graph.exports.drawn import drawn
from kamergraaf.graph.exports.scope import Format, Scope
from kamergraaf.graph.store import Store


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write nodes and edges with their attributes."""
    nx.write_graphml(drawn(store, scope), out, named_key_ids=True)


FORMAT = Format("graphml", ".graphml", "application/graphml+xml", write)
