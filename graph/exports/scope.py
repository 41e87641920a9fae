"""What a format is, and what goes into a file: everything, or what lies within some steps of one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kamergraaf.graph.evidence import evidence
from kamergraaf.graph.labels import names, parts
from kamergraaf.graph.neighbours import Edge, Node, node, open_node, with_quotes
from kamergraaf.graph.network import Link, around, links
from kamergraaf.graph.search_index import things
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.ontology.errors import NotFound
from kamergraaf.ontology.model import Ref


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything, what lies within ``depth`` steps of ``around``, or ``only`` these nodes and what joins them."""

    around: Ref | None = None
    depth: int = 1
    only: frozenset[str] | None = None  # IRIs of things and of places that were not settled


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, suffix, media type and writer."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Store, BinaryIO, Scope], None]


def statements(store: Store, scope: Scope) -> Iterator[tuple[str, list[str]]]:
    """Give the graphs in order with their triples in order of line; the store's book-keeping is left out."""
    meta = iris.graph("meta", store.base)
    if scope.around is None:
        for name in store.graphs():
            if name != meta:
                yield name, store.graph(name)
        return
    found = _links(store, scope)
    nodes = sorted(
        {end for link in found for end in (link.subject, link.object)} | {iris.iri(scope.around, store.base)}
    )
    quotes = evidence(store, [(link.subject, link.property, link.object) for link in found])
    places = {quote.mention for each in quotes.values() for quote in each}
    places |= {quote.mention for link in found for quote in link.quotes}
    kept: dict[str, set[str]] = defaultdict(set)
    inside = {f"<{one}>" for one in nodes}
    for graph, line in store.about([*(one for one in nodes if "#" not in one), *sorted(places)]):
        thing = line.split(" ", 2)[2]
        if not thing.startswith(f"<{store.base}id/") or "#" in thing or thing in inside:
            kept[graph].add(line)
    for name in sorted(kept):
        if name != meta:
            yield name, sorted(kept[name])


def network(store: Store, scope: Scope) -> tuple[dict[str, Node], Iterator[Edge]]:
    """Give the nodes by IRI, in order, and the edges with all their quotes, in order."""
    found = _links(store, scope)
    ends = {end for link in found for end in (link.subject, link.object)}
    if scope.around is not None:
        ends.add(iris.iri(scope.around, store.base))
    named = names(store, [end for end in ends if "#" not in end])
    opened = {link.object: link for link in found if "#" in link.object}
    nodes = {end: open_node(opened[end]) if end in opened else node(named[end], store.base) for end in sorted(ends)}
    return nodes, _edges(store, found)


def _edges(store: Store, found: list[Link]) -> Iterator[Edge]:
    for start in range(0, len(found), 500):
        yield from with_quotes(store, found[start : start + 500], most=1_000_000)


def _links(store: Store, scope: Scope) -> list[Link]:
    if scope.only is not None:
        things_ = [node for node in scope.only if "#" not in node]
        return [link for link in links(store, things_) if link.subject in scope.only and link.object in scope.only]
    if scope.around is None:
        every = {link: None for part in parts(things(store)) for link in links(store, part)}
        return sorted(every, key=lambda link: (link.subject, link.property, link.object))
    start = iris.iri(scope.around, store.base)
    graph = around(store, [start], scope.depth)
    if not graph.number_of_edges() and not names(store, [start])[start].classes:
        raise NotFound(
            f"{scope.around.kind}/{scope.around.key} is not in the graph. Search for it by name or number."
        )
    found = {data["link"] for _, _, data in graph.edges(data=True)}
    return sorted(found, key=lambda link: (link.subject, link.property, link.object))
