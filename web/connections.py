"""Connections as pages show them: a sentence both ways, the quotes that prove them, or where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kamergraaf.graph import evidence, network
from kamergraaf.graph.neighbours import Edge
from kamergraaf.graph.network import Link
from kamergraaf.graph.store import Store
from kamergraaf.ontology import iris, terms
from kamergraaf.web.kinds import UNKNOWN
from kamergraaf.web.laid_out import note_at
from kamergraaf.web.quote import Quote, place_href, quote
from kamergraaf.web.relations import relation
from kamergraaf.web.shown import Shown
from kamergraaf.web.words import Words

_SOURCES = {
    network.STATED: "uit-brief",
    network.NUMBER: "afgeleid",
    network.OFFICIAL: "uit-officieel",
    network.REGISTER: "uit-register",
    network.DERIVED: "afgeleid-register",
    network.OPEN: "niet-herleid",
}


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection, told from ``subject`` to ``other``.

    ``source``: the name of the words that say where it comes from, when it has no quote. ``conflict``: the
    sentence where letter and register differ. ``remark``: period and post of a role.
    """

    subject: Shown
    other: Shown
    relation: str
    quotes: tuple[Quote, ...]
    source: str
    conflict: str = ""
    remark: str = ""
    quote_total: int = 0


def connection(
    edge: Edge, start: str, names: Mapping[str, Shown], conflicts: Mapping[str, str], w: Words, *, home: str = ""
) -> Connection:
    """Tell an edge from its end ``start`` (an IRI). ``home``: the letter whose quotes need no letter's name."""
    outgoing = edge.subject == start
    other = edge.object if outgoing else edge.subject
    person = edge.subject
    return Connection(
        names[start],
        names[other],
        relation(local_name(edge.property), outgoing=outgoing, lang=w.lang),
        tuple(
            quote(found, _letter_name(found.mention, names, (home, edge.subject, edge.object)))
            for found in edge.quotes
        ),
        _SOURCES[edge.origin],
        conflicts.get(person, "") if edge.conflict else "",
        period(edge, w),
        edge.quote_total,
    )


def local_name(prop: str) -> str:
    """Give the local name of a property of ours; of another the last part of its address."""
    return prop.removeprefix(iris.DEF) if prop.startswith(iris.DEF) else prop.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def period(edge: Edge, w: Words) -> str:
    """Say from when to when a role was held, with its post."""
    if edge.period is None:
        return ""
    start, until, seen = edge.period
    last = w.day(until) if until else w("ding.gezien-op", dag=w.day(seen)) if seen else ""
    days = " – ".join(part for part in (w.day(start) if start else "?", last) if part)
    return ", ".join(part for part in (edge.post, days) if part)


def conflicts(links: Iterable[Link | Edge], names: Mapping[str, Shown], w: Words) -> dict[str, str]:
    """Say, for each person to whom a letter gives another group than the register, which is which."""
    stated: dict[str, list[str]] = {}
    known: dict[str, list[str]] = {}
    for link in links:
        if link.conflict and link.object in names:
            side = stated if link.property == terms.STATED_PARTY else known
            side.setdefault(link.subject, []).append(names[link.object].label)
    return {
        person: w(
            "ding.tegenspraak", brief="/".join(dict.fromkeys(given)), register="/".join(dict.fromkeys(known[person]))
        )
        for person, given in stated.items()
        if person in known
    }


def open_thing(store: Store, address: str, label: str, quotes: Sequence[evidence.Quote], w: Words) -> Shown:
    """Show a place that was not settled: its words, and where it stands."""
    words = label
    href = ""
    if quotes:
        found = quotes[0]
        href = place_href(found.letter, found.start, found.end)
        if found.rule == "nootteken":
            words = w("lezen.noot-verloren", n=note_at(store, found.letter, found.start) or label)
    return Shown(address.partition("/id/")[2], UNKNOWN, words, words, href)


def _letter_name(mention: str, names: Mapping[str, Shown], known: tuple[str, ...]) -> str:
    """Give the name of a place's letter, unless the page tells of that letter anyway."""
    letter = mention.partition("#")[0]
    return names[letter].label if letter in names and letter not in known else ""
