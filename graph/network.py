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
from kamergraaf.graph.terms import Row
from kamergraaf.ontology import iris, terms

ROLES = frozenset({"lidmaatschap", "zetel", "ambt"})
_WITH_OPEN = frozenset({"brief", "kamerstuk", "handelingen", "motie", "toezegging", "rapport", "overleg"})
_WITH_ROLES = frozenset({"persoon", "partij", "kamer", "ministerie", "kabinet"})
STATED, NUMBER, OFFICIAL, REGISTER, DERIVED, OPEN = "stated", "number", "official", "register", "derived", "open"
_BY_GRAPH = {"officieel": OFFICIAL, "register": REGISTER, "afgeleid": DERIVED}
UNQUOTED = frozenset({NUMBER, REGISTER, DERIVED})
# Everyone has a seat and every letter an addressee: in a picture that says nothing.
NOT_DRAWN = frozenset({terms.SEAT, terms.ADDRESSEE})
# Of what two graphs say, the one that counts: a letter before the Kamer's data, and so on.
WEIGHT = {origin: place for place, origin in enumerate((STATED, OFFICIAL, REGISTER, NUMBER, DERIVED, OPEN))}
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
            if goes_before(link, found.get(key)):
                found[key] = link
    return with_conflicts(found)


def goes_before(link: Link, held: Link | None) -> bool:
    """Whether a link counts in place of an equal one: of several periods in one group the last.

    Of two posts in one period the first by name, so that the answer does not hang on the order of rows.
    """
    if held is None:
        return True
    mine, theirs = link.period or ("",), held.period or ("",)
    if mine != theirs:
        return mine > theirs
    return (WEIGHT[link.origin], link.post or "") < (WEIGHT[held.origin], held.post or "")


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


def origin_of_edge(graph: str, prop: str, base: str) -> str:
    """Give who says an edge between two things that is in a graph."""
    number = prop in _FROM_NUMBERS and graph == iris.graph("feiten", base)
    return NUMBER if number else origin_of(graph, base)


def role_links(row: Row) -> Iterator[Link]:
    """Give the links that a row of ``roles_of`` or ``roles_all`` says: with the body, and with the cabinet."""
    kind, person, organisation, cabinet, *rest = row
    start, until, seen, post = ("" if term is None else str(term) for term in rest)
    for end, prop in ((organisation, str(kind)), (cabinet, terms.CABINET)):
        if end is not None:
            yield Link(str(person), prop, str(end), REGISTER, period=(start, until, seen), post=post)


def stated_links(said: Iterable[tuple[str, str, bool, Quote]]) -> Iterator[Link]:
    """Give the links from persons to the groups that letters give them: person, group, conflict, quote."""
    quotes: dict[tuple[str, str, bool], set[Quote]] = {}
    for who, stated, conflict, quote in said:
        quotes.setdefault((who, stated, conflict), set()).add(quote)
    for (person, party, conflict), found in sorted(quotes.items()):
        if conflict or (person, party, True) not in quotes:
            yield Link(person, terms.STATED_PARTY, party, STATED, conflict, tuple(sorted(found)))


def open_link(row: Row, base: str) -> Link | None:
    """Give the link to a place that was not settled, by a row of ``open_of`` or ``open_all``.

    Without a subject it is the letter's own.
    """
    mention, thing, prop, _, *place, _reason = row
    quote = read_quote(base, mention, place)
    if quote is None:
        return None
    subject = iris.iri(quote.letter, base) if thing is None else str(thing)
    return Link(subject, str(prop), str(mention), OPEN, quotes=(quote,), label=" ".join(quote.exact.split()))


def with_open_places(address: str, base: str) -> bool:
    """Whether places that were not settled are shown with a thing of this kind."""
    return _kind(address, base) in _WITH_OPEN


def _direct(store: Store, nodes: list[str]) -> Iterator[Link]:
    base = store.base
    query = queries.store("edges_of", base).bind(thing=nodes, things=f"{base}id/")
    for graph, subject, prop, thing in store.select(query):
        ends = (str(subject), str(thing))
        if any(_kind(end, base) in ROLES and end not in nodes for end in ends) or ends[0] == ends[1]:
            continue
        yield Link(ends[0], str(prop), ends[1], origin_of_edge(str(graph), str(prop), base))


def _roles(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if _kind(node, store.base) in _WITH_ROLES]
    if not asked:
        return
    for row in store.select(queries.store("roles_of", store.base).bind(thing=asked)):
        for link in role_links(row):
            if link.subject in nodes or link.object in nodes:
                yield link


def _stated(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if _kind(node, store.base) in ("persoon", "partij")]
    if not asked:
        return
    # In two questions: in one, engines look through every place of every letter when several persons are asked for.
    rows = list(store.select(queries.store("stated_of_person", store.base).bind(thing=asked)))
    quotes: dict[str, Quote] = {}
    for part in parts(sorted({str(row[0]) for row in rows})):
        for mention, *place in store.select(queries.store("places_of", store.base).bind(mention=part)):
            quote = read_quote(store.base, mention, place)
            if quote is not None:
                quotes[str(mention)] = quote
    yield from stated_links(
        (str(who), str(stated), known is not None and known != stated, quotes[str(mention)])
        for mention, who, stated, known in rows
        if str(mention) in quotes
    )


def _open(store: Store, nodes: list[str]) -> Iterator[Link]:
    asked = [node for node in nodes if with_open_places(node, store.base)]
    if not asked:
        return
    for row in store.select(queries.store("open_of", store.base).bind(thing=asked)):
        link = open_link(row, store.base)
        if link is not None:
            yield link


def with_conflicts(found: dict[tuple[str, str, str], Link]) -> list[Link]:
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
