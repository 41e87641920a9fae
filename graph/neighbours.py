"""The things that one thing hangs together with, each edge with its quotes: what the viewer shows and adds.

Counts are exact. Places are stable: the same store gives the same order, so that pages neither repeat nor miss.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kamergraaf.graph import links as linked
from kamergraaf.graph.evidence import Quote, evidence
from kamergraaf.graph.labels import OPEN, Name, names
from kamergraaf.graph.network import Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.model import Ref

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
    net = linked.of(store)
    counted = net.kinds(focus)
    named = names(store, [focus])
    if not counted and not (named[focus].classes or named[focus].titles):
        return None
    shown: list[linked.Kin] = []
    totals = []
    for kind, total in counted.items():
        most = (limits or {}).get(kind, limit)
        some: list[linked.Kin] = []
        if kinds is None or kind in kinds:
            # One more is shown when that is all.
            whole = most is None or (offset == 0 and total <= most + 1)
            some = net.kin(focus, kind=kind, offset=offset, limit=None if whole else most)
        totals.append(Total(kind, total, len(some)))
        shown.extend(some)
    things = [kin.iri for kin in shown if "#" not in kin.iri]
    named |= names(store, things)
    count = net.degrees(things)
    by_other: dict[str, list[Link]] = {kin.iri: [] for kin in shown}
    for link in net.between(focus, by_other):
        by_other[link.other(focus)].append(link)
    nodes = tuple(
        open_node(found[0]) if "#" in other else _node(named[other], count[other], store.base)
        for other, found in by_other.items()
    )
    chosen = [link for found in by_other.values() for link in found]
    return Neighbourhood(
        _node(named[focus], sum(counted.values()), store.base),
        nodes,
        with_quotes(store, chosen, quotes),
        tuple(totals),
    )


def degrees(store: Store, nodes: Collection[str]) -> dict[str, int]:
    """Give the number of neighbours of each node: what ``neighbours`` would count."""
    return linked.of(store).degrees(nodes)


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
