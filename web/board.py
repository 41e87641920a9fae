"""What has been read of the store for one picture: connections of what is opened, counts of what is not, names.

In a national graph a ministry or party has tens of thousands of connections: they are read only when it is opened
itself; else its count is enough, and its connections to what is in view are known from the other ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kamergraaf.graph.labels import kinds
from kamergraaf.graph.neighbours import degrees, with_quotes
from kamergraaf.graph.network import DERIVED, NUMBER, REGISTER, Link, links
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.web.connections import open_thing
from kamergraaf.web.kinds import KIND, UNKNOWN, Kind, kind_of
from kamergraaf.web.shown import Shown, id_of, shown
from kamergraaf.web.view import Near
from kamergraaf.web.words import Words

UNQUOTED = frozenset({NUMBER, REGISTER, DERIVED})
# Everyone has a seat and every letter an addressee: in a picture that says nothing.
_NOT_DRAWN = frozenset({terms.SEAT, terms.ADDRESSEE})
_HUBS = frozenset({"ministerie", "partij", "organisatie", "dossier", "kamer", "kabinet"})
_NOWHERE = 1 << 60


@dataclass(slots=True)
class Board:
    """The things of one picture by their ids (``kind/key``, of a place that was not settled with its fragment)."""

    store: Store
    w: Words
    things: dict[str, Shown] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    _near: dict[str, list[Near]] = field(default_factory=dict)
    _touching: dict[str, set[str]] = field(default_factory=dict)  # ends met from other things
    _counts: dict[str, int] = field(default_factory=dict)

    def address(self, id_: str) -> str:
        """Give the IRI of an id."""
        return f"{self.store.base}id/{id_}"

    def id(self, address: str) -> str:
        """Give the id of a node's IRI."""
        return address.removeprefix(self.store.base + "id/") if "#" in address else id_of(address, self.store.base)

    def thing(self, id_: str) -> Shown | None:
        """Open a thing; None when nothing is connected to it."""
        self.open([id_])
        self.name([id_])
        return self.things[id_] if self.links[id_] else None

    def near(self, id_: str) -> list[Near]:
        """Open a thing and give its neighbours, in the order of place in a letter, else of number."""
        if id_ not in self._near:
            self.open([id_])
            self._near[id_] = self._neighbours(id_)
        return self._near[id_]

    def others(self, id_: str) -> set[str]:
        """Give the ids of a thing's neighbours, of one that was not opened those that were met from other things."""
        if id_ not in self.links:
            return self._touching.get(id_, set())
        me = self.address(id_)
        return {self.id(link.other(me)) for link in self.links[id_]} - {id_}

    def total(self, id_: str) -> int:
        """Give the number of a thing's neighbours."""
        if id_ in self.links:
            return len(self.others(id_)) or 1
        return self._counts.get(id_, 0) or len(self.others(id_)) or 1

    def look(self, ids: Iterable[str]) -> None:
        """Open what is not a hub of thousands, and count the neighbours of the others."""
        every = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.links]
        hubs = [id_ for id_ in every if id_.partition("/")[0] in _HUBS]
        self.open(id_ for id_ in every if id_ not in hubs)
        counted = degrees(self.store, [self.address(id_) for id_ in hubs])
        self._counts.update({self.id(address): n for address, n in counted.items()})

    def open(self, ids: Iterable[str]) -> None:
        """Read all connections of things."""
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self.links]
        for id_ in wanted:
            self.links[id_] = []
        mine = {self.address(id_): id_ for id_ in wanted if "#" not in id_}
        for link in links(self.store, list(mine)) if mine else []:
            if link.property in _NOT_DRAWN:
                continue
            ends = (self.id(link.subject), self.id(link.object))
            for end, address in zip(ends, (link.subject, link.object), strict=True):
                if address in mine:
                    self.links[end].append(link)
            if ends[0] != ends[1]:
                self._touching.setdefault(ends[0], set()).add(ends[1])
                self._touching.setdefault(ends[1], set()).add(ends[0])
            if "#" in link.object:
                self.things[ends[1]] = open_thing(self.store, link.object, link.label, link.quotes, self.w)

    def name(self, ids: Iterable[str]) -> None:
        """Read the names of things that have none yet."""
        missing = sorted(self.address(id_) for id_ in set(ids) if id_ not in self.things and "#" not in id_)
        for address, thing in shown(self.store, missing, self.w).items() if missing else ():
            self.things[self.id(address)] = thing

    def party(self, id_: str) -> str:
        """Give a person's group where letter and register know just one; nothing is guessed."""
        me = self.address(id_)
        groups = {
            link.object
            for link in self.links.get(id_, [])
            if link.subject == me and link.property in (terms.STATED_PARTY, terms.MEMBERSHIP)
        }
        if len(groups) != 1:
            return ""
        group = self.id(groups.pop())
        self.name([group])
        return self.things[group].label

    def _neighbours(self, id_: str) -> list[Near]:
        me = self.address(id_)
        by_other: dict[str, list[Link]] = {}
        for link in self.links[id_]:
            by_other.setdefault(self.id(link.other(me)), []).append(link)
        by_other.pop(id_, None)
        kind = self._kinds([id_, *by_other])
        order = self._first_places(id_) if kind[id_].word == "brief" else {}
        keys = sorted(by_other, key=lambda other: (order.get(other, _NOWHERE), _natural(other)))
        return [
            Near(
                other,
                kind[other],
                all(link.origin in UNQUOTED for link in by_other[other]),
                all(link.property == terms.MENTIONS for link in by_other[other]),
            )
            for other in keys
        ]

    def _kinds(self, ids: Iterable[str]) -> dict[str, Kind]:
        """Give the kind of each thing, without reading its name."""
        found = {id_: UNKNOWN for id_ in ids if "#" in id_}
        addresses = {self.address(id_): id_ for id_ in ids if id_ not in found}
        for address, word in kinds(self.store, addresses).items():
            found[addresses[address]] = KIND.get(word) or kind_of([iris.KIND[word].term])
        return found

    def _first_places(self, id_: str) -> dict[str, int]:
        """Give where a letter first names each thing."""
        me = self.address(id_)
        first: dict[str, int] = {}
        for edge in with_quotes(self.store, [link for link in self.links[id_] if link.subject == me], 1):
            if edge.quotes:
                other = self.id(edge.object)
                first[other] = min(first.get(other, _NOWHERE), edge.quotes[0].start)
        return first


def _natural(id_: str) -> list[tuple[int, int, str]]:
    """Order numbers by value: nr. 9 before nr. 10."""
    parts = id_.replace("/", "-").replace(".", "-").split("-")
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
