"""The network around things, for pictures, paths and exports: nodes and edges without the book-keeping of mentions.

Memberships, seats and offices are no nodes but edges with a period: who was of which group, in which chamber.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import networkx as nx

from kamergraaf import queries
from kamergraaf.graph.evidence import Quote, read_quote
from kamergraaf.graph.labels import parts
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms

ROLES = frozenset({"lidmaatschap", "zetel", "ambt"})
_WITH_OPEN = frozenset({"brief", "kamerstuk", "handelingen", "motie", "toezegging", "rapport", "overleg"})
_WITH_ROLES = frozenset({"persoon", "partij", "kamer", "ministerie", "kabinet"})
STATED, NUMBER, OFFICIAL, REGISTER, DERIVED, OPEN = "stated", "number", "official", "register", "derived", "open"
_BY_GRAPH = {"officieel": OFFICIAL, "register": REGISTER, "afgeleid": DERIVED}
# What is in graph *feiten* because of a number, with or without a letter that says so.
_FROM_NUMBERS = frozenset({terms.IN_DOSSIER})


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two nodes (IRIs).

    ``origin``: ``stated`` (a letter says so), ``number``, ``official`` (the Kamer's data), ``register``,
    ``derived``, or ``open`` (a place that was not settled; ``object`` is the mention). ``conflict``: letter and
    register differ. ``quotes``: only of edges that rest on a stated party and of open ones; the others by
    ``evidence``. ``period``: of a role, as (from, until, seen on), days or ''; ``post``: of an office.
    """

    subject: str
    property: str
    object: str
    origin: str = STATED
    conflict: bool = False
    quotes: tuple[Quote, ...] = ()
    period: tuple[str, str, str] | None = None
    post: str = ""
    label: str = field(default="", compare=False)  # of an open place: its words

    def other(self, node: str) -> str:
        """Give the node at the other end."""
        return self.object if node == self.subject else self.subject


def links(store: Store, nodes: Collection[str]) -> list[Link]:
    """Give every edge of these nodes, in a fixed order, each once."""
    found: dict[tuple[str, str, str], Link] = {}
    wanted = sorted(set(nodes))
    for part in parts(wanted):
        for link in (*_direct(store, part), *_roles(store, part), *_stated(store, part), *_open(store, part)):
            key = (link.subject, link.property, link.object)
            held = found.get(key)
            if held is None or (link.period or ("",)) > (held.period or ("",)):
                found[key] = link  # of several periods in one group the last
    return _with_conflicts(found)


def around(store: Store, starts: Iterable[str], depth: int, *, most: int | None = None) -> nx.MultiDiGraph[str]:
    """Give the network within so many steps of the starts; ``most`` ends it early at that many nodes.

    Each edge has its ``Link`` under ``link``; nodes are IRIs.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    frontier = sorted(set(starts))
    graph.add_nodes_from(frontier)
    seen = set(frontier)
    for _ in range(depth):
        following: set[str] = set()
        for link in links(store, [node for node in frontier if "#" not in node]):
            for node in (link.subject, link.object):
                if node not in seen and (most is None or len(seen) < most):
                    seen.add(node)
                    following.add(node)
            if link.subject in seen and link.object in seen:
                graph.add_edge(link.subject, link.object, key=link.property, link=link)
        frontier = sorted(following)
    return graph


def origin_of(graph: str, base: str) -> str:
    """Give who says what is in a graph."""
    return _BY_GRAPH.get(graph[len(f"{base}graph/") :], STATED)


def _direct(store: Store, nodes: list[str]) -> Iterator[Link]:
    base = store.base
    query = queries.store("edges_of", base).bind(thing=nodes, things=f"{base}id/")
    for graph, subject, prop, thing in store.select(query):
        ends = (str(subject), str(thing))
        if any(_kind(end, base) in ROLES and end not in nodes for end in ends) or ends[0] == ends[1]:
            continue
        number = str(prop) in _FROM_NUMBERS and str(graph) == iris.graph("feiten", base)
        yield Link(ends[0], str(prop), ends[1], NUMBER if number else origin_of(str(graph), base))


def _roles(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if _kind(node, store.base) in _WITH_ROLES]
    if not asked:
        return
    for row in store.select(queries.store("roles_of", store.base).bind(thing=asked)):
        kind, person, organisation, cabinet, *rest = row
        start, until, seen, post = ("" if term is None else str(term) for term in rest)
        for end, prop in ((organisation, str(kind)), (cabinet, terms.CABINET)):
            link = Link(str(person), prop, str(end), REGISTER, period=(start, until, seen), post=post)
            if end is not None and (link.subject in nodes or link.object in nodes):
                yield link


def _stated(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if _kind(node, store.base) in ("persoon", "partij")]
    if not asked:
        return
    quotes: dict[tuple[str, str, bool], set[Quote]] = {}
    for row in store.select(queries.store("stated_of_person", store.base).bind(thing=asked)):
        mention, who, stated, known, *place = row
        quote = read_quote(store.base, mention, place)
        if quote is not None:
            key = (str(who), str(stated), known is not None and known != stated)
            quotes.setdefault(key, set()).add(quote)
    for (person, party, conflict), found in sorted(quotes.items()):
        if conflict or (person, party, True) not in quotes:
            yield Link(str(person), terms.STATED_PARTY, party, STATED, conflict, tuple(sorted(found)))


def _open(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if _kind(node, store.base) in _WITH_OPEN]
    if not asked:
        return
    for row in store.select(queries.store("open_of", store.base).bind(thing=asked)):
        mention, thing, prop, _, *place, _reason = row
        quote = read_quote(store.base, mention, place)
        if quote is not None:
            label = " ".join(quote.exact.split())
            yield Link(str(thing), str(prop), str(mention), OPEN, quotes=(quote,), label=label)


def _with_conflicts(found: dict[tuple[str, str, str], Link]) -> list[Link]:
    """Mark the groups that the register knows for a person to whom a letter gives another."""
    disputed = {link.subject for link in found.values() if link.conflict}
    known = {(link.subject, link.object) for link in found.values() if link.property == terms.MEMBERSHIP}
    result = []
    for link in found.values():
        if link.property == terms.MEMBERSHIP and link.subject in disputed:
            link = Link(
                link.subject, link.property, link.object, link.origin, True, period=link.period, post=link.post
            )
        elif link.property == terms.STATED_PARTY and not link.conflict and (link.subject, link.object) in known:
            continue  # letter and register agree: the register's edge says it, the letter's words are on its page
        result.append(link)
    return sorted(result, key=lambda link: (link.subject, link.property, link.object))


def _kind(address: str, base: str) -> str:
    start = len(base) + 3
    return address[start : address.find("/", start)] if address.startswith(f"{base}id/") else ""


def is_thing(address: str, base: str = iris.BASE) -> bool:
    """Whether an address is that of a thing of ours, no place in a letter."""
    return address.startswith(f"{base}id/") and "#" not in address
