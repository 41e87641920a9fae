"""How two things hang together: the shortest connections, each step with its quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from kamergraaf.graph.labels import names
from kamergraaf.graph.links import Links, natural, of
from kamergraaf.graph.neighbours import Edge, Node, node, with_quotes
from kamergraaf.graph.network import Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref

MOST_PATHS = 5
MOST_STEPS = 8
_MOST_NODES = 20_000
_CONSIDERED = 200  # equally short paths that are put in order
# Through these everything hangs together with everything.
_NOT_THROUGH = frozenset({"kamer", "kabinet"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the edges between two neighbouring things, the best proven first."""

    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A connection: one more node than steps."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest connections of two things. ``length`` in steps, None when there is none within reach.

    ``more``: there are further, equally short ones. ``gave_up``: the search met too many things to be sure.
    """

    start: Node
    end: Node
    length: int | None
    paths: tuple[Path, ...]
    more: bool = False
    gave_up: bool = False


def paths(store: Store, start: Ref, end: Ref, *, most: int = MOST_PATHS) -> Paths:
    """Give up to ``most`` shortest connections; the chambers and cabinets are not gone through.

    Raises ``NotFound`` when one of the two is not in the graph.
    """
    first, last = iris.iri(start, store.base), iris.iri(end, store.base)
    named = names(store, [first, last])
    for address, ref in ((first, start), (last, end)):
        if not named[address].classes and not named[address].titles:
            raise NotFound(f"{ref.kind}/{ref.key} is not in the graph. Search for it by name or number.")
    ends = node(named[first], store.base), node(named[last], store.base)
    if first == last:
        return Paths(*ends, 0, (Path(ends[:1], ()),))
    graph, gave_up = _meet(of(store), store.base, first, last)
    if graph is None:
        return Paths(*ends, None, (), gave_up=gave_up)
    considered = islice(nx.all_shortest_paths(graph, first, last), _CONSIDERED)
    found = sorted(considered, key=lambda nodes: (-_stated(graph, nodes), [natural(one) for one in nodes]))
    chosen = found[:most]
    return Paths(*ends, len(found[0]) - 1, tuple(_told(store, graph, chosen)), len(found) > most)


def _meet(net: Links, base: str, first: str, last: str) -> tuple[nx.Graph[str] | None, bool]:
    """Go out from both ends, the smaller front first, until they meet and the last ring is whole."""
    graph: nx.Graph[str] = nx.Graph()
    seen = {first: {first}, last: {last}}
    fronts = {first: {first}, last: {last}}
    ends = {_kind(first, base), _kind(last, base)}
    avoided = tuple(f"{base}id/{word}/" for word in _NOT_THROUGH - ends)
    for _ in range(MOST_STEPS):
        side = min(fronts, key=lambda end: (len(fronts[end]), end != first))
        following: set[str] = set()
        for link in net.all(fronts[side]):
            pair = (link.subject, link.object)
            if "#" in link.object or pair[0].startswith(avoided) or pair[1].startswith(avoided):
                continue
            _add(graph, link)
            for one in pair:
                if one not in seen[side]:
                    seen[side].add(one)
                    following.add(one)
        if seen[first] & seen[last]:
            return graph, False
        fronts[side] = following
        if not fronts[side]:
            return None, False
        if len(seen[first]) + len(seen[last]) > _MOST_NODES:
            return None, True
    return None, False


def _add(graph: nx.Graph[str], link: Link) -> None:
    if not graph.has_edge(link.subject, link.object):
        graph.add_edge(link.subject, link.object, links=[])
    held = graph.edges[link.subject, link.object]["links"]
    if link not in held:
        held.append(link)


def _stated(graph: nx.Graph[str], nodes: list[str]) -> int:
    """Count the steps that a letter states: those go before what only a number or register says."""
    return sum(any(link.origin == "stated" for link in graph.edges[pair]["links"]) for pair in pairwise(nodes))


def _told(store: Store, graph: nx.Graph[str], chosen: list[list[str]]) -> Iterable[Path]:
    named = names(store, {one for nodes in chosen for one in nodes})
    every = {link: None for nodes in chosen for pair in pairwise(nodes) for link in graph.edges[pair]["links"]}
    edges = dict(zip(every, with_quotes(store, list(every)), strict=True))
    for nodes in chosen:
        steps = []
        for pair in pairwise(nodes):
            found = [edges[link] for link in graph.edges[pair]["links"]]
            found.sort(key=lambda edge: (not edge.quotes, edge.property == terms.CITES, edge.property))
            steps.append(Step(tuple(found)))
        yield Path(tuple(node(named[one], store.base) for one in nodes), tuple(steps))


def _kind(address: str, base: str) -> str:
    ref = iris.ref(address, base)
    return ref.kind if ref is not None else ""
