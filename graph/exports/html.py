"""A picture to keep: one HTML file that needs no network and no server, made by pyvis."""

from __future__ import annotations

import re
from typing import BinaryIO

from pyvis.network import Network

from kamergraaf.graph.exports.scope import Format, Scope, network
from kamergraaf.graph.store import Store
from kamergraaf.ontology.errors import UsageError

MOST = 2_000  # nodes: browsers stand still above it
# The colours of the site's picture (design: viewer.md, section 6), light.
_COLOURS = {
    "brief": "#1b2430",
    "motie": "#a03f06",
    "toezegging": "#a88438",
    "persoon": "#6f80e2",
    "partij": "#502695",
    "ministerie": "#267947",
    "kamerstuk": "#264f7c",
    "dossier": "#264f7c",
    "overleg": "#1891b5",
    "handelingen": "#1891b5",
    "rapport": "#e0459f",
    "organisatie": "#3a3913",
}
_OTHER = "#6a6a6a"
_DASHED = frozenset({"number", "register", "derived", "official"})
# pyvis asks a server of others for bootstrap, whatever cdn_resources says: this file must work offline.
_ELSEWHERE = re.compile(r"<link\b[^>]*href=\"https?://[^>]*>|<script\b[^>]*src=\"https?://[^>]*>\s*</script>")
_OPTIONS = """{
  "layout": {"randomSeed": 1},
  "physics": {"stabilization": {"iterations": 200}},
  "nodes": {"font": {"size": 14}}
}"""


def write(store: Store, out: BinaryIO, scope: Scope) -> None:
    """Write the picture; ``UsageError`` when there is more than a browser can draw."""
    nodes, edges = network(store, scope)
    if len(nodes) > MOST:
        raise UsageError(f"{len(nodes):,} things are too many for one picture: narrow it with --around and --depth.")
    net = Network(height="95vh", width="100%", directed=True, cdn_resources="in_line", bgcolor="#f7f5f0")
    for address, node in nodes.items():
        colour = _COLOURS.get(node.kind, _OTHER)
        title = "\n".join(part for part in (node.kind, node.title or node.label, address) if part)
        net.add_node(address, label=_short(node.label), title=title, color=colour, shape="dot", size=12)
    for edge in edges:
        words = edge.property.rsplit("/", 1)[-1]
        said = f"{words}\n{edge.quotes[0].context}" if edge.quotes else f"{words} ({edge.origin})"
        net.add_edge(edge.subject, edge.object, title=said, dashes=edge.origin in _DASHED, arrows="to")
    net.set_options(_OPTIONS)
    out.write(_ELSEWHERE.sub("", net.generate_html(notebook=False)).encode("utf-8", "replace"))


def _short(label: str) -> str:
    return label if len(label) <= 32 else label[:31].rstrip() + "…"


FORMAT = Format("html", ".html", "text/html", write)
