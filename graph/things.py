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
    """The neighbours by one relation. ``outgoing``: the thing is its subject. ``total``: how many there are.

    ``kinds``: of which kinds they are. ``kind``: the one kind that this group has, where a relation is parted.
    """

    property: str
    outgoing: bool
    total: int
    connections: tuple[Connection, ...]
    kinds: tuple[str, ...] = ()
    kind: str = ""


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


def thing(
    store: Store, ref: Ref, *, limit: int = LIMIT, offset: int = 0, part_above: int | None = None
) -> Thing | None:
    """Give a thing; None when the graph says nothing of it. ``limit``, ``offset``: connections of each relation.

    ``part_above``: a relation with more connections than this is parted by their kinds.
    """
    address = iris.iri(ref, store.base)
    facts = _facts(store, address)
    net = linked.of(store)
    groups: list[tuple[linked.Group, linked.Counted, str]] = []
    for key, found in net.groups(address, limit, offset).items():
        if part_above is None or found.total <= part_above or len(found.kinds) == 1:
            groups.append((key, found, ""))
        else:
            groups += [(key, net.page(address, key, offset, limit, kind), kind) for kind in found.kinds]
    if not facts and not groups:
        return None
    name = names(store, [address])[address]
    connections = _connections(store, address, [link for _, found, _ in groups for link in found.links])
    label = name.label
    if ref.kind in ROLES:
        ends = sorted(connections, key=lambda link: (link.subject, link.property, link.object))
        label = ", ".join(connections[link].node.label for link in ends)
    replaced = next((str(fact.value) for fact in facts if fact.property == terms.IS_REPLACED_BY), None)
    return Thing(
        ref,
        address,
        name.kind,
        label,
        name.titles[0] if name.titles else "",
        name.classes,
        tuple(fact for fact in facts if fact.property not in _NO_FACTS),
        tuple(_group(key, found, connections, kind) for key, found, kind in groups),
        replaced,
        any(fact.property == terms.EXAMPLE for fact in facts),
    )


def group(
    store: Store,
    ref: Ref,
    prop: str,
    *,
    outgoing: bool,
    offset: int = 0,
    limit: int | None = LIMIT,
    kind: str = "",
) -> Group | None:
    """Give one page of the neighbours by one relation; None when there are none. Pages never repeat or miss one.

    ``kind``: only neighbours of this kind.
    """
    address = iris.iri(ref, store.base)
    found = linked.of(store).page(address, (prop, outgoing), offset, limit, kind or None)
    if not found.total:
        return None
    return _group((prop, outgoing), found, _connections(store, address, found.links), kind)


def _group(key: linked.Group, found: linked.Counted, connections: dict[Link, Connection], kind: str) -> Group:
    shown = tuple(connections[link] for link in found.links)
    return Group(*key, found.total, shown, tuple(found.kinds), kind)


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
