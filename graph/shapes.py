"""The SHACL shapes over what stands in a batch of a store.

Results about other nodes than the batch's own are left to their batch. pySHACL judges the core of SHACL, for the
nodes that do not plainly conform (``conforming.py``). It would run each SPARQL constraint once for every node (13 s
for one letter and the register), so those are asked once for a whole batch here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
import rdflib
from oxrdflib import OxigraphStore
from rdflib.namespace import SH

from kamergraaf.graph.conforming import Conforming, Described
from kamergraaf.ontology import files

Fault = tuple[str, str, str]  # kind, where, message


class Shapes:
    """The packaged shapes, parted in what pySHACL judges and what is asked in SPARQL."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Read them. ``vocabulary``: the statements of the store's own ontology."""
        self._core = rdflib.Graph().parse(files.SHAPES, format="turtle")
        self._asked = tuple(_taken_out(self._core))
        self._conforming = Conforming(self._core)
        # The packaged vocabulary too, for what the store's own lacks: a store without ontology still means something.
        packaged = files.ontology_triples(files.rules(), shapes=False).decode().split(" .\n")
        stored = [*vocabulary]
        known = {line.split(" ", 1)[0] for line in stored}
        self._vocabulary = [*stored, *(line for line in packaged if line and line.split(" ", 1)[0] not in known)]

    def broken(self, focus: Collection[str], lines: Iterable[str]) -> list[Fault]:
        """Give what is wrong with these nodes. ``lines``: all that is known of them and about what they name."""
        everything = {*lines, *self._vocabulary}
        described = Described(everything)
        held = ox.Store()
        text = "".join(f"{line} .\n" for line in everything).encode()
        held.bulk_load(input=text, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        found = set(_answered(held, described, self._asked))
        doubtful = self._conforming.doubtful(focus, described)
        if doubtful:
            found.update(_judged(held, described, self._core, doubtful))
        wanted = set(focus)
        return sorted(fault for fault in found if fault[1] in wanted)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A SPARQL constraint: what it asks, and for which classes, each with the name of its shape."""

    name: str
    message: str
    query: str
    classes: frozenset[str]


def _taken_out(graph: rdflib.Graph) -> Iterator[_Asked]:
    """Take the SPARQL constraints out of the shapes."""
    classes: dict[rdflib.term.Node, set[str]] = {}
    for shape, constraint in sorted(graph.subject_objects(SH.sparql), key=str):
        classes.setdefault(constraint, set()).update(str(one) for one in graph.objects(shape, SH.targetClass))
        graph.remove((shape, SH.sparql, constraint))
    for constraint, names in classes.items():
        prefixes = {
            f"PREFIX {graph.value(one, SH.prefix)}: <{graph.value(one, SH.namespace)}>\n"
            for declaring in graph.objects(constraint, SH.prefixes)
            for one in graph.objects(declaring, SH.declare)
        }
        messages = {text.language: str(text) for text in graph.objects(constraint, SH.message)}  # type: ignore[attr-defined]  # literals, by the shapes' own test
        yield _Asked(
            str(constraint).rsplit("/", 1)[-1],
            messages.get("en") or min(messages.values(), default=""),
            "".join(sorted(prefixes)) + str(graph.value(constraint, SH.select)),
            frozenset(names),
        )


class _Held(OxigraphStore):
    """The batch as pySHACL sees it, which asks for its size with each fault: oxrdflib would count it anew."""

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        return len(self._inner)


def _judged(held: ox.Store, described: Described, core: rdflib.Graph, nodes: Iterable[str]) -> Iterator[Fault]:
    """Let pySHACL judge these nodes. Its own choice of nodes would also keep it from judging what they point at."""
    shapes = rdflib.Graph()
    for shape, prop, value in core:
        if prop == SH.targetClass:
            for one in nodes:
                if str(value) in described.classes(one):
                    shapes.add((shape, SH.targetNode, rdflib.URIRef(one)))
        else:
            shapes.add((shape, prop, value))
    data = rdflib.Graph(store=_Held(store=held), identifier=rdflib.URIRef("urn:x-rdflib:default"))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False, js=False)
    if not isinstance(results, rdflib.Graph):
        return
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        name = str(results.value(result, SH.sourceShape)).rsplit("/", 1)[-1]
        said = sorted(str(text) for text in results.objects(result, SH.resultMessage))
        wrong = results.value(result, SH.value)
        message = f"{said[0] if said else name}{f' ({wrong})' if wrong is not None else ''}"
        yield f"shape {name}", str(results.value(result, SH.focusNode)), message


def _answered(held: ox.Store, described: Described, asked: Iterable[_Asked]) -> Iterator[Fault]:
    for one in asked:
        answer = held.query(one.query)
        if not isinstance(answer, ox.QuerySolutions):
            continue
        valued = any(variable.value == "value" for variable in answer.variables)
        for row in answer:
            this = row["this"].value
            if one.classes & described.classes(this):
                yield f"shape {one.name}", this, one.message + (f" ({row['value']})" if valued else "")
