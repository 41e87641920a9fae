"""The things that one thing hangs together with, each edge with its quotes: what the viewer shows and adds.

Counts are exact. Places are stable: the same store gives the same order, so that pages neither repeat nor miss.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from kamergraaf import queries
from kamergraaf.graph.evidence import Quote, evidence
from kamergraaf.graph.labels import OPEN, Name, names, parts
from kamergraaf.graph.labels import kinds as kinds_of
from kamergraaf.graph.network import Link, links
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Ref

_HELD: WeakKeyDictionary[Store, tuple[str, dict[str, int]]] = WeakKeyDictionary()
_LOCK = threading.Lock()
LIMIT = 7  # of a kind; one more is shown when that is all


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, or a place that was not settled (kind ``onbekend``; then ``iri`` is the mention's and ``ref`` None).

    ``label``: its name; ``title``: full title as written, or ''. ``degree``: how many neighbours it has in all.
    """

    iri: str
    ref: Ref | None
    label: str
    kind: str
    degree: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection; ``subject`` and ``object`` are IRIs of nodes. For ``origin`` and ``conflict`` see ``Link``.

    ``quotes``: the first few; ``quote_total``: how many there are.
    """

    subject: str
    property: str
    object: str
    quotes: tuple[Quote, ...]
    quote_total: int
    origin: str
    conflict: bool = False
    period: tuple[str, str, str] | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """How many neighbours of a kind there are, and how many of them are in this answer."""

    kind: str
    total: int
    shown: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing and its neighbours. ``edges`` are those between the focus and the nodes."""

    focus: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    totals: tuple[Total, ...]


def neighbours(
    store: Store,
    ref: Ref,
    *,
    limits: Mapping[str, int] | None = None,
    limit: int | None = LIMIT,
    kinds: Collection[str] | None = None,
    offset: int = 0,
    quotes: int = 4,
) -> Neighbourhood | None:
    """Give the neighbours of a thing, at most ``limit`` of each kind (``limits`` for some kinds; None for all).

    ``kinds``: only these, from ``offset`` on in each; totals count all kinds all the same. None when the thing is
    not in the graph.
    """
    focus = iris.iri(ref, store.base)
    found = links(store, [focus])
    others: dict[str, list[Link]] = {}
    for link in found:
        others.setdefault(link.other(focus), []).append(link)
    named = names(store, [focus])
    if not others and not (named[focus].classes or named[focus].titles):
        return None
    kind_by_address = kinds_of(store, [other for other in others if "#" not in other])
    by_kind: dict[str, list[str]] = {}
    for other in others:
        by_kind.setdefault(kind_by_address.get(other, OPEN), []).append(other)
    shown: list[str] = []
    totals = []
    for kind in sorted(by_kind):
        members = sorted(by_kind[kind], key=natural)
        most = (limits or {}).get(kind, limit)
        some = [] if kinds is not None and kind not in kinds else _page(members, most, offset)
        totals.append(Total(kind, len(members), len(some)))
        shown.extend(some)
    named |= names(store, [node for node in shown if "#" not in node])
    count = degrees(store, [node for node in shown if "#" not in node])
    nodes = tuple(
        open_node(others[node][0]) if "#" in node else _node(named[node], count[node], store.base) for node in shown
    )
    chosen = [link for node in shown for link in others[node]]
    return Neighbourhood(
        _node(named[focus], len(others), store.base), nodes, with_quotes(store, chosen, quotes), tuple(totals)
    )


def degrees(store: Store, nodes: Collection[str]) -> dict[str, int]:
    """Give the number of neighbours of each node: what ``neighbours`` would count.

    A thing with tens of thousands takes long to count, so a count is kept as long as the store does not change.
    """
    version = store.version()
    with _LOCK:
        held = _HELD.get(store)
        if held is None or held[0] != version:
            held = _HELD[store] = (version, {})
    known = held[1]
    missing = sorted({node for node in nodes if node not in known})
    for part in parts(missing):
        query = queries.store("degrees_of", store.base).bind(thing=part, things=f"{store.base}id/")
        counted = {str(thing): int(str(number)) for thing, number in store.select(query) if thing is not None}
        known.update({node: counted.get(node, 0) for node in part})
    return {node: known[node] for node in nodes}


def with_quotes(store: Store, chosen: Collection[Link], most: int = 4) -> tuple[Edge, ...]:
    """Give edges with their first quotes."""
    asked = [link for link in chosen if not link.quotes and link.period is None]
    proven = evidence(store, [(link.subject, link.property, link.object) for link in asked])
    edges = []
    for link in chosen:
        found = link.quotes or proven.get((link.subject, link.property, link.object), ())
        # A second dossier that a letter names is stated, although its number would give the edge as well.
        origin = "stated" if found and link.origin == "number" else link.origin
        edges.append(
            Edge(
                link.subject,
                link.property,
                link.object,
                found[:most],
                len(found),
                origin,
                link.conflict,
                link.period,
                link.post,
            )
        )
    return tuple(edges)


def node(name: Name, base: str, degree: int = 0) -> Node:
    """Give a named thing as a node."""
    return _node(name, degree, base)


def _node(name: Name, degree: int, base: str) -> Node:
    title = name.titles[0] if name.titles else ""
    return Node(name.iri, iris.ref(name.iri, base), name.label, name.kind, degree, title)


def open_node(link: Link) -> Node:
    """Give a place that was not settled as a node."""
    return Node(link.object, None, link.label, OPEN, 1)


def _page(members: list[str], most: int | None, offset: int) -> list[str]:
    if most is None:
        return members[offset:]
    if offset == 0 and len(members) <= most + 1:
        return members
    return members[offset : offset + most]


def natural(address: str) -> tuple[tuple[int, int, str], ...]:
    """Order numbers by value: nr. 9 before nr. 10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", address))
