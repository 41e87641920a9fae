"""The links as the index has them: what a page shows is read, and what it counts was counted before."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

import orjson

from kamergraaf.graph.evidence import Quote
from kamergraaf.graph.links import Counted, Group, Kin, Straight
from kamergraaf.graph.network import ROLES, WEIGHT, Link, goes_before, with_conflicts
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms
from kamergraaf.ontology.model import Ref

_ORIGINS = tuple(WEIGHT)
_COLUMNS = "e.node, e.other, e.property, e.outgoing, e.origin, e.conflict, e.rest"
_AT_ONCE = 10_000  # values of one statement
Value = TypeVar("Value", int, str)
_Row = tuple[int, int, int, int, int, int, bytes | None]


class Indexed:
    """The links of a store by its index. Roles have pages of their own, which ask the store."""

    def __init__(self, connection: sqlite3.Connection, store: Store) -> None:
        """Take an index and the store that it was made from."""
        self._connection = connection
        self._store = store
        self._straight = Straight(store)
        self._addresses: dict[int, str] = {}

    def all(self, nodes: Collection[str]) -> list[Link]:
        """Give every link of these nodes."""
        roles = [node for node in nodes if self._is_role(node)]
        found: dict[tuple[str, str, str], Link] = {}
        for part in _parts(sorted(self._numbers(nodes).values())):
            for link in self._read(f"WHERE e.node IN ({_marks(part)})", part):
                key = (link.subject, link.property, link.object)
                if goes_before(link, found.get(key)):
                    found[key] = link
        straight = self._straight.all(roles) if roles else []
        return with_conflicts(found | {(link.subject, link.property, link.object): link for link in straight})

    def among(self, nodes: Sequence[str]) -> list[Link]:
        """Give the links with both ends among these."""
        numbers = sorted(self._numbers(nodes).values())
        marks = _marks(numbers)
        where = f"WHERE e.node IN ({marks}) AND e.other IN ({marks}) AND e.outgoing = 1"
        return sorted(self._read(where, [*numbers, *numbers]), key=_order)

    def between(self, node: str, others: Collection[str]) -> list[Link]:
        """Give the links of a node with these others."""
        if self._is_role(node):
            return self._straight.between(node, others)
        numbers = self._numbers([node, *others])
        mine = numbers.pop(node, None)
        if mine is None:
            return []
        values = sorted(numbers.values())
        where = f"WHERE e.node = ? AND e.other IN ({_marks(values)})"
        return sorted(self._read(where, [mine, *values]), key=_order)

    def parties(self, persons: Collection[str]) -> list[Link]:
        """Give the groups of persons."""
        numbers = sorted(self._numbers(persons).values())
        wanted = [n for n, iri in self._properties.items() if iri in (terms.STATED_PARTY, terms.MEMBERSHIP)]
        where = f"WHERE e.node IN ({_marks(numbers)}) AND e.property IN ({_marks(wanted)}) AND e.outgoing = 1"
        return sorted(self._read(where, [*numbers, *wanted]), key=_order)

    def degrees(self, nodes: Collection[str], *, drawn: bool = False) -> dict[str, int]:
        """Give the number of neighbours of each node."""
        numbers = self._numbers(nodes)
        counted: dict[int, int] = {}
        column = "drawn" if drawn else "n"
        for part in _parts(sorted(numbers.values())):
            sql = f"SELECT node, SUM({column}) FROM kin_count WHERE node IN ({_marks(part)}) GROUP BY node"
            counted.update(self._connection.execute(sql, part).fetchall())
        found = {node: counted.get(numbers.get(node, -1), 0) for node in nodes}
        roles = [node for node in found if self._is_role(node)]
        return found | (self._straight.degrees(roles, drawn=drawn) if roles else {})

    def kinds(self, node: str) -> dict[str, int]:
        """Give the number of neighbours of each kind."""
        if self._is_role(node):
            return self._straight.kinds(node)
        mine = self._numbers([node]).get(node, -1)
        sql = "SELECT kind, n FROM kin_count WHERE node = ? ORDER BY kind"
        return dict(self._connection.execute(sql, (mine,)).fetchall())

    def kin(
        self, node: str, *, kind: str | None = None, offset: int = 0, limit: int | None = None, drawn: bool = False
    ) -> list[Kin]:
        """Give a page of the neighbours."""
        if self._is_role(node):
            return self._straight.kin(node, kind=kind, offset=offset, limit=limit, drawn=drawn)
        mine = self._numbers([node]).get(node, -1)
        of_kind, values = ("", [mine]) if kind is None else ("AND k.kind = ?", [mine, kind])
        rows = self._connection.execute(
            f"""SELECT n.iri, k.kind, k.derived, k.weak FROM kin k JOIN node n ON n.id = k.other
                WHERE k.node = ? {of_kind} {"AND k.drawn" if drawn else ""}
                ORDER BY k.other LIMIT ? OFFSET ?""",
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
        return [Kin(address, word, bool(derived), bool(weak)) for address, word, derived, weak in rows]

    def groups(self, node: str, limit: int, offset: int = 0) -> dict[Group, Counted]:
        """Give for each relation how many links there are, and a page of them."""
        if self._is_role(node):
            return self._straight.groups(node, limit, offset)
        mine = self._numbers([node]).get(node, -1)
        sql = "SELECT property, outgoing, kind, n FROM group_count WHERE node = ? ORDER BY kind"
        counted: dict[tuple[int, int], dict[str, int]] = {}
        for prop, outgoing, kind, n in self._connection.execute(sql, (mine,)).fetchall():
            counted.setdefault((prop, outgoing), {})[kind] = n
        order = sorted(counted, key=lambda group: (not group[1], self._properties[group[0]]))
        return {
            (self._properties[prop], bool(outgoing)): Counted(
                counted[prop, outgoing], self._page(mine, (prop, outgoing), offset, limit)
            )
            for prop, outgoing in order
        }

    def page(self, node: str, group: Group, offset: int, limit: int | None, kind: str | None = None) -> Counted:
        """Give a page of the links of a relation, of one kind of neighbours or of all."""
        if self._is_role(node):
            return self._straight.page(node, group, offset, limit, kind)
        mine = self._numbers([node]).get(node, -1)
        numbers = (next((n for n, iri in self._properties.items() if iri == group[0]), -1), int(group[1]))
        sql = "SELECT kind, n FROM group_count WHERE node = ? AND property = ? AND outgoing = ? ORDER BY kind"
        tally = dict(self._connection.execute(sql, (mine, *numbers)).fetchall())
        chosen = {word: n for word, n in tally.items() if kind in (None, word)}
        return Counted(chosen, self._page(mine, numbers, offset, limit, kind))

    def _page(
        self, mine: int, group: tuple[int, int], offset: int, limit: int | None, kind: str | None = None
    ) -> list[Link]:
        values: list[int | str] = [mine, *group]
        of_kind = ""
        if kind is not None:
            of_kind = "AND e.kind = ?"
            values.append(kind)
        where = f"WHERE e.node = ? AND e.property = ? AND e.outgoing = ? {of_kind} ORDER BY e.other LIMIT ? OFFSET ?"
        return list(self._read(where, [*values, -1 if limit is None else limit, offset]))

    @cached_property
    def _properties(self) -> dict[int, str]:
        return dict(self._connection.execute("SELECT id, iri FROM property").fetchall())

    def _numbers(self, addresses: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in _parts(list(addresses)):
            sql = f"SELECT iri, id FROM node WHERE iri IN ({_marks(part)})"
            found.update(self._connection.execute(sql, part).fetchall())
        self._addresses.update({number: address for address, number in found.items()})
        return found

    def _read(self, where: str, values: Sequence[int | str]) -> Iterator[Link]:
        rows: list[_Row] = self._connection.execute(f"SELECT {_COLUMNS} FROM edge e {where}", values).fetchall()
        missing = sorted({row[1] for row in rows} - self._addresses.keys())
        for part in _parts(missing):
            sql = f"SELECT id, iri FROM node WHERE id IN ({_marks(part)})"
            self._addresses.update(self._connection.execute(sql, part).fetchall())
        for row in rows:
            yield self._link(row)

    def _link(self, row: _Row) -> Link:
        node, other, prop, outgoing, origin, conflict, rest = row
        subject, thing = self._addresses[node], self._addresses[other]
        if not outgoing:
            subject, thing = thing, subject
        if rest is None:
            return Link(subject, self._properties[prop], thing, _ORIGINS[origin], bool(conflict))
        period, post, label, quotes = orjson.loads(rest)
        return Link(
            subject,
            self._properties[prop],
            thing,
            _ORIGINS[origin],
            bool(conflict),
            tuple(Quote(Ref(kind, key), *more) for kind, key, *more in quotes),
            None if period is None else (period[0], period[1], period[2]),
            post,
            label,
        )

    def _is_role(self, node: str) -> bool:
        return node[len(self._store.base) + 3 :].partition("/")[0] in ROLES


def _order(link: Link) -> tuple[str, str, str]:
    return (link.subject, link.property, link.object)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _parts(values: list[Value]) -> Iterable[list[Value]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
