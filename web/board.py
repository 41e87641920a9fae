"""What has been read of the store for one picture: connections of what is opened, counts of what is not, names.

In a national graph a ministry or party has tens of thousands of connections: they are read only when it is opened
itself; else its count is enough, and its connections to what is in view are known from the other ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kamergraaf.graph import links as linked
from kamergraaf.graph.labels import OPEN, kinds
from kamergraaf.graph.neighbours import with_quotes
from kamergraaf.graph.network import NOT_DRAWN, Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris
from kamergraaf.web.connections import open_thing
from kamergraaf.web.kinds import KIND, UNKNOWN, Kind, kind_of
from kamergraaf.web.shown import Shown, id_of, shown
from kamergraaf.web.view import Near
from kamergraaf.web.words import Words

_NOWHERE = 1 << 60


@dataclass(slots=True)
class Board:
    """The things of one picture by their ids (``kind/key``, of a place that was not settled with its fragment)."""

    store: Store
    w: Words
    things: dict[str, Shown] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)  # between what is in view, in order
    disputes: list[Link] = field(default_factory=list)  # where letter and register give someone in view another group
    _net: linked.Links = field(init=False)
    _near: dict[str, list[Near]] = field(default_factory=dict)
    _others: dict[str, set[str]] = field(default_factory=dict)
    _totals: dict[str, int] = field(default_factory=dict)
    _groups: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the links of the store as they are now, for the whole picture."""
        self._net = linked.of(self.store)

    def address(self, id_: str) -> str:
        """Give the IRI of an id."""
        return f"{self.store.base}id/{id_}"

    def id(self, address: str) -> str:
        """Give the id of a node's IRI."""
        return address.removeprefix(self.store.base + "id/") if "#" in address else id_of(address, self.store.base)

    def thing(self, id_: str) -> Shown | None:
        """Give a thing; None when nothing is connected to it."""
        address = self.address(id_)
        if not self._net.degrees([address], drawn=True)[address]:
            return None
        self.name([id_])
        return self.things[id_]

    def near(self, id_: str) -> list[Near]:
        """Give a thing's neighbours, in the order of place in a letter, else of number."""
        if id_ not in self._near:
            self._near[id_] = [] if "#" in id_ else self._neighbours(id_)
        return self._near[id_]

    def others(self, id_: str) -> set[str]:
        """Give the ids of a thing's neighbours, as far as they are in view."""
        return self._others.get(id_, set())

    def total(self, id_: str) -> int:
        """Give the number of a thing's neighbours."""
        return self._totals.get(id_, 0) or 1

    def look(self, ids: Iterable[str]) -> None:
        """Read how these things hang together, and how many neighbours each has; the focus first."""
        wanted = list(dict.fromkeys(ids))
        addresses = [self.address(id_) for id_ in wanted]
        self.links = [link for link in self._net.among(addresses) if link.property not in NOT_DRAWN]
        for link in self.links:
            ends = (self.id(link.subject), self.id(link.object))
            self._others.setdefault(ends[0], set()).add(ends[1])
            self._others.setdefault(ends[1], set()).add(ends[0])
            if "#" in link.object:
                self.things[ends[1]] = open_thing(self.store, link.object, link.label, link.quotes, self.w)
        counted = self._net.degrees([address for address in addresses if "#" not in address], drawn=True)
        self._totals = {self.id(address): n for address, n in counted.items()}
        people = [address for id_, address in zip(wanted, addresses, strict=True) if id_.startswith("persoon/")]
        for link in self._net.parties(people):
            self._groups.setdefault(self.id(link.subject), set()).add(self.id(link.object))
            if link.conflict:
                self.disputes.append(link)

    def name(self, ids: Iterable[str]) -> None:
        """Read the names of things that have none yet."""
        missing = sorted(self.address(id_) for id_ in set(ids) if id_ not in self.things and "#" not in id_)
        for address, thing in shown(self.store, missing, self.w).items() if missing else ():
            self.things[self.id(address)] = thing

    def party(self, id_: str) -> str:
        """Give a person's group where letter and register know just one; nothing is guessed."""
        groups = self._groups.get(id_, set())
        if len(groups) != 1:
            return ""
        (group,) = groups
        self.name([group])
        return self.things[group].label

    def _neighbours(self, id_: str) -> list[Near]:
        me = self.address(id_)
        found = [
            Near(self.id(kin.iri), _kind(kin.kind), kin.derived, kin.weak) for kin in self._net.kin(me, drawn=True)
        ]
        if kinds(self.store, [me])[me] == "brief":
            order = self._first_places(me)
            found.sort(key=lambda near: order.get(near.id, _NOWHERE))
        return found

    def _first_places(self, me: str) -> dict[str, int]:
        """Give where a letter first names each thing."""
        first: dict[str, int] = {}
        for edge in with_quotes(self.store, [link for link in self._net.all([me]) if link.subject == me], 1):
            if edge.quotes:
                other = self.id(edge.object)
                first[other] = min(first.get(other, _NOWHERE), edge.quotes[0].start)
        return first


def _kind(word: str) -> Kind:
    """Give the kind of a thing by its word, of what has no kind of its own that of its class."""
    if word == OPEN:
        return UNKNOWN
    return KIND.get(word) or kind_of([iris.KIND[word].term])
