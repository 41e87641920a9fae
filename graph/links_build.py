"""The links part of the index: each link of a store once from either end, in natural order of the other end.

Read in a few questions to the store, each for all things at once: thing by thing took ten times as long.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import orjson

from kamergraaf import queries
from kamergraaf.graph.evidence import Quote, read_quote
from kamergraaf.graph.labels import OPEN, kinds
from kamergraaf.graph.links import natural
from kamergraaf.graph.network import (
    NOT_DRAWN,
    ROLES,
    UNQUOTED,
    WEIGHT,
    Link,
    goes_before,
    open_link,
    origin_of_edge,
    role_links,
    stated_links,
    with_conflicts,
    with_open_places,
)
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms

_SCHEMA = (
    "CREATE TABLE property (id INTEGER PRIMARY KEY, iri TEXT NOT NULL)",
    "CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL)",
    """CREATE TABLE edge (
        node INTEGER, other INTEGER, property INTEGER, outgoing INTEGER, kind TEXT, origin INTEGER, conflict INTEGER,
        rest BLOB,
        PRIMARY KEY (node, other, property, outgoing)
    ) WITHOUT ROWID""",
    """CREATE TABLE kin (
        node INTEGER, kind TEXT, other INTEGER, drawn INTEGER, derived INTEGER, weak INTEGER,
        PRIMARY KEY (node, kind, other)
    ) WITHOUT ROWID""",
    """CREATE TABLE kin_count (
        node INTEGER, kind TEXT, n INTEGER, drawn INTEGER, PRIMARY KEY (node, kind)
    ) WITHOUT ROWID""",
    """CREATE TABLE group_count (
        node INTEGER, property INTEGER, outgoing INTEGER, kind TEXT, n INTEGER,
        PRIMARY KEY (node, property, outgoing, kind)
    ) WITHOUT ROWID""",
)
_AT_ONCE = 20_000  # rows written
# These join a place in a letter, or a role, with a thing: they make other links, or none.
_NO_EDGES = frozenset(
    {
        *(terms.REFERS_TO, terms.OF_SUBJECT, terms.IN, terms.CANDIDATE, terms.STATED_PARTY, terms.KNOWN_PARTY),
        *(terms.FOR_MINISTRY, terms.MEMBER, terms.ORGANISATION, terms.CABINET),
        *(terms.TYPE, terms.LABEL, terms.OF_PROPERTY, terms.RULE, terms.RESOLUTION, terms.START, terms.END),
        *(terms.EXACT, terms.CONTEXT, terms.VALUE, terms.CONTENT, terms.TITLE),
        terms.IS_REPLACED_BY,  # the thing's own former address
    }
)


def build(store: Store, connection: sqlite3.Connection) -> None:
    """Write the links of a store into a new index."""
    for statement in _SCHEMA:
        connection.execute(statement)
    book = _Book()
    _read_direct(store, book)
    special = [*_special(store, book)]
    order, shown = _write_nodes(store, connection, book)
    _write_direct(connection, book, order, shown)
    connection.executemany(
        "INSERT OR IGNORE INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (order[node], order[other], prop, outgoing, shown[order[other]], *rest)
            for node, other, prop, outgoing, *rest in special
        ),
    )
    connection.executemany("INSERT INTO property VALUES (?, ?)", ((n, iri) for iri, n in book.properties.items()))
    _sum_up(connection, book)


class _Book:
    """Numbers for addresses, in order of coming, and the direct edges by them."""

    def __init__(self) -> None:
        self.nodes: dict[str, int] = {}
        self.properties: dict[str, int] = {}
        self.edges = tuple(array("q") for _ in range(4))  # subject, property, object, weight of the origin

    def node(self, address: str) -> int:
        return self.nodes.setdefault(address, len(self.nodes))

    def property(self, address: str) -> int:
        return self.properties.setdefault(address, len(self.properties))

    def add(self, subject: str, prop: str, thing: str, weight: int) -> None:
        values = (self.node(subject), self.property(prop), self.node(thing), weight)
        for column, value in zip(self.edges, values, strict=True):
            column.append(value)


def _read_direct(store: Store, book: _Book) -> None:
    base = store.base
    found = {str(row[0]) for row in store.select(queries.store("properties", base).bind())}
    roles = tuple(f"{base}id/{word}/" for word in ROLES)
    wanted = sorted(found - _NO_EDGES)
    query = queries.store("edges_all", base).bind(property=wanted, things=f"{base}id/") if wanted else ""
    for graph, subject, prop, thing in store.select(query) if query else ():
        ends = (str(subject), str(thing))
        if ends[0] != ends[1] and not ends[0].startswith(roles) and not ends[1].startswith(roles):
            book.add(ends[0], str(prop), ends[1], WEIGHT[origin_of_edge(str(graph), str(prop), base)])


_Special = tuple[int, int, int, int, int, int, bytes | None]


def _special(store: Store, book: _Book) -> Iterator[_Special]:
    """Give the links of roles, stated groups and open places, as rows of each end that has them."""
    base = store.base
    by_node: dict[str, dict[tuple[str, str, str], Link]] = defaultdict(dict)
    for row in store.select(queries.store("roles_all", base).bind()):
        for link in role_links(row):
            for node in (link.subject, link.object):
                _keep(by_node[node], link)
    known = {(person, group) for held in by_node.values() for person, prop, group in held if prop == terms.MEMBERSHIP}
    for link in stated_links(_disputable(store, known)):
        if link.subject.startswith(f"{base}id/persoon/"):
            _keep(by_node[link.subject], link)
        if link.conflict and link.object.startswith(f"{base}id/partij/"):
            _keep(by_node[link.object], link)
    for row in store.select(queries.store("open_all", base).bind()):
        found = open_link(row, base)
        if found is not None and with_open_places(found.subject, base):
            _keep(by_node[found.subject], found)
    for node, held in by_node.items():
        for link in with_conflicts(held):
            yield (
                book.node(node),
                book.node(link.other(node)),
                book.property(link.property),
                int(link.subject == node),
                WEIGHT[link.origin],
                int(link.conflict),
                packed(link),
            )


def _keep(held: dict[tuple[str, str, str], Link], link: Link) -> None:
    key = (link.subject, link.property, link.object)
    if goes_before(link, held.get(key)):
        held[key] = link


def _disputable(store: Store, known: set[tuple[str, str]]) -> Iterator[tuple[str, str, bool, Quote]]:
    """Give who is said to be of which group, without what the register says as well: most of it."""
    for row in store.select(queries.store("stated_persons_all", store.base).bind()):
        mention, who, stated, party, *place = row
        conflict = party is not None and party != stated
        if conflict or (str(who), str(stated)) not in known:
            quote = read_quote(store.base, mention, place)
            if quote is not None:
                yield str(who), str(stated), conflict, quote


def _write_nodes(store: Store, connection: sqlite3.Connection, book: _Book) -> tuple[list[int], list[str]]:
    """Write the things, numbered in natural order so that numbers sort as people do.

    Gives each one's place, and the kinds in order of place.
    """
    addresses = sorted(book.nodes, key=natural)
    shown = kinds(store, [address for address in addresses if "#" not in address])
    order = [0] * len(addresses)
    rows = []
    for place, address in enumerate(addresses):
        order[book.nodes[address]] = place
        rows.append((place, address, shown.get(address, OPEN)))
    connection.executemany("INSERT INTO node VALUES (?, ?, ?)", rows)
    connection.execute("CREATE UNIQUE INDEX node_iri ON node (iri)")
    return order, [kind for _, _, kind in rows]


def _write_direct(connection: sqlite3.Connection, book: _Book, order: list[int], shown: list[str]) -> None:
    """Write each edge from both ends, in the order of the table; of equal ones that of the weightiest origin."""
    if not book.edges[0]:
        return
    place = np.array(order, dtype=np.int64)
    subject, prop, thing, weight = (np.frombuffer(column, dtype=np.int64) for column in book.edges)
    subject, thing = place[subject], place[thing]
    one, zero = np.ones_like(subject), np.zeros_like(subject)
    columns = [
        np.concatenate(pair)
        for pair in ((subject, thing), (thing, subject), (prop, prop), (one, zero), (weight, weight))
    ]
    sorted_ = np.lexsort(columns[::-1])
    columns = [column[sorted_] for column in columns]
    fresh = np.ones(len(sorted_), dtype=bool)
    fresh[1:] = np.any([column[1:] != column[:-1] for column in columns[:4]], axis=0)
    columns = [column[fresh] for column in columns]
    for start in range(0, len(columns[0]), _AT_ONCE):
        node, other, relation, outgoing, origin = (column[start : start + _AT_ONCE].tolist() for column in columns)
        rows = zip(node, other, relation, outgoing, map(shown.__getitem__, other), origin, strict=True)
        connection.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, 0, NULL)", rows)


def _sum_up(connection: sqlite3.Connection, book: _Book) -> None:
    undrawn = _listed(book.properties[iri] for iri in NOT_DRAWN if iri in book.properties)
    unquoted = _listed(WEIGHT[origin] for origin in UNQUOTED)
    mentions = book.properties.get(terms.MENTIONS, -1)
    for statement in (
        "CREATE INDEX edge_group ON edge (node, property, outgoing, other)",
        "CREATE INDEX edge_kind ON edge (node, property, outgoing, kind, other)",
        f"""INSERT INTO kin
            SELECT e.node, e.kind, e.other, MAX(e.property NOT IN ({undrawn})),
                   MIN(e.property IN ({undrawn}) OR e.origin IN ({unquoted})),
                   MIN(e.property IN ({undrawn}) OR e.property = {mentions})
            FROM edge e GROUP BY e.node, e.other""",
        "INSERT INTO kin_count SELECT node, kind, COUNT(*), SUM(drawn) FROM kin GROUP BY node, kind",
        """INSERT INTO group_count
           SELECT node, property, outgoing, kind, COUNT(*) FROM edge GROUP BY node, property, outgoing, kind""",
    ):
        connection.execute(statement)


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers)) or "-1"


def packed(link: Link) -> bytes | None:
    """Give what few links have, as bytes: period, post, words and quotes."""
    if link.period is None and not link.quotes and not link.label:
        return None
    quotes = [
        (q.letter.kind, q.letter.key, q.start, q.end, q.exact, q.context, q.rule, q.anchor, q.read_as, q.mention)
        for q in link.quotes
    ]
    return orjson.dumps((link.period, link.post, link.label, quotes))
