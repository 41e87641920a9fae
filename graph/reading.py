"""A letter to read: its text, and every place in it that was found, for marks in the margin and in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kamergraaf import queries
from kamergraaf.graph.evidence import Quote
from kamergraaf.graph.labels import names
from kamergraaf.graph.neighbours import Node, node
from kamergraaf.graph.store import Store
from kamergraaf.graph.terms import Iri, Term
from kamergraaf.ontology import iris, terms
from kamergraaf.ontology.model import Ref, Resolution


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text. ``things``: what it refers to; ``candidates``: what it may be; ``subjects``: whose edge.

    ``value``: a date, title or ``true``. ``also``: further places that name the same in the same way. ``reading``:
    ``probable``, ``repaired``, ``conflict`` or ''. ``stated_party``, ``known_party``, ``deed``: IRIs or ''.
    """

    quote: Quote
    property: str
    resolution: Resolution
    things: tuple[Node, ...]
    candidates: tuple[Node, ...]
    subjects: tuple[Node, ...]
    value: str = ""
    also: tuple[tuple[int, int], ...] = ()
    reading: str = ""
    reason: str = ""
    stated_party: str = ""
    known_party: str = ""
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A letter's text with its marks in order of place; marks may lie within marks."""

    ref: Ref
    text: str
    marks: tuple[Mark, ...]


def reading(store: Store, ref: Ref) -> Reading | None:
    """Give a letter's text and marks; None for a thing whose text is not here."""
    base = store.base
    found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    graph = iris.letter_graph(ref.key, base)
    for subject, prop, value in store.select(queries.store("graph", base).bind(graph=graph)):
        if value is not None:
            found[str(subject)][str(prop)].append(value)
    address = iris.iri(ref, base)
    content = found.get(f"{address}#text", {}).get(terms.CONTENT)
    if not content:
        return None
    places = {subject: props for subject, props in found.items() if subject.startswith(f"{address}#char=")}
    known = _known_parties(store, places)
    things = {
        str(value)
        for props in places.values()
        for prop in (terms.REFERS_TO, terms.CANDIDATE, terms.OF_SUBJECT)
        for value in props.get(prop, [])
        if isinstance(value, Iri)
    }
    nodes = {name: node(found_name, base) for name, found_name in names(store, things).items()}
    marks = [_mark(subject, props, ref, nodes, known.get(subject, "")) for subject, props in places.items()]
    return Reading(ref, str(content[0]), tuple(sorted(marks, key=lambda mark: (mark.quote.start, -mark.quote.end))))


def _known_parties(store: Store, places: dict[str, dict[str, list[Term]]]) -> dict[str, str]:
    asked = [subject for subject, props in places.items() if terms.STATED_PARTY in props]
    known = {}
    for _, line in store.about(asked):
        subject, prop, value = line.split(" ", 2)
        if prop[1:-1] == terms.KNOWN_PARTY:
            known[subject[1:-1]] = value[1:-1]
    return known


def _mark(subject: str, props: dict[str, list[Term]], ref: Ref, nodes: dict[str, Node], known: str) -> Mark:
    def one(prop: str) -> str:
        return str(props[prop][0]) if prop in props else ""

    def several(prop: str) -> tuple[Node, ...]:
        return tuple(nodes[name] for name in sorted(str(value) for value in props.get(prop, [])) if name in nodes)

    also = sorted(str(value) for value in props.get(terms.ALSO_AT, []))
    return Mark(
        Quote(
            ref,
            int(one(terms.START)),
            int(one(terms.END)),
            one(terms.EXACT),
            one(terms.CONTEXT),
            one(terms.RULE).rsplit("/", 1)[-1],
            int(one(terms.ANCHOR)) if terms.ANCHOR in props else None,
            one(terms.READ_AS) or None,
            subject,
        ),
        one(terms.OF_PROPERTY),
        Resolution(one(terms.RESOLUTION).rsplit("/", 1)[-1]),
        several(terms.REFERS_TO),
        several(terms.CANDIDATE),
        several(terms.OF_SUBJECT),
        one(terms.VALUE),
        tuple(sorted((int(start), int(end)) for start, end in (place.split(",") for place in also))),
        one(terms.READING).rsplit("/", 1)[-1],
        one(terms.REASON),
        one(terms.STATED_PARTY),
        known,
        one(terms.DEED).rsplit("/", 1)[-1],
    )
