"""The shapes pass on the golden graph and catch each planted fault with the constraint meant for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import SH

from kamergraaf.ontology import files
from kamergraaf.ontology.iris import SHAPE

GOLDEN = Path(__file__).parent.parent / "golden" / "graaf.trig"
PREFIXES = """
PREFIX kg: <https://w3id.org/kamergraaf/def/> PREFIX kgl: <https://w3id.org/kamergraaf/def/lijst/>
PREFIX b: <https://kamergraaf.example/id/brief/> PREFIX kst: <https://kamergraaf.example/id/kamerstuk/>
PREFIX persoon: <https://kamergraaf.example/id/persoon/> PREFIX partij: <https://kamergraaf.example/id/partij/>
PREFIX lid: <https://kamergraaf.example/id/lidmaatschap/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
BRIEF = "<https://kamergraaf.example/id/brief/d70d78ee02df>"
GIJS = "<https://kamergraaf.example/id/brief/d70d78ee02df#char=5763,5776>"
OPEN = "<https://kamergraaf.example/id/brief/0372761762b9#char=512,523>"
LOST = "<https://kamergraaf.example/id/brief/d70d78ee02df#char=7409,7410>"


@dataclass(frozen=True)
class Fault:
    """An update that plants a fault, the shape that must catch it, and the node that it must point at."""

    name: str
    update: str
    shape: str
    at: str


FAULTS = [
    Fault("two rules for one mention", f"INSERT DATA {{ {GIJS} kg:rule <urn:other> }}", "rule", GIJS),
    Fault("no sentence", f"DELETE WHERE {{ {GIJS} kg:context ?x }}", "context", GIJS),
    Fault(
        "a quote that is not at its place",
        f"DELETE {{ {GIJS} kg:exact ?x }} INSERT {{ {GIJS} kg:exact 'Jasper' }} WHERE {{ {GIJS} kg:exact ?x }}",
        "quote",
        GIJS,
    ),
    Fault("resolved, names nothing", f"DELETE WHERE {{ {GIJS} kg:refersTo ?x }}", "resolved", GIJS),
    Fault("unresolved, names a paper", f"INSERT DATA {{ {LOST} kg:refersTo kst:29754-482 }}", "unresolved", LOST),
    Fault("ambiguous without candidates", f"DELETE WHERE {{ {OPEN} kg:candidate ?c }}", "ambiguous", OPEN),
    Fault(
        "a proven edge that is gone",
        "DELETE DATA { kst:29754-452 kg:proposedBy persoon:gijs-van-dijk }",
        "edge",
        GIJS,
    ),
    Fault(
        "an edge of the letter without proof",
        f"INSERT DATA {{ {BRIEF} kg:cites kst:99001-11 }}",
        "briefbewijs",
        BRIEF,
    ),
    Fault(
        "an edge of a motion without proof",
        "INSERT DATA { kst:29754-451 kg:proposedBy persoon:gijs-van-dijk }",
        "zaakbewijs",
        "kst:29754-451",
    ),
    Fault(
        "a Kamerstuk with a malformed address",
        "INSERT DATA { kst:29754-nr-482 a kg:Kamerstuk ; kg:number '482' ; rdfs:label 'x'@nl ;"
        " kg:inDossier <https://kamergraaf.example/id/dossier/29754> }",
        "Kamerstuk",
        "kst:29754-nr-482",
    ),
    Fault(
        "a membership that ends before it begins",
        "INSERT DATA { lid:x a kg:Membership ; kg:member persoon:gijs-van-dijk ;"
        " kg:organisation partij:pvda ; kg:from '2000-01-01'^^xsd:date ; kg:until '1999-01-01'^^xsd:date }",
        "volgorde",
        "lid:x",
    ),
    Fault(
        "one person in two groups on one day",
        "INSERT DATA { lid:x a kg:Membership ; kg:member persoon:gijs-van-dijk ;"
        " kg:organisation partij:sp ; kg:from '2018-01-01'^^xsd:date ; kg:until '2018-12-31'^^xsd:date }",
        "overlap",
        "lid:x",
    ),
    Fault(
        "a state from the wrong list",
        "DELETE DATA { kst:29754-482 kg:status kgl:aangenomen } ;"
        " INSERT DATA { kst:29754-482 kg:status kgl:voldaan }",
        "motion-status",
        "kst:29754-482",
    ),
    Fault("a deed from the wrong list", f"INSERT DATA {{ {GIJS} kg:deed kgl:aangenomen }}", "deed", GIJS),
    Fault(
        "a paper without its dossier",
        "DELETE WHERE { kst:29754-482 kg:inDossier ?d }",
        "zonder-dossier",
        "kst:29754-482",
    ),
    Fault(
        "a thing without a name",
        "DELETE WHERE { persoon:gijs-van-dijk rdfs:label ?x }",
        "label",
        "persoon:gijs-van-dijk",
    ),
    Fault(
        "a group that voted for and against",
        "INSERT { ?s kg:against partij:proefballon } WHERE { ?s a kg:Stemming }",
        "inFavour",
        "<https://kamergraaf.example/id/stemming/99001-12>",
    ),
    Fault("a span that ends before it starts", f"INSERT DATA {{ {GIJS} kg:start 6000 }}", "start", GIJS),
]


@cache
def golden() -> bytes:
    """The golden graph and the vocabulary in one, as N-Triples."""
    store = ox.Store()
    store.load(path=GOLDEN, format=ox.RdfFormat.TRIG)
    return "".join(sorted({f"{quad.triple} .\n" for quad in store})).encode() + files.ontology_triples(shapes=False)


def caught(graph: rdflib.Graph, at: list[str] | None = None) -> set[str]:
    """The shapes and constraints that find fault with a graph, or with some of its nodes, by local name."""
    shapes = rdflib.Graph().parse(files.SHAPES, format="turtle")
    _, report, _ = validate(graph, shacl_graph=shapes, inference="none", focus_nodes=at)
    assert isinstance(report, rdflib.Graph)
    found = {*report.objects(None, SH.sourceShape), *report.objects(None, SH.sourceConstraint)}
    return {str(node).removeprefix(SHAPE) for node in found}


def test_the_golden_graph_passes() -> None:
    """The six cases of the real letter, the made-up letter and the vocabulary itself are well-formed."""
    assert caught(rdflib.Graph().parse(data=golden(), format="nt")) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_planted_fault_is_caught(fault: Fault) -> None:
    """Each fault is caught at its node, by the constraint meant for it."""
    graph = rdflib.Graph().parse(data=golden(), format="nt")
    before = set(graph)
    graph.update(PREFIXES + fault.update)
    assert set(graph) != before, "the fault was not planted"
    asked = graph.query(f"{PREFIXES} CONSTRUCT WHERE {{ {fault.at} ?p ?o }}").graph
    assert asked is not None
    (node,) = set(asked.subjects())

    # Also what it points at: pyshacl looks into sh:node only for nodes in focus.
    around = [str(term) for term in graph.objects(node) if isinstance(term, rdflib.URIRef)]

    assert fault.shape in caught(graph, [str(node), *around])
