"""The network as networkx keeps it for files of other programs: plain attributes, no control characters."""

from __future__ import annotations

import re

import networkx as nx

from kamergraaf.graph.exports.scope import Scope, network
from kamergraaf.graph.store import Store

# XML 1.0 has no form for these; a label may hold what a scan made of a letter.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def drawn(store: Store, scope: Scope) -> nx.MultiDiGraph[str]:
    """Give the network with label, kind and title of each node, and property, origin and quote of each edge."""
    nodes, edges = network(store, scope)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for address, one in nodes.items():
        graph.add_node(address, label=_plain(one.label), kind=one.kind, title=_plain(one.title))
    for number, edge in enumerate(edges):
        quote = edge.quotes[0] if edge.quotes else None
        graph.add_edge(
            edge.subject,
            edge.object,
            key=str(number),
            id=str(number),
            label=edge.property.rsplit("/", 1)[-1],
            property=edge.property,
            origin=edge.origin,
            conflict=edge.conflict,
            quotes=edge.quote_total,
            quote=_plain(quote.context) if quote else "",
            place=quote.mention if quote else "",
        )
    return graph


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
