"""The Python names, the vocabulary, the lists and the JSON-LD context say the same."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kamergraaf.ontology import files, terms
from kamergraaf.ontology.iris import DEF, KINDS, LIST, SHAPE
from kamergraaf.ontology.model import Deed, Resolution, Status

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def facts(path: Path) -> dict[str, dict[str, list[Node]]]:
    """Subject to predicate to objects."""
    found: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode), "no blank nodes"
        assert not isinstance(quad.object, ox.BlankNode), "no blank nodes"
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


VOCABULARY = facts(files.VOCABULARY)
TERMS = {iri.removeprefix(DEF) for iri in VOCABULARY if iri != DEF}
CONSTANTS = {
    name: value
    for name, value in vars(terms).items()
    if name.isupper() and isinstance(value, str) and value.startswith(DEF) and value not in (DEF, LIST)
}
CLASSES = {name for name in TERMS if name[0].isupper()}


def test_python_names_equal_the_file() -> None:
    """Each term of the vocabulary has a constant, and each constant of ours is a term."""
    assert {value.removeprefix(DEF) for value in CONSTANTS.values()} == TERMS


def test_constants_are_named_after_their_terms() -> None:
    """``kg:refersTo`` is ``REFERS_TO``; a class that shares its word with a property ends in ``_CLASS``."""
    for name, value in CONSTANTS.items():
        word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value.removeprefix(DEF)).upper()
        assert name in (word, f"{word}_CLASS")


def test_python_lists_equal_the_file() -> None:
    """Each list has the same entries in the file and in Python, each entry in its list and at its top."""
    lists = facts(files.LISTS)
    entries = {
        name: {concept for concept, row in lists.items() if ox.NamedNode(LIST + name) in row[SKOS + "inScheme"]}
        for name in terms.LISTS
    }

    assert {iri for iri, row in lists.items() if ox.NamedNode(SKOS + "ConceptScheme") in row[RDF + "type"]} == {
        LIST + name for name in terms.LISTS
    }
    for name, concepts in terms.LISTS.items():
        assert {LIST + concept for concept in concepts} == entries[name]
        assert {LIST + concept for concept in concepts} == {
            top.value for top in lists[LIST + name][SKOS + "hasTopConcept"] if isinstance(top, ox.NamedNode)
        }


def test_types_of_the_model_are_in_the_lists() -> None:
    """What the model calls a resolution, a reading or a deed has an entry in its list."""
    for mapping, name in ((terms.RESOLUTIONS, "herkenning"), (terms.READINGS, "lezing"), (terms.DEEDS, "handeling")):
        assert {value.removeprefix(LIST) for value in mapping.values()} == set(terms.LISTS[name])
    assert set(terms.RESOLUTIONS) == set(Resolution)
    assert set(terms.DEEDS) == set(Deed)
    assert set(terms.READINGS) == {s for s in Status if s.resolution is Resolution.RESOLVED} - {Status.CERTAIN}


def test_an_unknown_entry_is_an_error() -> None:
    """A misspelt entry of a list is found where it is written."""
    with pytest.raises(KeyError):
        terms.concept("aangenommen")


def test_every_kind_of_thing_has_a_class() -> None:
    """The addresses and the vocabulary know the same kinds."""
    assert {kind.term for kind in KINDS} <= CLASSES


@pytest.mark.parametrize("path", [files.VOCABULARY, files.LISTS], ids=lambda path: path.stem)
def test_everything_has_a_label_in_both_languages(path: Path) -> None:
    """Labels are Dutch and English; terms and lists are also defined in both."""
    for iri, row in facts(path).items():
        if iri == DEF:
            continue
        languages = {term.language for term in row[RDFS + "label"] if isinstance(term, ox.Literal)}
        assert languages == {"nl", "en"}, iri
        if ox.NamedNode(SKOS + "Concept") not in row[RDF + "type"]:
            defined = [term.language for term in row[SKOS + "definition"] if isinstance(term, ox.Literal)]
            assert sorted(map(str, defined)) == ["en", "nl"], iri


def test_every_term_has_an_example_that_uses_it() -> None:
    """An example is a line of Turtle with the term in it."""
    for name in TERMS:
        (example,) = VOCABULARY[DEF + name][SKOS + "example"]
        assert isinstance(example, ox.Literal)
        assert re.search(rf"kg:{name}\b", example.value), name


def test_every_term_has_a_line_in_the_shapes() -> None:
    """Each property is the path of a shape, each class the target of one."""
    shapes = facts(files.SHAPES)
    objects = {
        term.value.removeprefix(DEF)
        for row in shapes.values()
        for predicate in (SH + "path", SH + "targetClass")
        for term in row[predicate]
        if isinstance(term, ox.NamedNode)
    }

    assert objects >= TERMS
    assert all(iri.startswith(SHAPE) for iri in shapes)


def test_properties_point_at_classes_that_exist() -> None:
    """domainIncludes and rangeIncludes name classes of ours, datatypes or SKOS concepts."""
    for name, row in VOCABULARY.items():
        for side in ("domainIncludes", "rangeIncludes"):
            for term in row[f"https://schema.org/{side}"]:
                assert isinstance(term, ox.NamedNode)
                if term.value.startswith(DEF):
                    assert term.value.removeprefix(DEF) in CLASSES, name


def test_the_context_names_every_term() -> None:
    """Each term is a plain word in JSON-LD, and each word of the context leads where it says."""
    context = json.loads(files.CONTEXT.read_text(encoding="utf-8"))["@context"]
    words = {
        word: row["@id"] if isinstance(row, dict) else row for word, row in context.items() if word != "@version"
    }

    assert {name for name in words if words[name] == f"kg:{name}"} == TERMS


def test_a_letter_goes_through_json_ld_and_back() -> None:
    """With the context a graph written as JSON-LD reads back as the same triples."""
    golden = Path(__file__).parent.parent / "golden" / "graaf.trig"
    store = ox.Store()
    store.load(path=golden, format=ox.RdfFormat.TRIG)
    graph = rdflib.Graph()
    graph.parse(data="".join(sorted({f"{quad.triple} .\n" for quad in store})), format="nt")
    context = json.loads(files.CONTEXT.read_text(encoding="utf-8"))["@context"]

    written = graph.serialize(format="json-ld", context=context, auto_compact=True)
    back = rdflib.Graph().parse(data=written, format="json-ld")

    assert '"refersTo"' in written
    assert set(back) == set(graph)


def test_the_ontology_graph_is_the_same_bytes_each_time() -> None:
    """Sorted, without doubles, with the rules' own nodes."""
    rules = [files.RuleRow("kamerstuk", "Kamerstuk met nummer", 0.98), files.RuleRow("nootteken")]
    triples = files.ontology_triples(rules)

    lines = triples.decode().splitlines()
    assert triples == files.ontology_triples(list(reversed(rules)))
    assert lines == sorted(set(lines))
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    assert f'<{DEF}regel/kamerstuk> <{terms.PRECISION}> "0.98"^^{decimal} .' in lines
    assert f'<{DEF}regel/nootteken> <{terms.LABEL}> "nootteken"@nl .' in lines
    assert not any("_:" in line.split('"')[0] for line in lines)


def test_superproperties_are_where_the_design_has_them() -> None:
    """The alignments of the design are all kept (skips where ../shared is absent)."""
    shared = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3] / "shared"))
    design = shared / "design" / "ontology" / "kamergraaf.ttl"
    if not design.exists():
        pytest.skip(f"needs {design}")
    old = "https://kamergraaf.example/def/"
    for subject, row in facts(design).items():
        for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
            for term in row[predicate]:
                assert isinstance(term, ox.NamedNode)
                kept = VOCABULARY[subject.replace(old, DEF)][predicate]
                assert ox.NamedNode(term.value.replace(old, DEF)) in kept, subject


def test_terms_of_others_exist() -> None:
    """Each class and property that ours is aligned with is in the copy of its vocabulary that rdflib holds.

    CiTO, Popolo (opengov), Content in RDF and Web Annotation are not in rdflib: their terms are listed here as they
    stand in those vocabularies.
    """
    held = (rdflib.RDF, rdflib.RDFS, rdflib.DCTERMS, rdflib.FOAF, rdflib.ORG, rdflib.PROV, rdflib.SDO, rdflib.SKOS)
    elsewhere = {
        "http://purl.org/spar/cito/": {"cites", "repliesTo"},
        "http://www.w3.org/ns/opengov#": {"Motion", "VoteEvent"},
        "http://www.w3.org/2011/content#": {"ContentAsText", "chars"},
        "http://www.w3.org/ns/oa#": {"hasSource", "exact", "start", "end"},
    }
    predicates = (RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "seeAlso")
    others = {
        term.value
        for row in VOCABULARY.values()
        for predicate in predicates
        for term in row[predicate]
        if isinstance(term, ox.NamedNode) and not term.value.startswith(DEF)
    }
    others |= {value for name, value in vars(terms).items() if name.isupper() and str(value).startswith("http")}

    known = {base + name for base, names in elsewhere.items() for name in names}
    unknown = {
        iri
        for iri in others - known
        if not iri.startswith(DEF) and not any(rdflib.URIRef(iri) in space for space in held)
    }
    assert unknown == set()
