"""Triples as a file: Turtle, N-Triples, RDF/XML or JSON-LD, with the prefixes that people know."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kamergraaf.graph.terms import Blank, Iri, Literal, Triple
from kamergraaf.ontology import iris

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_PREFIXES = {
    "kg": iris.DEF,
    "kgl": iris.LIST,
    "regel": iris.RULE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
}


def written(triples: Iterable[Triple], form: str) -> bytes:
    """Write triples, each once and in order, in a form of ``ttl``, ``nt``, ``rdf`` or ``jsonld``.

    The same triples give the same bytes. Raises ``KeyError`` for another form.
    """
    once = sorted(set(triples), key=lambda triple: (triple[0].n3(), triple[1].n3(), triple[2].n3()))
    data = (ox.Triple(_subject(s), ox.NamedNode(p), _term(o)) for s, p, o in once)
    prefixes = _PREFIXES if form in ("ttl", "rdf", "jsonld") else None
    return ox.serialize(data, format=_FORMATS[form], prefixes=prefixes) or b""


def _subject(term: Iri | Blank) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(term) if isinstance(term, Blank) else ox.NamedNode(term)


def _term(term: Iri | Blank | Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return _subject(term)
