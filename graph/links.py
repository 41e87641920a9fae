"""What hangs together with what, counted and in pages, without reading all that a party or ministry hangs on.

``of(store)`` gives the index beside the store where it is of the store's version (``links_index.py``); else the
store itself is asked (``Straight``), which says the same and takes longer for a thing with thousands of links.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakKeyDictionary

from kamergraaf import queries
from kamergraaf.graph import index
from kamergraaf.graph.labels import OPEN, parts
from kamergraaf.graph.labels import kinds as kinds_of
from kamergraaf.graph.network import NOT_DRAWN, UNQUOTED, Link, links
from kamergraaf.graph.store import Store
from kamergraaf.ontology import terms

Group = tuple[str, bool]  # a property, and whether the thing is its subject
_HUBS = frozenset({"ministerie", "partij", "organisatie", "dossier", "kamer", "kabinet"})
_OF_PERSONS = frozenset({terms.STATED_PARTY, terms.MEMBERSHIP})
_HELD: WeakKeyDictionary[Store, tuple[str, dict[str, int]]] = WeakKeyDictionary()
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kin:
    """A neighbour, and what its drawn links are.

    ``derived``: only by a number or the register, without a quote; ``weak``: merely named.
    """

    iri: str
    kind: str
    derived: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The links by one relation: how many of each kind there are, and a page of them."""

    kinds: Mapping[str, int]
    links: list[Link]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.kinds.values())


class Links(Protocol):
    """The links of things, given by IRI; neighbours stand in natural order (nr. 9 before nr. 10).

    ``drawn``: without what says nothing in a picture, such as the seat that everyone has.
    """

    def all(self, nodes: Collection[str]) -> list[Link]:
        """Give every link of these nodes, as ``network.links``."""
        ...

    def among(self, nodes: Sequence[str]) -> list[Link]:
        """Give the links with both ends among these, in order; of two bodies only those of the first node."""
        ...

    def between(self, node: str, others: Collection[str]) -> list[Link]:
        """Give the links of a node with these others, in order."""
        ...

    def parties(self, persons: Collection[str]) -> list[Link]:
        """Give the groups of persons, by the register and by letters."""
        ...

    def degrees(self, nodes: Collection[str], *, drawn: bool = False) -> dict[str, int]:
        """Give the number of neighbours of each node."""
        ...

    def kinds(self, node: str) -> dict[str, int]:
        """Give the number of neighbours of each kind."""
        ...

    def kin(
        self, node: str, *, kind: str | None = None, offset: int = 0, limit: int | None = None, drawn: bool = False
    ) -> list[Kin]:
        """Give a page of the neighbours, of one kind or of all."""
        ...

    def groups(self, node: str, limit: int, offset: int = 0) -> dict[Group, Counted]:
        """Give for each relation how many links there are, and a page of them; outgoing before incoming."""
        ...

    def page(self, node: str, group: Group, offset: int, limit: int | None, kind: str | None = None) -> Counted:
        """Give a page of the links of a relation, of one kind of neighbours or of all."""
        ...


def of(store: Store) -> Links:
    """Give the links of a store: by its index where that is up to date, else straight from the store."""
    from kamergraaf.graph.links_index import Indexed  # it builds on what is here

    held = index.of(store)
    connection = held.current() if held is not None else None
    return Straight(store) if connection is None else Indexed(connection, store)


class Straight:
    """The links as the store gives them."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._store = store

    def all(self, nodes: Collection[str]) -> list[Link]:
        """Give every link of these nodes."""
        return links(self._store, nodes)

    def among(self, nodes: Sequence[str]) -> list[Link]:
        """Give the links with both ends among these; bodies of thousands are known from the other ends."""
        wanted = set(nodes)
        opened = [node for node in nodes[1:] if "#" not in node and self._word(node) not in _HUBS]
        found = links(self._store, [*nodes[:1], *opened])
        return [link for link in found if link.subject in wanted and link.object in wanted]

    def between(self, node: str, others: Collection[str]) -> list[Link]:
        """Give the links of a node with these others."""
        wanted = set(others)
        return [link for link in links(self._store, [node]) if link.other(node) in wanted]

    def parties(self, persons: Collection[str]) -> list[Link]:
        """Give the groups of persons."""
        wanted = set(persons)
        found = links(self._store, persons) if wanted else []
        return [link for link in found if link.property in _OF_PERSONS and link.subject in wanted]

    def degrees(self, nodes: Collection[str], *, drawn: bool = False) -> dict[str, int]:
        """Give the number of neighbours of each node."""
        if not drawn:
            return _counted(self._store, nodes)
        hubs = [node for node in nodes if self._word(node) in _HUBS]
        others: dict[str, set[str]] = {node: set() for node in nodes if node not in hubs}
        for link in links(self._store, [node for node in others if "#" not in node]):
            for node in (link.subject, link.object):
                if node in others and link.property not in NOT_DRAWN:
                    others[node].add(link.other(node))
        return {node: len(found) for node, found in others.items()} | _counted(self._store, hubs)

    def kinds(self, node: str) -> dict[str, int]:
        """Give the number of neighbours of each kind."""
        tally: dict[str, int] = {}
        for one in self.kin(node):
            tally[one.kind] = tally.get(one.kind, 0) + 1
        return dict(sorted(tally.items()))

    def kin(
        self, node: str, *, kind: str | None = None, offset: int = 0, limit: int | None = None, drawn: bool = False
    ) -> list[Kin]:
        """Give a page of the neighbours."""
        by_other: dict[str, list[Link]] = {}
        for link in links(self._store, [node]):
            if not drawn or link.property not in NOT_DRAWN:
                by_other.setdefault(link.other(node), []).append(link)
        kind_by_address = kinds_of(self._store, [other for other in by_other if "#" not in other])
        found = [
            Kin(
                other,
                word,
                all(link.property in NOT_DRAWN or link.origin in UNQUOTED for link in by_other[other]),
                all(link.property in NOT_DRAWN or link.property == terms.MENTIONS for link in by_other[other]),
            )
            for other in sorted(by_other, key=natural)
            if kind in (None, word := kind_by_address.get(other, OPEN))
        ]
        return found[offset:] if limit is None else found[offset : offset + limit]

    def groups(self, node: str, limit: int, offset: int = 0) -> dict[Group, Counted]:
        """Give for each relation how many links there are, and a page of them."""
        return {key: self._counted(node, members, offset, limit) for key, members in self._groups(node).items()}

    def page(self, node: str, group: Group, offset: int, limit: int | None, kind: str | None = None) -> Counted:
        """Give a page of the links of a relation, of one kind of neighbours or of all."""
        return self._counted(node, self._groups(node).get(group, []), offset, limit, kind)

    def _counted(
        self, node: str, members: list[Link], offset: int, limit: int | None, kind: str | None = None
    ) -> Counted:
        others = [link.other(node) for link in members]
        known = kinds_of(self._store, [other for other in others if "#" not in other])
        words = [known.get(other, OPEN) for other in others]
        chosen = [link for link, word in zip(members, words, strict=True) if kind in (None, word)]
        tally = {word: words.count(word) for word in sorted(set(words)) if kind in (None, word)}
        return Counted(tally, chosen[offset:] if limit is None else chosen[offset : offset + limit])

    def _groups(self, node: str) -> dict[Group, list[Link]]:
        groups: dict[Group, list[Link]] = {}
        for link in links(self._store, [node]):
            groups.setdefault((link.property, link.subject == node), []).append(link)
        for members in groups.values():
            members.sort(key=lambda link: natural(link.other(node)))
        return dict(sorted(groups.items(), key=lambda item: (not item[0][1], item[0][0])))

    def _word(self, node: str) -> str:
        return node[len(self._store.base) + 3 :].partition("/")[0]


def natural(address: str) -> tuple[tuple[int, int, str], ...]:
    """Order numbers by value: nr. 9 before nr. 10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", address))


def _counted(store: Store, nodes: Collection[str]) -> dict[str, int]:
    """Count the neighbours of nodes in the store; kept as long as it does not change, for some have thousands."""
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
