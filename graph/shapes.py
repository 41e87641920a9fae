"""The SHACL shapes over a whole store, in batches that fit in memory.

A batch is some letters, or some shared things, with what stands about the things they name: as much as the shapes
look at. Results about other nodes than the batch's own are left to their batch. pySHACL judges the core of SHACL;
it would run each SPARQL constraint once for every node (13 s for one letter and the register), so those are asked
once for a whole batch here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
import rdflib
from oxrdflib import OxigraphStore
from rdflib.namespace import SH

from kamergraaf import queries
from kamergraaf.graph.store import Store
from kamergraaf.ontology import files, iris, terms

Fault = tuple[str, str, str]  # kind, where, message
_LINES, _THINGS = 30_000, 1_500  # in a batch: statements of letters, shared things
_SHARED = ("feiten", "officieel", "register", "afgeleid")


def broken_shapes(store: Store) -> Iterator[Fault]:
    """Give every result of the shapes."""
    shapes = _Shapes.read()
    # The packaged vocabulary as well as the stored one: a store may lack its ontology, but not its meaning.
    packaged = files.ontology_triples(files.rules(), shapes=False).decode().split(" .\n")
    vocabulary = [*filter(None, packaged), *store.graph(iris.graph("ontologie", store.base))]
    names = store.graphs(f"{store.base}graph/brief/")
    shared = {line[1 : line.index("> ")] for name in _SHARED for line in store.graph(iris.graph(name, store.base))}
    papers: set[str] = set()
    for lines in _batches(store, names):
        # A letter with a number is a shared thing too: what others say of it belongs to it here, and only here.
        both = sorted({line[1 : line.index("> ")] for line in lines} & shared)
        papers.update(both)
        lines.extend(line for _, line in store.about(both))
        yield from _validated(store, shapes, vocabulary, lines, mentions_of=both)
    things = sorted(subject for subject in shared - papers if "#" not in subject)
    for start in range(0, len(things), _THINGS):
        some = things[start : start + _THINGS]
        own = [line for _, line in store.about(some)]
        yield from _validated(store, shapes, vocabulary, own, mentions_of=some)


def _batches(store: Store, names: Iterable[str]) -> Iterator[list[str]]:
    """Give whole letters together, as many as fill a batch: the vocabulary is judged with each."""
    lines: list[str] = []
    for name in names:
        lines.extend(store.graph(name))
        if len(lines) >= _LINES:
            yield lines
            lines = []
    if lines:
        yield lines


@dataclass(frozen=True, slots=True)
class _Asked:
    """A SPARQL constraint: which nodes of some classes are wrong."""

    name: str
    message: str
    query: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shapes:
    core: rdflib.Graph
    asked: tuple[_Asked, ...]

    @classmethod
    def read(cls) -> _Shapes:
        """Read the packaged shapes, and part what pySHACL judges from what is asked in SPARQL."""
        graph = rdflib.Graph().parse(files.SHAPES, format="turtle")
        asked = []
        for shape, constraint in sorted(graph.subject_objects(SH.sparql), key=str):
            prefixes = {
                f"PREFIX {graph.value(one, SH.prefix)}: <{graph.value(one, SH.namespace)}>\n"
                for declaring in graph.objects(constraint, SH.prefixes)
                for one in graph.objects(declaring, SH.declare)
            }
            messages = {text.language: str(text) for text in graph.objects(constraint, SH.message)}  # type: ignore[attr-defined]  # literals, by the shapes' own test
            asked.append(
                _Asked(
                    str(constraint).rsplit("/", 1)[-1],
                    messages.get("en") or min(messages.values(), default=""),
                    "".join(sorted(prefixes)) + str(graph.value(constraint, SH.select)),
                    tuple(sorted(str(one) for one in graph.objects(shape, SH.targetClass))),
                )
            )
            graph.remove((shape, SH.sparql, constraint))
        return cls(graph, tuple(asked))


def _validated(
    store: Store,
    shapes: _Shapes,
    vocabulary: Iterable[str],
    own: list[str],
    mentions_of: list[str] | None = None,
) -> Iterator[Fault]:
    lines = set(own)
    focus = {line[1 : line.index("> ")] for line in own}
    if mentions_of:
        lines.update(_evidence(store, mentions_of))
    # What the named things are: two steps, since a shape looks at the class of a neighbour's neighbour.
    for _ in range(2):
        known = {line[1 : line.index("> ")] for line in lines if f" <{terms.TYPE}> " in line}
        lines.update(line for _, line in store.about(sorted(_objects(lines, store.base) - known)))
    lines.update(vocabulary)
    held = ox.Store()
    text = "".join(f"{line} .\n" for line in lines).encode()
    held.bulk_load(input=text, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    found = {*_judged(held, shapes.core), *_answered(held, shapes.asked)}
    yield from sorted(fault for fault in found if fault[1] in focus)


def _judged(held: ox.Store, shapes: rdflib.Graph) -> Iterator[Fault]:
    data = rdflib.Graph(store=OxigraphStore(store=held), identifier=rdflib.URIRef("urn:x-rdflib:default"))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False, js=False)
    if not isinstance(results, rdflib.Graph):
        return
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        shape = str(results.value(result, SH.sourceShape)).rsplit("/", 1)[-1]
        said = sorted(str(text) for text in results.objects(result, SH.resultMessage))
        value = results.value(result, SH.value)
        message = f"{said[0] if said else shape}{f' ({value})' if value is not None else ''}"
        yield f"shape {shape}", str(results.value(result, SH.focusNode)), message


def _answered(held: ox.Store, asked: Iterable[_Asked]) -> Iterator[Fault]:
    for one in asked:
        targets = {
            quad.subject
            for name in one.classes
            for quad in held.quads_for_pattern(None, ox.NamedNode(terms.TYPE), ox.NamedNode(name))
        }
        answer = held.query(one.query)
        if not isinstance(answer, ox.QuerySolutions):
            continue
        valued = any(variable.value == "value" for variable in answer.variables)
        for row in answer:
            if row["this"] in targets:
                yield f"shape {one.name}", row["this"].value, one.message + (f" ({row['value']})" if valued else "")


def _evidence(store: Store, things: list[str]) -> Iterator[str]:
    """Give the mentions that say something of these things."""
    found = set()
    for row in store.select(queries.store("mention_iris", store.base).bind(thing=things)):
        found.add(str(row[0]))
    yield from (line for _, line in store.about(sorted(found)))


def _objects(lines: Iterable[str], base: str) -> set[str]:
    start = f"<{base}id/"
    found = set()
    for line in lines:
        thing = line.split(" ", 2)[2]
        if thing.startswith(start) and "#" not in thing:
            found.add(thing[1:-1])
    return found
