"""One thing in full: its facts with their quotes, and its connections grouped by relation, counted and paged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph import links as linked
from kamergraaf.graph.evidence import Quote, evidence, read_quote
from kamergraaf.graph.labels import OPEN, names
from kamergraaf.graph.neighbours import Edge, Node, node, with_quotes
from kamergraaf.graph.network import NUMBER, ROLES, STATED, Link, origin_of
from kamergraaf.graph.numbers import number_facts
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Iri, Literal
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref

LIMIT = 10  # connections of a relation on a page
# Shown by other means: the class by its name, the text on the reading page.
# Letters give values to these; of a party they would be looked for in every mention of it.
_WITH_VALUES = frozenset({"brief", "kamerstuk", "handelingen", "motie", "toezegging", "rapport", "overleg"})
_NO_FACTS = frozenset({terms.TYPE, terms.LABEL, terms.TEXT})


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, or an address that is no thing of ours (a list's entry, a web page). ``origin`` as in ``Link``."""

    property: str
    value: Iri | Literal
    origin: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A neighbour by one relation. ``node`` is the other end; of an open place it has kind ``onbekend``."""

    node: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Group:
    """The neighbours by one relation. ``outgoing``: the thing is its subject. ``total``: how many there are."""

    property: str
    outgoing: bool
    total: int
    connections: tuple[Connection, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as its page shows it. ``replaced_by``: where a withdrawn address leads; ``example``: made-up data."""

    ref: Ref
    iri: str
    kind: str
    label: str
    title: str
    classes: tuple[str, ...]
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    replaced_by: str | None = None
    example: bool = False

    def values(self, prop: str) -> tuple[Iri | Literal, ...]:
        """Give the values of one property."""
        return tuple(fact.value for fact in self.facts if fact.property == prop)


def thing(store: Store, ref: Ref, *, limit: int = LIMIT, offset: int = 0) -> Thing | None:
    """Give a thing; None when the graph says nothing of it. ``limit``, ``offset``: connections of each relation."""
    address = iris.iri(ref, store.base)
    facts = _facts(store, address)
    groups = linked.of(store).groups(address, limit, offset)
    if not facts and not groups:
        return None
    name = names(store, [address])[address]
    connections = _connections(store, address, [link for _, shown in groups.values() for link in shown])
    label = name.label
    if ref.kind in ROLES:
        found = sorted(connections, key=lambda link: (link.subject, link.property, link.object))
        label = ", ".join(connections[link].node.label for link in found)
    replaced = next((str(fact.value) for fact in facts if fact.property == terms.IS_REPLACED_BY), None)
    return Thing(
        ref,
        address,
        name.kind,
        label,
        name.titles[0] if name.titles else "",
        name.classes,
        tuple(fact for fact in facts if fact.property not in _NO_FACTS),
        tuple(
            Group(prop, outgoing, total, tuple(connections[link] for link in shown))
            for (prop, outgoing), (total, shown) in groups.items()
        ),
        replaced,
        any(fact.property == terms.EXAMPLE for fact in facts),
    )


def group(
    store: Store, ref: Ref, prop: str, *, outgoing: bool, offset: int = 0, limit: int | None = LIMIT
) -> Group | None:
    """Give one page of the neighbours by one relation; None when there are none. Pages never repeat or miss one."""
    address = iris.iri(ref, store.base)
    total, shown = linked.of(store).page(address, (prop, outgoing), offset, limit)
    if not total:
        return None
    connections = _connections(store, address, shown)
    return Group(prop, outgoing, total, tuple(connections[link] for link in shown))


def _connections(store: Store, address: str, shown: list[Link]) -> dict[Link, Connection]:
    named = names(store, [link.other(address) for link in shown if "#" not in link.other(address)])
    found = {}
    for link, edge in zip(shown, with_quotes(store, shown), strict=True):
        other = link.other(address)
        end = node(named[other], store.base) if other in named else Node(other, None, link.label, OPEN, 1)
        found[link] = Connection(end, edge)
    return found


def _facts(store: Store, address: str) -> list[Fact]:
    base = store.base
    rows = []
    for graph, prop, value in store.select(
        queries.store("statements_of", base).bind(thing=address, things=f"{base}id/")
    ):
        if isinstance(prop, Iri) and isinstance(value, Iri | Literal):
            rows.append((str(prop), value, origin_of(str(graph), base)))
    quotes: dict[tuple[str, str], set[Quote]] = defaultdict(set)
    valued = _kind(address, base) in _WITH_VALUES
    found_values = store.select(queries.store("values_of", base).bind(thing=address)) if valued else ()
    for mention, prop, value, *place in found_values:
        quote = read_quote(base, mention, place)
        if quote is not None and value is not None:
            quotes[(str(prop), value.n3())].add(quote)
    proven = evidence(store, [(address, prop, str(value)) for prop, value, _ in rows if isinstance(value, Iri)])
    numbers = number_facts(iris.ref(address, base) or Ref("", ""), base)
    facts = []
    for name, term, origin in sorted(rows, key=lambda row: (row[0], row[1].n3())):
        found = tuple(sorted(quotes.get((name, term.n3()), ()))) or proven.get((address, name, str(term)), ())
        if f"<{address}> <{name}> {term.n3()}" in numbers and not found:
            origin = NUMBER
        facts.append(Fact(name, term, STATED if found else origin, found))
    return facts


def _kind(address: str, base: str) -> str:
    ref = iris.ref(address, base)
    return ref.kind if ref is not None else ""
